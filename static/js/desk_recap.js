/* The recap at the desk: b picks a post, r opens its remark, notes are saved where they are written. */

const list = document.querySelector(".desk");

function here() {
  return list?.querySelector("[aria-current]") ?? document.activeElement.closest(".dp");
}

function togglePicked() {
  const selected = [...(list?.querySelectorAll(".picked") ?? [])];
  const posts = selected.length ? selected : [here()].filter(Boolean);
  const fields = { do: posts.every((post) => post.matches(".picked-best")) ? "plain" : "best" };
  list?.dispatchEvent(new CustomEvent("decide", { detail: { fields, posts } }));
}

function openRemark() {
  const post = here();
  const folded = post?.querySelector(":scope > details");
  if (!folded) return;
  folded.open = true;
  /* The desk takes the forms out as they are unfolded: now, not when the browser gets to say so. */
  folded.dispatchEvent(new Event("toggle"));
  folded.querySelector("textarea").focus();
}

const KEYS = { b: togglePicked, r: openRemark };

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, select, textarea, dialog")) return;
  if (!Object.hasOwn(KEYS, event.key)) return;
  event.preventDefault();
  KEYS[event.key]();
});

/* Out of a remark as one came in, and saved without the mouse. */
list?.addEventListener("keydown", (event) => {
  if (!event.target.matches("textarea")) return;
  if (event.key === "Escape") event.target.closest(".dp").focus();
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
  event.target.form.requestSubmit(event.target.form.querySelector("[value=remark]"));
});

for (const form of document.querySelectorAll("[data-note]")) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    event.stopPropagation();
    const fields = { do: "note", place: form.dataset.note, text: form.elements.text.value };
    document.dispatchEvent(new CustomEvent("send", { detail: { fields } }));
  });
}

/* Showing what the archive has answered. */

function change({ key, best, text, html }) {
  const post = document.getElementById(`d-${key}`);
  if (!post) return;
  post.classList.toggle("picked-best", best);
  const article = post.querySelector(":scope > .p");
  article.querySelector(".best")?.remove();
  if (best) article.querySelector(".tm").before(pickedTag());
  article.querySelector(":scope > .nt")?.remove();
  article.querySelector(".w").insertAdjacentHTML("afterend", html);
  const field = post.querySelector("textarea");
  if (field && field !== document.activeElement) field.value = text;
}

function pickedTag() {
  const tag = document.createElement("em");
  tag.className = "tag best";
  tag.textContent = "Picked";
  return tag;
}

document.addEventListener("told", ({ detail: { recap } }) => {
  for (const state of recap.posts) change(state);
  for (const form of document.querySelectorAll("[data-note]")) {
    const field = form.elements.text;
    if (field !== document.activeElement) field.value = recap.notes[form.dataset.note] ?? "";
  }
});
