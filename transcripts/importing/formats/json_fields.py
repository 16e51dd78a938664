"""Reading fields of JSON that nobody has checked: each function gives the asked type, or its empty value."""

from __future__ import annotations

from collections.abc import Mapping

from .decoding import storable

JsonObject = Mapping[str, object]


def obj(value: object) -> JsonObject:
    return value if isinstance(value, dict) else {}


def objects(value: object) -> list[JsonObject]:
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def string(value: object) -> str:
    return storable(value) if isinstance(value, str) else ""


def count(value: object) -> int | None:
    """A number of likes, followers and so on; None when the source does not say or says something impossible."""
    if isinstance(value, str) and value.isascii() and value.isdigit():
        value = int(value[:20])
    usable = isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 2**31
    return value if usable and isinstance(value, int) else None


def digits(*values: object) -> str:
    """The first of `values` that is a whole id, as a string; a float is none, it may have lost digits."""
    for value in values:
        if isinstance(value, int) and not isinstance(value, bool) and value > 0:
            return str(value)
        if isinstance(value, str) and value.isascii() and value.isdigit():
            return value
    return ""
