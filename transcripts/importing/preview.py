"""What taking a file in would do: read and grouped as for the archive, but nothing is written."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from itertools import islice
from pathlib import Path
from zoneinfo import ZoneInfo

from ..models import ImportRun, Participant, Series, Tweet
from .choosing import Proposal
from .foreseeing import Foresight
from .foreseen import FileOfPosts, ForeseenChat, ForeseenPost
from .formats.addressed import begins_with_a_bare_handle
from .formats.base import Format
from .merging import merge, merged
from .opening import OpenedFile, open_source
from .pipeline import SAMPLE, ImportOptions, Sorter, as_told, format_of, nothing_read, read_options
from .reading import as_post
from .records import PostRecord, Rejection, UnreadableFile
from .storing import Store, batches, tellings_in

LOOKED_AT = 50_000
"""So many posts are grouped for a preview; of a longer file the rest is only counted."""

SHOWN_REJECTIONS = 50
SHOWN_POSTS = 5


@dataclass(frozen=True, slots=True)
class Preview:
    """What a file holds, and what would become of it.

    `series` is the slug that was told or is proposed, "" when a person has to say; `candidates` are the file's most
    frequent hashtags with the number of posts that carry each. `known` posts the archive has already, `kept_out` were
    removed for good, `deletions` are notices that authors deleted a post. `grouped` is how many posts were looked at
    for chats. `asks_whose_handle` when handles in front of pasted lines may be authors or addressees, `asks_zone` when
    nobody said by which zone a new series is dated.
    """

    file: str
    format: str
    format_title: str
    is_selection: bool
    series: str
    is_new_series: bool
    candidates: tuple[tuple[str, int], ...]
    timezone: str
    network: str
    read: int
    known: int
    kept_aside: int
    kept_out: int
    deletions: int
    rejected: int
    rejections: tuple[Rejection, ...]
    grouped: int
    chats: tuple[ForeseenChat, ...]
    outside: int
    sample: tuple[ForeseenPost, ...]
    asks_whose_handle: bool
    asks_zone: bool
    notes: tuple[str, ...]

    def as_json(self) -> dict[str, object]:
        """Return the preview as it is remembered."""
        return asdict(self)


def preview_file(path: Path, options: ImportOptions, progress: Callable[[int], None] = lambda records: None) -> Preview:
    """Say what import_file would make of a file; `progress` is told the number of posts read after each batch.

    Raises UnreadableFile when nothing of it can be read.
    """
    with open_source(path, name=options.file_name) as opened:
        return Look(opened, options, progress).preview()


@dataclass(slots=True)
class Look:
    """One file that is being looked at."""

    opened: OpenedFile
    options: ImportOptions
    progress: Callable[[int], None]
    sorter: Sorter = field(default_factory=Sorter)
    seen: FileOfPosts = field(default_factory=FileOfPosts)
    found: int = 0
    read: int = 0
    known: int = 0
    bare_handles: int = 0
    kind: Format = field(init=False)

    def __post_init__(self) -> None:
        self.kind = format_of(self.opened, self.options.format)

    def preview(self) -> Preview:
        """Choose the series, read, group."""
        proposal = self.proposal()
        series = proposal.known or new_series(proposal.slug, self.options)
        notes = [*zone_note(series, self.options.timezone)]
        series.timezone = self.options.timezone or series.timezone
        store = self.store(series)
        for batch in batches(self.posts(series.zone)):
            self.take(store, batch)
            self.progress(self.read)
        if not (self.found or self.sorter.deleted):
            raise UnreadableFile(nothing_read(self.opened.name, self.sorter.rejected))
        network = self.options.network or series.network
        foresight = Foresight(
            series, network, self.seen, self.opened.sha256, self.sorter.headings, self.options.overrides
        )
        chats, problems = foresight.chats()
        return self.told(proposal, series, store, chats, [*notes, *problems])

    def proposal(self) -> Proposal:
        """Return the series a person told, else the one the first posts speak for."""
        if self.options.series:
            known = Series.objects.filter(slug=self.options.series).first()
            return Proposal(known, self.options.series, (), 0)
        found = Proposal.of(islice(self.posts(ZoneInfo(self.options.timezone or "UTC")), SAMPLE))
        self.sorter = Sorter()
        return found

    def posts(self, zone: ZoneInfo) -> Iterable[PostRecord]:
        """Read the file from its beginning."""
        self.opened.stream.seek(0)
        told = read_options(self.opened.name, self.options, zone)
        return self.sorter.posts(as_told(self.kind.read(self.opened.stream, told), self.options))

    def store(self, series: Series) -> Store:
        """Return what makes rows of records; none of them is saved."""
        run = ImportRun(series=series, options={"network": self.options.network})
        return Store(run, series, series.zone, self.kind.is_personal)

    def take(self, store: Store, records: Sequence[PostRecord]) -> None:
        """Turn a batch of records into posts as grouping will see them."""
        self.found += len(records)
        self.read += sum(not record.embedded for record in records)
        self.bare_handles += sum(map(begins_with_a_bare_handle, records))
        others = store.without_removed_people(records)
        kept = store.without_removed(tellings_in(others, [row_of(store, record) for record in others]))
        rows: dict[str, list[Tweet]] = {}
        for telling in kept:
            rows.setdefault(telling.key, []).append(telling.tweet)
        news = {key: merged(tellings) for key, tellings in rows.items()}
        self.known += meet(news, {one.key for one in kept if not one.record.embedded})
        own = {one.key for one in kept if store.belongs(one.record)}
        headings = {one.key: one.record.heading for one in reversed(kept) if one.record.heading}
        self.keep(news, own, headings)

    def keep(self, rows: Mapping[str, Tweet], own: set[str], headings: Mapping[str, str]) -> None:
        """Remember a batch's posts, as long as there are not too many."""
        seen = self.seen
        for key, row in rows.items():
            place = seen.posts if key in own else seen.aside
            if len(place) >= LOOKED_AT:
                continue
            seen.handles[row.author.folded] = row.author.handle
            seen.without_id |= set() if row.source_id else {key}
            place.setdefault(key, replace(as_post(row, headings.get(key, "")), key=key))

    def told(
        self, proposal: Proposal, series: Series, store: Store, chats: Sequence[ForeseenChat], notes: Sequence[str]
    ) -> Preview:
        """Put together what was seen."""
        return Preview(
            file=self.opened.name,
            format=self.kind.name,
            format_title=self.kind.title,
            is_selection=self.kind.is_selection,
            series=series.slug,
            is_new_series=not series.pk,
            candidates=proposal.candidates,
            timezone=series.timezone,
            network=self.options.network or series.network,
            read=self.read,
            known=self.known,
            kept_aside=len(self.seen.aside),
            kept_out=store.stored.kept_out,
            deletions=len(self.sorter.deleted),
            rejected=len(self.sorter.rejected),
            rejections=tuple(self.sorter.rejected[:SHOWN_REJECTIONS]),
            grouped=len(self.seen.posts),
            chats=tuple(chats),
            outside=self.seen.outside,
            sample=self.seen.first(SHOWN_POSTS),
            asks_whose_handle=bool(self.options.leading_handle) or self.bare_handles * 2 > self.read,
            asks_zone=not series.pk and not self.options.timezone,
            notes=tuple(notes),
        )


