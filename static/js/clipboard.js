/* What goes to the clipboard, and how the page says so. */

const said = document.getElementById("said");

export const canCopy = Boolean(navigator.clipboard);

/* Plain and formatted text together: each editor takes what it understands. */
export function copy(plain, html) {
  if (!html || !window.ClipboardItem || !navigator.clipboard.write) return navigator.clipboard.writeText(plain);
  const kinds = { "text/plain": plain, "text/html": html };
  const blobs = Object.entries(kinds).map(([type, told]) => [type, new Blob([told], { type })]);
  return navigator.clipboard
    .write([new ClipboardItem(Object.fromEntries(blobs))])
    .catch(() => navigator.clipboard.writeText(plain));
}

export function say(words) {
  said.textContent = words;
}

/* Copy, and say on the button and aloud how that went; what is copied is made after the press. */
export async function copyFrom(button, make) {
  const name = (button.dataset.name ??= button.textContent);
  let words = "Copied";
  try {
    await copy(...make());
  } catch {
    words = "Could not copy";
  }
  button.textContent = words;
  button.classList.add("done");
  say(words);
  setTimeout(() => {
    button.textContent = name;
    button.classList.remove("done");
    say("");
  }, 2500);
}
