"""One tweet as the Twitter API v1.1 wrote it, to records: the tweet itself and the originals it carries inside.

Rules: Twitter's v1.1 tweet object. `extended_tweet` (compatibility mode) beats `full_text` (extended mode) beats
`text`, which may be cut; a retweet's own text is always cut, its original stands whole in `retweeted_status`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from ..records import AuthorRecord, Link, Media, PostRecord, Precision, Rejection
from .cut_text import ends_with_link_to_itself, is_cut_repost
from .json_fields import JsonObject, count, digits, obj, objects, string
from .markup import app_name, unescaped
from .snowflake import is_false_midnight, written_at
from .timestamps import parse_stamp

_ORIGINALS = ("quoted_status", "retweeted_status")
_DEEPEST_ORIGINAL = 4
_REPOST = re.compile(r"RT @\w+:\s")


def looks_like_a_tweet(value: JsonObject) -> bool:
    has_text = isinstance(value.get("full_text", value.get("text")), str)
    return has_text and ("id_str" in value or "id" in value) and "screen_name" in obj(value.get("user"))


def tweet_records(
    tweet: JsonObject, position: int, raw: str, *, repost_by_text: bool = False
) -> Iterator[PostRecord | Rejection]:
    """The originals inside `tweet`, innermost first, then the tweet itself; or why it could not be taken.

    `repost_by_text`: the source tells retweets by nothing but "RT @handle: ".
    """
    yield from _originals(tweet, position, depth=1)
    record = _record(tweet, position, raw)
    if repost_by_text and isinstance(record, PostRecord) and _REPOST.match(record.text):
        record = replace(record, is_repost=True, quote_of_id="")
    yield record


def _originals(tweet: JsonObject, position: int, depth: int) -> Iterator[PostRecord]:
    for name in _ORIGINALS:
        original = obj(tweet.get(name))
        if not original or depth > _DEEPEST_ORIGINAL:
            continue
        yield from _originals(original, position, depth + 1)
        record = _record(original, position, "", embedded=True)
        if isinstance(record, PostRecord):
            yield record


def _record(tweet: JsonObject, position: int, raw: str, *, embedded: bool = False) -> PostRecord | Rejection:
    tweet_id = digits(tweet.get("id_str"), tweet.get("id"))
    author = _author(obj(tweet.get("user")))
    words = _words(tweet)
    posted_at = _posted_at(tweet, tweet_id)
    if not words.text.strip():
        return Rejection(position, "text", "it has no text")
    if not author.handle:
        return Rejection(position, "user.screen_name", "it does not say who wrote it")
    if posted_at is None:
        return Rejection(position, "created_at", "it does not say when it was written, nor does its id")
    return PostRecord(
        author=author,
        text=words.text,
        posted_at=posted_at,
        precision=Precision.DAY if is_false_midnight(tweet_id, posted_at) else Precision.SECOND,
        position=position,
        raw=raw,
        source_id=tweet_id,
        network="twitter",
        reply_to_id=digits(tweet.get("in_reply_to_status_id_str"), tweet.get("in_reply_to_status_id")),
        reply_to_handle=string(tweet.get("in_reply_to_screen_name")),
        quote_of_id="" if words.is_repost else _quoted_id(tweet),
        repost_of_id=words.repost_of_id,
        is_repost=words.is_repost,
        lang=_language(tweet),
        links=words.links,
        media=words.media,
        hashtags=words.hashtags,
        mentions=words.mentions,
        likes=count(tweet.get("favorite_count")),
        reposts=count(tweet.get("retweet_count")),
        replies=count(tweet.get("reply_count")),
        app=app_name(string(tweet.get("source"))),
        url=f"https://twitter.com/{author.handle}/status/{tweet_id}" if tweet_id else "",
        cut_at_source=words.cut,
        embedded=embedded,
        withheld=_withheld(tweet),
        edits=count(tweet.get("edits")) or 0,
    )


@dataclass(frozen=True, slots=True)
class _Words:
    """What a tweet says: of a retweet, "RT @handle: " and the whole original."""

    text: str
    cut: bool
    links: tuple[Link, ...]
    media: tuple[Media, ...]
    hashtags: tuple[str, ...]
    mentions: tuple[str, ...]
    is_repost: bool = False
    repost_of_id: str = ""


def _words(tweet: JsonObject) -> _Words:
    original = obj(tweet.get("retweeted_status"))
    own = _own_words(tweet)
    if not original:
        return own
    whole = _own_words(original)
    handle = string(obj(original.get("user")).get("screen_name"))
    if not whole.text or not handle:
        return own
    return _Words(
        text=f"RT @{handle}: {whole.text}",
        cut=whole.cut,
        links=whole.links,
        media=whole.media,
        hashtags=whole.hashtags,
        mentions=tuple(dict.fromkeys((handle, *whole.mentions))),
        is_repost=True,
        repost_of_id=digits(original.get("id_str"), original.get("id")),
    )


def _own_words(tweet: JsonObject) -> _Words:
    extended = obj(tweet.get("extended_tweet"))
    source = extended if string(extended.get("full_text")) else tweet
    text = unescaped(string(source.get("full_text")) or string(source.get("text")))
    entities = obj(source.get("entities"))
    links = links_of(entities)
    cut_retweet = _REPOST.match(text) is not None and is_cut_repost(text)
    return _Words(
        text=text,
        cut=cut_retweet or (source is tweet and _is_cut(tweet, text, links)),
        links=links,
        media=media_of(source),
        hashtags=strings_of(entities, "hashtags", "text"),
        mentions=strings_of(entities, "user_mentions", "screen_name"),
        is_repost=cut_retweet or bool(obj(tweet.get("retweeted_status"))),
        repost_of_id=_retweeted_id(tweet),
    )


def _is_cut(tweet: JsonObject, text: str, links: tuple[Link, ...]) -> bool:
    """Whether the rest of a tweet is elsewhere, and not in the file; archives write `truncated` as a string too."""
    is_marked = tweet.get("truncated") in (True, "true") and "full_text" not in tweet
    return is_marked or ends_with_link_to_itself(text, links, digits(tweet.get("id_str"), tweet.get("id")))


def _retweeted_id(tweet: JsonObject) -> str:
    original = obj(tweet.get("retweeted_status"))
    return digits(original.get("id_str"), original.get("id"), tweet.get("retweeted_status_id_str"))


def _quoted_id(tweet: JsonObject) -> str:
    quoted = obj(tweet.get("quoted_status"))
    return digits(tweet.get("quoted_status_id_str"), tweet.get("quoted_status_id"), quoted.get("id_str"))


def _author(user: JsonObject) -> AuthorRecord:
    return AuthorRecord(
        handle=string(user.get("screen_name")).removeprefix("@").strip(),
        name=unescaped(string(user.get("name"))),
        source_id=digits(user.get("id_str"), user.get("id")),
        followers=count(user.get("followers_count")),
    )


def _posted_at(tweet: JsonObject, tweet_id: str) -> datetime | None:
    stamp = parse_stamp(string(tweet.get("created_at")))
    return stamp.in_utc(UTC) if stamp else written_at(tweet_id)


def _withheld(tweet: JsonObject) -> tuple[str, ...]:
    """The countries in which Twitter withholds the tweet, or all of its author's."""
    listed = (holder.get("withheld_in_countries") for holder in (tweet, obj(tweet.get("user"))))
    return countries(*listed)


