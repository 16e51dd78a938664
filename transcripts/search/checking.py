"""Whether the index holds just what it should: each public post, as it is now, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ..counting import count
from ..models import Chat, Tweet
from .documents import read_documents
from .engines import Held, IndexUnusable, current_engine

MOST_NAMED = 10


@dataclass(frozen=True, slots=True)
class IndexCheck:
    """The keys of posts that the index lacks, holds as they were, or should not hold; chats it has yet to take in.

    `unusable` says why it could not be read at all.
    """

    missing: tuple[str, ...] = ()
    outdated: tuple[str, ...] = ()
    surplus: tuple[str, ...] = ()
    stale_chats: int = 0
    unusable: str = ""

    @property
    def is_in_step(self) -> bool:
        """True when there is nothing to repair."""
        return not (self.missing or self.outdated or self.surplus or self.stale_chats or self.unusable)

    @property
    def findings(self) -> list[str]:
        """What is wrong, a sentence for each kind."""
        told = [self.unusable] if self.unusable else []
        for keys, what in (
            (self.missing, "missing from the index"),
            (self.outdated, "outdated in the index"),
            (self.surplus, "in the index without being public"),
        ):
            if keys:
                more = " …" if len(keys) > MOST_NAMED else ""
                told.append(f"{count(len(keys), 'post')} {what}: {' '.join(keys[:MOST_NAMED])}{more}")
        if self.stale_chats:
            told.append(f"{count(self.stale_chats, 'chat')} changed since being indexed.")
        return told


def check_index(progress: Callable[[int, int], None] | None = None) -> IndexCheck:
    """Compare what the engine holds of every post with what it should hold; changes nothing.

    Reads all public posts. `progress` is told now and then how many posts of how many are done.
    """
    try:
        held = current_engine().held()
    except IndexUnusable as error:
        return IndexCheck(unusable=str(error))
    missing: list[str] = []
    outdated: list[str] = []
    keys = list(Tweet.objects.public().values_list("key", flat=True))
    done = 0
    for batch in read_documents(keys):
        for document in batch:
            found = held.pop(document.key, None)
            if found is None:
                missing.append(document.key)
            elif found != Held.of(document):
                outdated.append(document.key)
        done += len(batch)
        if progress:
            progress(done, len(keys))
    return IndexCheck(
        missing=tuple(missing),
        outdated=tuple(outdated),
        surplus=tuple(sorted(held)),
        stale_chats=Chat.objects.stale_in_index().count(),
    )
