"""The little markup that exports leave in plain values: character entities, the tags around an app's name."""

from __future__ import annotations

import html
import re

_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_TAG = re.compile(r"<[^<>]*>")


def unescaped(text: str) -> str:
    """`text` with its entities resolved exactly once; only such as end in ";", so "R&D" and "?a&copy=1" stay."""
    return _ENTITY.sub(lambda found: html.unescape(found.group()), text) if "&" in text else text


def app_name(source: str) -> str:
    """The bare name in a tweet's `source`, which is a link and in older exports an escaped one."""
    return _TAG.sub("", unescaped(unescaped(source))).strip()
