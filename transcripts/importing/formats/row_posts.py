"""One row of a table to a post, by what the survey of the whole table found."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from ..records import AuthorRecord, Link, Media, PostRecord, Precision, ReadOptions, Rejection
from .cut_text import is_cut_repost, looks_cut
from .decoding import storable
from .json_fields import JsonObject, count, obj
from .markup import app_name, unescaped
from .snowflake import is_false_midnight, written_at
from .status_urls import StatusUrl, status_url
from .survey import WHOLE_DIGITS, Survey, id_for_time, plain_id
from .table import Row
from .text_entities import hashtags_in, links_in, mentions_in
from .timestamps import Stamp, parse_stamp
from .tweet_json import countries, links_of, media_of, strings_of

_REPOST = re.compile(r"RT @(\w+):\s")
_PICTURE = re.compile(r"^pic\.twitter\.com/")
_LOST_TEXTS = frozenset({"#ERROR!", "#NAME?", "#REF!", "#VALUE!"})
_WORDS_FOR_YES = frozenset({"true", "t", "1", "yes"})
_SAME_TIME = timedelta(seconds=2)


def row_record(row: Row, survey: Survey, options: ReadOptions) -> PostRecord | Rejection:
    """The post of `row`, or why it could not be taken."""
    address, said = status_url(row.get("url")), _said(row, survey)
    author, when = _author(row, survey, address), _posted_at(row, survey, options)
    if fault := _fault_of(said):
        return Rejection(row.line, "text", fault)
    if not author.handle:
        return Rejection(row.line, "author", "it does not say who wrote it")
    if when is None:
        return Rejection(row.line, "created_at", _bad_date(row))
    return PostRecord(
        author=author,
        text=said.text,
        posted_at=when.at,
        precision=when.precision,
        position=row.line,
        raw=row.raw,
        source_id=_own_id(row, survey, address),
        network=options.network or ("twitter" if survey.is_twitter else ""),
        reply_to_id=_reference(row, "reply_to_id", survey),
        reply_to_handle=_handle(row.get("reply_to_handle")),
        quote_of_id="" if said.is_repost else _reference(row, "quote_of_id", survey),
        repost_of_id=_reference(row, "repost_of_id", survey),
        is_repost=said.is_repost,
        rounded_reply_to_id=_rounded(row, "reply_to_id", survey),
        rounded_repost_of_id=_rounded(row, "repost_of_id", survey),
        lang=row.get("lang").replace("und", ""),
        links=_links(row, said.text),
        media=_media(row),
        hashtags=_hashtags(row, said),
        mentions=mentions_in(said.text),
        likes=count(row.get("likes")),
        reposts=count(row.get("reposts")),
        replies=count(row.get("replies")),
        app=app_name(row.get("app")),
        url=_web_address(row.get("url")),
        withheld=countries(_items(row.get("withheld"))),
        edits=_edits(row),
        cut_at_source=said.cut or (survey.is_twitter and looks_cut(said.text, when.at)),
    )


def _fault_of(said: _Said) -> str:
    """Why a row's text cannot be taken; "" when it can."""
    if said.text in _LOST_TEXTS:
        return f"a spreadsheet took its text for a formula; only {said.text} is left"
    return "" if said.text.strip() else "it has no text"


@dataclass(frozen=True, slots=True)
class _Said:
    text: str
    is_repost: bool
    cut: bool


def _said(row: Row, survey: Survey) -> _Said:
    """The words of a row; a repost whose table keeps the original's words bare gets its "RT @handle: " back."""
    text = unescaped(row.get("text")) if survey.escaped else row.get("text")
    told = bool(row.get("repost_of_id")) or row.get("is_repost").casefold() in _WORDS_FOR_YES
    is_repost = told or (not survey.repost_ids and bool(_REPOST.match(text)))
    original, handle = unescaped(row.get("repost_text")), _handle(row.get("repost_of_handle"))
    if is_repost and handle and (original or not text.startswith("RT @")):
        text = f"RT @{handle}: {original or text}"
    is_marked = row.get("truncated").casefold() in _WORDS_FOR_YES
    return _Said(text, is_repost, cut=is_marked or (is_repost and is_cut_repost(text)))


def _author(row: Row, survey: Survey, address: StatusUrl | None) -> AuthorRecord:
    """The author; a long account id is rounded where those of posts are."""
    handle, account = _handle(row.get("author")), plain_id(row.get("author_id"))
    return AuthorRecord(
        handle=handle or (address.handle if address else ""),
        name=unescaped(row.get("author_name")).strip(),
        source_id="" if survey.ids_rounded and len(account) > WHOLE_DIGITS else account,
        followers=count(row.get("followers")),
    )


def _handle(cell: str) -> str:
    return cell.strip().removeprefix("@").strip()


