/* Quote it: beside every post a button that copies it, and one that opens the other forms. */

import { canCopy, copyFrom } from "./clipboard.js";
import { quoteOf } from "./quote.js";
import { quotingButtons } from "./quote_buttons.js";
import { watchMenus } from "./quote_menu.js";
import { watchSelections } from "./selected_words.js";

if (canCopy && document.querySelector(".p")) {
  const pattern = quotingButtons("Copy quote");
  for (const byline of document.querySelectorAll(".p > .by")) byline.append(pattern.cloneNode(true));
  document.addEventListener("click", ({ target }) => {
    const post = target.matches?.(".by > .cq") && target.closest(".p");
    if (post) copyFrom(target, () => quoteOf(post));
  });
  watchMenus();
  watchSelections();
}
