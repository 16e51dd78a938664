/* A copy button for each text that is there to be pasted elsewhere; a rich one is handed over formatted, too. */

const said = document.getElementById("said");

async function copy(field) {
  const text = field.value;
  if (field.dataset.copy !== "rich" || !window.ClipboardItem) return navigator.clipboard.writeText(text);
  const kinds = ["text/plain", "text/html"].map((type) => [type, new Blob([text], { type })]);
  return navigator.clipboard.write([new ClipboardItem(Object.fromEntries(kinds))]);
}

function tell(button, words) {
  button.textContent = words;
  said.textContent = words;
  setTimeout(() => {
    button.textContent = "Copy";
    said.textContent = "";
  }, 2500);
}

function addButton(field) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "plainly";
  button.textContent = "Copy";
  button.addEventListener("click", () =>
    copy(field).then(
      () => tell(button, "Copied"),
      () => tell(button, "Could not copy"),
    ),
  );
  field.after(button);
}

if (navigator.clipboard) document.querySelectorAll("[data-copy]").forEach(addButton);