def new_series(slug: str, options: ImportOptions) -> Series:
    """Return an unsaved series, as it would be made; it has a number that is nobody's, so that it can be asked of."""
    hashtags = [slug] if slug else []
    return Series(pk=0, slug=slug, name=f"#{slug} chats", hashtags=hashtags, timezone=options.timezone or "UTC")


def zone_note(series: Series, timezone: str) -> Iterable[str]:
    """Tell when a told zone can no longer become the series' own."""
    if series.pk and timezone not in ("", series.timezone):
        if series.chats.filter(first_published_at__isnull=False).exists():
            yield f"#{series.slug} chats are public, dated by {series.timezone}: that zone cannot change any more."
        else:
            yield f"All #{series.slug} chats will be dated by {timezone} instead of {series.timezone}."


def row_of(store: Store, record: PostRecord) -> Tweet:
    """Return the row a record tells of, with an author of no account."""
    row = store.row(record, 0)
    row.author = Participant(handle=record.author.handle)
    return row


def meet(news: dict[str, Tweet], own: set[str]) -> int:
    """Have posts know what the archive knows of them; return how many of the file's own it has."""
    known = Tweet.objects.in_bulk(list(news), field_name="key")
    for key, row in known.items():
        merge(news[key], row)
    return len(own & known.keys())
