"""One tweet as the Twitter API v2 wrote it, to a record, with what its page says of authors, pictures and originals.

The page keeps users, pictures and other tweets beside its tweets, under `includes`; twarc's flattened lines have
put them where they belong. Both are read alike: what is inside the tweet first, else what stands beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from ..records import AuthorRecord, Link, Media, PostRecord, Rejection
from .cut_text import ends_with_link_to_itself, is_cut_repost
from .json_fields import JsonObject, count, digits, obj, objects, string
from .markup import app_name, unescaped
from .snowflake import written_at
from .timestamps import parse_stamp
from .tweet_json import countries

_OWN_MEDIA = re.compile(r"/status/\d+/(?:photo|video)/\d+$")


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands beside the tweets of a page, by id."""

    users: Mapping[str, JsonObject] = field(default_factory=dict)
    tweets: Mapping[str, JsonObject] = field(default_factory=dict)
    media: Mapping[str, JsonObject] = field(default_factory=dict)

    def author_of(self, tweet: JsonObject) -> JsonObject:
        return obj(tweet.get("author")) or self.users.get(string(tweet.get("author_id")), {})

    def answered_by(self, tweet: JsonObject) -> JsonObject:
        """The user whom `tweet` answers."""
        return obj(tweet.get("in_reply_to_user")) or self.users.get(string(tweet.get("in_reply_to_user_id")), {})

    def referred(self, reference: JsonObject) -> JsonObject:
        """The tweet a reference names; empty when the file does not hold it."""
        return reference if "text" in reference else self.tweets.get(string(reference.get("id")), {})

    def pictures_of(self, tweet: JsonObject) -> list[JsonObject]:
        attached = obj(tweet.get("attachments"))
        keys = attached.get("media_keys")
        known = (self.media.get(key, {}) for key in keys if isinstance(key, str)) if isinstance(keys, list) else ()
        return objects(attached.get("media")) or [picture for picture in known if picture]

    def newest(self, tweet: JsonObject) -> JsonObject:
        """The last version of an edited tweet that the file holds."""
        own_id = string(tweet.get("id"))
        versions = _versions(tweet)
        later = versions[versions.index(own_id) + 1 :] if own_id in versions else []
        return next((self.tweets[version] for version in reversed(later) if version in self.tweets), tweet)


def v2_records(tweet: JsonObject, beside: Beside, position: int, raw: str) -> Iterator[PostRecord | Rejection]:
    """The tweets that `tweet` refers to, as far as they are known, then the tweet; or why it could not be taken."""
    for reference in objects(tweet.get("referenced_tweets")):
        original = beside.referred(reference)
        record = _record(original, beside, position, "") if original else None
        if isinstance(record, PostRecord):
            yield replace(record, embedded=True)
    yield _record(tweet, beside, position, raw)


def _record(tweet: JsonObject, beside: Beside, position: int, raw: str) -> PostRecord | Rejection:
    user, newest = beside.author_of(tweet), beside.newest(tweet)
    author = _author(user)
    words = _words(newest, beside)
    posted_at = _posted_at(tweet)
    if not words.text.strip():
        return Rejection(position, "text", "it has no text")
    if not author.handle:
        return Rejection(position, "author_id", "the file does not say who wrote it")
    if posted_at is None:
        return Rejection(position, "created_at", "it does not say when it was written, nor does its id")
    public = obj(tweet.get("public_metrics"))
    return PostRecord(
        author=author,
        text=words.text,
        posted_at=posted_at,
        position=position,
        raw=raw,
        source_id=_first_version(tweet),
        network="twitter",
        reply_to_id=_reference(tweet, "replied_to", beside),
        reply_to_handle=string(beside.answered_by(tweet).get("username")),
        quote_of_id="" if words.is_repost else _reference(tweet, "quoted", beside),
        repost_of_id=_reference(tweet, "retweeted", beside),
        is_repost=words.is_repost,
        lang=string(tweet.get("lang")).replace("und", ""),
        links=words.links,
        media=words.media,
        hashtags=words.hashtags,
        mentions=words.mentions,
        likes=count(public.get("like_count")),
        reposts=count(public.get("retweet_count")),
        replies=count(public.get("reply_count")),
        app=app_name(string(tweet.get("source"))),
        url=f"https://twitter.com/{author.handle}/status/{digits(tweet.get('id'))}" if tweet.get("id") else "",
        cut_at_source=words.cut,
        withheld=countries(*(obj(holder.get("withheld")).get("country_codes") for holder in (tweet, user))),
        edits=_edits(newest),
    )


def _posted_at(tweet: JsonObject) -> datetime | None:
    stamp = parse_stamp(string(tweet.get("created_at")))
    return stamp.in_utc(UTC) if stamp else written_at(digits(tweet.get("id")))


