/* A copy button for each text that is there to be pasted elsewhere; where it is formatted, too, it is handed over so. */

import { canCopy, copyFrom } from "./clipboard.js";

function made(field) {
  const rich = field.dataset.copy === "rich" ? field : document.getElementById(field.dataset.rich);
  return [field.value, rich?.value];
}

function addButton(field) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "plainly";
  button.textContent = "Copy";
  button.setAttribute("aria-label", `Copy ${field.labels[0]?.textContent ?? field.ariaLabel}`);
  button.addEventListener("click", () => copyFrom(button, () => made(field)));
  field.after(button);
}

export function addCopyButtons(root) {
  if (canCopy) root.querySelectorAll("[data-copy]").forEach(addButton);
}

addCopyButtons(document);
