/* The search box: suggestions while somebody types, as the ARIA Authoring Practices describe a combobox whose list
   completes what is typed; and "/" leads to the box from anywhere. */

const PAUSE = 150;
const SHORTEST = 2;
const SHOWN = { person: (handle) => `@${handle}`, series: (slug) => `#${slug} chats` };
const said = document.getElementById("said");
const form = document.querySelector("form.find[data-suggest]");
const box = form?.querySelector("[type=search]");

const list = document.createElement("ul");
Object.assign(list, { id: "suggestions", className: "suggestions", hidden: true });
list.setAttribute("role", "listbox");
list.setAttribute("aria-label", "Suggestions");

let typed = "";
let at = -1;
let timer = 0;
let asking = null;

function become(input) {
  const roles = { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id };
  for (const [name, value] of Object.entries({ ...roles, "aria-keyshortcuts": "/" })) input.setAttribute(name, value);
  form.append(list);
}

/* What may be meant. */

async function ask() {
  typed = box.value;
  asking?.abort();
  asking = new AbortController();
  const { signal } = asking;
  try {
    const answer = await fetch(`${form.dataset.suggest}?q=${encodeURIComponent(typed)}`, { signal });
    const found = answer.ok ? (await answer.json()).suggestions : [];
    if (!signal.aborted && document.activeElement === box) open(found);
  } catch {
    /* Without an answer one types on: suggestions are no more than that. */
    if (!signal.aborted) close();
  }
}

function open(found) {
  at = -1;
  box.removeAttribute("aria-activedescendant");
  list.replaceChildren(...found.map(option));
  list.hidden = !found.length;
  box.setAttribute("aria-expanded", String(!list.hidden));
  said.textContent = found.length ? `${found.length} suggestion${found.length > 1 ? "s" : ""}` : "";
}

function close() {
  clearTimeout(timer);
  asking?.abort();
  open([]);
}

function option({ kind, shown, query }, number) {
  const made = document.createElement("li");
  made.id = `suggestion-${number}`;
  made.dataset.query = query;
  made.setAttribute("role", "option");
  made.setAttribute("aria-selected", "false");
  const words = document.createElement("bdi");
  words.textContent = SHOWN[kind]?.(shown) ?? shown;
  const what = document.createElement("span");
  what.textContent = kind;
  made.append(words, " ", what);
  return made;
}

/* Choosing: the box shows what would be searched for, and Enter searches for what it shows. */

function move(by) {
  const options = [...list.children];
  options[at]?.setAttribute("aria-selected", "false");
  /* Before the first and after the last stands what was typed. */
  at = ((at + 1 + by + options.length + 1) % (options.length + 1)) - 1;
  const chosen = options[at];
  box.value = chosen ? chosen.dataset.query : typed;
  if (!chosen) return box.removeAttribute("aria-activedescendant");
  chosen.setAttribute("aria-selected", "true");
  box.setAttribute("aria-activedescendant", chosen.id);
  chosen.scrollIntoView({ block: "nearest" });
}

function giveUp() {
  box.value = typed;
  close();
}

const KEYS = { ArrowDown: () => move(1), ArrowUp: () => move(-1), Escape: giveUp };
const CLOSED_KEYS = { ArrowDown: ask };

function listen() {
  box.addEventListener("input", () => {
    clearTimeout(timer);
    if (box.value.trim().length < SHORTEST) close();
    else timer = setTimeout(ask, PAUSE);
  });
  box.addEventListener("keydown", (event) => {
    const keys = list.hidden ? CLOSED_KEYS : KEYS;
    if (event.isComposing || !Object.hasOwn(keys, event.key)) return;
    event.preventDefault();
    keys[event.key]();
  });
  box.addEventListener("blur", close);
  form.addEventListener("submit", close);
  /* A press on the list must not take the focus away, or the list would close under the pointer. */
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", ({ target }) => {
    const chosen = target.closest("[role=option]");
    if (!chosen) return;
    box.value = chosen.dataset.query;
    form.requestSubmit();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest?.("input, select, textarea, dialog, [contenteditable]")) return;
    event.preventDefault();
    box.focus();
    box.select();
  });
}

if (box) {
  become(box);
  listen();
}
