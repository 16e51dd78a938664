"""Which way each character runs: the Unicode Bidirectional Algorithm (UAX #9) without explicit marks. Pure.

Embeddings, overrides and isolates never come here (`tweet_html.plain` takes them out), so the rules X1-X8 have nothing
to do; bracket pairs (N0) are treated as any neutral. Comments name the rules.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from itertools import groupby
from typing import TypeVar

NEUTRAL = frozenset({"B", "S", "WS", "ON", "BN"})
NUMBERS = frozenset({"EN", "AN"})
Item = TypeVar("Item")


def base_level(text: str) -> int:
    """Return 1 when the first strong character runs right to left, else 0 (P2, P3)."""
    kinds = (unicodedata.bidirectional(char) for char in text)
    return next((int(kind != "L") for kind in kinds if kind in ("L", "R", "AL")), 0)


def levels(text: str, base: int) -> list[int]:
    """Return the level of each character: even runs left to right, odd right to left."""
    kinds = [unicodedata.bidirectional(char) or "L" for char in text]
    edge = "R" if base else "L"
    _resolve_marks_and_numbers(kinds, edge)
    _resolve_neutrals(kinds, edge)
    return [_level(kind, base) for kind in kinds]


def in_visual_order(items: Sequence[Item], at: Sequence[int]) -> list[Item]:
    """Return items of a line, given with their levels as they are read, from left to right (L2)."""
    shown = list(zip(at, items, strict=True))
    for level in range(max(at, default=0), 0, -1):
        turned: list[tuple[int, Item]] = []
        for is_deep, run in groupby(shown, key=lambda one: one[0] >= level):
            together = list(run)
            turned += reversed(together) if is_deep else together
        shown = turned
    return [item for _, item in shown]


def _resolve_marks_and_numbers(kinds: list[str], edge: str) -> None:
    """Apply W1 to W7."""
    before, strong = edge, edge
    for place, kind in enumerate(kinds):
        if kind == "NSM":  # W1
            kind = before
        if kind == "EN" and strong == "AL":  # W2
            kind = "AN"
        if kind in ("L", "R", "AL"):
            strong = kind
        kinds[place] = before = kind
    _join_numbers(kinds)
    strong = edge
    for place, kind in enumerate(kinds):
        if kind == "AL":  # W3
            kind = "R"
        if kind in ("L", "R"):
            strong = kind
        elif kind == "EN" and strong == "L":  # W7
            kind = "L"
        kinds[place] = kind


def _join_numbers(kinds: list[str]) -> None:
    """Make a separator part of the number around it (W4), and signs part of the number beside them (W5, W6)."""
    for place in range(1, len(kinds) - 1):
        before, kind, after = kinds[place - 1 : place + 2]
        if before == after and ((kind == "ES" and before == "EN") or (kind == "CS" and before in NUMBERS)):
            kinds[place] = before
    start = 0
    for kind, run in groupby(list(kinds)):
        end = start + len(list(run))
        if kind == "ET" and "EN" in (*kinds[max(start - 1, 0) : start], *kinds[end : end + 1]):
            kinds[start:end] = ["EN"] * (end - start)
        start = end
    kinds[:] = ["ON" if kind in ("ES", "ET", "CS") else kind for kind in kinds]


def _resolve_neutrals(kinds: list[str], edge: str) -> None:
    """Give what has no direction that of its neighbours where they agree (N1), else that of the text (N2)."""
    start = 0
    for is_neutral, run in groupby([kind in NEUTRAL for kind in kinds]):
        end = start + len(list(run))
        if is_neutral:
            before = _side(kinds[start - 1]) if start else edge
            after = _side(kinds[end]) if end < len(kinds) else edge
            kinds[start:end] = [before if before == after else edge] * (end - start)
        start = end


def _side(kind: str) -> str:
    return "R" if kind in NUMBERS else kind


def _level(kind: str, base: int) -> int:
    """Apply I1 and I2."""
    if base:
        return 1 if kind == "R" else 2
    return {"L": 0, "R": 1}.get(kind, 2)
