/* A post, or a part of its words, as a quote; made from the page, so that copying waits for nothing. */

import { wordsOf } from "./excerpts.js";

/* Links of a copy made of files are relative; what is quoted names the archive itself. */
const here = document.querySelector("link[rel=canonical]")?.href ?? location.href;

export function pathOf(post) {
  return post.querySelector(".tm").getAttribute("href");
}

export function keyOf(post) {
  return post.id.slice("t-".length);
}

function dayOf(post) {
  const moment = post.querySelector("time").dateTime;
  const zone = moment.includes("T") ? post.closest("[data-zone]")?.dataset.zone : "UTC";
  const day = new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeZone: zone });
  return day.format(new Date(moment));
}

function whoOf(post) {
  const name = post.querySelector(".by bdi")?.textContent;
  const handle = post.querySelector(".by a b:not(:has(bdi)), .by a span").textContent;
  return name ? `${name} (${handle})` : handle;
}

function escaped(text) {
  const signs = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
  return text.replace(/[&<>"]/g, (sign) => signs[sign]);
}

/* Plain and formatted, as publishing/quotes/quote.py makes them. */
export function quoteOf(post, part) {
  const words = part?.quoted ?? wordsOf(post.querySelector(".w"));
  const [who, day] = [whoOf(post), dayOf(post)];
  const link = new URL(pathOf(post), here).href + (part ? `#${post.id}${part.fragment}` : "");
  const address = escaped(link);
  return [
    `“${words}”\n— ${who}, ${day}\n${link}`,
    `<blockquote cite="${address}"><p>${escaped(words).replace(/\n/g, "<br>")}</p>` +
      `<footer>— ${escaped(who)}, <a href="${address}">${day}</a></footer></blockquote>`,
  ];
}
