"""How many hours and questions are found: known evenings of #LTHEchat, hand-placed questions, prepared questions."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date
from pathlib import Path
from zoneinfo import ZoneInfo

from benchmarks.grouping.samples import DATA, as_post
from transcripts.grouping import AskedQuestion, Hour, Letters, Post, Role, find_hours, group, read_markers
from transcripts.importing.formats import by_name
from transcripts.importing.records import AboutRecord, PostRecord, ReadOptions

LONDON = ZoneInfo("Europe/London")
WEDNESDAY = 2
FEWEST_NUMBERED = 3
ENOUGH_IN_COMMON = 0.6
WORD = re.compile(r"\w+")
PREPARED = re.compile(r"^##+ *Questions.*?\n(.*?)(?=^##|\{% irc|\Z)", re.DOTALL | re.MULTILINE)
ITEM = re.compile(r"^(?:[-*]|\d+[.)]) +", re.MULTILINE)
MARKUP = re.compile(r"\]\([^)]*\)|[`*_\[]")


@dataclass(frozen=True, slots=True)
class Found:
    """Of what is known so many were found, and so many of what was found are known."""

    found: int
    known: int
    right: int
    given: int

    def __str__(self) -> str:
        recall = f"{100 * self.found / self.known:.0f} % ({self.found}/{self.known})"
        return f"{recall} | {100 * self.right / self.given:.0f} % ({self.right}/{self.given})"


def known_evenings(posts: Sequence[Post], letters: Letters) -> set[date]:
    """Wednesdays on which @LTHEchat asks at least three numbered questions after five."""
    numbers: dict[date, set[int | None]] = defaultdict(set)
    for post in posts:
        local = post.posted_at.astimezone(LONDON)
        if post.author == "lthechat" and local.weekday() == WEDNESDAY and local.hour >= 17 and not post.is_repost:
            asking = [mark for mark in read_markers(post.text, letters) if mark.role is Role.ASK]
            numbers[local.date()].update(mark.number for mark in asking[:1])
    return {day for day, seen in numbers.items() if len(seen - {None}) >= FEWEST_NUMBERED}


def evenings_found(days: Collection[date], posts: Sequence[Post], letters: Letters) -> Found:
    """Known evenings among the days of found hours; an hour on another Wednesday may be right, yet counts as wrong."""
    known = known_evenings(posts, letters)
    return Found(len(known & set(days)), len(known), len(set(days) & known), len(days))


def asks_found(gold: Mapping[str, tuple[str, ...]], questions: Sequence[AskedQuestion]) -> Found:
    """Posts that ask according to both readings, and those that ask according to the program, with the same label."""
    readings = {key: labels for key, labels in gold.items() if any(label.endswith(".ask") for label in labels)}
    sure = {key for key, labels in readings.items() if all(label.endswith(".ask") for label in labels)}
    ours = {key: f"{question.label}.ask" for question in questions for key in question.asked_by if key in gold}
    right = {key for key, label in ours.items() if label in readings.get(key, ())}
    return Found(len(right & sure), len(sure), len(right), len(ours))


def prepared_questions_found(letters: Letters) -> Found:
    """Of the questions that review clubs prepared and somebody in the hour put, those found; of ours, the prepared.

    Hosts also ask what they did not prepare, so that the second share is a lower bound.
    """
    totals = [0, 0, 0, 0]
    for prepared, posts, hour in review_clubs(letters):
        questions = group(posts, [hour], letters=letters).questions
        text = {post.key: post.text for post in posts}
        ours = [[text[key] for key in question.asked_by] for question in questions if question.asked_by]
        put = [one for one in prepared if any(_says(post.text, one) for post in posts)]
        totals[0] += sum(any(_says(said, one) for asks in ours for said in asks) for one in put)
        totals[1] += len(put)
        totals[2] += sum(any(_says(said, one) for said in asks for one in prepared) for asks in ours)
        totals[3] += len(ours)
    return Found(*totals)


def review_clubs(letters: Letters) -> Iterator[tuple[list[str], list[Post], Hour]]:
    """The logs of one meeting with notes: prepared questions, posts, and the hour with the host that the notes name."""
    for path in sorted((DATA / "irc").glob("20*.md")):
        prepared = _prepared(path.read_text("utf-8"))
        posts, about = _log(path)
        if prepared and about is not None and about.start and about.end and posts:
            hosts = tuple(host.casefold() for host in about.hosts)
            found = find_hours(posts, tz=UTC, letters=letters, usual_hosts=hosts)
            hour = max(found, key=lambda one: one.end - one.start, default=Hour(about.start, about.end, hosts, 1.0))
            yield prepared, posts, Hour(hour.start, hour.end, hosts, 1.0)


def _prepared(notes: str) -> list[str]:
    section = PREPARED.search(notes)
    items = ITEM.split(section.group(1))[1:] if section else []
    return [" ".join(MARKUP.sub(" ", item).split()) for item in items if item.strip()]


def _log(path: Path) -> tuple[list[Post], AboutRecord | None]:
    day = re.match(r"\d{4}-\d\d-\d\d", path.name)
    options = ReadOptions(file_day=date.fromisoformat(day.group()) if day else None)
    with path.open("rb") as file:
        records = list(by_name("irc").read(file, options))
    said = [record for record in records if isinstance(record, PostRecord)]
    about = next((record for record in records if isinstance(record, AboutRecord)), None)
    return [as_post(record, sequence) for sequence, record in enumerate(said)], about


def _says(text: str, question: str) -> bool:
    """Whether a post has most of a question's words."""
    words, said = set(WORD.findall(question.casefold())), set(WORD.findall(text.casefold()))
    return len(words & said) >= ENOUGH_IN_COMMON * len(words)
