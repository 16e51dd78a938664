/* The page of a collection: quotes are moved and taken out, which makes another address. The reader's own follows. */

import { canCopy, copyFrom, say } from "./clipboard.js";
import { collection, pathOf } from "./collection.js";
import { addCopyButtons } from "./copy_text.js";

const list = document.querySelector(".gathered");
const DEPENDENT = ["title", "link[rel=canonical]", "header.title", "[aria-labelledby=together]"];

function keys() {
  return [...list.children].map((item) => item.dataset.key);
}

function value(form) {
  return document.getElementById(`as-${form}`).value;
}

function addCopyAll() {
  const [all, link] = ["Copy all quotes", "Copy link"].map((words) => {
    const one = document.createElement("button");
    return Object.assign(one, { type: "button", className: "plainly", textContent: words });
  });
  all.addEventListener("click", () => copyFrom(all, () => [value("text"), value("html")]));
  link.addEventListener("click", () => copyFrom(link, () => [document.querySelector("link[rel=canonical]").href]));
  document.querySelector(".at-once").append(all, link);
}

/* What else the page says of the quotes is read anew. */
async function refresh() {
  const path = location.pathname;
  const answer = await fetch(path);
  if (!answer.ok) return location.reload();
  const told = await answer.text();
  // Something else may have been moved meanwhile: what its reading tells counts.
  if (location.pathname !== path) return;
  const page = new DOMParser().parseFromString(told, "text/html");
  for (const part of DEPENDENT) document.querySelector(part).replaceWith(page.querySelector(part));
  addCopyButtons(document.querySelector("[aria-labelledby=together]"));
  if (canCopy) addCopyAll();
}

function change(move, done) {
  const isOwn = keys().join() === collection.keys().join();
  move();
  const left = keys();
  if (left.length) history.replaceState(null, "", pathOf(left));
  if (isOwn) collection.replace(left);
  if (!left.length) return location.assign("/");
  say(done);
  return refresh();
}

function button(words, done, move) {
  const one = document.createElement("button");
  Object.assign(one, { type: "button", className: "plainly", textContent: words });
  one.addEventListener("click", () => {
    const item = one.closest("li");
    change(() => move(item), done);
    if (item.isConnected) one.focus();
    else list.querySelector("button")?.focus();
  });
  return one;
}

function addButtons(item) {
  const line = document.createElement("p");
  line.className = "order";
  line.append(
    button("Move up", "Moved up", (one) => one.previousElementSibling?.before(one)),
    button("Move down", "Moved down", (one) => one.nextElementSibling?.after(one)),
    button("Take out", "Taken out", (one) => one.remove()),
  );
  item.append(line);
}

[...list.children].forEach(addButtons);
if (canCopy) addCopyAll();
