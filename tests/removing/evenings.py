"""One evening told by many kinds of file; in each a person hosts, speaks, is mentioned, quoted and retweeted."""

from __future__ import annotations

import csv
import json
from io import StringIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from tests.importing.builders import a_chat_hour, a_status, write_lines

HANDLE, NAME, ACCOUNT, WORDS = "Marigold_V", "Marigold Vane", "7070707070", "quincewort"
"""Who goes; every word of hers holds WORDS, and nobody else's does."""

TRACES = (HANDLE.lower(), NAME.lower(), ACCOUNT, WORDS)


def user() -> dict[str, Any]:
    """Her account as v1.1 tells it."""
    return {"id": int(ACCOUNT), "id_str": ACCOUNT, "screen_name": HANDLE, "name": NAME, "description": WORDS}


def mentioning() -> dict[str, Any]:
    """The entities of a post that mentions her."""
    them = [{"screen_name": HANDLE, "name": NAME, "id": int(ACCOUNT), "id_str": ACCOUNT, "indices": [0, 11]}]
    return {"hashtags": [{"text": "gardenlib", "indices": [0, 0]}], "urls": [], "user_mentions": them}


def statuses() -> list[dict[str, Any]]:
    """An hour that she hosts, with a tweet of every kind that speaks of her."""
    hour = a_chat_hour()
    for status in hour:
        if status["user"]["screen_name"] == "host":
            status |= {"user": user(), "text": f"{status['text']} {WORDS}"}
    said = a_status(f"A1 A hedge of {WORDS} #gardenlib", minute=11, number=9, user=user())
    to_her = {"in_reply_to_screen_name": HANDLE, "in_reply_to_user_id_str": ACCOUNT, "entities": mentioning()}
    return [
        *hour,
        said,
        a_status(f"RT @{HANDLE}: A1 A hedge of {WORDS}", author="ben", minute=12, number=9, retweeted_status=said),
        a_status("So true #gardenlib", author="cleo", minute=13, number=9, quoted_status=said),
        a_status(f"@{HANDLE} Yes, and nettles! #gardenlib", author="dora", minute=14, number=9, **to_her),
        a_status(f"Indeed. RT @{HANDLE.upper()}: a hedge of {WORDS}", author="ann", minute=15, number=9),
        a_status(f"“@{HANDLE}: {WORDS} grows” it does, {NAME} #gardenlib", author="ben", minute=16, number=9),
        a_status(f"See https://twitter.com/{HANDLE}/status/1 #gardenlib", author="ann", minute=17, number=9),
        a_status(
            "Bye #gardenlib", author="eve", minute=18, user={"screen_name": "eve", "description": f"w/ @{HANDLE}"}
        ),
    ]


def table() -> str:
    """The same posts as a spreadsheet keeps them."""
    cells = StringIO()
    rows = csv.writer(cells)
    rows.writerow(["id_str", "from_user", "name", "text", "created_at", "in_reply_to_screen_name", "user_mentions"])
    for one in statuses():
        replied = one.get("in_reply_to_screen_name", "")
        who = one["user"]
        rows.writerow(
            [one["id_str"], who["screen_name"], who.get("name", ""), one["text"], one["created_at"], replied, replied]
        )
    return cells.getvalue()


def paste() -> str:
    """What somebody pasted of it, without ids, with a day of its own."""
    lines = [
        f"8:00 PM @{HANDLE}: Q1: What about {WORDS}? #gardenlib",
        f"8:01 PM @ann: @{HANDLE} A1 on the wall #gardenlib",
        f"8:02 PM @ben: A1 as {NAME} says, RT @{HANDLE}: {WORDS} #gardenlib",
        f"8:03 PM @{HANDLE}: A1 {WORDS} again #gardenlib",
        "8:04 PM @cleo: A1 on a roof #gardenlib",
        f"8:05 PM @{HANDLE}: Q2: And which {WORDS}? #gardenlib",
        "8:06 PM @cleo: A2 the blue one #gardenlib",
    ]
    return "\n".join(lines)


def pages() -> dict[str, Any]:
    """A page of the API v2, her account beside it."""
    mention = {"start": 0, "end": 11, "username": HANDLE, "id": ACCOUNT}
    at = {"created_at": "2015-05-13T01:20:00.000Z", "lang": "en"}
    tag = {"hashtags": [{"tag": "gardenlib", "start": 0, "end": 5}]}
    quoted = {"id": "598297000000000001", "author_id": ACCOUNT, "text": f"{WORDS} in June", **at}
    quoting = {"id": "598297000000000002", "author_id": "42", "text": f"@{HANDLE} Mine too #gardenlib", **at}
    quoting |= {
        "entities": {**tag, "mentions": [mention]},
        "referenced_tweets": [{"type": "quoted", "id": quoted["id"]}],
        "in_reply_to_user_id": ACCOUNT,
    }
    people = [{"id": "42", "username": "fay", "name": "Fay"}, {"id": ACCOUNT, "username": HANDLE, "name": NAME}]
    return {"data": [quoting], "includes": {"users": people, "tweets": [quoted]}}


def archive(path: Path) -> Path:
    """The account archive of somebody who spoke with her."""
    told = [
        (f"RT @{HANDLE}: A1 A hedge of {WORDS} #gardenlib", "598293000000000001", "01:09:00"),
        (f"@{HANDLE} {NAME}, hello #gardenlib", "598293000000000002", "01:10:00"),
    ]
    tweets = [
        {
            "tweet": {
                "id_str": key,
                "full_text": text,
                "created_at": f"Wed May 13 {clock} +0000 2015",
                "entities": mentioning(),
            }
        }
        for text, key, clock in told
    ]
    account = [{"account": {"username": "gus", "accountId": "77", "accountDisplayName": "Gus"}}]
    with ZipFile(path, "w") as file:
        file.writestr("data/account.js", f"window.YTD.account.part0 = {json.dumps(account)}")
        file.writestr("data/tweets.js", f"window.YTD.tweets.part0 = {json.dumps(tweets)}")
    return path


def schedule() -> str:
    """What was announced."""
    return f"date,start,title,host,questions\n2015-05-12,20:00,{NAME} on hedges,@{HANDLE},What does @{HANDLE} grow?\n"


def write_evening(home: Path, end: str = "") -> list[Path]:
    """Write all the files of posts; their names tell of her, too. Another end makes other files of the same posts."""
    home.mkdir()
    files = {f"{HANDLE}.csv": table(), "gardenlib 2015-05-19.txt": paste(), "page.json": json.dumps(pages())}
    for name, text in files.items():
        (home / name).write_text(text + end)
    written = [home / name for name in files]
    week = write_lines(home / f"{HANDLE}-week.jsonl", statuses())
    week.write_text(week.read_text() + end)
    return [week, *written, archive(home / "gus.zip")]
