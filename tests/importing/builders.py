"""Records and files for the importer, each naming only what a test is about."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from tests.builders import START
from transcripts.importing.records import AuthorRecord, PostRecord

SNOWFLAKE_EPOCH_MS = 1_288_834_974_657


def snowflake(moment: datetime, number: int = 0) -> str:
    """A status id of a moment."""
    return str(((int(moment.timestamp() * 1000) - SNOWFLAKE_EPOCH_MS) << 22) + number)


def a_record(
    text: str = "Seeds want to be shared.", *, author: str = "ann", minute: float = 10, **fields: Any
) -> PostRecord:
    """A post's record, so many minutes into the hour."""
    posted_at = START + timedelta(minutes=minute)
    defaults = {"position": 1, "raw": json.dumps(text), "source_id": snowflake(posted_at)}
    return PostRecord(author=AuthorRecord(author), text=text, posted_at=posted_at, **(defaults | fields))


def a_status(text: str, *, author: str = "ann", minute: float = 10, number: int = 0, **fields: Any) -> dict[str, Any]:
    """A v1.1 status, so many minutes into the hour."""
    posted_at = START + timedelta(minutes=minute)
    tags = [{"text": word[1:], "indices": [0, 0]} for word in text.split() if word.startswith("#")]
    return {
        "id_str": snowflake(posted_at, number),
        "created_at": posted_at.strftime("%a %b %d %H:%M:%S +0000 %Y"),
        "text": text,
        "user": {"id_str": str(int.from_bytes(author.encode())), "screen_name": author, "name": author.title()},
        "entities": {"hashtags": tags, "urls": [], "user_mentions": []},
    } | fields


def a_chat_hour(tag: str = "gardenlib") -> list[dict[str, Any]]:
    """A small hour: a host, three questions, answers by four people."""
    hour = [a_status(f"Welcome to #{tag}! Say hello.", author="host", minute=0)]
    for number in (1, 2, 3):
        asked = 8 * number
        hour.append(a_status(f"Q{number}: What about point {number}? #{tag}", author="host", minute=asked))
        hour += [
            a_status(f"A{number} {who} thinks so, {number} times #{tag}", author=who, minute=asked + place)
            for place, who in enumerate(("ann", "ben", "cleo", "dora"), 1)
        ]
    return [*hour, a_status(f"Thanks all, goodnight! #{tag}", author="host", minute=40)]


def write_lines(path: Path, statuses: list[dict[str, Any]]) -> Path:
    """Write statuses as JSON Lines."""
    path.write_text("".join(json.dumps(status) + "\n" for status in statuses))
    return path
