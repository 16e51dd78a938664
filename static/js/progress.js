/* How far an upload is, asked for now and then; when the work is over the page shows what came of it. */

const box = document.querySelector("[data-progress]");
const words = box.querySelector("[data-words]");
const bar = box.querySelector("progress");
const SECOND = 1000;
let pause = SECOND;

function show(told) {
  if (words.textContent !== told.words) words.textContent = told.words;
  if (told.total) {
    bar.max = told.total;
    bar.value = told.records;
  } else {
    bar.removeAttribute("value");
  }
}

async function ask() {
  try {
    const answer = await fetch(box.dataset.progress, { headers: { Accept: "application/json" } });
    /* Logged out or discarded elsewhere: the page itself says so. */
    if (!answer.ok || answer.redirected) return location.reload();
    const told = await answer.json();
    if (!told.busy) return location.reload();
    show(told);
    pause = SECOND;
  } catch {
    /* The server is away for a moment: ask again, less often. */
    pause = Math.min(pause * 2, 30 * SECOND);
  }
  setTimeout(ask, pause);
}

setTimeout(ask, pause);
