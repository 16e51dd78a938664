/* Chatarchive embeds, 1. On a page that quotes an archive: shows its frame in place of the quote, as tall as it is. */
(() => {
  const site = new URL(document.currentScript.src).origin;
  const known = (window.chatarchives ??= new Set());
  if (known.has(site)) return;
  known.add(site);

  const met = new WeakSet();
  const pageOf = (frame) => /^(.+\/)embed\/(?:#.*)?$/.exec(frame.src)?.[1] ?? "";
  const isOurs = (frame) => pageOf(frame).startsWith(`${site}/`);

  /* Keeps the frame unseen, but loading, until it is known to be there. */
  function meet(frame) {
    if (met.has(frame) || !isOurs(frame)) return;
    met.add(frame);
    if (frame.hidden) Object.assign(frame.style, { position: "absolute", visibility: "hidden" });
    frame.hidden = false;
    frame.contentWindow?.postMessage({ message: "ready" }, "*");
  }

  function fit(frame, height) {
    Object.assign(frame.style, { position: "", visibility: "", border: 0, maxWidth: "100%" });
    frame.height = Math.min(Math.ceil(height), 9999);
    for (const before of [frame, frame.parentElement]) {
      const quote = before.previousElementSibling;
      if (quote?.cite === pageOf(frame)) quote.style.display = "none";
    }
  }

  /* The origin of a sandboxed frame is "null". */
  function originOf({ sandbox }) {
    return sandbox.length && !sandbox.contains("allow-same-origin") ? "null" : site;
  }

  const frames = () => document.querySelectorAll("iframe");
  const meetAll = () => frames().forEach(meet);

  window.addEventListener("message", ({ source, origin, data }) => {
    if (data?.message !== "height" || !(data.value > 0)) return;
    for (const frame of frames()) {
      if (frame.contentWindow === source && isOurs(frame) && origin === originOf(frame)) fit(frame, data.value);
    }
  });
  new MutationObserver(meetAll).observe(document, { childList: true, subtree: true });
  meetAll();
})();
