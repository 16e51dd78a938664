/* One menu for all posts, with every other form of the quote; it opens at the post and is read from the server. */

import { copyFrom, say } from "./clipboard.js";
import { collection } from "./collection.js";
import { keyOf, pathOf } from "./quote.js";

const GAP = 4;
const STEPS = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 };
const pieces = new Map();
const menu = document.createElement("div");
let opener;

function build() {
  menu.id = "forms";
  menu.className = "forms";
  menu.popover = "auto";
  menu.tabIndex = -1;
  menu.setAttribute("role", "menu");
  menu.setAttribute("aria-label", "Quote this post");
  document.querySelector("main").append(menu);
}

function read(post, words = "") {
  const address = `${pathOf(post)}quote/${words && `?words=${encodeURIComponent(words)}`}`;
  if (!pieces.has(address)) {
    const answer = fetch(address).then((told) => (told.ok ? told.text() : Promise.reject(new Error(told.status))));
    answer.catch(() => pieces.delete(address));
    pieces.set(address, answer);
  }
  return pieces.get(address);
}

function items() {
  return [...menu.querySelectorAll("[role=menuitem]")];
}

function lastLine(post) {
  const line = document.createElement("div");
  line.setAttribute("role", "group");
  line.setAttribute("aria-label", "This post");
  const gather = document.createElement("button");
  Object.assign(gather, { type: "button", tabIndex: -1, textContent: collection.offer(keyOf(post)) });
  gather.addEventListener("click", () => {
    say(collection.toggle(keyOf(post)));
    gather.textContent = collection.offer(keyOf(post));
  });
  const page = document.createElement("a");
  Object.assign(page, { href: `${pathOf(post)}#quote`, tabIndex: -1, textContent: "See all forms" });
  for (const item of [gather, page]) item.setAttribute("role", "menuitem");
  /* A collection is put together by the server: a copy made of files has none. */
  line.append(...(document.body.matches(".in-copy") ? [page] : [gather, page]));
  return line;
}

async function fill(post, words) {
  const current = opener;
  menu.setAttribute("aria-busy", "true");
  menu.replaceChildren(lastLine(post));
  const told = await read(post, words).catch(() => "<p>The other forms could not be read.</p>");
  if (opener !== current || !menu.matches(":popover-open")) return;
  const hadFocus = menu.contains(document.activeElement);
  menu.insertAdjacentHTML("afterbegin", told);
  menu.removeAttribute("aria-busy");
  place();
  if (hadFocus) items()[0].focus();
}

function place() {
  const [button, box] = [opener.getBoundingClientRect(), menu.getBoundingClientRect()];
  const below = button.bottom + GAP + box.height <= innerHeight || button.top < box.height + GAP;
  const top = below ? button.bottom + GAP : button.top - GAP - box.height;
  const left = Math.max(Math.min(button.right - box.width, innerWidth - box.width - GAP), GAP);
  menu.style.top = `${top + scrollY}px`;
  menu.style.left = `${left + scrollX}px`;
}

function open(button) {
  opener = button;
  const post = button.closest(".p");
  fill(post, button.dataset.words);
  place();
  menu.focus();
}

function move({ key }) {
  const all = items();
  const at = all.indexOf(document.activeElement);
  if (key in STEPS) return all.at((at + STEPS[key] + all.length * (at >= 0)) % all.length);
  if (key === "Home") return all[0];
  if (key === "End") return all.at(-1);
  const rest = [...all.slice(at + 1), ...all.slice(0, at + 1)];
  return key.length === 1 && rest.find((item) => item.textContent.trim().toLowerCase().startsWith(key.toLowerCase()));
}

function onKey(event) {
  if (event.key === "Tab") return menu.hidePopover();
  if (event.ctrlKey || event.metaKey || event.altKey || event.key === " ") return;
  const next = move(event);
  if (!next) return;
  event.preventDefault();
  next.focus();
}

function onPress({ target }) {
  const text = target.dataset?.text;
  if (text === undefined) return;
  const rich = menu.querySelector(`[data-form="${target.dataset.rich}"]`)?.dataset.text;
  copyFrom(target, () => [text, rich]);
}

/* Reading begins as soon as a hand or the focus is on the button. */
function readAhead({ target }) {
  if (target.matches?.(".more")) read(target.closest(".p"), target.dataset.words).catch(() => {});
}

export function watchMenus() {
  build();
  menu.addEventListener("keydown", onKey);
  menu.addEventListener("click", onPress);
  menu.addEventListener("toggle", ({ newState }) => {
    if (newState === "open") open(opener);
  });
  document.addEventListener("click", ({ target }) => {
    if (target.matches?.(".more")) opener = target;
  });
  document.addEventListener("pointerover", readAhead);
  document.addEventListener("focusin", readAhead);
}
