/* The page of results: posts are counted when somebody wants to narrow them, and a hit opens with its words marked. */

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

/* A text fragment finds words by those around them; they are told so that it finds them in this post, not above it. */

function encoded(text) {
  return encodeURIComponent(text.trim()).replaceAll("-", "%2D");
}

function directive(mark) {
  const words = mark.closest(".w");
  const before = document.createRange();
  before.setStart(words, 0);
  before.setEndBefore(mark);
  const after = document.createRange();
  after.setStartAfter(mark);
  after.setEnd(words, words.childNodes.length);
  const [lead] = before.toString().match(/(?:\S+[^\S\n]+){0,3}\S*$/);
  const [rest] = after.toString().match(/^\S*(?:[^\S\n]+\S+){0,3}/);
  const around = [lead.trim() && `${encoded(lead)}-`, encoded(mark.textContent), rest.trim() && `-${encoded(rest)}`];
  return `:~:text=${around.filter(Boolean).join(",")}`;
}

if ("fragmentDirective" in document) {
  for (const hit of document.querySelectorAll(".sayings > li")) {
    const mark = hit.querySelector(".w mark");
    const link = hit.querySelector(".over a[href*='#t-']");
    if (mark && link) link.href += directive(mark);
  }
}
