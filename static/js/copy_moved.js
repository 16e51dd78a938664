/* In a copy without a server: lead on with the anchor that came along, which a refresh told by the page drops. */

const target = new URL(document.getElementById("moved").href);
target.hash = location.hash || target.hash;
location.replace(target);
