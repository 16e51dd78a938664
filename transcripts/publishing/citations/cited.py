"""What is cited: a post, a question with its answers, or a whole chat. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum

from ..posts import Person, ShownPost
from ..transcript import Section, Transcript
from ..tweet_html import plain

RENAMED = date(2023, 7, 24)
"""The day on which Twitter became X, and its tweets became posts."""
KINDS_OF_POST = {
    "bluesky": "Bluesky post",
    "discord": "Discord message",
    "irc": "IRC message",
    "mastodon": "Mastodon post",
    "reddit": "Reddit post",
    "slack": "Slack message",
    "twitter": "Tweet",
}
NAMES = {"irc": "IRC"}


class Kind(StrEnum):
    """What a citation is of."""

    POST = "post"
    QUESTION = "question"
    CHAT = "chat"


@dataclass(frozen=True, slots=True)
class Site:
    """This archive as publications name it: `url` is its address without a slash at the end."""

    name: str
    url: str


@dataclass(frozen=True, slots=True)
class Cited:
    """What every style is written from.

    `key` names it in lists of references; `title` is a post's whole text in one line. `within` is the chat of a
    question. `genre` and `network` are as readers call them. `moment` is in UTC and None where the source knew only
    the day; then, and for a chat, `day` is the local one. `original` is where it stood at first, or empty. `notes` say
    what the text does not show.
    """

    kind: Kind
    key: str
    authors: tuple[Person, ...]
    title: str
    genre: str
    day: date
    permalink: str
    site: Site
    within: str = ""
    network: str = ""
    moment: datetime | None = None
    original: str = ""
    notes: tuple[str, ...] = ()

    @classmethod
    def post(cls, post: ShownPost, site: Site) -> Cited:
        """Return a post."""
        moment = post.posted_at.astimezone(UTC) if post.has_time else None
        day = moment.date() if moment else post.local.date()
        renamed = post.author.network == "twitter" and day >= RENAMED
        return cls(
            kind=Kind.POST,
            key=_key(post.author.handle, str(day.year), post.key),
            authors=(post.author,),
            title=_line(post.text),
            genre="Post" if renamed else KINDS_OF_POST.get(post.author.network, "Post"),
            network=network_name(post.author.network, day),
            day=day,
            moment=moment,
            permalink=f"{site.url}{post.path}",
            site=site,
            original=post.original,
            notes=tuple(_notes(post)),
        )

    @classmethod
    def chat(cls, transcript: Transcript, site: Site) -> Cited:
        """Return a chat with all that was said in it; its hosts are its authors."""
        return cls(
            kind=Kind.CHAT,
            key=_key(transcript.series, transcript.address),
            authors=transcript.hosts,
            title=_chat_title(transcript),
            genre=_chat_genre(transcript),
            day=transcript.date,
            permalink=f"{site.url}{transcript.path}",
            site=site,
        )

    @classmethod
    def question(cls, transcript: Transcript, section: Section, site: Site) -> Cited:
        """Return a question of a chat with its answers."""
        return cls(
            kind=Kind.QUESTION,
            key=_key(transcript.series, transcript.address, section.anchor),
            authors=transcript.hosts,
            title=f"{section.label}: {_line(section.title)}",
            within=_chat_title(transcript),
            genre=_chat_genre(transcript),
            day=transcript.date,
            permalink=f"{site.url}{section.path}",
            site=site,
        )


def network_name(network: str, day: date) -> str:
    """Return what a network was called on a day."""
    if network == "twitter" and day >= RENAMED:
        return "X"
    return NAMES.get(network, network.capitalize())


def _notes(post: ShownPost) -> Iterator[str]:
    yield from dict.fromkeys(f"{item.word} attached" for item in post.words.media)
    if post.cut_at_source:
        yield "cut at source"


def _chat_title(transcript: Transcript) -> str:
    title, named_by_day = _line(transcript.title), f"Chat of {transcript.date:%-d %B %Y}"
    if title == named_by_day:
        return f"#{transcript.hashtag} c{title[1:]}"
    return title if title.startswith("#") else f"#{transcript.hashtag} chat: {title}"


def _chat_genre(transcript: Transcript) -> str:
    """Return what a chat is, after its network where that is a single one."""
    networks = {post.author.network for post in transcript.every_post}
    name = network_name(networks.pop(), transcript.date) if len(networks) == 1 else ""
    return f"{name} chat transcript" if name else "Chat transcript"


def _line(text: str) -> str:
    return " ".join(plain(text).split())


def _key(*parts: str) -> str:
    return "-".join(_ascii(parts))


def _ascii(parts: Iterable[str]) -> Iterator[str]:
    for part in parts:
        if told := re.sub(r"[^A-Za-z0-9_]+", "-", part).strip("-"):
            yield told
