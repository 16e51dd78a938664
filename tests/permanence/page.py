"""Writes docs/curation.md: every kind of line of a curation, and each of its fields (`make docs`)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from inspect import getdoc
from pathlib import Path
from typing import Any

from transcripts.curating.curation import KINDS, Line

PAGE = Path(__file__).parents[2] / "docs" / "curation.md"

INTRO = """\
# Curation

Made by `make docs` from the kinds of lines; a test fails when it is out of date.

`manage.py export_curation FILE` writes down all that people decided and that no file tells, and every address that was
ever public. `manage.py import_curation FILE --files DIR`, on an empty machine, takes in each file below DIR that the
curation names by its SHA-256, in any order, lays the decisions over them, shows what was shown, and checks that every
address answers as it did (exit status 1 when one does not). A second time it changes nothing; cut off, it can be done
again. Without `--files` it waits for the files: what is decided about posts comes back with them.

A curation is one JSON object a line, in UTF-8, in the order of this page. Nothing in it is a row number: series are
named by their slug, chats by series and address, posts by their key, questions by the name they are found under.
Moments are written as in ISO 8601 with their offset from UTC. A line that is wrong is refused with its number and
field before anything is written.

Not in it: posts and raw records (they are in the files), staff accounts and guest links, what readers asked
(`/requests/`), uploads that were taken back, and the secret key, which has to be carried over by hand
(`secret_key` in the data directory, or `CHATARCHIVE_SECRET_KEY`): people and posts that were removed are known by
hashes under it. A curation with removals is refused where the key is another one. Like a backup, it is not for
everybody: it holds drafts, hidden posts' reasons and the names of staff.
"""


def page() -> str:
    """Return the page."""
    return "\n".join([INTRO, *(line for kind in KINDS for line in section(kind))])


def section(kind: type[Line]) -> Iterator[str]:
    """Yield what there is to say of a kind."""
    schema = kind.model_json_schema()
    yield f"## `{schema['properties']['kind']['const']}`\n"
    yield f"{getdoc(kind)}\n"
    yield "| field | type | meaning |"
    yield "|---|---|---|"
    yield from rows(schema["properties"], schema.get("$defs", {}), "")
    yield ""


def rows(fields: Mapping[str, Any], parts: Mapping[str, Any], above: str) -> Iterator[str]:
    """Yield a row for each field, and for those of the objects in its list."""
    for name, field in fields.items():
        if name == "kind":
            continue
        told = field.get("description", "")
        yield f"| `{above}{name}` | {type_of(field)} | {told} |"
        part = field.get("items", {}).get("$ref", "").rpartition("/")[2]
        if part:
            yield from rows(parts[part]["properties"], parts, f"{name}[].")


def type_of(field: Mapping[str, Any]) -> str:
    """Return a field's type in words."""
    if "anyOf" in field:
        kinds = dict.fromkeys(type_of(one) for one in field["anyOf"])
        return " or ".join(kinds)
    if "enum" in field or "const" in field:
        return ", ".join(f"`{value}`" if value != "" else "empty" for value in field.get("enum", [field.get("const")]))
    if field.get("type") == "array":
        item = field["items"]
        return "list of objects" if "$ref" in item else f"list of {type_of(item)}s"
    words = {"date-time": "moment", "date": "date", "time": "time", "uuid": "UUID"}
    names = {"string": "text", "boolean": "true or false", "integer": "number", "null": "null", "object": "object"}
    return words.get(field.get("format", ""), names[field["type"]])


def main() -> None:
    """Write the page."""
    PAGE.write_text(page())
