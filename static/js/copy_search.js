/* Search in a copy without a server: Pagefind finds the chats, and where in each; this shows the posts that stand
   there. A post stands in the index as "@handle Name — words —" (web/site/searching.py). */

const root = new URL("../../", import.meta.url);
const AT_ONCE = 10;
const SHOWN = 3;
const SAID = "—";
const TOKEN = /(-?)([a-z]+):("[^"]*"|\S+)|"[^"]*"|\S+/g;
const KNOWN = { in: "series", from: "person" };
const UNKNOWN = ["to", "q", "since", "until", "has", "is", "lang", "sort"];
const outcome = document.getElementById("outcome");
const list = document.getElementById("found");

function make(tag, shown = {}, ...inside) {
  const made = Object.assign(document.createElement(tag), shown);
  made.append(...inside);
  return made;
}

/* What is asked for. */

function understand(typed) {
  const asked = { words: [], filters: {}, ignored: [] };
  for (const [token, minus, name, told] of typed.matchAll(TOKEN)) {
    const value = told?.replaceAll('"', "").replace(/^[@#]/, "").toLowerCase();
    if (name in KNOWN && !minus) asked.filters[value.includes("/") ? "chat" : KNOWN[name]] = value;
    else if (UNKNOWN.includes(name) || token === "OR" || /^-./.test(token)) asked.ignored.push(token);
    else asked.words.push(token.replace(/^\(|\)$/g, ""));
  }
  return asked;
}

/* What stands at the places that were found. */

function postsOf({ raw_content, anchors, locations }, person) {
  const words = raw_content.split(/[\r\n\s]+/g);
  const marked = new Set(locations);
  const places = anchors.filter(({ id, element }) => element === "h2" || id.startsWith("t-"));
  const posts = [];
  let heading = "";
  places.forEach(({ id, element, location, text }, number) => {
    if (element === "h2") heading = text;
    const end = places[number + 1]?.location ?? words.length;
    const found = words.slice(location, end).map((word, at) => ({ word, marked: marked.has(location + at) }));
    if (element === "h2" || !(found.some((one) => one.marked) || (person && !marked.size))) return;
    const said = found.findIndex(({ word }) => word === SAID);
    const who = found.slice(0, said).map(({ word }) => word);
    const told = found.slice(said + 1, -1);
    if (!person || who[0].toLowerCase() === `@${person}`) posts.push({ id, heading, who, words: told });
  });
  return posts.sort((one, other) => kinds(other) - kinds(one));
}

/* A chat is found when it has all words; the posts that have most of them come first. */
function kinds({ words }) {
  return new Set(words.filter((one) => one.marked).map(({ word }) => word.toLowerCase())).size;
}

/* How it is shown. */

function post({ id, heading, who: [handle, ...name], words }, page) {
  const by = make("p", { className: "by" }, make("b", {}, make("bdi", { textContent: name.join(" ") || handle })));
  if (name.length) by.append(make("span", { textContent: handle }));
  by.append(make("a", { className: "there", href: `${page}#${id}`, textContent: heading || "In the chat" }));
  const said = make("p", { className: "w", dir: "auto" });
  for (const { word, marked } of words) said.append(marked ? make("mark", { textContent: word }) : word, " ");
  return make("article", { className: "p" }, by, said);
}

async function chat(result, person) {
  const data = await result.data();
  const posts = postsOf(data, person);
  const page = new URL(data.raw_url.replace(/^\//, ""), root);
  const [series, date] = page.pathname.slice(root.pathname.length).split("/");
  const shown = make("li", {}, make("h2", {}, make("a", { href: page, textContent: data.meta.title })));
  const number = posts.length ? `, ${posts.length} post${posts.length > 1 ? "s" : ""}` : "";
  shown.append(make("p", { className: "under", textContent: `#${series}, ${date}${number}` }));
  shown.append(...posts.slice(0, SHOWN).map((one) => post(one, page)));
  if (posts.length > SHOWN) {
    const more = make("details", { className: "more" });
    more.append(make("summary", { textContent: `${posts.length - SHOWN} more in this chat` }));
    more.append(...posts.slice(SHOWN).map((one) => post(one, page)));
    shown.append(more);
  }
  return shown;
}

async function show(results, person) {
  document.getElementById("more")?.remove();
  list.append(...(await Promise.all(results.slice(0, AT_ONCE).map((one) => chat(one, person)))));
  const rest = results.slice(AT_ONCE);
  if (!rest.length) return;
  const more = make("button", { id: "more", type: "button", className: "plainly", textContent: "More chats" });
  more.addEventListener("click", () => show(rest, person));
  list.after(more);
}

async function find(typed) {
  const { words, filters, ignored } = understand(typed);
  const pagefind = await import(new URL("../pagefind/pagefind.js", import.meta.url));
  const sort = words.length ? {} : { date: "desc" };
  const { results } = await pagefind.search(words.join(" ") || null, { filters, sort });
  const number = results.length === 1 ? "1 chat" : `${results.length || "No"} chats`;
  outcome.replaceChildren(make("p", {}, make("strong", { textContent: number }), ` found for ${typed}`));
  if (ignored.length) {
    const told = `Without its server the archive does not know ${ignored.join(" ")}.`;
    outcome.append(make("p", { className: "under", textContent: told }));
  }
  await show(results, filters.person);
}

document.getElementById("unscripted").remove();
const asked = new URLSearchParams(location.search);
const typed = [asked.get("q"), asked.get("within")].filter((one) => one?.trim()).join(" ");
if (typed) {
  document.getElementById("q").value = typed;
  outcome.textContent = "Searching …";
  find(typed).catch(() => (outcome.textContent = "The search could not be loaded."));
}
