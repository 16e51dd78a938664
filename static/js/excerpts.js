/* Some words of a post, as publishing/quotes/excerpts.py has them: whole words, honest ellipses, an address. */

const SHORT = 8;
const AT_EACH_END = 4;
const WORDS = window.Intl?.Segmenter && new Intl.Segmenter(undefined, { granularity: "word" });

/* A text as it is shown and as its author spelled it; links are shown shorter and quoted whole. */
function pieces(node) {
  if (node.nodeType === Node.TEXT_NODE) return [{ shown: node.data, spelled: node.data }];
  if (node.localName !== "a") return [...node.childNodes].flatMap(pieces);
  return [{ shown: node.textContent, spelled: node.dataset.s ?? node.textContent, whole: true }];
}

export function wordsOf(node) {
  return pieces(node).map(({ spelled }) => spelled).join("");
}

function shownBefore(node, container, offset) {
  const range = document.createRange();
  range.setStart(node, 0);
  range.setEnd(container, offset);
  return range.toString().length;
}

function wordAt(text, at) {
  if (WORDS) {
    const { index, segment, isWordLike } = WORDS.segment(text).containing(at) ?? {};
    return isWordLike ? [index, index + segment.length] : [at, at];
  }
  const begins = text.slice(0, at).search(/\S*$/);
  return [begins, at + text.slice(at).search(/\s|$/)];
}

/* Widen a stretch of a text to whole words, signs of tags and handles included, without the space at its ends. */
function wholeWords(text, from, to) {
  const inner = text.slice(from, to);
  from += inner.length - inner.trimStart().length;
  to -= inner.length - inner.trimEnd().length;
  if (from >= to) return null;
  const first = wordAt(text, from)[0];
  from = Math.min(from, first);
  if (/[@#]/.test(text[from - 1])) from -= 1;
  return [from, Math.max(to, wordAt(text, to - 1)[1])];
}

function wholeLinks(parts, from, to) {
  let at = 0;
  for (const { shown, whole } of parts) {
    const end = at + shown.length;
    if (whole && at < to && end > from) [from, to] = [Math.min(from, at), Math.max(to, end)];
    at = end;
  }
  return [from, to];
}

function spelled(parts, from, to) {
  let [at, told] = [0, ""];
  for (const part of parts) {
    const end = at + part.shown.length;
    if (at < to && end > from) {
      told += part.whole ? part.spelled : part.spelled.slice(Math.max(from - at, 0), to - at);
    }
    at = end;
  }
  return told;
}

function ellipsis(left) {
  return /[^\s\p{P}]/u.test(left) ? "…" : "";
}

function encoded(words) {
  const asPython = (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`;
  return encodeURIComponent(words.join(" ")).replace(/[-!'()*]/g, asPython);
}

function directive(shown) {
  const lines = shown.split("\n").map((line) => line.split(/\s+/).filter(Boolean)).filter((line) => line.length);
  if (lines.length === 1 && lines[0].length <= SHORT) return encoded(lines[0]);
  return `${encoded(lines[0].slice(0, AT_EACH_END))},${encoded(lines.at(-1).slice(-AT_EACH_END))}`;
}

/* The part of a post's words that a range takes in: how it is quoted, its words alone, what its address ends with. */
export function partOf(node, range) {
  const parts = pieces(node);
  const text = parts.map(({ shown }) => shown).join("");
  const begins = shownBefore(node, range.startContainer, range.startOffset);
  const stretch = wholeWords(text, begins, begins + range.toString().length);
  if (!stretch) return null;
  const [from, to] = wholeLinks(parts, ...stretch);
  const words = spelled(parts, from, to);
  const before = ellipsis(spelled(parts, 0, from));
  const after = ellipsis(spelled(parts, to, text.length));
  return { quoted: `${before}${words}${after}`, words, fragment: `:~:text=${directive(text.slice(from, to))}` };
}
