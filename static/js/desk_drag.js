/* Sorting by pointer: a rail of places, onto which posts are dragged, or which is clicked for those selected. */

const list = document.querySelector(".desk");
const rail = document.getElementById("rail");
let dragged = [];

/* One grip goes from post to post with the pointer. */
const grip = document.createElement("span");
grip.className = "grip";
grip.draggable = true;
grip.title = "Drag onto a question";

list?.addEventListener("pointerover", ({ target }) => {
  const post = target.closest(".dp");
  if (post && post !== grip.parentNode && !dragged.length) post.append(grip);
});

grip.addEventListener("dragstart", ({ dataTransfer }) => {
  const post = grip.closest(".dp");
  dragged = post.matches(".picked") ? [...list.querySelectorAll(".picked")] : [post];
  dataTransfer.effectAllowed = "move";
  dataTransfer.setData("text/plain", dragged.map((one) => one.dataset.key).join(" "));
  dataTransfer.setDragImage(post, 24, 24);
  /* A page that changes before the drag has begun ends it. */
  setTimeout(() => document.body.classList.add("dragging"));
});

grip.addEventListener("dragend", () => {
  dragged = [];
  document.body.classList.remove("dragging");
  mark(null);
});

function mark(place) {
  for (const one of rail.children) one.classList.toggle("over", one === place);
}

rail.addEventListener("dragover", (event) => {
  const place = event.target.closest("[data-place]");
  mark(place);
  if (place && dragged.length) event.preventDefault();
});

rail.addEventListener("dragleave", ({ relatedTarget }) => !rail.contains(relatedTarget) && mark(null));

rail.addEventListener("drop", (event) => {
  const place = event.target.closest("[data-place]");
  if (!place || !dragged.length) return;
  event.preventDefault();
  sort(place.dataset.place, dragged);
});

rail.addEventListener("click", ({ target }) => {
  const place = target.closest("[data-place]");
  if (place) sort(place.dataset.place);
});

function sort(place, posts) {
  list?.dispatchEvent(new CustomEvent("decide", { detail: { fields: { do: "place", place }, posts } }));
}

rail.hidden = false;
