"""One Bluesky post to a record: the lexicon `app.bsky.feed.post` with the author and counts around it.

Texts are plain; links, hashtags and mentions lie beside them as facets, whose places count bytes of UTF-8. The date
in a record is its author's own claim, the date of indexing bounds it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from ..records import AuthorRecord, Link, Media, PostRecord, Rejection
from .json_fields import JsonObject, count, obj, objects, string
from .timestamps import parse_stamp

_DEEPEST_QUOTE = 4
_TID_DIGITS = "234567abcdefghijklmnopqrstuvwxyz"
_TID_LENGTH = 13
_FIRST_TID, _LAST_TID = 1_667_260_800, 4_102_444_800
_ONLY_LOGGED_IN = "its author asks not to be shown to people who are not logged in"
_NO_HANDLE = frozenset({"", "handle.invalid"})


@dataclass(frozen=True, slots=True)
class BlueskyPost:
    """What the answers and streams of Bluesky tell of a post: its address, author, record and what stands around."""

    uri: str
    author: JsonObject
    record: JsonObject
    view: JsonObject = field(default_factory=dict)

    @classmethod
    def of_view(cls, view: JsonObject) -> BlueskyPost:
        """The post of a `postView`, or of a `viewRecord` inside a quote, which calls its record “value”."""
        record = obj(view.get("record")) or obj(view.get("value"))
        return cls(string(view.get("uri")), obj(view.get("author")), record, view)

    @property
    def source_id(self) -> str:
        return source_id(self.uri)

    @property
    def embeds(self) -> list[JsonObject]:
        """What is embedded, as shown if that is told, else as recorded."""
        shown = [obj(self.view.get("embed")), *objects(self.view.get("embeds"))]
        return [embed for embed in shown if embed] or [obj(self.record.get("embed"))]


def source_id(uri: str) -> str:
    """`did/record key` of an address `at://did/collection/record key`; "" for anything else."""
    parts = uri.removeprefix("at://").split("/")
    return f"{parts[0]}/{parts[2]}" if uri.startswith("at://did:") and len(parts) == 3 else ""


def post_record(post: BlueskyPost, position: int, raw: str, *, reply_to_handle: str = "") -> PostRecord | Rejection:
    """The record of a post, embedded when it has no `raw`; or why it could not be taken."""
    author, posted_at, media = author_record(post.author, post.uri), _posted_at(post), _media(post)
    text = string(post.record.get("text"))
    if not text.strip() and not media:
        return Rejection(position, "text", "it has no text")
    if not author.handle:
        return Rejection(position, "author", "it does not say who wrote it")
    if posted_at is None:
        return Rejection(position, "createdAt", "it does not say when it was written")
    features = list(_features(post.record, text))
    return PostRecord(
        author=author,
        text=text,
        posted_at=posted_at,
        position=position,
        raw=raw,
        source_id=post.source_id,
        network="bluesky",
        reply_to_id=source_id(string(obj(obj(post.record.get("reply")).get("parent")).get("uri"))),
        reply_to_handle=reply_to_handle,
        quote_of_id=_quoted_id(post),
        lang=_language(post.record),
        links=_links(features, post),
        media=media,
        hashtags=_hashtags(features, post.record),
        mentions=_unique(f.shown.removeprefix("@") for f in features if f.kind == "mention"),
        likes=count(post.view.get("likeCount")),
        reposts=count(post.view.get("repostCount")),
        replies=count(post.view.get("replyCount")),
        url=_address(post.uri),
        embedded=not raw,
        hidden_because=_hidden_because(post.author),
    )


def repost_record(original: BlueskyPost, reason: JsonObject, position: int, raw: str) -> PostRecord | Rejection:
    """The repost of `original` that `reason` tells of, with the original's words behind “RT @handle: ”."""
    record = post_record(original, position, raw)
    by = author_record(obj(reason.get("by")), "")
    stamp = parse_stamp(string(reason.get("indexedAt")))
    if isinstance(record, Rejection):
        return record
    if not by.handle:
        return Rejection(position, "reason.by", "it does not say who reposted it")
    if stamp is None:
        return Rejection(position, "reason.indexedAt", "it does not say when it was reposted")
    return replace(
        record,
        author=by,
        text=f"RT @{record.author.handle}: {record.text}",
        posted_at=stamp.in_utc(UTC),
        source_id=source_id(string(reason.get("uri"))),
        repost_of_id=record.source_id,
        is_repost=True,
        reply_to_id="",
        quote_of_id="",
        mentions=_unique((record.author.handle, *record.mentions)),
        hidden_because=record.hidden_because or _hidden_because(obj(reason.get("by"))),
    )


def _hidden_because(author: JsonObject) -> str:
    """Why a post of an account is not shown: it may label itself as only for people who are logged in."""
    labels = (label for label in objects(author.get("labels")) if label.get("neg") is not True)
    return _ONLY_LOGGED_IN if any(label.get("val") == "!no-unauthenticated" for label in labels) else ""