def _own_id(row: Row, survey: Survey, address: StatusUrl | None) -> str:
    """The id, from the address where the column has lost digits; "" when it is nowhere whole.

    An edited tweet has the id it was born with. An id that is no number (a Mastodon or Bluesky address) is taken as
    it stands.
    """
    in_column = plain_id(row.get("id"))
    if in_column and not survey.ids_rounded:
        versions = _items(row.get("versions"))
        return versions[0] if in_column in versions and plain_id(versions[0]) else in_column
    if address:
        return address.tweet_id
    return "" if in_column or survey.is_twitter or _is_number(row.get("id")) else row.get("id").strip()


def _edits(row: Row) -> int:
    own_id, versions = plain_id(row.get("id")), _items(row.get("versions"))
    return versions.index(own_id) if own_id in versions else 0


def _is_number(cell: str) -> bool:
    try:
        float(cell.replace(",", "."))
    except ValueError:
        return False
    return True


def _reference(row: Row, field: str, survey: Survey) -> str:
    return "" if survey.ids_rounded else plain_id(row.get(field))


def _rounded(row: Row, field: str, survey: Survey) -> str:
    return plain_id(row.get(f"rounded_{field}") or (row.get(field) if survey.ids_rounded else ""))


def _posted_at(row: Row, survey: Survey, options: ReadOptions) -> Stamp | None:
    """The time in UTC. Twitter's ids decide where there are any: a sheet's own times are often local, unsaid."""
    stamp = parse_stamp(row.get("created_at"), day_first=survey.day_first)
    from_id = written_at(id_for_time(row)) if survey.ids_tell_time else None
    if from_id and (stamp is None or not _agrees(stamp, from_id)):
        return Stamp(from_id, Precision.SECOND)
    if stamp is None:
        return None
    at = stamp.in_utc(options.timezone)
    only_a_day = survey.is_twitter and is_false_midnight(plain_id(row.get("id")), at)
    return Stamp(at, Precision.DAY if only_a_day else stamp.precision)


def _agrees(stamp: Stamp, from_id: datetime) -> bool:
    return stamp.precision is Precision.SECOND and abs(stamp.in_utc(UTC) - from_id) <= _SAME_TIME


def _bad_date(row: Row) -> str:
    written = row.get("created_at")
    return f"“{written[:40]}” is no date that is known" if written else "it does not say when it was written"


def _hashtags(row: Row, said: _Said) -> tuple[str, ...]:
    """Those of the text; of a cut retweet those of the columns too, as it has lost some (rtweet's column can hold
    those of all rows)."""
    listed = [tag.removeprefix("#") for tag in _items(row.get("hashtags")) if tag != "NA"]
    known = [*listed, *strings_of(_entities(row), "hashtags", "text")] if said.cut else []
    spelt = {tag.casefold(): tag for tag in (*reversed(known), *reversed(hashtags_in(said.text)))}
    return tuple(reversed(spelt.values()))


def _entities(row: Row) -> JsonObject:
    """What TAGS keeps of a tweet's entities; nothing where the sheet has cut the JSON off."""
    try:
        return obj(json.loads(row.get("entities") or "{}"))
    except (ValueError, RecursionError):
        return {}


def _links(row: Row, text: str) -> tuple[Link, ...]:
    """The addresses of the text, paired with what the columns say they lead to when the numbers agree."""
    shown = links_in(text)
    listed = _addresses(row.get("links"))
    short = _addresses(row.get("short_links"))
    leads_to = dict(zip(short, listed, strict=True)) if len(short) == len(listed) else {}
    if not leads_to and len(shown) == len(listed):
        leads_to = dict(zip(shown, listed, strict=True))
    entities = _entities(row)
    leads_to |= {link.shown: link.url for link in links_of(entities)}
    of_media = {picture.shown for picture in media_of({"entities": entities})}
    return tuple(Link(link, leads_to.get(link, link)) for link in shown if link not in of_media)


def _media(row: Row) -> tuple[Media, ...]:
    listed = tuple(Media(url) for url in _addresses(row.get("media")))
    return listed or media_of({"entities": _entities(row)})


def _addresses(cell: str) -> list[str]:
    found = (_PICTURE.sub("https://pic.twitter.com/", item) for item in _items(cell))
    return list(dict.fromkeys(item for item in found if item.startswith(("http://", "https://"))))


def _items(cell: str) -> list[str]:
    """A cell that holds several things: a JSON list, or words between spaces or commas."""
    if cell.startswith("["):
        try:
            return [storable(item) for item in json.loads(cell) if isinstance(item, str)]
        except (ValueError, RecursionError):
            return []
    return re.split(r"[\s,]+", cell.strip()) if cell.strip() else []


def _web_address(cell: str) -> str:
    return cell.strip() if cell.strip().startswith(("http://", "https://")) else ""