def countries(*lists: object) -> tuple[str, ...]:
    """The country codes in lists of them, each once."""
    found = (string(code).upper() for codes in lists if isinstance(codes, list) for code in codes)
    return tuple(dict.fromkeys(code for code in found if code))


def _language(tweet: JsonObject) -> str:
    lang = string(tweet.get("lang"))
    return "" if lang == "und" else lang


def strings_of(entities: JsonObject, name: str, key: str) -> tuple[str, ...]:
    """One string of each entity of a kind, such as the `text` of `hashtags`."""
    found = (string(entity.get(key)) for entity in objects(entities.get(name)))
    return tuple(dict.fromkeys(text for text in found if text))


def links_of(entities: JsonObject) -> tuple[Link, ...]:
    """The links that a tweet's entities list."""
    found = (
        Link(string(entity.get("url")), string(entity.get("expanded_url")) or string(entity.get("url")))
        for entity in objects(entities.get("urls"))
    )
    return tuple(dict.fromkeys(link for link in found if link.url))


def media_of(source: JsonObject) -> tuple[Media, ...]:
    """`extended_entities` has all pictures, `entities` only the first; both may hang on the tweet."""
    for holder in ("extended_entities", "entities"):
        found = [_one_media(entity) for entity in objects(obj(source.get(holder)).get("media"))]
        if found:
            return tuple(dict.fromkeys(media for media in found if media.url))
    return ()


def _one_media(entity: JsonObject) -> Media:
    return Media(
        url=_film(entity) or string(entity.get("media_url_https")) or string(entity.get("media_url")),
        kind=string(entity.get("type")) or "photo",
        alt=string(entity.get("ext_alt_text")),
        shown=string(entity.get("url")),
    )


def _film(entity: JsonObject) -> str:
    """The best MP4 of a film; "" for a picture."""
    variants = [
        v for v in objects(obj(entity.get("video_info")).get("variants")) if v.get("content_type") == "video/mp4"
    ]
    best = max(variants, key=lambda variant: count(variant.get("bitrate")) or 0, default={})
    return string(best.get("url"))
