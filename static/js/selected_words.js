/* Words that are selected in one post can be copied as a quote of just them: its buttons come behind the words. */

import { copyFrom, say } from "./clipboard.js";
import { partOf } from "./excerpts.js";
import { quoteOf } from "./quote.js";
import { quotingButtons } from "./quote_buttons.js";

const PAUSE = 200;
const bar = document.createElement("div");
let waiting;
let pressed = false;
let offered;

/* The words of the one post that a selection lies in. */
function selectedIn(range) {
  const node = range.commonAncestorContainer;
  const words = (node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement).closest(".w");
  return words?.parentElement.matches(".p") ? words : null;
}

function offer() {
  const selection = getSelection();
  const range = selection.rangeCount && !selection.isCollapsed ? selection.getRangeAt(0) : null;
  const words = range && selectedIn(range);
  const part = words && partOf(words, range);
  if (!part) return withdraw();
  offered = part;
  bar.querySelector(".more").dataset.words = part.words;
  if (!bar.isConnected) say("Press Tab to copy these words.");
  words.after(bar);
  const [post, last] = [words.parentElement.getBoundingClientRect(), [...range.getClientRects()].at(-1)];
  const left = Math.min(last.right, innerWidth - bar.offsetWidth - 8) - post.left;
  bar.style.top = `${last.bottom - post.top}px`;
  bar.style.left = `${Math.max(left, 0)}px`;
}

function withdraw() {
  if (!bar.contains(document.activeElement) && !document.querySelector(".forms:popover-open")) bar.remove();
}

function soon() {
  clearTimeout(waiting);
  if (!pressed) waiting = setTimeout(offer, PAUSE);
}

/* From selected words, where nothing has the focus, the next stop is their buttons. */
function goToButtons(event) {
  const nowhere = document.activeElement === document.body || document.activeElement.localName === "main";
  if (event.key !== "Tab" || event.shiftKey || !nowhere || !bar.isConnected) return;
  event.preventDefault();
  bar.querySelector("button").focus();
}

export function watchSelections() {
  bar.className = "cw";
  bar.setAttribute("role", "group");
  bar.setAttribute("aria-label", "The selected words");
  bar.append(quotingButtons("Copy these words"));
  bar.querySelector(".cq").addEventListener("click", ({ target }) => {
    copyFrom(target, () => quoteOf(target.closest(".p"), offered));
  });
  bar.addEventListener("keydown", ({ key }) => key === "Escape" && bar.remove());
  bar.addEventListener("focusout", soon);
  // A press on the buttons leaves the words selected.
  bar.addEventListener("pointerdown", (event) => event.preventDefault());
  document.addEventListener("keydown", goToButtons);
  document.addEventListener("selectionchange", soon);
  document.addEventListener("pointerdown", () => (pressed = true));
  for (const released of ["pointerup", "pointercancel"]) {
    document.addEventListener(released, () => {
      pressed = false;
      soon();
    });
  }
}
