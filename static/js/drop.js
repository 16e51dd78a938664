/* Files may be dropped anywhere on the page; the field itself takes them without this, too. */

const zone = document.querySelector("[data-drop]");
const field = zone.querySelector("input");

function carriesFiles({ dataTransfer }) {
  return dataTransfer?.types.includes("Files");
}

document.addEventListener("dragover", (event) => {
  if (!carriesFiles(event)) return;
  event.preventDefault();
  zone.classList.add("over");
});

document.addEventListener("dragleave", ({ relatedTarget }) => {
  if (!relatedTarget) zone.classList.remove("over");
});

document.addEventListener("drop", (event) => {
  if (!carriesFiles(event)) return;
  event.preventDefault();
  zone.classList.remove("over");
  field.files = event.dataTransfer.files;
});
