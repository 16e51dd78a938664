"""Pictures that were drawn are kept in the data directory: so many, and only for as long as their words stand.

Whatever removes words for good empties the directory; nothing else depends on it.
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from django.conf import settings

from .card import Card
from .drawing import draw
from .fonts import known_fonts

MOST = 4000
"""Of 30 to 130 KB each."""
ROOM_MADE = 200


def kept_picture(card: Card) -> bytes | None:
    """Return the picture of a card if it was drawn before."""
    try:
        return _place(card).read_bytes()
    except FileNotFoundError:
        return None


def draw_and_keep(card: Card) -> bytes:
    """Draw a card; the picture is there for the next who asks."""
    picture = draw(card)
    place = _place(card)
    place.parent.mkdir(parents=True, exist_ok=True)
    _make_room(place.parent)
    with tempfile.NamedTemporaryFile(dir=place.parent, suffix=".part", delete=False) as file:
        file.write(picture)
    Path(file.name).replace(place)
    return picture


def forget_picture(card: Card) -> None:
    """Do not keep the picture of a card."""
    _place(card).unlink(missing_ok=True)


def _place(card: Card) -> Path:
    return Path(settings.CARDS_DIR) / f"{card.digest}-{known_fonts()}.png"


def _make_room(directory: Path) -> None:
    """Delete the oldest pictures when there are too many."""
    with os.scandir(directory) as files:
        ages = sorted((file.stat().st_mtime, file.path) for file in files)
    for _, path in ages[: ROOM_MADE + len(ages) - MOST] if len(ages) >= MOST else ():
        Path(path).unlink(missing_ok=True)