def _author(user: JsonObject) -> AuthorRecord:
    return AuthorRecord(
        handle=string(user.get("username")).removeprefix("@").strip(),
        name=unescaped(string(user.get("name"))),
        source_id=digits(user.get("id")),
        followers=count(obj(user.get("public_metrics")).get("followers_count")),
    )


def _versions(tweet: JsonObject) -> list[str]:
    """The ids a tweet has had, the first first; every edit gave it a new one."""
    history = tweet.get("edit_history_tweet_ids")
    return [version for version in history if isinstance(version, str)] if isinstance(history, list) else []


def _first_version(tweet: JsonObject) -> str:
    """The id a tweet was born with, under which files from before an edit know it too."""
    own_id, versions = digits(tweet.get("id")), _versions(tweet)
    return digits(versions[0]) or own_id if own_id in versions else own_id


def _edits(tweet: JsonObject) -> int:
    own_id, versions = string(tweet.get("id")), _versions(tweet)
    return versions.index(own_id) if own_id in versions else 0


def _reference(tweet: JsonObject, kind: str, beside: Beside) -> str:
    reference = _referring(tweet, kind)
    return _first_version(beside.referred(reference)) or digits(reference.get("id"))


def _referring(tweet: JsonObject, kind: str) -> JsonObject:
    return next((r for r in objects(tweet.get("referenced_tweets")) if r.get("type") == kind), {})


@dataclass(frozen=True, slots=True)
class _Words:
    """What a tweet says: of a retweet, "RT @handle: " and the whole original."""

    text: str
    links: tuple[Link, ...]
    media: tuple[Media, ...]
    hashtags: tuple[str, ...]
    mentions: tuple[str, ...]
    is_repost: bool = False
    cut: bool = False


def _words(tweet: JsonObject, beside: Beside) -> _Words:
    reference = _referring(tweet, "retweeted")
    if not reference:
        return _own_words(tweet, beside)
    original = beside.newest(beside.referred(reference))
    handle = string(beside.author_of(original).get("username"))
    if not handle:
        return _own_words(tweet, beside, is_repost=True)
    whole = _own_words(original, beside)
    return _Words(
        text=f"RT @{handle}: {whole.text}",
        links=whole.links,
        media=whole.media,
        hashtags=whole.hashtags,
        mentions=tuple(dict.fromkeys((handle, *whole.mentions))),
        is_repost=True,
        cut=whole.cut,
    )


def _own_words(tweet: JsonObject, beside: Beside, *, is_repost: bool = False) -> _Words:
    """The words of a tweet; a long one keeps them whole in `note_tweet`."""
    note = obj(tweet.get("note_tweet"))
    source = note if string(note.get("text")) else tweet
    entities = obj(source.get("entities"))
    text = unescaped(string(source.get("text")))
    addresses = objects(obj(tweet.get("entities")).get("urls"))
    media = _media(beside.pictures_of(tweet), addresses)
    links = _links(objects(entities.get("urls")), {picture.shown for picture in media})
    return _Words(
        text=text,
        links=links,
        media=media,
        hashtags=_strings(entities, "hashtags", "tag"),
        mentions=_strings(entities, "mentions", "username"),
        is_repost=is_repost,
        cut=(is_repost and is_cut_repost(text)) or ends_with_link_to_itself(text, links, digits(tweet.get("id"))),
    )


def _strings(entities: JsonObject, name: str, key: str) -> tuple[str, ...]:
    found = (string(entity.get(key)) for entity in objects(entities.get(name)))
    return tuple(dict.fromkeys(text for text in found if text))


def _links(addresses: list[JsonObject], of_media: set[str]) -> tuple[Link, ...]:
    found = (
        Link(string(address.get("url")), string(address.get("expanded_url")) or string(address.get("url")))
        for address in addresses
    )
    return tuple(dict.fromkeys(link for link in found if link.shown and link.shown not in of_media))


def _media(pictures: list[JsonObject], addresses: list[JsonObject]) -> tuple[Media, ...]:
    of_media = (string(a.get("url")) for a in addresses if _OWN_MEDIA.search(string(a.get("expanded_url"))))
    shown = next(of_media, "")
    found = (
        Media(
            url=_film(picture) or string(picture.get("url")) or string(picture.get("preview_image_url")),
            kind=string(picture.get("type")) or "photo",
            alt=string(picture.get("alt_text")),
            shown=shown,
        )
        for picture in pictures
    )
    return tuple(dict.fromkeys(media for media in found if media.url))


def _film(picture: JsonObject) -> str:
    """The best MP4 of a film; "" for a picture."""
    films = [v for v in objects(picture.get("variants")) if v.get("content_type") == "video/mp4"]
    return string(max(films, key=lambda film: count(film.get("bit_rate")) or 0, default={}).get("url"))