def quoted_records(post: BlueskyPost, position: int, depth: int = 1) -> Iterator[PostRecord]:
    """The posts that `post` quotes and that stand inside it, innermost first; deleted and blocked ones do not."""
    for embed in post.embeds if depth <= _DEEPEST_QUOTE else ():
        view = _quoted_view(embed)
        if not obj(view.get("value")):
            continue
        quoted = BlueskyPost.of_view(view)
        yield from quoted_records(quoted, position, depth + 1)
        record = post_record(quoted, position, "")
        if isinstance(record, PostRecord):
            yield record


def author_record(author: JsonObject, uri: str) -> AuthorRecord:
    """The author; where no handle is told or valid, the stable id stands for it."""
    own = uri.removeprefix("at://").partition("/")[0]
    did = string(author.get("did")) or (own if own.startswith("did:") else "")
    handle = string(author.get("handle"))
    return AuthorRecord(
        handle=did if handle in _NO_HANDLE else handle,
        name=string(author.get("displayName")),
        source_id=did,
    )


@dataclass(frozen=True, slots=True)
class _Feature:
    """A facet: `kind` link, tag or mention, the words it marks, and the address or tag it means."""

    kind: str
    shown: str
    meant: str


def _features(record: JsonObject, text: str) -> Iterator[_Feature]:
    written = text.encode()
    for facet in objects(record.get("facets")):
        place = obj(facet.get("index"))
        start, end = count(place.get("byteStart")), count(place.get("byteEnd"))
        if start is None or end is None:
            continue
        shown = written[start:end].decode(errors="ignore")
        for feature in objects(facet.get("features")):
            kind = string(feature.get("$type")).rpartition("#")[2]
            yield _Feature(kind, shown, string(feature.get("uri")) or string(feature.get("tag")))


def _links(features: list[_Feature], post: BlueskyPost) -> tuple[Link, ...]:
    """The links in the text, then that of the card below it, unless it is one of them."""
    inside = [Link(f.shown, f.meant) for f in features if f.kind == "link" and f.meant]
    known = {link.url for link in inside}
    cards = (string(obj(part.get("external")).get("uri")) for embed in post.embeds for part in _parts(embed))
    return tuple(dict.fromkeys((*inside, *(Link("", uri) for uri in cards if uri and uri not in known))))


def _hashtags(features: list[_Feature], record: JsonObject) -> tuple[str, ...]:
    tags = record.get("tags")
    beside = [string(tag) for tag in tags] if isinstance(tags, list) else []
    return _unique((*(f.meant for f in features if f.kind == "tag"), *beside))


def _media(post: BlueskyPost) -> tuple[Media, ...]:
    parts = [part for embed in post.embeds for part in _parts(embed)]
    pictures = [_picture(image, post) for part in parts for image in objects(part.get("images"))]
    films = [
        Media(string(part.get("playlist")), "video", string(part.get("alt"))) for part in parts if "playlist" in part
    ]
    return tuple(media for media in (*pictures, *films) if media.url)


def _picture(image: JsonObject, post: BlueskyPost) -> Media:
    """A picture as shown; of one as recorded, the address is known by its fingerprint and its author's id."""
    blob = string(obj(obj(image.get("image")).get("ref")).get("$link"))
    did = post.source_id.partition("/")[0]
    recorded = f"https://cdn.bsky.app/img/feed_fullsize/plain/{did}/{blob}@jpeg" if blob and did else ""
    return Media(string(image.get("fullsize")) or recorded, alt=string(image.get("alt")))


def _parts(embed: JsonObject) -> tuple[JsonObject, ...]:
    """An embed, and the media of one that holds a quote with media."""
    return (embed, obj(embed.get("media")))


def _quoted_view(embed: JsonObject) -> JsonObject:
    """The quoted post of an embed: of a quote with media it lies one level deeper."""
    inner = obj(embed.get("record"))
    return obj(inner.get("record")) or inner


def _quoted_id(post: BlueskyPost) -> str:
    found = (string(_quoted_view(embed).get("uri")) for embed in (*post.embeds, obj(post.record.get("embed"))))
    return next((source_id(uri) for uri in found if "/app.bsky.feed.post/" in uri), "")


def _posted_at(post: BlueskyPost) -> datetime | None:
    """The earlier of the author's date and the date of indexing: a post is never younger than its indexing."""
    written = (string(post.record.get("createdAt")), string(post.view.get("indexedAt")))
    stamps = [stamp.in_utc(UTC) for stamp in map(parse_stamp, written) if stamp]
    return min(stamps, default=None)


def _language(record: JsonObject) -> str:
    langs = record.get("langs")
    return string(langs[0]) if isinstance(langs, list) and langs else ""


def _address(uri: str) -> str:
    did, _, key = source_id(uri).partition("/")
    return f"https://bsky.app/profile/{did}/post/{key}" if key else ""


def _unique(words: Iterator[str] | tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word for word in words if word))


def tid_time(key: str) -> datetime | None:
    """The moment inside a record key (a TID: microseconds since 1970 in base 32), to the second; None without one."""
    if len(key) != _TID_LENGTH or not set(key) <= set(_TID_DIGITS):
        return None
    number = 0
    for digit in key:
        number = number * 32 + _TID_DIGITS.index(digit)
    seconds = (number >> 10) // 1_000_000
    return datetime.fromtimestamp(seconds, UTC) if _FIRST_TID <= seconds < _LAST_TID else None
