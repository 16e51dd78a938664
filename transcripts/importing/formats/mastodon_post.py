"""Mastodon posts to records, from the API's statuses and from the ActivityStreams of an account's own export.

Only what anyone may read is taken: a post to followers or to the people it mentions leaves neither words nor record.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from urllib.parse import urlsplit

from ..records import AuthorRecord, DeletionRecord, Link, Media, PostRecord, Rejection
from .html_text import HtmlText, html_text
from .json_fields import JsonObject, count, obj, objects, string
from .text_entities import hashtags_in
from .timestamps import parse_stamp

NOT_PUBLIC = "not public"
_PUBLIC_VISIBILITIES = frozenset({"public", "unlisted"})
_PUBLIC = frozenset({"https://www.w3.org/ns/activitystreams#Public", "as:Public", "Public"})
_KINDS = {"image": "photo", "gifv": "animated_gif", "video": "video", "audio": "audio"}


def status_records(
    status: JsonObject, position: int, raw: str, uris: Mapping[str, str]
) -> Iterator[PostRecord | Rejection]:
    """The records of an API status: the boosted or quoted post inside it, then itself.

    `uris` tells the lasting id of a status by its id on the server that made the file.
    """
    inside = [obj(status.get("reblog")), obj(obj(status.get("quote")).get("quoted_status"))]
    if not all(_is_public(one) for one in (status, *inside) if one):
        yield Rejection(position, "visibility", NOT_PUBLIC)
        return
    for one in inside:
        record = _status_record(one, position, "", uris) if one else None
        if isinstance(record, PostRecord):
            yield record
    yield _boost(status, position, raw, uris) if inside[0] else _status_record(status, position, raw, uris)


def activity_record(activity: JsonObject, position: int, raw: str) -> PostRecord | DeletionRecord | Rejection | None:
    """The record of an outbox's activity: a post, a boost or a deletion; None for what is neither (likes, votes)."""
    note, kind = obj(activity.get("object")), activity.get("type")
    deleted = _deleted_id(activity)
    if deleted:
        return DeletionRecord("mastodon", deleted, position)
    if kind not in ("Create", "Announce"):
        return None
    if not _is_to_everyone(activity) or (_has_addressees(note) and not _is_to_everyone(note)):
        return Rejection(position, "to", NOT_PUBLIC)
    return _announced(activity, position, raw) if kind == "Announce" else _note_record(activity, note, position, raw)


def _deleted_id(activity: JsonObject) -> str:
    """The post that an activity deletes, the boost it takes back, or the one of which a tombstone is left."""
    thing = activity.get("object")
    inner, kind = obj(thing), activity.get("type")
    address = string(thing) or string(inner.get("id"))
    is_gone = (
        kind == "Delete" or inner.get("type") == "Tombstone" or (kind == "Undo" and inner.get("type") == "Announce")
    )
    if kind == "Tombstone":
        return string(activity.get("id"))
    return address if is_gone else ""


def _is_public(status: JsonObject) -> bool:
    return string(status.get("visibility")) in _PUBLIC_VISIBILITIES


def _has_addressees(thing: JsonObject) -> bool:
    return "to" in thing or "cc" in thing


def _is_to_everyone(thing: JsonObject) -> bool:
    return not _PUBLIC.isdisjoint((*_addresses(thing.get("to")), *_addresses(thing.get("cc"))))


def _addresses(value: object) -> list[str]:
    return [string(one) for one in value] if isinstance(value, list) else [string(value)]


