"""The recipe: read → store → find the hours → group → index → report."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import nullcontext
from dataclasses import asdict, dataclass, field
from datetime import tzinfo
from itertools import chain, islice
from pathlib import Path
from types import MappingProxyType
from typing import Any
from zoneinfo import ZoneInfo

from django.db import connection, transaction
from django.utils import timezone

from .. import search
from ..counting import count
from ..models import Chat, ImportRun, Placement, Series, TweetQuerySet
from .announced import told_about
from .choosing import choose_series, make_series
from .erasing import erase
from .formats import FORMATS, by_name, detect
from .formats.addressed import ADDRESSEE, spoken_to
from .formats.base import Format
from .formats.pasted_time import day_in
from .guarding import Guard
from .keys import key_of_id
from .opening import OpenedFile, open_source
from .overrides import Overrides, fix_hosts_and_title, fix_hours
from .records import (
    AboutRecord,
    DeletionRecord,
    HeadingRecord,
    PostRecord,
    ReadOptions,
    Record,
    Rejection,
    UnreadableFile,
)
from .regrouping import correct_zone, regroup, regroup_others
from .report import ChatReport, ImportReport
from .storing import Store, Stored, batches

# So many posts are looked at to choose a series.
SAMPLE = 5000
# So many change what PostgreSQL's planner should know.
MANY = 1000
KEPT_REJECTIONS = 1000


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """What a person told about a file; `series` is a slug.

    `leading_handle` says who a handle is that begins a pasted line without a colon: its author, or its ADDRESSEE.
    `file_name` is what the file was called before it was kept under another name, `zone` that of its times without one
    when it was taken in first. Unless it `publishes`, its chats stay drafts, whatever the series says.
    """

    series: str = ""
    format: str = ""
    timezone: str = ""
    network: str = ""
    columns: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    overrides: Overrides = field(default_factory=Overrides)
    publish: bool = False
    dry_run: bool = False
    leading_handle: str = ""
    file_name: str = ""
    zone: str = ""
    publishes: bool = True


def gather_statistics() -> None:
    """Have PostgreSQL's planner know what came in: its own daemon gets there a minute later, if nobody is writing."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")


@dataclass(slots=True)
class Sorter:
    """Parts the records of a file: posts go on, all else is kept until they are stored."""

    headings: list[str] = field(default_factory=list)
    about: list[AboutRecord] = field(default_factory=list)
    deleted: list[str] = field(default_factory=list)
    rejected: list[Rejection] = field(default_factory=list)

    def posts(self, records: Iterable[Record]) -> Iterator[PostRecord]:
        """Yield the posts among records."""
        for record in records:
            match record:
                case PostRecord():
                    yield record
                case HeadingRecord():
                    self.headings.append(record.text)
                case AboutRecord():
                    self.about.append(record)
                case DeletionRecord():
                    self.deleted.append(key_of_id(record.network, record.source_id))
                case Rejection():
                    self.rejected.append(record)


def import_file(
    path: Path, options: ImportOptions, progress: Callable[[int], None] = lambda records: None
) -> ImportReport:
    """Take a file into the archive; `progress` is told the number of records after each batch.

    Raises UnreadableFile when nothing of it can be read and NoSeries when nobody says whose it is; the archive is
    then as it was. Raises BadOverride when what was told does not fit the file; its posts are kept then, and the
    same file can be taken in again with better words.
    """
    with (
        open_source(path, name=options.file_name) as opened,
        transaction.atomic() if options.dry_run else nullcontext(),
    ):
        report = Import(opened, options, progress).run()
        if options.dry_run:
            transaction.set_rollback(True)
    return report


