/* What the results can be narrowed by is counted once somebody wants to see it. */

const fold = document.querySelector("[data-facets]");

async function count() {
  const wanted = fold.querySelector(".wanted");
  if (!fold.open || !wanted || wanted.matches("[aria-busy]")) return;
  wanted.setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(fold.dataset.facets);
    if (!answer.ok) throw new Error(`answered ${answer.status}`);
    const made = document.createElement("template");
    made.innerHTML = await answer.text();
    wanted.replaceWith(made.content);
  } catch {
    /* The link that does the same stays. */
    wanted.removeAttribute("aria-busy");
  }
}

fold?.addEventListener("toggle", count);
