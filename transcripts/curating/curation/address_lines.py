"""Lines about addresses: where old ones lead, and all that were ever public."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Literal, Protocol, Self

from pydantic import Field

from ...models import Alias, LedgerEntry
from .line import Key, Line, Moment, Path
from .rebuild import Rebuild


class AliasLine(Line):
    """An address that leads to another one."""

    kind: Literal["alias"] = "alias"
    path: Path = Field(max_length=300, description="The old path.")
    target: Path = Field(max_length=300, description="The path of today.")

    @classmethod
    def told(cls) -> Iterator[Self]:
        """Yield each."""
        for path, target in Alias.objects.order_by("path").values_list("path", "target"):
            yield cls(path=path, target=target)

    def apply(self, rebuild: Rebuild) -> None:
        """Write it."""
        if not Alias.objects.filter(path=self.path, target=self.target).exists():
            Alias.objects.update_or_create(path=self.path, defaults={"target": self.target})


class Answering(Protocol):
    """What a path answers: an HTTP status."""

    @property
    def status(self) -> int: ...


class Answers(Protocol):
    """A way to ask what entries of the ledger answer, by path."""

    def __call__(self, entries: Sequence[LedgerEntry], /) -> Mapping[str, Answering]: ...


class AddressLine(Line):
    """An address that was ever public. All of them together are the ledger."""

    kind: Literal["address"] = "address"
    path: Path = Field(description="The path, percent-encoded.")
    what: Literal["series", "chat", "question", "recap", "post", "person"] = Field(description="What it names.")
    key: Key = Field(description="The key of the post; of a question that of the first post that asked it.")
    since: Moment = Field(description="When it entered the ledger.")
    answers: Literal[0, 200, 301, 302, 410] = Field(description="What it answered when this was exported.")

    @classmethod
    def told(cls) -> Iterator[Self]:
        """Yield nothing: what the addresses answer is known to whoever exports them."""
        yield from ()

    @classmethod
    def answering(cls, answers: Answers) -> Iterator[Self]:
        """Yield each with what it answers."""
        for batch in LedgerEntry.objects.in_batches():
            status = {path: answer.status for path, answer in answers(batch).items()}
            for one in batch:
                told = {"path": one.path, "what": one.kind, "key": one.key, "since": one.since}
                yield cls.model_validate({**told, "answers": status.get(one.path, 0)})

    def as_entry(self) -> LedgerEntry:
        """Return it as a row, not saved."""
        return LedgerEntry(path=self.path, kind=self.what, key=self.key, since=self.since)

    def apply(self, rebuild: Rebuild) -> None:
        """Enter it."""
        enter([self])


def enter(lines: Iterable[AddressLine]) -> None:
    """Enter addresses, a thousand at once."""
    rows = iter(lines)
    while batch := list(islice(rows, 1000)):
        LedgerEntry.objects.enter_again([line.as_entry() for line in batch])
