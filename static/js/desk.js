/* The desk by keyboard: every press is sent at once, and the page shows only what the archive has answered. */

const list = document.querySelector(".desk");
const needs = document.querySelector("[data-needs]");
const trouble = document.getElementById("trouble");
const said = document.getElementById("said");
const keys = document.getElementById("keys");
const why = document.getElementById("why");
const reason = document.getElementById("reason");
const token = document.querySelector("[name=csrfmiddlewaretoken]").value;
const questions = JSON.parse(keys.dataset.questions);
const PARTS = { i: "intro", w: "wrapup", a: "aside", o: "off" };

/* The forms of a post, which the page keeps folded away until somebody looks at them. */

function unwrap(post) {
  const kept = post.querySelector(":scope > details > noscript");
  if (!kept) return;
  const made = document.createElement("template");
  made.innerHTML = kept.textContent;
  kept.replaceWith(made.content);
}

for (const folded of document.querySelectorAll(".dp > details[open]")) folded.open = false;
list?.addEventListener("toggle", ({ target }) => target.open && unwrap(target.closest(".dp")), true);

/* Where one is. */

const posts = () => [...(list?.children ?? [])];
let here = null;

function stand(post) {
  here?.removeAttribute("aria-current");
  here = post;
  /* The other scripts of the desk know by this where one is. */
  here.setAttribute("aria-current", "true");
}

function goTo(post) {
  if (!post) return;
  stand(post);
  post.focus({ preventScroll: true });
  post.scrollIntoView({ block: "nearest" });
}

function step(by) {
  const all = posts();
  const at = all.indexOf(here);
  goTo(all[at < 0 ? 0 : Math.min(Math.max(at + by, 0), all.length - 1)]);
}

function goToNextNeedy() {
  const all = posts();
  const from = all.indexOf(here) + 1;
  const next = [...all.slice(from), ...all.slice(0, from)].find((post) => post.matches(".needs"));
  if (next) goTo(next);
  else tell(needs.textContent);
}

/* What is selected, else where one is. */

function targets() {
  const picked = posts().filter((post) => post.matches(".picked"));
  return picked.length || !here ? picked : [here];
}

function pick() {
  if (!here) return;
  here.classList.toggle("picked");
  name(here);
  const number = posts().filter((post) => post.matches(".picked")).length;
  tell(`${number} selected`);
}

function unpick() {
  for (const post of posts().filter((post) => post.matches(".picked"))) {
    post.classList.remove("picked");
    name(post);
  }
}

/* Sending: one after the other, in the order of the presses. */

let queue = Promise.resolve();
let waiting = 0;

function send(fields, about = []) {
  for (const post of about) post.setAttribute("aria-busy", "true");
  waiting += 1;
  queue = queue.then(() => ask(fields, about)).finally(() => (waiting -= 1));
  return queue;
}

/* A form that leaves the page waits for what was pressed before. */
function hold(event) {
  const { target, submitter } = event;
  if (!waiting || target.method === "dialog") return;
  event.preventDefault();
  queue.then(() => target.requestSubmit(submitter));
}

async function ask(fields, about) {
  try {
    show(await answerTo(fields, about));
    trouble.hidden = true;
  } catch (error) {
    complain(error);
  }
  for (const post of about) post.removeAttribute("aria-busy");
}

async function answerTo(fields, about) {
  const body = new URLSearchParams(fields);
  for (const post of about) body.append("key", post.dataset.key);
  const headers = { Accept: "application/json", "X-CSRFToken": token };
  const answer = await fetch(location.pathname, { method: "POST", headers, body });
  /* Whoever is logged out is led to the login instead of an answer. */
  if (answer.redirected) throw new Error("you are logged out. Log in again in another tab, then repeat it.");
  const isTold = answer.headers.get("Content-Type")?.startsWith("application/json");
  if (!isTold) throw new Error(`the archive answered ${answer.status}. Load the page again.`);
  const told = await answer.json();
  if (told.error) throw new Error(told.error);
  return told;
}

function complain(error) {
  const reason = error instanceof TypeError ? "the archive cannot be reached." : error.message;
  trouble.textContent = `Not saved: ${reason}`;
  trouble.hidden = false;
}

/* Showing what the archive has answered. */

function tell(words) {
  /* The same words twice are read out twice only when they were gone in between. */
  said.textContent = "";
  setTimeout(() => (said.textContent = words), 20);
  document.querySelector("[data-said]").textContent = words;
}

function show(told) {
  if (told.reload) return startOver();
  for (const state of told.posts) change(state);
  needs.textContent = told.needs;
  for (const shown of document.querySelectorAll("[data-count]")) {
    shown.textContent = told.counts[shown.dataset.count] ?? 0;
  }
  tell(told.said);
  document.dispatchEvent(new CustomEvent("told", { detail: told }));
}

function startOver() {
  /* Questions or hosts are others now, and with them much of the page. */
  if (here) history.replaceState(null, "", `#${here.id}`);
  queue.then(() => location.reload());
}

function change(state) {
  const post = document.getElementById(`d-${state.key}`);
  if (!post) return;
  unwrap(post);
  const [place, reasons, hidden] = post.querySelector(":scope > .at").children;
  place.textContent = state.words;
  reasons.textContent = state.why;
  hidden.textContent = state.hidden ? `Hidden${state.reason && ": "}${state.reason}` : "";
  const signs = { needs: state.needs, gone: state.hidden, asking: state.asks, inq: Object.hasOwn(questions, state.place) };
  for (const [sign, holds] of Object.entries(signs)) post.classList.toggle(sign, holds);
  const select = post.querySelector("select");
  if (select.querySelector(`[value="${CSS.escape(state.place)}"]`)) select.value = state.place;
  else select.selectedIndex = 0;
  fold(post, state.needs);
  name(post);
}

