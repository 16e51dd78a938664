/* Questions at the desk: a new one from where one is, the one under which one is, and their order by dragging. */

const list = document.querySelector(".desk");
const fold = document.getElementById("questions");
const dialog = document.getElementById("new-question");
const form = dialog.querySelector("form");

function here() {
  return list?.querySelector("[aria-current]");
}

function picked() {
  return [...(list?.querySelectorAll(".picked") ?? [])];
}

/* A new one. */

function wordsOf(post) {
  const words = post.querySelector(".w")?.textContent.trim().replace(/\s+/g, " ") ?? "";
  return words.replace(/^[A-Z]\d+[a-z]?\s*[.:)–-]?\s*/i, "").replace(/(\s*#\w+)+$/u, "");
}

function openNew() {
  const post = here();
  if (!post) return;
  const selected = picked();
  form.elements.key.value = post.dataset.key;
  form.elements.keys.value = selected.map((one) => one.dataset.key).join(" ");
  form.elements.text.value = wordsOf(selected[0] ?? post);
  dialog.querySelector(".splits").hidden = !post.matches(".inq");
  dialog.querySelector(".picks").hidden = !selected.length;
  form.elements.how.value = selected.length ? "selected" : "asks";
  dialog.showModal();
  form.elements.text.select();
}

/* Enter adds it; Shift and Enter begin a new line. */
form.elements.text.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.shiftKey) return;
  event.preventDefault();
  form.requestSubmit();
});

/* The one under which one is. */

function openEdit() {
  const label = here()?.querySelector(":scope > .at b").textContent.split(" ").slice(1).join(" ").replace(/^under /, "");
  const row = [...fold.querySelectorAll("[data-label]")].find((one) => one.dataset.label === label);
  fold.open = true;
  if (!row) return fold.querySelector("summary").focus();
  row.querySelector("details").open = true;
  const text = row.querySelector("textarea");
  /* Whoever came from a post goes back there. */
  const back = document.createElement("input");
  Object.assign(back, { type: "hidden", name: "key", value: here().dataset.key });
  text.form.append(back);
  text.select();
  text.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey) return;
    event.preventDefault();
    text.form.requestSubmit(text.form.querySelector("[value=edit]"));
  });
}

const KEYS = { "+": openNew, e: openEdit };

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, select, textarea, dialog")) return;
  if (!Object.hasOwn(KEYS, event.key)) return;
  event.preventDefault();
  KEYS[event.key]();
});

if (location.hash === "#questions") fold.open = true;

/* Their order. */

const rows = fold.querySelector(".qs");
let moving = null;

for (const summary of rows.querySelectorAll(":scope > li > details > summary")) summary.draggable = true;

rows.addEventListener("dragstart", ({ target, dataTransfer }) => {
  moving = target.closest("[data-label]");
  dataTransfer.effectAllowed = "move";
  dataTransfer.setData("text/plain", moving.dataset.label);
});

rows.addEventListener("dragover", (event) => {
  const over = event.target.closest("[data-label]");
  if (!moving || !over) return;
  event.preventDefault();
  if (over === moving) return;
  const { top, height } = over.getBoundingClientRect();
  if (event.clientY < top + height / 2) over.before(moving);
  else over.after(moving);
});

rows.addEventListener("drop", (event) => {
  if (!moving) return;
  event.preventDefault();
  const order = document.querySelector("form[data-order]");
  for (const { dataset } of rows.querySelectorAll("[data-label]")) order.append(hidden("order", dataset.label));
  order.append(hidden("do", "order"));
  order.submit();
});

rows.addEventListener("dragend", () => (moving = null));

function hidden(name, value) {
  return Object.assign(document.createElement("input"), { type: "hidden", name, value });
}