def _status_record(status: JsonObject, position: int, raw: str, uris: Mapping[str, str]) -> PostRecord | Rejection:
    words = html_text(string(status.get("content")))
    author = _author(status)
    media = tuple(_attached(item) for item in objects(status.get("media_attachments")))
    return _checked(
        PostRecord(
            author=author,
            text=_with_warning(string(status.get("spoiler_text")), words),
            posted_at=_moment(status.get("created_at")),
            position=position,
            raw=raw,
            source_id=string(status.get("uri")),
            network="mastodon",
            reply_to_id=_answered_uri(status, uris),
            reply_to_handle=_answered_handle(status, author),
            quote_of_id=string(obj(obj(status.get("quote")).get("quoted_status")).get("uri")),
            lang=string(status.get("language")),
            links=words.links,
            media=tuple(item for item in media if item.url),
            hashtags=_hashtags(words.text, (string(tag.get("name")) for tag in objects(status.get("tags")))),
            mentions=tuple(_full_handle(person) for person in objects(status.get("mentions"))),
            likes=count(status.get("favourites_count")),
            reposts=count(status.get("reblogs_count")),
            replies=count(status.get("replies_count")),
            app=string(obj(status.get("application")).get("name")),
            url=string(status.get("url")),
            embedded=not raw,
        )
    )


def _boost(status: JsonObject, position: int, raw: str, uris: Mapping[str, str]) -> PostRecord | Rejection:
    original = _status_record(obj(status["reblog"]), position, raw, uris)
    if isinstance(original, Rejection):
        return original
    return _checked(
        replace(
            original,
            author=_author(status),
            text=f"RT @{original.author.handle}: {original.text}",
            posted_at=_moment(status.get("created_at")),
            source_id=string(status.get("uri")),
            is_repost=True,
            repost_of_id=original.source_id,
            reply_to_id="",
            reply_to_handle="",
            quote_of_id="",
            mentions=tuple(dict.fromkeys((original.author.handle, *original.mentions))),
            url=string(status.get("url")) or original.url,
        )
    )


def _note_record(activity: JsonObject, note: JsonObject, position: int, raw: str) -> PostRecord | Rejection:
    words = html_text(string(note.get("content")))
    tags = objects(note.get("tag"))
    mentions = [string(tag.get("name")).removeprefix("@") for tag in tags if tag.get("type") == "Mention"]
    answered = string(note.get("inReplyTo"))
    media = tuple(_document(item) for item in objects(note.get("attachment")))
    return _checked(
        PostRecord(
            author=_actor(string(note.get("attributedTo")) or string(activity.get("actor")), string(note.get("url"))),
            text=_with_warning(string(note.get("summary")), words),
            posted_at=_moment(note.get("published")),
            position=position,
            raw=raw,
            source_id=string(note.get("id")),
            network="mastodon",
            reply_to_id=answered,
            reply_to_handle=_handle_of(answered) if answered else "",
            lang=next(iter(obj(note.get("contentMap"))), ""),
            links=words.links,
            media=tuple(item for item in media if item.url),
            hashtags=_hashtags(words.text, (string(t.get("name")) for t in tags if t.get("type") == "Hashtag")),
            mentions=tuple(name for name in mentions if name),
            url=string(note.get("url")),
        )
    )


def _announced(activity: JsonObject, position: int, raw: str) -> PostRecord | Rejection:
    """A boost in an outbox, which names the boosted post's address and no word of it."""
    address = string(activity.get("object")) or string(obj(activity.get("object")).get("id"))
    handle = _handle_of(address)
    return _checked(
        PostRecord(
            author=_actor(string(activity.get("actor")), ""),
            text=f"RT @{handle}: {address}" if handle else address,
            posted_at=_moment(activity.get("published")),
            position=position,
            raw=raw,
            source_id=string(activity.get("id")),
            network="mastodon",
            is_repost=True,
            repost_of_id=address,
            links=(Link(address, address),) if address else (),
            mentions=(handle,) if handle else (),
            cut_at_source=True,
        )
    )


_NEVER = datetime.min.replace(tzinfo=UTC)


def _moment(value: object) -> datetime:
    stamp = parse_stamp(string(value))
    return stamp.in_utc(UTC) if stamp else _NEVER