class Import:
    """One file on its way into the archive."""

    def __init__(self, opened: OpenedFile, options: ImportOptions, progress: Callable[[int], None]) -> None:
        self.opened = opened
        self.options = options
        self.progress = progress
        self.format = format_of(opened, options.format)
        self.sorter = Sorter()

    def run(self) -> ImportReport:
        """Read, store, group, publish, index, report."""
        known = Series.objects.filter(slug=self.options.series).first()
        records = self.format.read(
            self.opened.stream, read_options(self.opened.name, self.options, self.zone_of(known))
        )
        posts = self.sorter.posts(as_told(records, self.options))
        sample = list(islice(posts, SAMPLE))
        if not sample and not self.sorter.deleted:
            raise UnreadableFile(nothing_read(self.opened.name, self.sorter.rejected))
        if known:
            correct_zone(known, self.options.timezone)
        series = known or self.series_for(sample)
        run = self.run_of(series)
        stored = self.store(run, chain(sample, posts))
        self.erase(stored)
        self.group(run, stored)
        self.finish(run, stored)
        notes = () if self.options.dry_run else self.publish_and_index(run)
        return self.report(run, stored, (*notes, *taken_before(run)))

    def zone_of(self, series: Series | None) -> ZoneInfo:
        """Return the zone of times that come without one: the told one, else the series' own."""
        return ZoneInfo(self.options.zone or self.options.timezone or (series.timezone if series else "UTC"))

    def series_for(self, sample: list[PostRecord]) -> Series:
        """Return the series the file belongs to, made where it is new."""
        if self.options.series:
            return make_series(self.options.series, self.options.timezone or "UTC")
        return choose_series(self.opened.name, sample, self.options.timezone or "UTC")

    def run_of(self, series: Series) -> ImportRun:
        """Return the run of this file for this series, the same one if the file was taken in before."""
        day = self.options.overrides.date
        told = {
            "network": self.options.network,
            "columns": dict(self.options.columns),
            "date": day.isoformat() if day else "",
            "leading_handle": self.options.leading_handle,
        }
        run, _ = ImportRun.objects.get_or_create(
            series=series,
            sha256=self.opened.sha256,
            format=self.format.name,
            options={name: value for name, value in told.items() if value},
            defaults={
                "file_name": self.name_for(series)[:255],
                "is_selection": self.format.is_selection,
                "zone": self.zone_of(series).key,
            },
        )
        return run

    def name_for(self, series: Series) -> str:
        """Return the file's name, without people who were taken out."""
        return Guard.now().file_name(self.opened.name, self.options.network or series.network)

    def store(self, run: ImportRun, posts: Iterable[PostRecord]) -> Stored:
        """Store the posts, a thousand in one transaction."""
        store = Store(run, run.series, self.zone_of(run.series), self.format.is_personal)
        for batch in batches(posts):
            store.take(batch)
            self.progress(store.stored.read)
        if store.stored.read >= MANY:
            gather_statistics()
        return store.stored

    def erase(self, stored: Stored) -> None:
        """Take out for good what the file says its authors deleted."""
        erased = erase(self.sorter.deleted)
        stored.erased = erased.posts
        for series, moments in erased.moments.items():
            regroup(series, moments)

    def group(self, run: ImportRun, stored: Stored) -> None:
        """Find the hours and group them; then once more where a person told hours, hosts or title."""
        if run.state != ImportRun.State.DONE:
            # An earlier attempt may have been cut off before grouping what it had stored.
            run.outline = self.guarded(run, self.sorter.headings)
            run.about = self.guarded(run, [told_about(about) for about in self.sorter.about])
            run.save(update_fields=["outline", "about"])
            stored.moments = list(run_posts(run).values_list("posted_at", flat=True))
        grouped = regroup(run.series, stored.moments, stored.changed_ids, self.options.overrides.hosts)
        stored.united = grouped.united
        regroup_others(run.series, stored)
        regroup(run.series, fix_hours(run.series, run, self.options.overrides))
        chats = list(run.chats.order_by("address").distinct())
        regroup(run.series, fix_hosts_and_title(chats, self.options.overrides))

    def guarded(self, run: ImportRun, told: list[Any]) -> list[Any]:
        """Return what a file tells beside its posts, without people who were taken out."""
        return list(Guard.now().told(told, self.options.network or run.series.network))

    def finish(self, run: ImportRun, stored: Stored) -> None:
        """Write what the run did, the first time it comes to its end."""
        if run.state == ImportRun.State.DONE:
            return
        run.state, run.finished_at = ImportRun.State.DONE, timezone.now()
        run.read, run.added, run.updated, run.unchanged = (
            stored.read,
            stored.added,
            stored.updated,
            stored.unchanged,
        )
        run.rejected = self.guarded(run, [asdict(one) for one in self.sorter.rejected[:KEPT_REJECTIONS]])
        run.save()

    def publish_and_index(self, run: ImportRun) -> tuple[str, ...]:
        """Publish the run's drafts where that was asked for, and bring the index in step; return what to say of it."""
        if self.options.publishes and (self.options.publish or run.series.publish_on_import):
            for chat in run.chats.drafts():
                with transaction.atomic():
                    chat.publish()
        try:
            search.index(Chat.objects.stale_in_index())
            if self.sorter.deleted:
                search.forget([], for_good=True)
        except search.IndexBusy as busy:
            return (str(busy),)
        return ()

    def report(self, run: ImportRun, stored: Stored, notes: tuple[str, ...]) -> ImportReport:
        """Return what the file brought."""
        return ImportReport(
            run=run.pk,
            file=self.opened.name,
            sha256=self.opened.sha256,
            format=self.format.title,
            series=run.series.slug,
            read=stored.read,
            added=stored.added,
            updated=stored.updated,
            unchanged=stored.unchanged,
            kept_aside=stored.kept_aside,
            united=stored.united,
            erased=stored.erased,
            kept_out=stored.kept_out,
            rejected=tuple(self.sorter.rejected),
            chats=tuple(ChatReport.of(chat) for chat in run.chats.order_by("address")),
            outside=run_posts(run).exclude(pk__in=Placement.objects.values("tweet")).count(),
            notes=notes,
            dry_run=self.options.dry_run,
        )


