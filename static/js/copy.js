/* Copy quote: one button a post; the words are read back from the page as their author wrote them. */

/* Links of a copy made of files are relative; what is quoted names the archive itself. */
const here = document.querySelector("link[rel=canonical]")?.href ?? location.href;
const said = document.getElementById("said");

function wordsOf(node) {
  if (node.nodeType === Node.TEXT_NODE) return node.data;
  if (node.dataset?.s !== undefined) return node.dataset.s;
  return [...node.childNodes].map(wordsOf).join("");
}

function dayOf(post) {
  const moment = post.querySelector("time").dateTime;
  const zone = moment.includes("T") ? post.closest("[data-zone]")?.dataset.zone : "UTC";
  const day = new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeZone: zone });
  return day.format(new Date(moment));
}

function quoteOf(post) {
  const name = post.querySelector(".by bdi")?.textContent;
  const handle = post.querySelector(".by a b:not(:has(bdi)), .by a span").textContent;
  return {
    words: wordsOf(post.querySelector(".w")),
    who: name ? `${name} (${handle})` : handle,
    day: dayOf(post),
    link: new URL(post.querySelector(".tm").getAttribute("href"), here).href,
  };
}

function escaped(text) {
  const signs = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
  return text.replace(/[&<>"]/g, (sign) => signs[sign]);
}

function plain({ words, who, day, link }) {
  return `“${words}”\n— ${who}, ${day}\n${link}`;
}

function rich({ words, who, day, link }) {
  const lines = escaped(words).replace(/\n/g, "<br>");
  const address = escaped(link);
  return (
    `<blockquote cite="${address}"><p>${lines}</p>` +
    `<footer>— ${escaped(who)}, <a href="${address}">${day}</a></footer></blockquote>`
  );
}

async function copy(quote) {
  const text = plain(quote);
  if (!window.ClipboardItem || !navigator.clipboard.write) return navigator.clipboard.writeText(text);
  const kinds = { "text/plain": text, "text/html": rich(quote) };
  const blobs = Object.entries(kinds).map(([type, told]) => [type, new Blob([told], { type })]);
  return navigator.clipboard
    .write([new ClipboardItem(Object.fromEntries(blobs))])
    .catch(() => navigator.clipboard.writeText(text));
}

function tell(button, words) {
  button.textContent = words;
  button.classList.add("done");
  said.textContent = words;
  setTimeout(() => {
    button.textContent = "Copy quote";
    button.classList.remove("done");
    said.textContent = "";
  }, 2500);
}

function addButtons() {
  const pattern = document.createElement("button");
  pattern.type = "button";
  pattern.className = "cq";
  pattern.textContent = "Copy quote";
  for (const byline of document.querySelectorAll(".p > .by")) byline.append(pattern.cloneNode(true));
}

if (navigator.clipboard) {
  addButtons();
  document.addEventListener("click", async ({ target }) => {
    if (!target.matches?.(".cq")) return;
    try {
      await copy(quoteOf(target.closest(".p")));
      tell(target, "Copied");
    } catch {
      tell(target, "Could not copy");
    }
  });
}
