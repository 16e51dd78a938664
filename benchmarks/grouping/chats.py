"""The chats that are measured: found in the sample files by the program itself, and what is known of their posts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from zlib import crc32
from zoneinfo import ZoneInfo

from benchmarks.grouping.samples import DATA, critlib_csv, critlib_json, lthechat
from transcripts.grouping import (
    Hour,
    Letters,
    Method,
    Post,
    Role,
    assign,
    find_hours,
    find_questions,
    read_markers,
)

LETTERS = Letters()
BEFORE, AFTER = timedelta(hours=2), timedelta(hours=24)
CRITLIB, LTHECHAT = "America/New_York", "Europe/London"
HAND_PLACED = {
    "#critlib 2015-03-10": "critlib-mar102015",
    "#critlib 2015-06-02": "critlib-june032015",
    "#lthechat 2016-02-17": "lthechat-2016-02-17",
    "#lthechat 2020-11-04": "lthechat-2020-11-04",
}


@dataclass(frozen=True, slots=True)
class Chat:
    """One chat of a file: its hour and the posts around it."""

    name: str
    hour: Hour
    posts: tuple[Post, ...]


@dataclass(frozen=True, slots=True)
class Half:
    """A chat some of whose posts have lost their marks."""

    posts: tuple[Post, ...]
    hidden: frozenset[str]


def chats_in(posts: Sequence[Post], zone: str, hashtag: str) -> dict[str, Chat]:
    """The chats the program finds, by local date."""
    found = {}
    for hour in find_hours(posts, tz=zone, letters=LETTERS, hashtags=(hashtag,)):
        around = tuple(post for post in posts if hour.start - BEFORE <= post.posted_at <= hour.end + AFTER)
        day = hour.start.astimezone(ZoneInfo(zone)).date().isoformat()
        found[day] = Chat(f"#{hashtag} {day}", hour, around)
    return found


def critlib_chats() -> dict[str, Chat]:
    """The #critlib chats of the files, by local date; a chat that two files hold comes from the first."""
    files = (critlib_json("mar102015"), critlib_json("june032015"), critlib_csv("mar312015"), critlib_csv("apr072015"))
    found: dict[str, Chat] = {}
    for posts in files:
        found = {**chats_in(posts, CRITLIB, "critlib"), **found}
    return found


def all_chats() -> list[Chat]:
    """Every chat of both series."""
    return [*critlib_chats().values(), *chats_in(lthechat(), LTHECHAT, "lthechat").values()]


def hand_placed(chat: str) -> dict[str, tuple[str, ...]]:
    """The two readings of each post of a chat that was placed by hand; none of others."""
    if chat not in HAND_PLACED:
        return {}
    lines = (DATA / "gold" / f"{HAND_PLACED[chat]}.tsv").read_text("utf-8").splitlines()
    return {key: tuple(labels) for key, *labels in (line.split("\t") for line in lines if line.strip())}


def marked_answers(chat: Chat, letters: Letters) -> dict[str, str]:
    """The answers whose plain marks tell their questions."""
    questions = find_questions(chat.posts, [chat.hour], chat.hour.hosts, letters)
    verdicts = assign(chat.posts, questions, [chat.hour], chat.hour.hosts, letters)
    return {
        verdict.key: verdict.question
        for verdict in verdicts
        if verdict.question
        and verdict.method is Method.MARKER
        and verdict.role is Role.ANSWER
        and verdict.confidence > 0.9
    }


def two_halves_hidden(chat: Chat, marked: Mapping[str, str], letters: Letters) -> Iterator[Half]:
    """The chat twice: first one half of the marked answers has lost its marks, then the other."""
    for half in (0, 1):
        hidden = frozenset(key for key in marked if crc32(key.encode()) % 2 == half)
        posts = tuple(_without_marks(post, letters) if post.key in hidden else post for post in chat.posts)
        yield Half(posts, hidden)


def _without_marks(post: Post, letters: Letters) -> Post:
    text = post.text
    for mark in reversed(read_markers(text, letters)):
        text = f"{text[: mark.start]} {text[mark.end :]}"
    return replace(post, text=text)
