"""Posts as flat JSON objects, one row each, under the column names that a spreadsheet might have."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import BinaryIO

from ..records import ReadOptions, Record, Rejection, UnreadableFile
from .columns import Columns, UnknownColumnError, recognise_columns
from .decoding import storable
from .json_fields import JsonObject
from .json_stream import JsonRecord, Wrapper, first_objects, raw_text, read_json
from .spreadsheet import posts_of_rows
from .table import Row, clean_cell

_BARE = Wrapper()


class FlatJson:
    """JSON lines, or a list, of objects without objects inside, with a text, an author and an id or a date."""

    name = "flat-json"
    title = "Flat JSON (one object a post)"
    is_selection = False
    is_personal = False

    def recognises(self, head: bytes, filename: str) -> bool:
        found = first_objects(head)
        return bool(found) and all(_is_flat_post(value) for value in found)

    def read(self, stream: BinaryIO, options: ReadOptions) -> Iterator[Record]:
        def rows() -> Iterator[Row | Rejection]:
            stream.seek(0)
            yield from flat_rows(stream, options.columns)

        yield from posts_of_rows(rows, options)


def _is_flat_post(value: JsonObject) -> bool:
    if any(isinstance(content, dict) for content in value.values()):
        return False
    columns = recognise_columns(list(value), {})
    return columns.tell_posts and columns.has("author")


def flat_rows(stream: BinaryIO, told: Mapping[str, str], wrapper: Wrapper = _BARE) -> Iterator[Row | Rejection]:
    """Each flat object as a row of a table whose columns are its names."""
    for found in read_json(stream, wrapper):
        yield found if isinstance(found, Rejection) else _row(found, told)


def _row(found: JsonRecord, told: Mapping[str, str]) -> Row | Rejection:
    names = list(found.value)
    try:
        columns = recognise_columns(names, told)
    except UnknownColumnError as error:
        raise UnreadableFile(f"{error} in record {found.position}.") from error
    return Row(found.position, _cells(found.value, names, columns), raw_text(found))


def _cells(value: JsonObject, names: list[str], columns: Columns) -> dict[str, str]:
    cells = {field: _cell(value[names[place]]) for field, place in columns.places.items()}
    return {field: cell for field, cell in cells.items() if cell}


def _cell(content: object) -> str:
    """A value as a spreadsheet would write it; a float is no id and stays a float's text."""
    if content is None or isinstance(content, dict):
        return ""
    if isinstance(content, list):
        return storable(" ".join(item for item in content if isinstance(item, str)))
    return clean_cell(str(content))
