"""A curation out of one archive and into another: with the same files it makes the same archive."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from django.db import transaction

from ..visibility import bring_index_in_step
from .address_lines import AddressLine, AliasLine, Answers, enter
from .chat_lines import ChatLine, give_room
from .file_lines import FileLine, take_in_files
from .journal_lines import DecisionLine
from .kinds import AFTER_FILES, BEFORE_FILES, KINDS
from .line import Line
from .reading import Curation, read_curation
from .rebuild import Rebuild


def export_curation(answers: Answers) -> Iterator[str]:
    """Yield all that people decided, as lines of JSON; `answers` tells what the addresses of the ledger answer."""
    for kind in KINDS:
        lines: Iterable[Line] = AddressLine.answering(answers) if kind is AddressLine else kind.told()
        yield from (f"{line.model_dump_json()}\n" for line in lines)


def import_curation(
    path: Path, files: Path | None = None, say: Callable[[str], None] = lambda told: None
) -> tuple[str, ...]:
    """Take in a curation, and below a directory the files that it names; return what has to be noted.

    What is so already stays untouched. Raises BadCuration before anything is written when the file cannot be read.
    """
    curation, rebuild = read_curation(path), Rebuild()
    with transaction.atomic():
        apply(curation, BEFORE_FILES, rebuild)
    if files:
        named = [line for line in curation.of(FileLine) if isinstance(line, FileLine)]
        take_in_files(named, files, rebuild, say)
    say("decisions")
    with transaction.atomic():
        decide(curation, rebuild)
    bring_index_in_step()
    return tuple(rebuild.notes)


def decide(curation: Curation, rebuild: Rebuild) -> None:
    """Lay what people decided over what the files told, and show what was shown."""
    apply(curation, AFTER_FILES, rebuild)
    rebuild.group()
    give_room()
    apply(curation, [AliasLine], rebuild)
    for line in curation.of(ChatLine):
        if isinstance(line, ChatLine):
            line.show()
    for decision in curation.many(DecisionLine):
        decision.apply(rebuild)
    enter(line for line in curation.many(AddressLine) if isinstance(line, AddressLine))


def apply(curation: Curation, kinds: Iterable[type[Line]], rebuild: Rebuild) -> None:
    """Apply the lines of some kinds, one kind after the other."""
    for kind in kinds:
        for line in curation.of(kind):
            line.apply(rebuild)
