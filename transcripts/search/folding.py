"""How words are compared, alike for every engine. Pure: text in, tokens out.

Folded text has no case, no accents, no difference between quote styles; "don't", "don’t" and "dont" are one token,
and so are "#edchat" and "edchat". Scripts that put no spaces between words give one token a character. What has no
width and only steers how text is set (soft hyphens, marks of direction, stretched letters) is no part of a word.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from itertools import repeat
from typing import NamedTuple

from whoosh.lang.porter2 import stem as english_stem

LONGEST_TOKEN = 60

# The last ones are no accents but what sets a text: soft hyphen, stretching, direction, joining.
MARKS = (
    "\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670"
    "\u00ad\u0640\u200d-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufe0e\ufe0f\ufeff"
)
ACCENTS = re.compile(f"[{MARKS}]")
UNDECOMPOSED = str.maketrans(
    {
        "ø": "o", "ł": "l", "đ": "d", "ð": "d", "ı": "i", "æ": "ae", "œ": "oe",
        "ة": "ه", "ى": "ي", "ی": "ي", "ک": "ك",  # one letter, as different keyboards and hands have it
        "’": "'", "‘": "'", "ʼ": "'", "`": "'", "´": "'", "™": " ", "®": " ", "©": " ",
    }
)  # fmt: skip

WEB_ADDRESS_START = r"https?://(?:www\.)?|\bwww\.(?=\w)"
# A shortener's address says nothing about where it leads.
SHORTENED_LINK = r"(?:https?://)?\bt\.co/\w+"
# L'école: the article is a word of its own; in "don't" the apostrophe is only left out.
ELISION = r"\b(?:[cdjlmnst]|(?:jus|lors|puis)?qu|(?:d|n|s|qu)?[aeu]ll|un|quest)'(?=\w{3})"
SKIPPED = re.compile(f"{SHORTENED_LINK}|{WEB_ADDRESS_START}|{ELISION}")
SPACELESS = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\U00020000-\U0003ffff"
PICTURES = (
    "\u2190-\u21ff\u2300-\u23ff\u2600-\u27bf\u2b00-\u2bff"
    "\U0001f000-\U0001f1e5\U0001f300-\U0001f3fa\U0001f400-\U0001faff"
)
FLAG = "\U0001f1e6-\U0001f1ff"
LETTER = rf"[^\W_{SPACELESS}]"
INDIC = "\u0900-\u0963\u0966-\u0dff"
WORD_PART = rf"(?:{LETTER}|[{INDIC}])(?:[^\W{SPACELESS}]|[{INDIC}])*"
TOKEN = re.compile(
    rf"(?<![^\W_])[a-z](?:\#|\+\+)(?!\w)|\d+(?:[.,]\d+)+|{WORD_PART}(?:'{WORD_PART})*"
    rf"|[{FLAG}]{{2}}|[{SPACELESS}{PICTURES}]"
)
JOINED = f"[{MARKS}\u3099\u309a]"
CLUSTER = re.compile(rf"[\x00-\x7f]+(?!{JOINED})|.{JOINED}*", re.DOTALL)
UNDERSCORED_ADDRESS = re.compile(r"https?://[^\s_]*_\S*")
HASHTAG = re.compile(r"(?<![\w&/#＃])[#＃](\w*[^\W\d]\w*)")


class Token(NamedTuple):
    """A folded word and the stretch of the unfolded text that it stands for, as for slicing."""

    word: str
    start: int
    end: int


def fold(text: str) -> str:
    """Return the text without case, accents and typographic quotes."""
    if text.isascii():
        return text.lower().replace("`", "'")
    # Signs first: compatibility forms would glue "™" to the word as letters.
    plain = unicodedata.normalize("NFKD", text.translate(UNDECOMPOSED)).casefold()
    return unicodedata.normalize("NFC", ACCENTS.sub("", plain)).translate(UNDECOMPOSED)


def tokens(text: str) -> list[str]:
    """Return the folded words of a text in order, as they are indexed for exact phrases."""
    return [_word(match) for match in _matches(fold(text))]


def tokens_with_places(text: str, wanted: Callable[[str], bool] | None = None) -> Iterator[Token]:
    """Yield the folded words of a text, or those that are wanted, with the places where they stand in it unfolded."""
    folded, places = _fold_with_places(text)
    for match in _matches(folded):
        word = _word(match)
        if wanted is None or wanted(word):
            yield Token(word, places[match.start()], places[match.end()])


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """Return the stem of a folded English word; other words and numbers stay as they are."""
    if len(word) < 4 or not (word.isascii() and word.isalpha()):
        return word
    return str(english_stem(word))  # type: ignore[no-untyped-call]


def fold_handle(handle: str) -> str:
    """Return a handle as it is compared: no "@", no case, no accents, no quotation marks."""
    return " ".join(fold(handle).replace('"', " ").split()).lstrip("@ ")


def fold_hashtag(hashtag: str) -> str:
    """Return a hashtag as it is compared: no "#", no case, no accents."""
    return fold(hashtag.strip().lstrip("#＃"))


def hashtags_in(text: str) -> list[str]:
    """Return the hashtags of a text as they stand there, without "#"."""
    return HASHTAG.findall(text)


@lru_cache(maxsize=2_000)
def parts_of_hashtag(hashtag: str) -> tuple[tuple[str, ...], ...]:
    """Return the folded words that capitals, digits and underscores tell apart in a hashtag; nothing if it is one word.

    After capitals a word may begin with the last of them or after them, so `LTHEchat` is cut in both ways; so are
    `iPadOnly` and `HTML5Rocks`, before `Pad` and `5` and not.
    """
    cuts = {tuple(_cut(hashtag, last_capital_begins=begins)) for begins in (True, False)}
    cuts |= {tuple(_rejoined(cut)) for cut in cuts}
    return tuple(sorted(tuple(tokens(" ".join(parts))) for parts in cuts if len(parts) > 1))


def _cut(hashtag: str, *, last_capital_begins: bool) -> list[str]:
    pieces = [""]
    for place, sign in enumerate(hashtag):
        before, after = hashtag[place - 1 : place], hashtag[place + 1 : place + 2]
        of_capitals = before.isupper() and hashtag[place - 2 : place - 1].isupper() and place > 1
        if last_capital_begins:
            begins = sign.isupper() and (not before.isupper() or after.islower())
        else:
            begins = (sign.isupper() and not before.isupper()) or (sign.islower() and of_capitals)
        if begins or sign == "_" or before.isdigit() != sign.isdigit():
            pieces.append("")
        pieces[-1] += sign.strip("_")
    return [piece for piece in pieces if piece]


def _rejoined(parts: tuple[str, ...]) -> Iterator[str]:
    """Yield parts, a small letter with the word that follows it, a number with the one that it follows."""
    joined = ""
    for part in parts:
        follows = part.isdigit() and joined.isalpha()
        if joined and not follows and not (len(joined) == 1 and joined.islower()):
            yield joined
            joined = ""
        joined += part
    yield joined


def _matches(folded: str) -> Iterator[re.Match[str]]:
    if not any(sign in folded for sign in ("'", "://", "t.co/", "www.")):
        return TOKEN.finditer(folded)
    # Blanked rather than cut out, so that places stay right.
    return TOKEN.finditer(SKIPPED.sub(lambda match: " " * len(match.group()), folded))


def _word(match: re.Match[str]) -> str:
    word = match.group()
    return (word if word.isalnum() else word.replace("'", "").rstrip("_"))[:LONGEST_TOKEN]


@lru_cache(maxsize=20_000)
def _fold_cluster(cluster: str) -> str:
    return fold(cluster)


def _fold_with_places(text: str) -> tuple[str, Sequence[int]]:
    """Return the folded text, and for each of its characters and its end the place in the text it stems from."""
    if text.isascii():
        return fold(text), range(len(text) + 1)
    pieces: list[str] = []
    places: list[int] = []
    for cluster in CLUSTER.finditer(text):
        written = cluster.group()
        if written.isascii():
            pieces.append(fold(written))
            places.extend(range(*cluster.span()))
        else:
            pieces.append(_fold_cluster(written))
            places.extend(repeat(cluster.start(), len(pieces[-1])))
    return "".join(pieces), [*places, len(text)]
