/* The reader's quote collection: keys of posts, kept in this browser alone; its address says it all. */

const NAME = "quotes";
const MOST = 30;
let kept = [];

function load() {
  try {
    const told = JSON.parse(localStorage.getItem(NAME));
    kept = Array.isArray(told) ? told.filter((key) => /^[\w-]+$/.test(key)).slice(0, MOST) : [];
  } catch {
    /* What is not a list, or may not be read, is none. */
  }
}

export function pathOf(keys) {
  return `/quotes/${keys.join("+")}/`;
}

function save(keys) {
  kept = keys;
  try {
    localStorage.setItem(NAME, JSON.stringify(keys));
  } catch {
    /* It lasts as long as the page, then. */
  }
  collection.dispatchEvent(new Event("change"));
}

function counted(number) {
  return number === 1 ? "1 quote" : `${number} quotes`;
}

export const collection = Object.assign(new EventTarget(), {
  keys: () => [...kept],
  told: () => `${counted(kept.length)} gathered`,
  replace: save,
  offer(key) {
    if (kept.includes(key)) return "Take out of the collection";
    return kept.length < MOST ? "Add to collection" : `The collection is full (${MOST})`;
  },
  toggle(key) {
    if (kept.includes(key)) save(kept.filter((other) => other !== key));
    else if (kept.length < MOST) save([...kept, key]);
    return collection.told();
  },
});

load();
addEventListener("storage", ({ key }) => {
  if (key !== NAME) return;
  load();
  collection.dispatchEvent(new Event("change"));
});
