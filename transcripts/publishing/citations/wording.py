"""What the styles share: words of a text, people in a row, moments, addresses. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime

from ..posts import Person
from .cited import Cited

SIGN = r"[\u2190-\u21ff\u2600-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff]"
TONED = rf"{SIGN}[\ufe0f\U0001f3fb-\U0001f3ff]*"
EMOJI = rf"[\U0001f1e6-\U0001f1ff]{{2}}|{TONED}(?:\u200d{TONED})*"
WORD = re.compile(rf"{EMOJI}|(?:(?!{SIGN})\S)+")
SINGLE = str.maketrans({"“": "‘", "”": "’", "„": "‚", '"': "'"})


def first_words(text: str, most: int) -> str:
    """Return a text up to a number of words, of which an address, a hashtag and an emoji are one each."""
    ends = [word.end() for word in WORD.finditer(text)]
    return text if len(ends) <= most else f"{text[: ends[most - 1]].rstrip('.,;:…')}…"


def first_letters(text: str, most: int) -> str:
    """Return a text of at most so many characters, cut after a whole word."""
    if len(text) <= most:
        return text
    cut = text[:most]
    whole = cut.rpartition(" ")[0] if text[most - 1] != " " and " " in cut else cut[: most - 1]
    return f"{whole.rstrip('.,;:… ')}…"


def in_quotes(text: str) -> str:
    """Return a text in double quotes, those inside it single, with a full stop where it has no sign of its own."""
    return f"“{stopped(text.translate(SINGLE))}”"


def stopped(text: str) -> str:
    """Return a text that ends with a full stop, unless it ends with a sign of its own."""
    return text if text.rstrip("’”'\")").endswith((".", "!", "?", "…")) else f"{text}."


def in_row(people: Sequence[str], word: str) -> str:
    """Return people in a row: Ann, Ben, and Cid."""
    if len(people) < 3:
        return f" {word} ".join(people)
    return f"{', '.join(people[:-1])}, {word} {people[-1]}"


def with_handle(person: Person, opening: str, closing: str) -> str:
    """Return a name with its handle in brackets, or the handle alone where no name is known."""
    handle = f"@{person.handle}"
    return handle if person.name == person.handle else f"{' '.join(person.name.split())} {opening}{handle}{closing}"


def clock(moment: datetime) -> str:
    """Return a time of day: 1:07 a.m. UTC."""
    return f"{moment.hour % 12 or 12}:{moment.minute:02} {'a.m.' if moment.hour < 12 else 'p.m.'} UTC"


def noted(cited: Cited) -> str:
    """Return the notes in brackets, with a space before each."""
    return "".join(f" [{note}]" for note in cited.notes)


def archived(cited: Cited) -> str:
    """Return where it is kept: the archive's name and the permalink."""
    return f"Archived at {cited.site.name}, {cited.permalink}"
