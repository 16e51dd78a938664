/* The reader's own time beside the chat's. */

const yours = document.querySelector("[data-yours]");
const starts = document.querySelectorAll("[data-from]");
const ends = document.querySelectorAll("[data-to]");
const chatZone = document.querySelector("main").dataset.zone;
const readersZone = new Intl.DateTimeFormat().resolvedOptions().timeZone;

function shown(moment, style, timeZone) {
  return new Intl.DateTimeFormat("en-GB", { ...style, timeZone }).format(moment);
}

const DAY = { weekday: "short", day: "numeric", month: "short" };
const CLOCK = { hour: "numeric", minute: "2-digit", hour12: true };

function stretch(from, to) {
  const clock = (moment) => shown(moment, CLOCK, readersZone);
  const day = shown(from, DAY, readersZone);
  return `${day === shown(from, DAY, chatZone) ? "" : `${day}, `}${clock(from)}–${clock(to)}`;
}

if (yours && chatZone) {
  const told = [...starts].map((start, at) => stretch(new Date(start.dateTime), new Date(ends[at].dateTime)));
  const same = [...starts].every((start) => {
    const moment = new Date(start.dateTime);
    return shown(moment, CLOCK, chatZone) === shown(moment, CLOCK, readersZone);
  });
  if (told.length && !same) yours.textContent = `Your time: ${told.join("; ")}`;
}

/* A post shows the time of day; its title says it whole, in the chat's zone and the reader's. */
document.addEventListener("pointerover", ({ target }) => {
  const time = target.closest?.(".tm time");
  if (!time || time.title || !time.dateTime.includes("T")) return;
  const moment = new Date(time.dateTime);
  const whole = { dateStyle: "full", timeStyle: "short" };
  const there = shown(moment, whole, time.closest("[data-zone]")?.dataset.zone);
  time.title = `${there}\nYour time: ${shown(moment, whole, readersZone)}`;
});
