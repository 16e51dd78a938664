"""Uploads are worked on in the background: looked at, then taken in. What was cut off is simply done again.

A job is claimed in its own table; the queue only wakes a worker. So a queue that forgets or repeats itself is harmless.
"""

from __future__ import annotations

import logging
from dataclasses import asdict
from datetime import UTC, date, time
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from ..models import MOST_ATTEMPTS, ImportJob, ImportJobQuerySet, ImportRun, Series, lease
from .choosing import NoSeries
from .guarding import Guard
from .overrides import BadOverride, Overrides
from .pipeline import KEPT_REJECTIONS, ImportOptions, import_file
from .preview import preview_file
from .records import UnreadableFile
from .schedule_files import Schedule, read_schedule
from .scheduling import take_schedule
from .undoing import undo

log = logging.getLogger(__name__)
State = ImportJob.State

SURPRISE = "Something went wrong that should not have. It is written in the server’s log; you can try again."
TOO_OFTEN = "The server broke off {attempts} times while it worked on this file; it may be too large for its memory."
RESUMED = (
    "The server broke off while it took this file in, and did it again: posts it had stored already count as known."
)


ALREADY_UNDONE = "It was taken back before."


class LostLease(Exception):
    """Another worker took the job, because this one had not spoken up for too long."""


def look_at(job: ImportJob) -> bool:
    """Have a worker look at an upload and make its preview; False when one is at work on it already."""
    return ask_for(job, State.RECEIVED)


def take_in(job: ImportJob) -> bool:
    """Have a worker take an upload into the archive; False when one is at work on it already."""
    return ask_for(job, State.QUEUED)


def take_back(job: ImportJob) -> bool:
    """Have a worker take back what an upload brought; False when one is at work on it already."""
    return ask_for(job, State.UNWANTED)


def ask_for(job: ImportJob, waiting: ImportJob.State) -> bool:
    """Put a job that nobody works on into the queue."""
    with transaction.atomic():
        idle = ImportJob.objects.idle().filter(pk=job.pk)
        if waiting != State.UNWANTED:
            idle = idle.exclude(file="")
        name = Guard.now().file_name(job.file_name, network_of(job))
        started = {"state": waiting, "file_name": name, "told": job.told, "error": "", "records": 0, "attempts": 0}
        if not idle.update(**started, leased_until=lease(), changed_at=timezone.now()):
            return False
        work_on.enqueue(job.pk)
    return True


@task
def work_on(job_id: int) -> None:
    """Do what a waiting job waits for; nothing, when another worker was quicker."""
    job = ImportJob.objects.claim(job_id)
    if job:
        Work(job).do()


def take_up() -> None:
    """Put jobs into the queue again whose worker died, and clear away what a dead one left."""
    for job in ImportJob.objects.expired():
        with transaction.atomic():
            requeue(job)
    for job in ImportJob.objects.with_needless_file():
        job.drop_file()


def requeue(job: ImportJob) -> None:
    """Queue a job that was cut off, unless that happened too often or another worker was quicker."""
    waiting = next(before for before, after in ImportJob.WORK.items() if job.state in (before, after))
    mine = ImportJob.objects.filter(pk=job.pk, state=job.state, leased_until=job.leased_until)
    if job.attempts >= MOST_ATTEMPTS:
        mine.update(state=State.FAILED, error=TOO_OFTEN.format(attempts=job.attempts), leased_until=None)
    elif mine.update(state=waiting, leased_until=lease()):
        forget_dead_task(job)
        work_on.enqueue(job.pk)


def forget_dead_task(job: ImportJob) -> None:
    """Delete the queue's record of the work that was cut off, which would say “running” for ever."""
    for left in DBTaskResult.objects.running().filter(task_path=work_on.module_path):
        if left.args_kwargs["args"] == [job.pk]:
            left.delete()


