/* What an address points to is opened; the contents say which question is being read. */

function reveal() {
  let found;
  try {
    found = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  } catch {
    return;
  }
  const folded = found?.closest("details:not(.d)");
  if (!folded || folded.open) return;
  folded.open = true;
  found.scrollIntoView();
}

addEventListener("hashchange", reveal);
reveal();

/* A click on the contents opens a part even when the address already points to it. */
const toc = document.querySelector(".toc");
toc?.addEventListener("click", ({ target }) => {
  const link = target.closest("a");
  const part = link && document.querySelector(`details${link.hash}`);
  if (part) part.open = true;
});

function keepInSight(link) {
  const [bar, box] = [toc.getBoundingClientRect(), link.getBoundingClientRect()];
  if (box.left < bar.left || box.right > bar.right) toc.scrollLeft += box.left - bar.left - bar.width / 3;
  if (box.top < bar.top || box.bottom > bar.bottom) toc.scrollTop += box.top - bar.top - bar.height / 3;
}

function follow(sections) {
  const links = new Map([...toc.querySelectorAll("a")].map((link) => [link.hash.slice(1), link]));
  const inSight = new Set();
  const watch = new IntersectionObserver((changes) => {
    for (const { target, isIntersecting } of changes) inSight[isIntersecting ? "add" : "delete"](target);
    const read = sections.find((section) => inSight.has(section));
    for (const [id, link] of links) {
      if (id !== read?.id) link.removeAttribute("aria-current");
      else if (!link.hasAttribute("aria-current")) {
        link.setAttribute("aria-current", "true");
        keepInSight(link);
      }
    }
  }, { rootMargin: "-20% 0px -70% 0px" });
  sections.forEach((section) => watch.observe(section));
}

if (toc) follow([...document.querySelectorAll(".flow > .q, .flow > .part")]);
