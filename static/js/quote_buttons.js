/* The two buttons that quote: one copies at once, the other opens the menu with the other forms. */

export function quotingButtons(words) {
  const both = document.createDocumentFragment();
  const [copying, more] = [document.createElement("button"), document.createElement("button")];
  Object.assign(copying, { type: "button", className: "cq", textContent: words });
  Object.assign(more, { type: "button", className: "more", textContent: "⋯", title: "More ways to quote" });
  more.setAttribute("popovertarget", "forms");
  more.setAttribute("aria-haspopup", "menu");
  more.setAttribute("aria-label", "More ways to quote");
  both.append(copying, more);
  return both;
}