class Work:
    """One worker's work on one job that it has claimed."""

    def __init__(self, job: ImportJob) -> None:
        self.job = job

    def do(self) -> None:
        """Look, take in or take back; whatever comes of it, the job says so."""
        work = {State.LOOKING: self.look, State.IMPORTING: self.take_in, State.UNDOING: self.take_back}
        try:
            work[State(self.job.state)]()
        except LostLease:
            log.warning("%s: another worker took it up.", self.job)
        except (UnreadableFile, NoSeries, BadOverride) as error:
            self.fail(str(error))
        except Exception:
            log.exception("%s (upload %s) failed.", self.job, self.job.pk)
            self.fail(SURPRISE)
        except BaseException:
            # The worker is told to stop: the next one need not wait for the lease to end.
            self.mine().update(leased_until=timezone.now())
            raise

    def look(self) -> None:
        """Make the preview, of posts or else of a schedule."""
        try:
            preview = preview_file(self.path, options_of(self.job), self.progress)
        except UnreadableFile:
            found = self.schedule()
            if found is None:
                raise
            self.end(State.READY, preview=self.guarded(found.as_json()), records=0)
        else:
            self.end(State.READY, preview=self.guarded(preview.as_json()), records=preview.read)

    def schedule(self) -> Schedule | None:
        """Return the schedule that the file is, if it is one."""
        series = Series.objects.filter(slug=self.job.told.get("series", "")).first()
        try:
            return read_schedule(self.path, series.zone if series else UTC, self.job.file_name)
        except UnreadableFile:
            return None

    def take_in(self) -> None:
        """Take the file in; what it holds is in the archive then."""
        if "schedule" in (self.job.preview or {}):
            self.take_schedule()
        else:
            self.take_posts()

    def take_schedule(self) -> None:
        """Keep what a schedule announces."""
        slug = self.job.told.get("series", "")
        series = Series.objects.filter(slug=slug).first()
        if series is None:
            raise NoSeries(f"There is no series “{slug}” yet: take in some of its posts first.")
        report = take_schedule(self.path, series, self.job.file_name)
        told = {"schedule": [line.strip() for line in report.lines()][1:], "series": slug}
        if self.end(State.DONE, report=self.guarded(told), records=0):
            self.job.drop_file()

    def take_posts(self) -> None:
        """Take in the file's posts."""
        report = import_file(self.path, options_of(self.job), self.progress)
        notes = [RESUMED, *report.notes] if self.job.attempts > 1 else list(report.notes)
        shown = {"rejected": len(report.rejected), "notes": notes}
        shown["rejections"] = [asdict(rejection) for rejection in report.rejected[:KEPT_REJECTIONS]]
        if self.end(State.DONE, report=self.guarded(report.as_json() | shown), records=report.read):
            self.job.drop_file()

    def take_back(self) -> None:
        """Undo the upload; where somebody else already did, nothing is left to do."""
        report = self.job.report or {}
        run = ImportRun.objects.filter(pk=report.get("run", 0), sha256=report.get("sha256")).first()
        told = list(undo(run).lines()) if run else [ALREADY_UNDONE]
        self.end(State.UNDONE, report=report | {"undone": [line.strip() for line in told]})

    def fail(self, error: str) -> None:
        """Say why it failed; an earlier preview holds no more when looking again has failed."""
        seen = {"preview": None} if self.job.state == State.LOOKING else {}
        self.end(State.FAILED, error=error, **seen)

    def guarded(self, told: dict[str, Any]) -> dict[str, Any]:
        """Return what is remembered of the work without people who were taken out."""
        return dict(Guard.now().told(told, network_of(self.job)))

    @property
    def path(self) -> Path:
        """Where the file lies."""
        return Path(self.job.file.path)

    def mine(self) -> ImportJobQuerySet:
        """The job's row, as long as no other worker has claimed it."""
        return ImportJob.objects.filter(pk=self.job.pk, state=self.job.state, attempts=self.job.attempts)

    def progress(self, records: int) -> None:
        """Say how far the work is and that it goes on; raises LostLease when it was taken away."""
        if not self.mine().update(records=records, leased_until=lease()):
            raise LostLease

    def end(self, state: ImportJob.State, **told: Any) -> bool:
        """Write how the work ended, if it is still this worker's; True when it is."""
        return bool(self.mine().update(state=state, leased_until=None, changed_at=timezone.now(), **told))


def keep_alive(job_id: int) -> None:
    """Renew the lease of a job that a worker is at work on."""
    ImportJob.objects.filter(pk=job_id, state__in=ImportJob.WORK.values()).update(leased_until=lease())


def network_of(job: ImportJob) -> str:
    """Return the network that an upload's posts are from, as far as it was told."""
    series = Series.objects.filter(slug=job.told.get("series", "")).first()
    return str(job.told.get("network") or (series.network if series else "twitter"))


def options_of(job: ImportJob) -> ImportOptions:
    """Return what a person told about an upload as the importer takes it."""
    told = job.told
    overrides = Overrides(
        date=date.fromisoformat(told["date"]) if told.get("date") else None,
        start=time.fromisoformat(told["start"]) if told.get("start") else None,
        end=time.fromisoformat(told["end"]) if told.get("end") else None,
        hosts=tuple(told.get("hosts", ())),
        title=told.get("title", ""),
        questions={label: time.fromisoformat(clock) for label, clock in told.get("questions", {}).items()},
    )
    plain = ("series", "format", "timezone", "network", "leading_handle")
    return ImportOptions(
        **{name: told.get(name, "") for name in plain},
        columns=told.get("columns", {}),
        publish=bool(told.get("publish")),
        overrides=overrides,
        file_name=job.file_name,
    )
