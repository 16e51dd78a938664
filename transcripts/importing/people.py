"""Authors → participants: found by stable id, else by handle; handles and names kept up to date."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Q

from ..models import Handle, Participant, fold_handle
from .records import AuthorRecord


@dataclass(frozen=True, slots=True)
class Seen:
    """An author as a record tells of them, on a network, at a time."""

    network: str
    author: AuthorRecord
    at: datetime

    @property
    def folded(self) -> str:
        """The handle as it is compared."""
        return fold_handle(self.author.handle)


def meant_by_handle(accounts: Iterable[Participant]) -> Participant | None:
    """Return which of the accounts that went by a handle is meant by it: the one with the lowest id, if any has one."""
    return min(accounts, key=lambda one: (one.source_id == "", one.source_id), default=None)


@dataclass(slots=True)
class People:
    """The participants that a batch of records may speak of, read once; `of()` answers for each author."""

    by_id: dict[tuple[str, str], Participant] = field(default_factory=dict)
    by_handle: dict[tuple[str, str], list[Participant]] = field(default_factory=dict)
    changed: dict[int, Participant] = field(default_factory=dict)

    @classmethod
    def among(cls, seen: Iterable[Seen]) -> People:
        """Read all participants that the authors may be."""
        authors = list(seen)
        people = cls()
        known = Participant.objects.filter(
            Q(source_id__in={one.author.source_id for one in authors} - {""})
            | Q(handles__folded__in={one.folded for one in authors})
        )
        for participant in known.distinct().order_by("source_id", "pk").prefetch_related("handles"):
            people.remember(participant, [handle.folded for handle in participant.handles.all()])
        return people

    def remember(self, participant: Participant, handles: Iterable[str]) -> None:
        """Have a participant answer to its id and its handles."""
        if participant.source_id:
            self.by_id[participant.network, participant.source_id] = participant
        for folded in handles:
            self.by_handle.setdefault((participant.network, folded), []).append(participant)

    def of(self, seen: Seen) -> Participant:
        """Return the participant an author is, made where the archive has none; its name follows the newest post."""
        participant = self.with_id(seen) if seen.author.source_id else self.with_handle(seen)
        self.keep_handle(participant, seen)
        self.keep_name(participant, seen)
        return participant

    def with_id(self, seen: Seen) -> Participant:
        """Return the account of a stable id; one that so far had only the handle turns out to be it."""
        nameless = [one for one in self.by_handle.get((seen.network, seen.folded), []) if not one.source_id]
        known = self.by_id.get((seen.network, seen.author.source_id))
        if known is None and nameless:
            known = nameless.pop()
            known.source_id = seen.author.source_id
            self.changed[known.pk] = known
            self.by_id[seen.network, seen.author.source_id] = known
        if known is None:
            return self.make(seen)
        for duplicate in nameless:
            self.unite(duplicate, known)
        return known

    def with_handle(self, seen: Seen) -> Participant:
        """Return the account of a handle."""
        return meant_by_handle(self.by_handle.get((seen.network, seen.folded), [])) or self.make(seen)

    def unite(self, duplicate: Participant, known: Participant) -> None:
        """Give all that a row known by handle alone stands for to the account it turned out to be."""
        duplicate.tweets.update(author=known)
        for chat in duplicate.hosted.all():
            chat.hosts.add(known)
        if duplicate.noindex:
            known.noindex = True
            known.save(update_fields=["noindex"])
        for handle in duplicate.handles.all():
            Handle.objects.get_or_create(participant=known, folded=handle.folded, defaults={"network": handle.network})
        for namesakes in self.by_handle.values():
            if duplicate in namesakes:
                namesakes.remove(duplicate)
                namesakes.extend([] if known in namesakes else [known])
        self.changed.pop(duplicate.pk, None)
        duplicate.delete()

    def make(self, seen: Seen) -> Participant:
        """Make the row of an account seen for the first time."""
        participant = Participant.objects.create(
            network=seen.network,
            source_id=seen.author.source_id,
            handle=seen.author.handle,
            name=seen.author.name[:200],
            seen_at=seen.at,
        )
        self.remember(participant, [])
        return participant

    def keep_handle(self, participant: Participant, seen: Seen) -> None:
        """Remember that the account went by this handle."""
        namesakes = self.by_handle.setdefault((seen.network, seen.folded), [])
        if participant not in namesakes:
            namesakes.append(participant)
            Handle.objects.create(participant=participant, network=seen.network, folded=seen.folded)

    def keep_name(self, participant: Participant, seen: Seen) -> None:
        """Take handle and name of the newest post that tells a name; of two at one moment, the alphabet decides."""
        name = seen.author.name[:200]
        known = (bool(participant.name), participant.seen_at or seen.at, participant.handle, participant.name)
        if (bool(name), seen.at, seen.author.handle, name) <= known:
            return
        participant.seen_at, participant.handle, participant.name = seen.at, seen.author.handle, name
        self.changed[participant.pk] = participant

    def save(self) -> set[int]:
        """Write what changed of participants the archive already had; return their rows."""
        Participant.objects.write(self.changed.values(), ["source_id", "handle", "name", "seen_at"])
        return set(self.changed)
