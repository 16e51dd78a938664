/* In a copy without a server, where nothing stands: lead a link that was pasted with the bracket or full stop that
   followed it, or with a slash too many, to the page that was meant (as web/pasted.py does). */

const WHAT_FOLLOWED = /(%[0-9a-f]{2}|[^\w-])+$/i;
const cleaned = location.pathname.replace(/\/{2,}/g, "/").replace(WHAT_FOLLOWED, "");

async function stands(path) {
  return path && path !== location.pathname && (await fetch(path, { method: "HEAD" })).ok;
}

for (const path of [cleaned, `${cleaned}/`]) {
  if (await stands(path)) {
    location.replace(path + location.search + location.hash);
    break;
  }
}
