/* In a frame: tells the page around it how tall the frame is to be, and, where a sandbox holds it, where a link leads.

   Messages are WordPress's own (wp-embed.js); a copy of the height is in Embedly's form, which Medium knows too. */
(() => {
  if (window.parent === window) return;

  // WordPress may add its secret after the frame was loaded.
  const secret = () => /secret=([a-zA-Z0-9]{10})/.exec(location.hash)?.[1] ?? "";
  const tell = (message, value) => window.parent.postMessage({ message, value, secret: secret() }, "*");

  function tellHeight() {
    const height = Math.ceil(document.body.getBoundingClientRect().height);
    tell("height", height);
    window.parent.postMessage(JSON.stringify({ src: location.href, context: "iframe.resize", height }), "*");
  }

  function follow(event) {
    const link = event.target.closest("a[href]");
    if (!link || !secret() || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    // WordPress follows links to the frame's own host only: another is found on the page it stands on.
    const near = link.host === location.host ? link : document.querySelector(".permalink");
    tell("link", near.href);
  }

  // A frame that is not seen yet is observed only once it is.
  tellHeight();
  window.addEventListener("load", tellHeight);
  new ResizeObserver(tellHeight).observe(document.body);
  window.addEventListener("hashchange", tellHeight);
  window.addEventListener("message", ({ source, data }) => {
    if (source === window.parent && data?.message === "ready") tellHeight();
  });
  document.addEventListener("click", follow);
})();
