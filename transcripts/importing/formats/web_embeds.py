"""Tweets and Bluesky posts as blogs embed them: a quotation of the words, the author's name and the date as a link."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from html import escape

from ..records import AuthorRecord, Media, PostRecord, Precision, ReadOptions, Rejection
from .bluesky_post import source_id, tid_time
from .html_events import Closed, Event, Opened, Words
from .html_text import HtmlText, TextWriter
from .pasted_time import day_in
from .snowflake import written_at
from .status_urls import status_url
from .text_entities import hashtags_in, mentions_in
from .timestamps import Stamp, midnight, parse_stamp

_CREDIT = re.compile(
    r"\s*(?:—|–|―|--?)\s*(?P<name>[^\n—]{0,100}?)\s*\(@(?P<handle>[\w.-]{1,253})\)\s*(?P<date>[^\n]{0,80})$"
)
_CREDIT_WITHIN = 400
_BLUESKY = re.compile(r"//bsky\.app/profile/(?P<who>[\w.:-]+)/post/(?P<key>\w+)")
_NO_WORDS = re.compile(r"\s*\[image or embed\]\s*$")
_PICTURE = re.compile(r"pic\.twitter\.com/\w+")
_LARGEST = 2000
_LONGEST = 1 << 18


@dataclass(slots=True)
class Quotation:
    """A `blockquote` being read, the blockquotes inside it included."""

    depth: int = 0
    events: list[Event] = field(default_factory=list)
    size: int = 0

    def take(self, event: Event) -> bool:
        """Take `event`; True when the quotation has ended with it."""
        self.size += _size_of(event)
        if len(self.events) < _LARGEST and self.size < _LONGEST:
            self.events.append(event)
        if not isinstance(event, Words) and event.tag == "blockquote":
            self.depth += 1 if isinstance(event, Opened) else -1
        return self.depth <= 0

    @property
    def uri(self) -> str:
        """The address Bluesky gives its embeds."""
        return next(filter(None, (tag.get("data-bluesky-uri") for tag in self._opened())), "")

    @property
    def addresses(self) -> list[str]:
        return [tag.get("href") for tag in self._opened() if tag.tag == "a"]

    def _opened(self) -> Iterator[Opened]:
        return (event for event in self.events if isinstance(event, Opened))

    def written(self) -> HtmlText:
        writer = TextWriter()
        writer.take_all(self.events)
        return writer.written()

    def html(self) -> str:
        """The quotation as it stood: every tag, attribute and word."""
        return "".join(map(_as_html, self.events))


def _size_of(event: Event) -> int:
    if isinstance(event, Words):
        return len(event.text)
    return sum(map(len, event.attributes.values())) if isinstance(event, Opened) else 0


def embedded_post(
    quotation: Quotation, position: int, heading: str, options: ReadOptions
) -> PostRecord | Rejection | None:
    """The post that `quotation` embeds; None when it quotes no post."""
    home, said = _home(quotation), quotation.written()
    credit = _CREDIT.search(said.text, max(0, len(said.text) - _CREDIT_WITHIN))
    if home is None and credit is None:
        return None
    text = _NO_WORDS.sub("", said.text[: credit.start()] if credit else said.text).strip()
    handle = (credit["handle"] if credit else "") or (home.handle if home else "")
    when = _when(home, credit["date"] if credit else "", options)
    if not text:
        return Rejection(position, "text", "it has no text")
    if not handle:
        return Rejection(position, "author", "it does not say who wrote it")
    if when is None:
        return Rejection(position, "date", "it does not say when it was written")
    return PostRecord(
        author=AuthorRecord(handle, credit["name"] if credit else "", home.author_id if home else ""),
        text=text,
        posted_at=when.at,
        precision=when.precision,
        position=position,
        raw=quotation.html(),
        source_id=home.post_id if home else "",
        network=home.network if home else options.network or ("bluesky" if "." in handle else ""),
        links=tuple(link for link in said.links if link.shown in text and not _PICTURE.fullmatch(link.shown)),
        media=tuple(Media(f"https://{shown}", shown=shown) for shown in _PICTURE.findall(text)),
        hashtags=hashtags_in(text),
        mentions=mentions_in(text),
        url=home.url if home else "",
        heading=heading,
    )


@dataclass(frozen=True, slots=True)
class _Home:
    """Where a post is at home."""

    network: str
    post_id: str
    handle: str
    author_id: str
    url: str
    at: datetime | None


def _home(quotation: Quotation) -> _Home | None:
    """What the embed's own addresses tell: Bluesky's attribute, else the last link to a post, which is the date's."""
    own_id = source_id(quotation.uri)
    if own_id:
        return _at_bluesky(*own_id.split("/"))
    for address in reversed(quotation.addresses):
        tweet, post = status_url(address), _BLUESKY.search(address)
        if tweet:
            url = f"https://twitter.com/{tweet.handle}/status/{tweet.tweet_id}"
            return _Home("twitter", tweet.tweet_id, tweet.handle, "", url, written_at(tweet.tweet_id))
        if post:
            return _at_bluesky(post["who"], post["key"])
    return None


def _at_bluesky(who: str, key: str) -> _Home:
    """A Bluesky post of an account, told by its lasting id or, in older links, by its handle."""
    is_id = who.startswith("did:")
    url = f"https://bsky.app/profile/{who}/post/{key}"
    return _Home(
        "bluesky", f"{who}/{key}" if is_id else "", "" if is_id else who, who if is_id else "", url, tid_time(key)
    )


def _when(home: _Home | None, date: str, options: ReadOptions) -> Stamp | None:
    """By the id, to the second; else by the date, which is a day, or a time where the embed writes one."""
    if home and home.at:
        return Stamp(home.at, Precision.SECOND)
    stamp = parse_stamp(date)
    if stamp and stamp.precision is not Precision.DAY:
        return Stamp(stamp.in_utc(UTC), stamp.precision)
    day = day_in(date) or options.date
    return Stamp(midnight(day, options.timezone), Precision.DAY) if day else None


def _as_html(event: Event) -> str:
    if isinstance(event, Words):
        return escape(event.text, quote=False)
    if isinstance(event, Closed):
        return f"</{event.tag}>"
    attributes = "".join(f' {name}="{escape(value)}"' for name, value in event.attributes.items())
    return f"<{event.tag}{attributes}>"
