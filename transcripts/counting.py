"""Numbers with their nouns, as they stand in a sentence."""

from __future__ import annotations


def count(number: int, noun: str, plural: str = "") -> str:
    """Return a number with its noun: 1 post, 1,312 posts; `plural` where that is more than the noun with an “s”."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {plural or f'{noun}s'}"


def people(number: int) -> str:
    """Return a number of people: one person, 48 people."""
    return "one person" if number == 1 else f"{number:,} people"