def taken_before(run: ImportRun) -> Iterator[str]:
    """Tell of the same file taken in before with something else said about it: its posts may now stand twice."""
    others = ImportRun.objects.filter(series=run.series, sha256=run.sha256).exclude(pk=run.pk)
    for chat in Chat.objects.filter(runs__in=others).exclude(runs=run).distinct():
        yield f"the same file was taken in before, told otherwise, and made {chat.get_absolute_url()}"


def run_posts(run: ImportRun) -> TweetQuerySet:
    """Return the posts of the series that a file told of."""
    # IN, neither joins nor EXISTS: PostgreSQL joins fresh tables row by row, SQLite asks them row by row.
    return run.series.tweets.filter(pk__in=run.sightings.values("tweet"))


def read_options(file: str, options: ImportOptions, zone: tzinfo) -> ReadOptions:
    """Return what a format needs to know of a file; `zone` is that of times that come without one."""
    return ReadOptions(
        columns=options.columns,
        date=options.overrides.date,
        timezone=zone,
        network=options.network,
        file_day=day_in(file.replace("_", " ")),
    )


def as_told(records: Iterator[Record], options: ImportOptions) -> Iterator[Record]:
    """Return the records as a person told them to be understood."""
    return spoken_to(records) if options.leading_handle == ADDRESSEE else records


def format_of(opened: OpenedFile, name: str) -> Format:
    """Return the format a person named, else the first that knows the file; raises UnreadableFile where none does."""
    found = by_name(name) if name else detect(opened.head, opened.name)
    if found is None:
        kinds = "; ".join(f"{kind.name} ({kind.title})" for kind in FORMATS)
        raise UnreadableFile(f"{opened.name}: no known kind of export; name one with --format. There are: {kinds}.")
    return found


def nothing_read(file: str, rejected: list[Rejection]) -> str:
    """Return the sentence for a file without a single good post."""
    if not rejected:
        return f"{file}: there are no posts in it."
    return f"{file}: no post could be read, {count(len(rejected), 'record')} rejected; the first: {rejected[0]}"
