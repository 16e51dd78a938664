"""Read a damaged input as an import does, and hold it to what every format promises."""

from __future__ import annotations

import traceback
from collections import Counter
from datetime import date
from pathlib import Path

from tests.hostile.taking import peak
from tests.importing.formats.test_contract import check_post
from tests.limits import TooSlow, within
from transcripts.importing.formats import FORMATS, by_name, detect
from transcripts.importing.opening import open_source
from transcripts.importing.records import PostRecord, ReadOptions, UnreadableFile

from .inputs import Input, input_of

KINDS = [kind.name for kind in FORMATS]
MOST_SECONDS = 5
# Beside the program itself, which takes about 100 of the 300 it is allowed; more in a long run of tests.
MOST_MEGABYTES = 200
# What came out of the inputs so far, by kind: without posts a run would prove nothing.
TALLY: Counter[str] = Counter()
TOLD = ReadOptions(date=date(2015, 5, 12))


def fault_of(seed: int, number: int, directory: Path, *, only_samples: bool = False) -> str:
    """What is wrong with how an input is read; "" for nothing."""
    made = input_of(seed, number, KINDS, only_samples=only_samples)
    path = directory / made.name
    path.write_bytes(made.content)
    forget_peak()
    before = peak()
    try:
        with within(MOST_SECONDS):
            read(path, made)
    except (Exception, TooSlow):
        return f"{made.name} as {made.kind or 'what it is'}: {traceback.format_exc()}"
    finally:
        path.unlink()
    megabytes = peak() - before
    return f"{made.name} as {made.kind or 'what it is'}: took {megabytes} MB" if megabytes > MOST_MEGABYTES else ""


def read(path: Path, made: Input) -> None:
    """Read it to its end; every post has to keep the contract."""
    try:
        with open_source(path) as opened:
            found = by_name(made.kind) if made.kind else detect(opened.head, opened.name)
            for record in found.read(opened.stream, TOLD) if found else ():
                TALLY[type(record).__name__] += 1
                if isinstance(record, PostRecord):
                    check_post(record)
    except UnreadableFile as refusal:
        TALLY["refused file"] += 1
        check_sentence(str(refusal), made.name)


def check_sentence(refusal: str, name: str) -> None:
    assert refusal.startswith(name)
    assert "\n" not in refusal


def forget_peak() -> None:
    """Have the system measure the most memory anew, where it can."""
    measure = Path("/proc/self/clear_refs")
    if measure.exists():
        measure.write_text("5")
