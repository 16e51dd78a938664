"""TwapperKeeper and yourTwapperKeeper: a hashtag's tweets of 2009–2012 as the keeper gave them away."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from ..records import ReadOptions, Record, Rejection, UnreadableFile
from .flat_json import flat_rows
from .json_stream import Wrapper, first_objects
from .row_posts import row_record
from .survey import survey

_WRAPPER = Wrapper(lists=frozenset({"tweets"}), beside=frozenset({"archive_info"}))
_NO_TWEETS = "it holds an archive's description and none of its tweets; import the file that has them."


class TwapperKeeper:
    """Flat tweets in a list beside `archive_info`, or the bare list; all their values are strings."""

    name = "twapperkeeper"
    title = "TwapperKeeper, yourTwapperKeeper (JSON)"
    is_selection = False
    is_personal = False

    def recognises(self, head: bytes, filename: str) -> bool:
        found = first_objects(head, _WRAPPER)
        return any("archive_info" in value or {"archivesource", "from_user"} <= value.keys() for value in found)

    def read(self, stream: BinaryIO, options: ReadOptions) -> Iterator[Record]:
        habits = survey(flat_rows(stream, options.columns, _WRAPPER))
        stream.seek(0)
        nothing = True
        for row in flat_rows(stream, options.columns, _WRAPPER):
            record = row if isinstance(row, Rejection) else row_record(row, habits, options)
            nothing = nothing and isinstance(record, Rejection)
            yield record
        if nothing:
            raise UnreadableFile(_NO_TWEETS)
