"""Pasted lines whose leading handle is the person spoken to: in an interview of two, the author is the other one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from ..records import AuthorRecord, PostRecord, Record, Rejection

ADDRESSEE = "addressee"

_LEADING = re.compile(r"[^\w@]*@(?P<handle>[\w.@-]*\w)(?=\s)")
_UNKNOWN = "the handle in front is the person spoken to, and who wrote it is not said"


def begins_with_a_bare_handle(record: PostRecord) -> bool:
    """Whether a pasted line begins `@handle text`, which can mean author or addressee; a colon would settle it."""
    found = _LEADING.match(record.raw)
    return found is not None and _folded(record) == found["handle"].casefold() and not record.source_id


def spoken_to(records: Iterable[Record]) -> Iterator[Record]:
    """Yield records with each bare leading handle as addressee; where a third may have spoken, a Rejection."""
    kept = list(records)
    said = Counter(_folded(one) for one in kept if isinstance(one, PostRecord) and begins_with_a_bare_handle(one))
    two = {handle for handle, _ in said.most_common(2)}
    spelled = {_folded(one): one.author for one in kept if isinstance(one, PostRecord)}
    for record in kept:
        if not isinstance(record, PostRecord) or not begins_with_a_bare_handle(record):
            yield record
        elif len(two) == 2 and _folded(record) in two:
            (other,) = two - {_folded(record)}
            yield _turned(record, spelled[other])
        else:
            yield Rejection(record.position, "author", _UNKNOWN)


def _turned(record: PostRecord, author: AuthorRecord) -> PostRecord:
    addressee = record.author.handle
    return replace(
        record,
        author=author,
        text=f"@{addressee} {record.text}",
        reply_to_handle=addressee,
        mentions=tuple(dict.fromkeys((addressee, *record.mentions))),
    )


def _folded(record: PostRecord) -> str:
    return record.author.handle.casefold()
