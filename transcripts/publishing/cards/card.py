"""What stands on a card: the picture that other sites show beside a link. Pure."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, replace
from functools import cached_property
from typing import ClassVar

WIDTH, HEIGHT = 1200, 630

DESIGN = 1
"""Raised whenever pictures of the same words come to look different."""

LONGEST = 900
"""More characters than ever fit: the rest of a text would only cost time."""


@dataclass(frozen=True)
class Face:
    """What stands for somebody's picture: initials, and one of twelve hues."""

    initials: str
    hue: int


@dataclass(frozen=True)
class Foot:
    """Two lines at the foot of a card."""

    strong: str = ""
    quiet: str = ""


@dataclass(frozen=True)
class Card:
    """A card of the page at a path.

    `words` stand large: somebody's own where they are `quoted`, else a title. `label` and `above` are the question
    they answer. `instead` takes the place of words that no font here can draw; `alt` says it all to whoever sees no
    pictures. Sizes are in pixels.
    """

    width: ClassVar[int] = WIDTH
    height: ClassVar[int] = HEIGHT

    page: str
    site: str
    words: str
    quoted: bool = False
    label: str = ""
    above: str = ""
    instead: str = ""
    face: Face | None = None
    left: Foot = Foot()
    right: Foot = Foot()
    lang: str = ""

    @cached_property
    def digest(self) -> str:
        """A hash of all that is drawn, and of the design."""
        told = json.dumps([DESIGN, asdict(self)], sort_keys=True)
        return hashlib.sha256(told.encode(errors="surrogatepass")).hexdigest()[:16]

    @property
    def path(self) -> str:
        """Where its picture is; another one whenever it looks different, since others keep pictures for long."""
        return card_path(self.page, self.digest)

    @property
    def alt(self) -> str:
        """The card in words."""
        said = f"“{self.words}”" if self.quoted else " ".join(filter(None, (self.label, self.words)))
        feet = (self.left.strong, self.left.quiet, self.right.strong, self.right.quiet)
        return " – ".join(filter(None, (" ".join(said.split()), *feet)))[:LONGEST]

    def without_words(self) -> Card:
        """Return the card as it is drawn where no font has the letters of its words."""
        return replace(self, words=self.instead, quoted=False, label="", above="")


def card_path(page: str, digest: str) -> str:
    """Return the path of a picture of a page."""
    return f"/cards{page.rstrip('/')}.{digest}.png"
