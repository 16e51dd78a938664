"""The ledger: every path that was ever public, and what it names. What is in it answers 200, 301 or 410 for ever."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from django.db import models
from django.utils import timezone

from .participant import fold_handle, person_path
from .tweet import Tweet, post_path

if TYPE_CHECKING:
    from .chat import Chat


class LedgerQuerySet(models.QuerySet["LedgerEntry"]):
    """What was ever public."""

    def enter(self, chat: Chat) -> None:
        """Enter all that a chat shows at paths that are not in the ledger yet; nothing where it is no public one.

        Belongs into the transaction of the write that shows it. Costs seven queries where nothing is new.
        """
        if not type(chat).objects.public().filter(pk=chat.pk).exists():
            return
        shown = Tweet.objects.visible().filter(chats=chat)
        others = {**pages_of(chat), **dict.fromkeys(people_in(shown), (LedgerEntry.Kind.PERSON, ""))}
        for path in self.filter(path__in=others).values_list("path", flat=True):
            del others[path]
        fresh = others | {post_path(key): (LedgerEntry.Kind.POST, key) for key in posts_new_in(shown)}
        self.write(LedgerEntry(path=path, kind=kind, key=key) for path, (kind, key) in fresh.items())

    def write(self, entries: Iterable[LedgerEntry]) -> None:
        """Enter what is not known by its path; always in one order, so that no two writers wait for each other."""
        rows = sorted(entries, key=lambda one: one.path)
        if rows:
            self.bulk_create(rows, ignore_conflicts=True, batch_size=1000)

    def enter_again(self, entries: Iterable[LedgerEntry]) -> None:
        """Enter what another archive's ledger tells: it knows better since when."""
        fields = ["kind", "key", "since"]
        self.bulk_create(entries, update_conflicts=True, unique_fields=["path"], update_fields=fields, batch_size=1000)

    def holds(self, path: str) -> bool:
        """True for a path that was public once."""
        return self.filter(path=path).exists()

    def in_batches(self, at_once: int = 2000) -> Iterator[list[LedgerEntry]]:
        """Yield all entries in the order of their paths, so many at once."""
        last = ""
        while batch := list(self.filter(path__gt=last).order_by("path")[:at_once]):
            yield batch
            last = batch[-1].path

    def questions_of(self, chat: Chat) -> LedgerQuerySet:
        """The questions that a chat ever had."""
        return self.filter(kind=LedgerEntry.Kind.QUESTION, path__startswith=chat.get_absolute_url())


class LedgerEntry(models.Model):
    """A path that was public, since when, and what it names.

    `key` is the key of the post that stands there; of a question that of the first post that asked it when it was
    entered, by which the two are known as one and the same; else empty.
    """

    class Kind(models.TextChoices):
        """What is shown there."""

        SERIES = "series"
        CHAT = "chat"
        QUESTION = "question"
        RECAP = "recap"
        POST = "post"
        PERSON = "person"

    path = models.TextField(unique=True)
    kind = models.CharField(max_length=8, choices=Kind.choices)
    key = models.CharField(max_length=40, blank=True)
    since = models.DateTimeField(default=timezone.now)

    objects = LedgerQuerySet.as_manager()

    class Meta:
        verbose_name = "public address"
        verbose_name_plural = "public addresses"
        indexes = [models.Index(fields=["kind", "key"])]

    def __str__(self) -> str:
        return self.path


def pages_of(chat: Chat) -> dict[str, tuple[LedgerEntry.Kind, str]]:
    """Return path → kind and key of a chat's series, of its own page, of its questions and of its recap."""
    kind, path = LedgerEntry.Kind, chat.get_absolute_url()
    asks = chat.placements.asks().visible().in_order().values_list("question__slug", "tweet__key")
    first = dict(reversed(list(asks)))
    slugs = chat.questions.values_list("slug", flat=True)
    pages = {chat.series.get_absolute_url(): (kind.SERIES, ""), path: (kind.CHAT, "")}
    pages |= {f"{path}{slug}/": (kind.QUESTION, first.get(slug, "")) for slug in slugs}
    return pages | ({f"{path}recap/": (kind.RECAP, "")} if chat.annotations.in_recap().exists() else {})


def people_in(shown: models.QuerySet[Tweet]) -> set[str]:
    """Return the paths of those who wrote some posts."""
    authors = shown.order_by().values_list("author__network", "author__handle").distinct()
    return {person_path(network, fold_handle(handle)) for network, handle in authors}


def posts_new_in(shown: models.QuerySet[Tweet]) -> Iterable[str]:
    """Return the keys of those of some posts that are not in the ledger."""
    entered = LedgerEntry.objects.filter(kind=LedgerEntry.Kind.POST, key=models.OuterRef("key"))
    return shown.exclude(models.Exists(entered)).order_by().values_list("key", flat=True)
