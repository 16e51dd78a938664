"""What an import did: for a person, for a program, for the archive's memory."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass

from ..counting import count
from ..models import Chat
from .records import Rejection


@dataclass(frozen=True, slots=True)
class ChatReport:
    """A chat that a file has posts of: its address, and how many posts were placed by which method."""

    url: str
    title: str
    published: bool
    questions: int
    hosts: tuple[str, ...]
    confidence: float
    placed: dict[str, int]

    @classmethod
    def of(cls, chat: Chat) -> ChatReport:
        """Read the report of a chat."""
        methods = chat.placements.values_list("method", "part")
        return cls(
            url=chat.get_absolute_url(),
            title=chat.title,
            published=chat.is_public,
            questions=chat.questions.count(),
            hosts=tuple(host.handle for host in chat.hosts.all()),
            confidence=round(chat.confidence, 2),
            placed=dict(sorted(Counter(way_of(method, part) for method, part in methods).items())),
        )


def way_of(method: str, part: str) -> str:
    """Return how a post was placed, in one word; what stands nowhere was placed by nothing."""
    return part if part in ("unplaced", "off") else method


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What one file brought; `run` is the number of the upload.

    `kept_aside` are posts that are not the series' own: inside retweets and quotes, or in one person's archive,
    without its hashtag. `united` are the same as posts the archive had in other words. `erased` were removed for good
    because the file tells that their authors did, `kept_out` were removed before.
    """

    run: int
    file: str
    sha256: str
    format: str
    series: str
    read: int
    added: int
    updated: int
    unchanged: int
    kept_aside: int
    united: int
    erased: int
    kept_out: int
    rejected: tuple[Rejection, ...]
    chats: tuple[ChatReport, ...]
    outside: int
    notes: tuple[str, ...] = ()
    dry_run: bool = False

    def as_json(self) -> dict[str, object]:
        """Return the report for `--report`."""
        return asdict(self)

    def lines(self) -> Iterable[str]:
        """Yield the report as a person reads it."""
        yield f"{self.file}: {self.format}, for #{self.series} chats" + (
            " (nothing was kept: --dry-run)" * self.dry_run
        )
        yield (
            f"  read {self.read:,}, added {self.added:,}, updated {self.updated:,}, "
            f"unchanged {self.unchanged:,}, rejected {len(self.rejected):,}"
        )
        if self.kept_aside:
            yield f"  {count(self.kept_aside, 'post')} without the hashtag kept aside, of no chat"
        if self.united:
            yield f"  {count(self.united, 'post')} the same as known ones in other words, made one with them"
        if self.erased:
            yield f"  {count(self.erased, 'post')} removed for good: the file tells that their authors deleted them"
        if self.kept_out:
            yield f"  {count(self.kept_out, 'post')} not taken: removed for good before"
        yield from (f"  {self.file}, {rejection}" for rejection in self.rejected[:20])
        if len(self.rejected) > 20:
            yield f"  … and {len(self.rejected) - 20:,} more; --report writes them all"
        for chat in self.chats:
            yield from chat_lines(chat)
        if self.outside:
            yield f"  {count(self.outside, 'post')} of the file outside every chat; kept, for staff only"
        yield from (f"  note: {note}" for note in self.notes)


def chat_lines(chat: ChatReport) -> Iterable[str]:
    """Yield the two lines of a chat."""
    state = "published" if chat.published else "draft"
    hosts = ", ".join(f"@{host}" for host in chat.hosts) or "no host found"
    title = f"“{chat.title}” " if chat.title else ""
    yield f"  {chat.url}  {title}({state}; {count(chat.questions, 'question')}; {hosts}; sure to {chat.confidence:.0%})"
    yield "    placed by " + ", ".join(f"{way} {number:,}" for way, number in chat.placed.items())
