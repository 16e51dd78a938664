"""What only a table as a whole tells: are its ids rounded, are they Twitter's, how does it write dates?

A first pass over the rows that keeps nothing but counts. A single id ending in 000 proves nothing, a column of
them does; 4/3/2015 is ambiguous, a column with 4/13/2015 in it is not.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from .snowflake import is_snowflake, written_at
from .status_urls import status_url
from .table import Row
from .timestamps import parse_stamp, says_day_first

WHOLE_DIGITS = 15
_ANY_ZONE = timedelta(hours=27)
_ESCAPED = re.compile(r"&(?:amp|lt|gt|quot|#0?39);")
_FEW = 5


@dataclass(frozen=True, slots=True)
class Survey:
    """The habits of a table.

    `ids_rounded`: the id columns have lost digits. `ids_tell_time`: ids are Twitter's, their time can be believed.
    `repost_ids`: reposts are told by an id column. `escaped`: texts are HTML-escaped.
    """

    ids_rounded: bool = False
    ids_tell_time: bool = False
    is_twitter: bool = False
    day_first: bool = False
    repost_ids: bool = False
    escaped: bool = True


@dataclass(slots=True)
class _Counts:
    long_ids: int = 0
    zero_tails: int = 0
    zero_ends: int = 0
    timed: int = 0
    agreeing: int = 0
    twitter_urls: int = 0
    rows: int = 0
    day_first: int = 0
    month_first: int = 0
    repost_ids: int = 0
    entities: int = 0
    ampersands: int = 0

    def add(self, row: Row) -> None:
        self.rows += 1
        self.repost_ids += bool(row.get("repost_of_id"))
        self.entities += len(_ESCAPED.findall(row.get("text")))
        self.ampersands += row.get("text").count("&")
        self.twitter_urls += status_url(row.get("url")) is not None
        self._add_id(plain_id(row.get("id")))
        self._add_date(row)

    def _add_id(self, post_id: str) -> None:
        if len(post_id) > WHOLE_DIGITS:
            self.long_ids += 1
            self.zero_tails += not post_id[WHOLE_DIGITS:].strip("0")
            self.zero_ends += post_id.endswith("0")

    def _add_date(self, row: Row) -> None:
        written, from_id = row.get("created_at"), written_at(id_for_time(row))
        settled = says_day_first(written)
        self.day_first += settled is True
        self.month_first += settled is False
        if from_id is None or not written:
            return
        readings = {first: _near(written, from_id, first) for first in (False, True)}
        self.timed += 1
        self.agreeing += any(readings.values())
        if settled is None and readings[True] != readings[False]:
            self.day_first += readings[True]
            self.month_first += readings[False]


def survey(rows: Iterable[object]) -> Survey:
    """Look at every row once (what was rejected is passed over)."""
    counts = _Counts()
    for row in rows:
        if isinstance(row, Row):
            counts.add(row)
    return Survey(
        ids_rounded=_are_rounded(counts),
        ids_tell_time=counts.agreeing * 2 > counts.timed if counts.timed else counts.twitter_urls > 0,
        is_twitter=counts.twitter_urls * 2 > counts.rows or counts.agreeing * 2 > max(counts.timed, 1),
        day_first=counts.day_first > counts.month_first,
        repost_ids=counts.repost_ids > 0,
        escaped=counts.entities * 2 >= counts.ampersands,
    )


def plain_id(cell: str) -> str:
    """The digits of an id cell, without rtweet's "x" and a trailing ".0"; "" for 1.26E+18 and the like."""
    digits = cell.strip().removeprefix("x").removeprefix("'").removesuffix(".0")
    return digits if digits.isascii() and digits.isdigit() and digits.strip("0") else ""


def id_for_time(row: Row) -> str:
    """An id good enough to tell the time by: rounding in the last four digits moves it by no millisecond."""
    in_url = status_url(row.get("url"))
    own = plain_id(row.get("id") or row.get("rounded_id"))
    return own if is_snowflake(own) else in_url.tweet_id if in_url else ""


def _are_rounded(counts: _Counts) -> bool:
    """Spreadsheets keep 15 digits; JavaScript keeps 53 bits and writes them with a 0 at the end."""
    by_spreadsheet = counts.zero_tails > 1 and counts.zero_tails * 2 > counts.long_ids
    by_javascript = counts.long_ids >= _FEW and counts.zero_ends == counts.long_ids
    return by_spreadsheet or by_javascript


def _near(written: str, from_id: datetime, day_first: bool) -> bool:
    stamp = parse_stamp(written, day_first=day_first)
    return stamp is not None and abs(stamp.in_utc(UTC) - from_id) < _ANY_ZONE
