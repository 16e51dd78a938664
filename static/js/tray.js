/* At the foot of every page: how many quotes are gathered, their page, and a way to be rid of them. */

import { say } from "./clipboard.js";
import { collection, pathOf } from "./collection.js";

const tray = document.createElement("aside");
const link = document.createElement("a");
const clear = document.createElement("button");

function show() {
  const keys = collection.keys();
  /* A copy made of files has no page for what was gathered while the archive itself stood at this address. */
  tray.hidden = !keys.length || document.body.matches(".in-copy");
  link.textContent = collection.told();
  link.href = pathOf(keys);
  if (location.pathname === pathOf(keys)) link.setAttribute("aria-current", "page");
  else link.removeAttribute("aria-current");
}

tray.className = "tray";
tray.setAttribute("aria-label", "Your quote collection");
Object.assign(clear, { type: "button", className: "plainly", textContent: "Clear" });
clear.addEventListener("click", () => {
  collection.replace([]);
  say("The collection is empty.");
});
tray.append(link, clear);
document.body.append(tray);
collection.addEventListener("change", show);
show();
