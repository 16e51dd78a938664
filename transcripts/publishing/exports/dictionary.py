"""The data dictionary: what each field of CSV and JSON files means, in Markdown."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, get_args, get_origin, get_type_hints

from .facts import (
    ChatFacts,
    PersonFacts,
    PostFacts,
    QuestionFacts,
    QuestionFileFacts,
    SeriesFacts,
    SessionFacts,
    StandingFacts,
)
from .rows import ExportedChat, ExportedPost

INTRODUCTION = """\
# The files of an archive, field by field

Every page is also to be had as a file, at its address with another ending: a chat (`/<series>/<date>.csv`), a
question (`/<series>/<date>/q1.csv`), a post with its conversation (`/t/<key>.csv`), what a person said
(`/people/<network>/<handle>/posts.csv`), the chats of a series (`/<series>.csv`); as `.csv`, `.json`, `.md` and
`.txt`. They hold what the pages show: no draft, nothing hidden or removed. `/<series>.zip` holds all chats of a
series in every format.

All files are UTF-8. **CSV** begins with a byte order mark, for Excel; its lines end as RFC 4180 says, its first one
names the columns. A cell that a spreadsheet would run as a formula (it begins with `=`, `+`, `-`, `@`, their wide
forms, a tab or a line end) has an apostrophe put in front: take it away to have the words as they were. Ids are bare
digits; have the columns id, key, reply_to and retweet_of imported as text, for as numbers they lose their last
digits. **JSON** is one object: what the page is about, then its rows under `posts` or `chats`; nothing is changed in
it. What is not known is empty, never left out.
"""

ROWS = (
    ("A post: a line in CSV, an item of `posts` in JSON", ExportedPost),
    ("A chat in the list of a series: a line in CSV, an item of `chats` in JSON", ExportedChat),
)
HEADS = (
    ("JSON of a chat, before its posts", ChatFacts),
    ("An item of `sessions`", SessionFacts),
    ("An item of `questions`", QuestionFacts),
    ("JSON of a question, before its posts", QuestionFileFacts),
    ("JSON of a post, before its conversation", PostFacts),
    ("An item of `stands_in`", StandingFacts),
    ("JSON of a person, before their posts", PersonFacts),
    ("JSON of a series, before its chats", SeriesFacts),
)
WORDS = {str: "text", bool: "true or false", int: "whole number", float: "number"}


def data_dictionary() -> str:
    """Return the dictionary: a table for each kind of row and head."""
    return INTRODUCTION + "".join(_table(title, told) for title, told in (*ROWS, *HEADS))


def _table(title: str, told: type) -> str:
    return "\n".join(["", f"## {title}", "", "| field | type | meaning |", "|---|---|---|", *_lines(told), ""])


def _lines(told: type) -> Iterator[str]:
    for name, declared in get_type_hints(told, include_extras=True).items():
        kind, meaning = get_args(declared)
        yield f"| `{name}` | {_word(kind)} | {meaning} |"


def _word(kind: Any) -> str:
    """Return a type in words."""
    return "list" if get_origin(kind) in (list, tuple) else WORDS[kind]
