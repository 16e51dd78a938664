"""A post's text as safe HTML: links lead where they led, hashtags to the search, mentions to people.

The words stay as they are: what is shown shorter carries the author's own spelling in `data-s`, so that a copy of the
text gives it back. Line ends are kept by the style sheet (`white-space: pre-wrap`).
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from dataclasses import dataclass
from html import escape
from urllib.parse import urlsplit

from django.utils.safestring import SafeString, mark_safe

from .addresses import hashtag_path, person_path

SHOWN_LENGTH = 42
TOKEN = re.compile(
    r"(?P<url>https?://[^\s<>\"“”]+)"
    r"|(?<![\w&/])[#＃](?P<tag>\w*[^\W\d_]\w*)"
    r"|(?<![\w/@])(?<!\w\.)@(?P<handle>\w(?:[\w.-]*\w)?(?:@[\w-]+(?:\.[\w-]+)+)?)",
)
LEADING_MENTIONS = re.compile(r"(?:\.?@\w[\w.@-]*:?\s+)+(?=\S)")
TRAILING = ".,;:!?'’…)]}"
# Embeddings, overrides and isolates could turn the words around them; marks (LRM, RLM) only place a character. None of
# the rest is a character, nor may most of it stand in XML.
UNSHOWN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Link:
    """A link of a post: what stands in the text, and where it leads."""

    shown: str
    url: str


@dataclass(frozen=True, slots=True)
class Media:
    """A picture or film of a post: where it stood, what it shows, and what stands for it in the text."""

    url: str
    kind: str = "photo"
    alt: str = ""
    shown: str = ""

    @property
    def word(self) -> str:
        """What people call it."""
        return {"photo": "Photo", "image": "Photo", "video": "Video", "animated_gif": "GIF"}.get(self.kind, "File")


@dataclass(frozen=True, slots=True)
class Words:
    """What a post says, in which language, and what is known about the links, media and people in it."""

    text: str
    network: str = "twitter"
    links: tuple[Link, ...] = ()
    media: tuple[Media, ...] = ()
    mentions: tuple[str, ...] = ()
    lang: str = ""

    @property
    def entities(self) -> tuple[Link | Media, ...]:
        """What stands in the text for something else; a picture's address is told before an equal link's."""
        return (*self.media, *self.links)


def plain(text: str) -> str:
    """Return a text without control characters and without what turns the direction of the words around it."""
    return UNSHOWN.sub("", text)


def is_web_address(url: str) -> bool:
    """True for http and https, the only links that are followed."""
    return url.startswith(("https://", "http://"))


def short(url: str) -> str:
    """Return an address as it is shown: host and path, cut where it grows long."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return url[:SHOWN_LENGTH]
    shown = parts.netloc.removeprefix("www.") + (parts.path.rstrip("/") if not parts.query else parts.path)
    return shown if len(shown) <= SHOWN_LENGTH else shown[: SHOWN_LENGTH - 1] + "…"


def tweet_html(words: Words, people: Container[str] = ()) -> SafeString:
    """Return the text as HTML; `people` are the folded handles that have a page."""
    text = plain(words.text)
    lead = LEADING_MENTIONS.match(text)
    body = "".join(_pieces(text[lead.end() :] if lead else text, words, people))
    if lead:
        body = f'<span class="to">{"".join(_pieces(lead.group(), words, people))}</span>{body}'
    return mark_safe(body)  # noqa: S308  every piece is escaped


def _pieces(text: str, words: Words, people: Container[str]) -> Iterator[str]:
    """Yield the text piece by piece, the links that look like no address first."""
    for entity in words.entities:
        if entity.shown and not is_web_address(entity.shown) and entity.shown in text:
            before, _, after = text.partition(entity.shown)
            yield from _tokens(before, words, people)
            yield _entity(entity)
            yield from _pieces(after, words, people)
            return
    yield from _tokens(text, words, people)


def _tokens(text: str, words: Words, people: Container[str]) -> Iterator[str]:
    at = 0
    for token in TOKEN.finditer(text):
        yield escape(text[at : token.start()], quote=False)
        yield _token(token, words, people)
        at = token.end()
    yield escape(text[at:], quote=False)


def _token(token: re.Match[str], words: Words, people: Container[str]) -> str:
    if token["url"]:
        return _address(token["url"], words)
    if token["tag"]:
        return f'<a href="{hashtag_path(token["tag"])}">{escape(token.group())}</a>'
    folded = token["handle"].lower()
    if folded in people:
        return f'<a href="{escape(person_path(words.network, folded))}">{escape(token.group())}</a>'
    return escape(token.group())


def _address(found: str, words: Words) -> str:
    """Return an address that stands in the text as a link to where it leads."""
    shown = found.rstrip(TRAILING) if not found.endswith(")") or "(" not in found else found
    rest = escape(found[len(shown) :])
    for entity in words.entities:
        if entity.shown in (shown, found) and is_web_address(entity.url):
            return _entity(entity) + (rest if entity.shown == shown else "")
    return _anchor(shown, short(shown), shown) + rest


def _entity(entity: Link | Media) -> str:
    """Return what is known of a link or picture; one that leads nowhere safe stays text."""
    if not is_web_address(entity.url):
        return escape(entity.shown)
    if isinstance(entity, Media):
        return _anchor(entity.url, entity.word, entity.shown)
    named = not is_web_address(entity.shown) and "…" not in entity.shown
    return _anchor(entity.url, plain(entity.shown) if named else short(entity.url), entity.shown)


def _anchor(url: str, shown: str, spelled: str) -> str:
    # rel=nofollow: the archive vouches for no link; ugc says why.
    kept = "" if shown == spelled else f' data-s="{escape(spelled)}"'
    return f'<a href="{escape(url)}"{kept} rel="nofollow ugc">{escape(shown)}</a>'
