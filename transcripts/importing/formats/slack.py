"""A Slack export: the zip with `channels.json`, `users.json` and a file for each day of each channel.

Only public channels are read; private ones and direct messages, which some exports hold too, are not opened.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC
from typing import BinaryIO
from zipfile import ZipFile

from ..records import AuthorRecord, Link, Media, PostRecord, ReadOptions, Record, Rejection, UnreadableFile
from .json_fields import JsonObject, obj, objects, string
from .json_stream import JsonRecord, raw_text, read_json
from .markup import unescaped
from .text_entities import hashtags_in, links_in
from .timestamps import parse_stamp
from .zip_members import listing, names_in, opened_member, opened_zip

_DAY = re.compile(r"(?P<channel>[^/]+)/\d{4}-\d\d-\d\d\.json$")
_MARKUP = re.compile(r"<(?P<sign>[@#!]?)(?P<what>[^<>|]*)(?:\|(?P<label>[^<>]*))?>")
_POSTS = frozenset({"", "bot_message", "me_message", "thread_broadcast", "file_share", "file_comment"})
_LARGEST_TABLE = 200_000


class Slack:
    """`<channel>/<day>.json` in a zip beside the lists of channels and people."""

    name = "slack"
    title = "Slack export (zip)"
    is_selection = False
    is_personal = False

    def recognises(self, head: bytes, filename: str) -> bool:
        names = names_in(head)
        return _beside(names, "users.json") and _beside(names, "channels.json") and any(map(_DAY.search, names))

    def read(self, stream: BinaryIO, options: ReadOptions) -> Iterator[Record]:
        days = sorted(filter(_DAY.search, names_in(listing(stream))))
        stream.seek(0)
        with opened_zip(stream) as archive:
            workspace = _Workspace.of(archive)
            position = 0
            for name in days:
                channel = workspace.channels.get(_channel_in(name))
                if channel is None:
                    continue
                with opened_member(archive, name) as member:
                    for found in read_json(member):
                        position += 1
                        yield from _records(found, position, channel, workspace)


def _beside(names: Sequence[str], wanted: str) -> bool:
    return any(name == wanted or name.endswith(f"/{wanted}") for name in names)


def _channel_in(name: str) -> str:
    found = _DAY.search(name)
    return found["channel"] if found else ""


@dataclass(frozen=True, slots=True)
class _Workspace:
    """The ids of public channels by name, and people by id."""

    channels: Mapping[str, str]
    people: Mapping[str, AuthorRecord]

    @classmethod
    def of(cls, archive: ZipFile) -> _Workspace:
        channels = {string(one.get("name")): string(one.get("id")) for one in _table(archive, "channels.json")}
        people = {string(one.get("id")): _person(one) for one in _table(archive, "users.json")}
        return cls(channels, people)

    def author(self, message: JsonObject) -> AuthorRecord:
        """Who wrote a message; of a bot the name it gave itself."""
        user = string(message.get("user")) or string(obj(message.get("comment")).get("user"))
        known = self.people.get(user)
        if known:
            return known
        told = obj(message.get("user_profile"))
        bot = string(message.get("username")) or string(message.get("bot_id"))
        handle = string(told.get("name")) or bot or user
        return AuthorRecord(handle, string(told.get("real_name")), user or string(message.get("bot_id")))

    def handle(self, user: str) -> str:
        known = self.people.get(user)
        return known.handle if known else user


def _table(archive: ZipFile, wanted: str) -> Iterator[JsonObject]:
    name = next((one for one in archive.namelist() if _beside([one], wanted)), "")
    if not name:
        raise UnreadableFile(f"is no whole Slack export: {wanted} is not in it")
    with opened_member(archive, name) as member:
        for _, found in zip(range(_LARGEST_TABLE), read_json(member), strict=False):
            if isinstance(found, JsonRecord):
                yield found.value


def _person(user: JsonObject) -> AuthorRecord:
    profile = obj(user.get("profile"))
    name = string(profile.get("display_name")) or string(profile.get("real_name")) or string(user.get("real_name"))
    return AuthorRecord(string(user.get("name")) or name or string(user.get("id")), name, string(user.get("id")))


def _records(
    found: JsonRecord | Rejection, position: int, channel: str, workspace: _Workspace
) -> Iterator[PostRecord | Rejection]:
    if isinstance(found, Rejection):
        yield Rejection(position, found.field, found.reason)
    elif string(found.value.get("subtype")) in _POSTS and found.value.get("type") == "message":
        yield _post(found.value, position, raw_text(found), channel, workspace)


def _post(message: JsonObject, position: int, raw: str, channel: str, workspace: _Workspace) -> PostRecord | Rejection:
    moment, thread = string(message.get("ts")), string(message.get("thread_ts"))
    stamp, author = parse_stamp(moment), workspace.author(message)
    written = _written(message)
    text, media = _plain(written, workspace), _files(message)
    if not text.strip() and not media:
        return Rejection(position, "text", "it has no text")
    if not author.handle:
        return Rejection(position, "user", "it does not say who wrote it")
    if stamp is None:
        return Rejection(position, "ts", "it does not say when it was written")
    return PostRecord(
        author=author,
        text=text,
        posted_at=stamp.in_utc(UTC),
        position=position,
        raw=raw,
        source_id=f"{channel}/{moment}",
        network="slack",
        reply_to_id=f"{channel}/{thread}" if thread and thread != moment else "",
        reply_to_handle=workspace.handle(string(message.get("parent_user_id"))),
        links=_links(written, text),
        media=media,
        hashtags=hashtags_in(text),
        mentions=tuple(
            dict.fromkeys(workspace.handle(one["what"]) for one in _MARKUP.finditer(written) if one["sign"] == "@")
        ),
    )


def _written(message: JsonObject) -> str:
    """The text with its markup; that of bots lies in attachments."""
    parts = [string(message.get("text"))]
    if not parts[0]:
        for item in objects(message.get("attachments")):
            whole = [string(item.get(name)) for name in ("pretext", "title", "text")]
            parts.extend(whole if any(whole) else [string(item.get("fallback"))])
    return "\n".join(part for part in parts if part)


def _plain(written: str, workspace: _Workspace) -> str:
    def shown(found: re.Match[str]) -> str:
        what, label = found["what"], found["label"]
        if found["sign"] == "@":
            return f"@{workspace.handle(what)}"
        if found["sign"]:
            return f"{'#' if found['sign'] == '#' else '@'}{(label or what).lstrip('@')}"
        return label or what

    return unescaped(_MARKUP.sub(shown, written))


def _links(written: str, text: str) -> tuple[Link, ...]:
    marked = [(unescaped(one["label"] or one["what"]), unescaped(one["what"])) for one in _MARKUP.finditer(written)]
    named = [Link(shown, url) for shown, url in marked if url.startswith(("http://", "https://"))]
    known = {link.shown for link in named}
    return tuple(dict.fromkeys((*named, *(Link(url, url) for url in links_in(text) if url not in known))))


def _files(message: JsonObject) -> tuple[Media, ...]:
    """Uploaded files by their page, never by the address that opens them with a secret in it."""
    listed = [*objects(message.get("files")), obj(message.get("file"))]
    return tuple(
        Media(string(one.get("permalink")), "file", string(one.get("title"))) for one in listed if one.get("permalink")
    )
