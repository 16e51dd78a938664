"""How many posts a real export holds, counted without our readers: by json, csv, zipfile and regular expressions."""

from __future__ import annotations

import csv
import json
import re
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

Count = Callable[[Path], int]

PUBLIC = "https://www.w3.org/ns/activitystreams#Public"


def objects(path: Path) -> Iterator[Any]:
    """The JSON values of a file one after the other, what stands between them passed over."""
    text, place, decoder = path.read_text("utf-8-sig"), 0, json.JSONDecoder()
    while start := re.compile(r"(?:^|(?<=[}\]]))\s*[{\[]", re.MULTILINE).search(text, place):
        try:
            value, place = decoder.raw_decode(text, start.end() - 1)
        except ValueError:
            return
        yield from value if isinstance(value, list) else [value]


def inside(*lists: str) -> Count:
    """Counts what lies in lists of these names; an object without any of them is itself a post."""

    def count(path: Path) -> int:
        found = [[value[name] for name in lists if name in value] for value in objects(path)]
        return sum(sum(map(len, held)) if held else 1 for held in found)

    return count


def matching(pattern: str) -> Count:
    """Counts the places that a pattern fits; ^ and $ are the ends of a line."""
    return lambda path: len(re.findall(pattern, path.read_text("utf-8-sig"), re.MULTILINE))


def rows(above: int = 1) -> Count:
    """Counts the rows of a table below its header, which ends with row number `above`."""

    def count(path: Path) -> int:
        with path.open(newline="", encoding="utf-8-sig") as stream:
            return sum(1 for row in csv.reader(stream) if row) - above

    return count


def eye(**numbers: int) -> Count:
    """Counts by eye, by the beginning of the file's name."""
    return lambda path: next(number for start, number in numbers.items() if path.name.startswith(start.strip("_")))


def rows_with_author(path: Path) -> int:
    with path.open(newline="") as stream:
        return sum(1 for row in csv.DictReader(stream) if row["author.username"])


def v2_tweets(path: Path) -> int:
    """Tweets whose author is told: inside flattened ones, beside those of a page."""
    told = 0
    for value in objects(path):
        known = {user["id"] for user in value.get("includes", {}).get("users", [])}
        data = value.get("data", value)
        for tweet in data if isinstance(data, list) else [data]:
            told += "text" in tweet and ("author" in tweet or tweet["author_id"] in known)
    return told


def bluesky_records(path: Path) -> int:
    """A fixture is one post, or none where nobody wrote it."""
    value = json.loads(path.read_text())
    told = value.get("post", value)
    return int("author" in told or str(told.get("uri")).startswith("at://did:"))


def outbox_activities(path: Path) -> int:
    told = [item for item in json.loads(path.read_text())["orderedItems"] if item["type"] in ("Create", "Announce")]
    return sum(PUBLIC in item["to"] + item.get("cc", []) for item in told)


def reddit_things(path: Path) -> int:
    """Submissions and comments that still have words; `"body": "[deleted]"` has none."""
    return sum(1 for body in _bodies(json.loads(path.read_text())) if body not in ("[deleted]", "[removed]"))


def _bodies(value: Any) -> Iterator[str]:
    if isinstance(value, dict) and value.get("kind") in ("t1", "t3"):
        yield value["data"].get("body", "")
    for one in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from _bodies(one)


def slack_messages(path: Path) -> int:
    with zipfile.ZipFile(path) as archive:
        days = [json.loads(archive.read(name)) for name in archive.namelist() if re.search(r"/.*\.json$", name)]
    return sum(message.get("subtype") not in ("channel_join", "bot_add") for day in days for message in day)


def storify_tweets(path: Path) -> int:
    """Elements from Twitter; the description of one is “Twitter / Twitter”, which are no words."""
    return sum(
        element["source"]["name"] == "twitter" and element["data"].get("link", {}).get("title") != "Twitter / Twitter"
        for element in json.loads(path.read_text())["content"]["elements"]
    )


def archived_months(path: Path) -> int:
    with zipfile.ZipFile(path) as archive:
        months = [name for name in archive.namelist() if re.search(r"js/tweets/\d{4}_\d\d\.js$", name)]
        return sum(len(json.loads(archive.read(name).partition(b"=")[2])) for name in months)
