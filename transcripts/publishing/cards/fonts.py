"""Which font draws a character: our own for Latin, Greek and Cyrillic letters, the machine's for all others.

The machine's are looked for where Linux and macOS keep them, once in each process, and opened when first needed.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from fontTools.ttLib import TTFont, TTLibError
from PIL import ImageFont, features

from .clusters import DIRECTION_MARKS, EMOJI_STYLE, KEYCAP, TEXT_STYLE

OWN = Path(__file__).parent / "fonts"
PLACES = (
    Path("/usr/share/fonts"),
    Path("/usr/local/share/fonts"),
    Path.home() / ".fonts",
    Path.home() / ".local/share/fonts",
    Path("/System/Library/Fonts"),
    Path("/Library/Fonts"),
)
ENDINGS = frozenset({".ttf", ".otf", ".ttc", ".otc"})
PLAIN_WEIGHTS = frozenset({"", "regular", "bold"})
FIRST = ("NotoNaskhArabic", "NotoSerif", "NotoSans", "Noto")
"""Families by preference: those that look like ours first."""
UNLIKE_OURS = ("NotoSerifDisplay", "NotoSansDisplay", "NotoSansMono", "NotoSansSignWriting")
SCRIPTS = {
    "emoji": "😀",
    "Chinese, Japanese, Korean": "漢あ한",
    "Arabic": "ع",
    "Hebrew": "ש",
    "Thai": "ไ",
    "Devanagari": "अ",
}
"""Scripts that people post in, by a character or two of each; ours has Latin, Greek and Cyrillic letters."""
UNSEEN = frozenset(f"{DIRECTION_MARKS}{EMOJI_STYLE}{TEXT_STYLE}\u200c\u200d")


@dataclass(frozen=True, slots=True)
class Face:
    """A font file; `strike` is the one size in pixels that a font of coloured pictures has, 0 for any other."""

    path: Path
    strike: int = 0

    def at(self, size: int) -> ImageFont.FreeTypeFont:
        """Return it in a size, in pixels; coloured pictures come in their own."""
        return _opened(self.path, self.strike or size)

    def has(self, cluster: str) -> bool:
        """True when it has a sign for every character that is seen of a cluster."""
        known = _coverage(self.path)
        return all(char in known for char in cluster if char not in UNSEEN)


class Coverage:
    """The characters a font has, as ranges: a Chinese font has 45,000."""

    def __init__(self, codes: Iterable[int]) -> None:
        self.starts: list[int] = []
        self.ends: list[int] = []
        for code in codes:
            if self.ends and code == self.ends[-1] + 1:
                self.ends[-1] = code
            else:
                self.starts.append(code)
                self.ends.append(code)

    def __contains__(self, char: str) -> bool:
        at = bisect_right(self.starts, ord(char)) - 1
        return at >= 0 and ord(char) <= self.ends[at]


def is_shaping() -> bool:
    """True when letters can be joined and run right to left; FriBiDi, a library of the system, is needed for it."""
    return bool(features.check("raqm"))


def face_of(cluster: str, *, bold: bool = False) -> Face | None:
    """Return the font that draws a cluster, None where no font here does."""
    own = Face(OWN / ("Literata-SemiBold.ttf" if bold else "Literata-Regular.ttf"))
    coloured = _is_picture(cluster) or not own.has(cluster)
    if coloured and TEXT_STYLE not in cluster and (picture := _picture_of(cluster)):
        return picture
    if own.has(cluster):
        return own
    return _system_face(cluster, bold)


def lacking_scripts() -> list[str]:
    """Return the names of scripts that no font here draws."""
    return [name for name, sample in SCRIPTS.items() if not all(face_of(char) for char in sample)]


@cache
def known_fonts() -> str:
    """Return a token for the fonts of this machine: pictures are drawn anew when it gets others."""
    names = "\n".join(sorted(str(path) for path in _files()))
    return hashlib.sha256(f"{is_shaping()}\n{names}".encode()).hexdigest()[:8]


def _is_picture(cluster: str) -> bool:
    """True for what asks to be shown as a picture though letters of ours could show it."""
    return EMOJI_STYLE in cluster or KEYCAP in cluster


@lru_cache(maxsize=4096)
def _picture_of(cluster: str) -> Face | None:
    # Digits are in such fonts as parts of keycaps.
    if cluster[0].isalnum() and KEYCAP not in cluster:
        return None
    return next((face for face in _coloured() if face.has(cluster)), None)


@lru_cache(maxsize=8192)
def _system_face(cluster: str, bold: bool) -> Face | None:
    if not is_shaping() and not _needs_no_shaping(cluster):
        return None
    order = _bold_first() if bold else _regular_first()
    return next((face for face in order if face.has(cluster)), None)


def _needs_no_shaping(cluster: str) -> bool:
    """True for Chinese, Japanese and Korean signs, which stand each for itself."""
    return "\u2e80" <= cluster[0] <= "\u9fff" or "\uac00" <= cluster[0] <= "\ud7a3" or cluster[0] >= "\uf900"


@cache
def _regular_first() -> tuple[Face, ...]:
    return tuple(Face(path) for path in sorted(_texts(), key=lambda path: (_is_bold(path), _rank(path))))


@cache
def _bold_first() -> tuple[Face, ...]:
    return tuple(Face(path) for path in sorted(_texts(), key=lambda path: (_rank(path), not _is_bold(path))))


def _rank(path: Path) -> tuple[int, str]:
    name = path.stem.partition("-")[0]
    if name.startswith(UNLIKE_OURS):
        return len(FIRST) + 1, name
    return next((at for at, family in enumerate(FIRST) if name.startswith(family)), len(FIRST)), name


def _is_bold(path: Path) -> bool:
    return "bold" in path.stem.lower()


def _texts() -> Iterator[Path]:
    """Yield the fonts of upright letters in regular and bold."""
    for path in _files():
        weight = path.stem.partition("-")[2].lower()
        if weight in PLAIN_WEIGHTS and "emoji" not in path.stem.lower():
            yield path


@cache
def _coloured() -> tuple[Face, ...]:
    """Return the fonts of coloured emoji kept as bitmaps, the only kind that is drawn here."""
    found = ((path, _strike(path)) for path in _files() if "emoji" in path.stem.lower())
    return tuple(Face(path, size) for path, size in found if size)


def _strike(path: Path) -> int:
    """Return the size of a font's bitmaps in pixels, 0 where it has none in colour."""
    with suppress(OSError, TTLibError, ValueError), _read(path) as font:
        if "CBLC" in font:
            return max(int(strike.bitmapSizeTable.ppemY) for strike in font["CBLC"].strikes)
        if "sbix" in font:
            return max(int(size) for size in font["sbix"].strikes)
    return 0


@cache
def _files() -> tuple[Path, ...]:
    found = (path for place in PLACES if place.is_dir() for path in place.rglob("*"))
    return tuple(sorted(path for path in found if path.suffix.lower() in ENDINGS))


@cache
def _coverage(path: Path) -> Coverage:
    """Return the characters of a font; none of one that cannot be read."""
    with suppress(OSError, TTLibError, KeyError), _read(path) as font:
        return Coverage(sorted(font.getBestCmap() or ()))
    return Coverage(())


@contextmanager
def _read(path: Path) -> Iterator[TTFont]:
    """Open a font: of a collection the first, for all have the same signs, and the language chooses their shapes."""
    with path.open("rb") as file, TTFont(file, lazy=True, fontNumber=0) as font:
        yield font


@lru_cache(maxsize=64)
def _opened(path: Path, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(path, size)
