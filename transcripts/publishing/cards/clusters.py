"""Texts by what readers take for single characters: a letter with its marks, an emoji of several signs. Pure.

After the extended grapheme clusters of UAX #29, in so far as a line may be cut or a font chosen between them.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

MOST_MARKS = 3
"""No script stacks more on a letter; those who do draw over their neighbours' words."""

JOINER, NON_JOINER, KEYCAP = "\u200d", "\u200c", "\u20e3"
TEXT_STYLE, EMOJI_STYLE = "\ufe0e", "\ufe0f"
DIRECTION_MARKS = "\u200e\u200f\u061c"


def clusters(text: str) -> Iterator[str]:
    """Yield a text piece by piece; controls and what nobody sees are left out, too many marks cut off."""
    held = ""
    for char in unicodedata.normalize("NFC", text):
        if _is_unseen(char):
            continue
        if held and not _continues(held, char):
            yield held
            held = ""
        if not (held and _is_mark(char) and _marks(held) >= MOST_MARKS):
            held += char
    if held:
        yield held


def is_spoken(char: str) -> bool:
    """True for letters and digits, which a text does not read without."""
    return unicodedata.category(char)[0] in "LN"


def _is_unseen(char: str) -> bool:
    if char in (JOINER, NON_JOINER, *DIRECTION_MARKS) or char.isspace():
        return False
    return unicodedata.category(char) in ("Cc", "Cf", "Cs", "Co", "Cn") and not _is_tag(char)


def _continues(held: str, char: str) -> bool:
    """True when a character belongs to the cluster before it."""
    if held.isspace() or held in DIRECTION_MARKS:
        return False
    if _is_mark(char) or char in (JOINER, NON_JOINER) or _is_skin(char) or _is_tag(char):
        return True
    if held.endswith(JOINER):
        return unicodedata.category(char) == "So"
    return _is_flag_letter(char) and _is_flag_letter(held)


def _marks(held: str) -> int:
    return sum(_is_mark(char) and char not in (TEXT_STYLE, EMOJI_STYLE, KEYCAP) for char in held)


def _is_mark(char: str) -> bool:
    return unicodedata.category(char)[0] == "M"


def _is_skin(char: str) -> bool:
    return "\U0001f3fb" <= char <= "\U0001f3ff"


def _is_tag(char: str) -> bool:
    return "\U000e0020" <= char <= "\U000e007f"


def _is_flag_letter(held: str) -> bool:
    return len(held) == 1 and "\U0001f1e6" <= held <= "\U0001f1ff"
