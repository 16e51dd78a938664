"""Pages as files: what each kind of page gives (a `Document`), written in any of the formats."""

from __future__ import annotations

from collections.abc import Iterator

from ..links import PageLink
from ..transcript import Transcript
from .as_csv import csv_cell
from .as_markdown import escaped
from .chats import ChatDocument, QuestionDocument
from .dictionary import data_dictionary
from .document import Document
from .formats import EXPORTS
from .posts import PersonDocument, PostDocument
from .rows import with_retweets
from .series import SeriesDocument
from .whole_series import series_zip, zip_link
from .zipping import Member, zipped

__all__ = [
    "EXPORTS",
    "ChatDocument",
    "Document",
    "Member",
    "PersonDocument",
    "PostDocument",
    "QuestionDocument",
    "SeriesDocument",
    "csv_cell",
    "data_dictionary",
    "escaped",
    "export",
    "export_links",
    "series_zip",
    "with_retweets",
    "zip_link",
    "zipped",
]


def export(transcript: Transcript, format: str) -> Iterator[str]:
    """Yield a transcript in a format, piece by piece; raises KeyError for a format there is none of."""
    return EXPORTS[format].write(ChatDocument(transcript))


def export_links(stem: str) -> list[PageLink]:
    """Return links to a page as a file in each format, by the path that their endings are added to."""
    return [PageLink(one.title, one.media_type, f"{stem}.{ending}") for ending, one in EXPORTS.items()]
