"""Authors → participants: found by stable id, else by handle; handles and names kept up to date."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
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
    """The participants that a batch of records may speak of, read and written at once; `of()` answers for each author.

    `fresh` ones and their handles are not saved yet, `changed` ones are to be saved again. `shown_anew` are the rows of
    those whom pages show under another name or handle, or with posts that were another row's.
    """

    by_id: dict[tuple[str, str], Participant] = field(default_factory=dict)
    by_handle: dict[tuple[str, str], list[Participant]] = field(default_factory=dict)
    fresh: list[Participant] = field(default_factory=list)
    fresh_handles: list[Handle] = field(default_factory=list)
    changed: dict[int, Participant] = field(default_factory=dict)
    shown_anew: set[int] = field(default_factory=set)

    @classmethod
    def met(cls, authors: Sequence[Seen]) -> People:
        """Read all participants that the authors may be, and write down what is told of them."""
        people = cls()
        known = Participant.objects.filter(
            Q(source_id__in={one.author.source_id for one in authors} - {""})
            | Q(handles__folded__in={one.folded for one in authors})
        )
        for participant in known.distinct().order_by("source_id", "pk").prefetch_related("handles"):
            people.remember(participant, [handle.folded for handle in participant.handles.all()])
        for seen in authors:
            people.meet(seen)
        people.save()
        return people

    def remember(self, participant: Participant, handles: Iterable[str]) -> None:
        """Have a participant answer to its id and its handles."""
        if participant.source_id:
            self.by_id[participant.network, participant.source_id] = participant
        for folded in handles:
            self.by_handle.setdefault((participant.network, folded), []).append(participant)

    def of(self, seen: Seen) -> Participant:
        """Return the participant an author is, made where nobody is known as that."""
        return self.known(seen) or self.make(seen)

    def known(self, seen: Seen) -> Participant | None:
        """Return the account of a stable id, or of a handle without one."""
        if seen.author.source_id:
            return self.by_id.get((seen.network, seen.author.source_id))
        return meant_by_handle(self.by_handle.get((seen.network, seen.folded), []))

    def meet(self, seen: Seen) -> None:
        """Take in what one record tells of its author; names follow the newest post."""
        if seen.author.source_id:
            self.identify(seen)
        participant = self.of(seen)
        self.keep_handle(participant, seen)
        self.keep_name(participant, seen)

    def identify(self, seen: Seen) -> None:
        """Have an account that so far had only the handle be the one with the id; of several, all of them."""
        nameless = [one for one in self.by_handle.get((seen.network, seen.folded), []) if not one.source_id]
        known = self.known(seen)
        if known is None and nameless:
            known = nameless.pop()
            known.source_id = seen.author.source_id
            self.by_id[seen.network, seen.author.source_id] = known
            self.note(known, shown_anew=True)
        for duplicate in nameless:
            self.unite(duplicate, self.of(seen))

    def unite(self, duplicate: Participant, known: Participant) -> None:
        """Give all that a row known by handle alone stands for to the account it turned out to be."""
        self.save()
        self.shown_anew.add(known.pk)
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
        duplicate.delete()

    def make(self, seen: Seen) -> Participant:
        """Make an account that is seen for the first time."""
        participant = Participant(
            network=seen.network,
            source_id=seen.author.source_id,
            handle=seen.author.handle,
            name=seen.author.name[:200],
            seen_at=seen.at,
        )
        self.fresh.append(participant)
        self.remember(participant, [])
        return participant

    def keep_handle(self, participant: Participant, seen: Seen) -> None:
        """Remember that the account went by this handle."""
        namesakes = self.by_handle.setdefault((seen.network, seen.folded), [])
        if participant not in namesakes:
            namesakes.append(participant)
            self.fresh_handles.append(Handle(participant=participant, network=seen.network, folded=seen.folded))

    def keep_name(self, participant: Participant, seen: Seen) -> None:
        """Take handle and name of the newest post that tells a name; of two at one moment, the alphabet decides."""
        name = seen.author.name[:200]
        before = (participant.handle, participant.name)
        known = (bool(participant.name), participant.seen_at or seen.at, *before)
        if (bool(name), seen.at, seen.author.handle, name) <= known:
            return
        participant.seen_at, participant.handle, participant.name = seen.at, seen.author.handle, name
        self.note(participant, shown_anew=(participant.handle, name) != before)

    def note(self, participant: Participant, *, shown_anew: bool) -> None:
        """Note that something changed of a participant, and whether pages show it; of fresh ones nothing was shown."""
        if participant.pk is None:
            return
        self.changed[participant.pk] = participant
        if shown_anew:
            self.shown_anew.add(participant.pk)

    def save(self) -> None:
        """Write what is fresh and what changed."""
        Participant.objects.bulk_create(self.fresh)
        Handle.objects.bulk_create(self.fresh_handles)
        Participant.objects.write(self.changed.values(), ["source_id", "handle", "name", "seen_at"])
        self.fresh.clear()
        self.fresh_handles.clear()
        self.changed.clear()