function fold(post, isOpen) {
  const folded = post.querySelector(":scope > details");
  /* Whoever is writing there goes on. */
  if (folded.querySelector("textarea:focus")) return;
  if (folded.contains(document.activeElement)) goTo(post);
  folded.open = isOpen;
}

function name(post) {
  const who = post.getAttribute("data-who");
  const place = post.querySelector(":scope > .at b").textContent;
  const picked = post.matches(".picked") ? ", selected" : "";
  post.setAttribute("aria-label", `${who}, ${place}${picked}`);
}

/* Deciding. */

function sort(place) {
  if (place) decide({ do: "place", place }, targets());
}

function toggleAsking() {
  const about = targets();
  decide({ do: about.every((post) => post.matches(".asking")) ? "answer" : "ask" }, about);
}

function hideOrShow() {
  const about = targets();
  if (!about.length) return;
  if (about.every((post) => post.matches(".gone"))) return decide({ do: "show" }, about);
  reason.value = "";
  why.showModal();
  why.hide = (told) => decide({ do: "hide", reason: told }, about);
}

why.querySelector("form").addEventListener("submit", () => why.hide(reason.value));

why.addEventListener("click", ({ target }) => {
  const usual = target.closest("[data-reason]");
  if (!usual) return;
  why.close();
  why.hide(usual.value);
});

/* A digit chooses a usual reason, as long as no other one is being written; letters begin one. */
why.addEventListener("keydown", (event) => {
  const usual = reason.value ? null : why.querySelector(`[data-reason="${CSS.escape(event.key)}"]`);
  if (!usual && /^\p{L}$/u.test(event.key)) reason.focus();
  if (!usual) return;
  event.preventDefault();
  usual.click();
});

function toggleHosting() {
  if (here) decide({ do: here.matches(".hosting") ? "unhost" : "host" }, [here]);
}

/* Why here, in full: grouped again to tell it, so only when asked for. */

async function explain(post) {
  const shown = post?.querySelector(":scope > .trace");
  if (!post || shown) return shown?.remove();
  const trace = document.createElement("pre");
  trace.className = "trace";
  trace.textContent = "…";
  post.querySelector(":scope > .at").after(trace);
  trace.textContent = await reasonsFor(post.dataset.key);
  tell(trace.textContent);
}

async function reasonsFor(key) {
  try {
    const answer = await fetch(`why/${key}/`, { headers: { Accept: "application/json" } });
    return (await answer.json()).lines.join("\n");
  } catch {
    return "The archive cannot be reached.";
  }
}

list?.addEventListener("click", (event) => {
  if (!event.target.closest("[data-why]")) return;
  event.preventDefault();
  explain(event.target.closest(".dp"));
});

function decide(fields, about) {
  if (!about.length) return;
  send(fields, about);
  unpick();
}

/* What the scripts beside this one decide, about posts or about none. */
list?.addEventListener("decide", ({ detail }) => decide(detail.fields, detail.posts ?? targets()));
document.addEventListener("send", ({ detail }) => send(detail.fields));

const KEYS = {
  j: () => step(1),
  k: () => step(-1),
  n: goToNextNeedy,
  q: toggleAsking,
  h: toggleHosting,
  x: hideOrShow,
  y: () => explain(here),
  u: () => send({ do: "undo" }),
  " ": pick,
  Escape: unpick,
  "?": () => keys.showModal(),
};

/* Keys belong to the field, link or dialog that has the focus; the list takes them elsewhere. */
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, select, textarea, dialog")) return;
  if (event.key === " " && event.target.closest("a, button, summary")) return;
  const place = PARTS[event.key] ?? Object.keys(questions).find((label) => questions[label] === event.key);
  const act = place ? () => sort(place) : Object.hasOwn(KEYS, event.key) && KEYS[event.key];
  if (!act) return;
  event.preventDefault();
  act();
});

list?.addEventListener("focusin", ({ target }) => {
  if (target.closest(".dp")) stand(target.closest(".dp"));
  if (target === here && here.matches(".needs")) {
    unwrap(here);
    here.querySelector(":scope > details").open = true;
  }
});

for (const button of document.querySelectorAll("[data-close]")) {
  button.addEventListener("click", () => button.closest("dialog").close());
}

/* The forms, which do the same without this script. */
document.addEventListener("submit", (event) => {
  const form = event.target;
  const isUndo = form.matches("[data-undo]");
  if (!isUndo && !form.closest(".desk")) return hold(event);
  event.preventDefault();
  const { key, ...told } = Object.fromEntries(new FormData(form, event.submitter));
  send(told, isUndo ? [] : [form.closest(".dp")]);
});

document.querySelector("[data-next]")?.addEventListener("click", (event) => {
  event.preventDefault();
  goToNextNeedy();
});

const help = document.querySelector("[data-help]");
help.hidden = false;
document.querySelector("[data-hint]").hidden = false;
help.addEventListener("click", () => keys.showModal());

const news = document.querySelector("main > [role=status]");
if (news) tell(news.textContent);

const asked = location.hash.startsWith("#d-") && document.getElementById(location.hash.slice(1));
if (list && !["#noise", "#main"].includes(location.hash)) goTo(asked || list.querySelector(".needs") || list.firstElementChild);