def _checked(post: PostRecord) -> PostRecord | Rejection:
    if not post.text.strip() and not post.media:
        return Rejection(post.position, "content", "it has no text")
    if not post.author.handle:
        return Rejection(post.position, "account", "it does not say who wrote it")
    if post.posted_at == _NEVER:
        return Rejection(post.position, "created_at", "it does not say when it was written")
    return post


def _with_warning(warning: str, words: HtmlText) -> str:
    """The text with its content warning above it, as the author's first line."""
    return f"{warning.strip()}\n\n{words.text}".strip() if warning.strip() else words.text


def _author(status: JsonObject) -> AuthorRecord:
    """The account; its lasting id is its address, which older servers tell only as part of its posts'."""
    account = obj(status.get("account"))
    in_post, _, rest = string(status.get("uri")).partition("/statuses/")
    return AuthorRecord(
        handle=_full_handle(account),
        name=string(account.get("display_name")),
        source_id=string(account.get("uri")) or (in_post if rest else ""),
        followers=count(account.get("followers_count")),
    )


def _full_handle(account: JsonObject) -> str:
    """`name@host`, also of an account on the server that made the file, where the host goes without saying."""
    handle = string(account.get("acct"))
    host = _host(string(account.get("url")))
    return f"{handle}@{host}" if handle and host and "@" not in handle else handle


def _actor(address: str, post_url: str) -> AuthorRecord:
    return AuthorRecord(handle=_handle_of(post_url) or _handle_of(address), source_id=address)


def _handle_of(address: str) -> str:
    """`name@host` from the address of a person or post: `…/@name/1`, `…/users/name/statuses/1`; "" from others."""
    parts = [part for part in _path(address).split("/") if part]
    at_name = next((part[1:] for part in parts if part.startswith("@")), "")
    users = parts[parts.index("users") + 1 :][:1] if "users" in parts and "ap" not in parts else []
    name = at_name or next(iter(users), "")
    return f"{name}@{_host(address)}" if name and _host(address) else ""


def _host(address: str) -> str:
    try:
        return urlsplit(address).netloc
    except ValueError:
        return ""


def _path(address: str) -> str:
    try:
        return urlsplit(address).path
    except ValueError:
        return ""


def _answered_uri(status: JsonObject, uris: Mapping[str, str]) -> str:
    """The lasting id of the post answered: from the file, or like the answer's own when one answers oneself."""
    answered = string(status.get("in_reply_to_id"))
    own, _, number = string(status.get("uri")).rpartition("/")
    to_self = status.get("in_reply_to_account_id") == obj(status.get("account")).get("id")
    if not answered or answered in uris:
        return uris.get(answered, "")
    return f"{own}/{answered}" if to_self and number == status.get("id") else ""


def _answered_handle(status: JsonObject, author: AuthorRecord) -> str:
    answered = status.get("in_reply_to_account_id")
    if answered is None:
        return ""
    if answered == obj(status.get("account")).get("id"):
        return author.handle
    mentioned = (person for person in objects(status.get("mentions")) if person.get("id") == answered)
    return next((_full_handle(person) for person in mentioned), "")


def _hashtags(text: str, listed: Iterator[str]) -> tuple[str, ...]:
    """The hashtags as the text spells them, then those of the list that it lacks; servers list them in lower case."""
    spelt: dict[str, str] = {}
    for tag in (*hashtags_in(text), *(name.removeprefix("#") for name in listed)):
        spelt.setdefault(tag.casefold(), tag)
    return tuple(tag for tag in spelt.values() if tag)


def _attached(item: JsonObject) -> Media:
    """A picture or film, at home on its author's server if that is told: copies elsewhere are thrown away."""
    kind = _KINDS.get(string(item.get("type")), "file")
    return Media(string(item.get("remote_url")) or string(item.get("url")), kind, string(item.get("description")))


def _document(item: JsonObject) -> Media:
    kind = string(item.get("mediaType")).partition("/")[0]
    return Media(string(item.get("url")), _KINDS.get(kind, "file"), string(item.get("name")))
