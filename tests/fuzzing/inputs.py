"""The damaged inputs: number n of a seed is always the same, whatever ran before it."""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random

from .mutations import mutated

SAMPLES = Path(__file__).parents[1] / "samples"
SHARED = Path(os.environ.get("CHATARCHIVE_SHARED", Path(__file__).parents[3] / "shared")) / "data"
LARGEST_SOURCE = 200_000
# Samples are small and of every kind: most inputs are made of them.
SHARE_OF_SAMPLES = 0.7


@dataclass(frozen=True, slots=True)
class Source:
    """A good file."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Input:
    """A bad one: its file name and content, and the format to read it by, "" for the one it looks like."""

    name: str
    content: bytes
    kind: str


@cache
def samples() -> tuple[Source, ...]:
    return tuple(Source(path.name, path.read_bytes()) for path in sorted(SAMPLES.iterdir()) if path.is_file())


@cache
def real() -> tuple[Source, ...]:
    """The real exports, where they are: no other machine can repeat what was made of them."""
    paths = sorted(SHARED.glob("*/*")) if SHARED.is_dir() else []
    return tuple(Source(path.name, path.read_bytes()) for path in paths if path.stat().st_size <= LARGEST_SOURCE)


def input_of(seed: int, number: int, kinds: list[str], *, only_samples: bool = False) -> Input:
    """Make input `number` of a seed; half are read by the format they look like, half by any."""
    chance = Random(f"{seed}/{number}")  # noqa: S311
    is_sample = chance.random() < SHARE_OF_SAMPLES or only_samples or not real()
    source = chance.choice(samples() if is_sample else real())
    kind = chance.choice(kinds) if chance.random() < 0.5 else ""
    others = [other.content for other in samples()]
    return Input(source.name, mutated(source.content, chance, others), kind)
