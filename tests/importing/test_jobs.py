"""Work in the background is never lost and never done twice, whenever a worker dies."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files import File
from django.core.management import call_command
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from tests.importing.builders import a_chat_hour, write_lines
from tests.working import work
from transcripts.importing import jobs, keep_alive, look_at, take_in, take_up, work_on
from transcripts.importing.storing import Store
from transcripts.models import MOST_ATTEMPTS, Chat, ImportJob, ImportRun, Sighting, Tweet

pytestmark = pytest.mark.django_db

State = ImportJob.State
LONG_AGO = timezone.now() - timedelta(hours=1)


@pytest.fixture
def job(tmp_path: Path) -> ImportJob:
    """An upload of a small hour of #gardenlib that was looked at."""
    path = write_lines(tmp_path / "hour.jsonl", a_chat_hour())
    with path.open("rb") as file:
        made = ImportJob.objects.create(file=File(file), file_name="hour.jsonl", told={"series": "gardenlib"})
    look_at(made)
    work()
    made.refresh_from_db()
    assert made.state == State.READY
    return made


def now(job: ImportJob) -> ImportJob:
    """The job as it is in the database."""
    return ImportJob.objects.get(pk=job.pk)


def cut_off(job: ImportJob, monkeypatch: pytest.MonkeyPatch, *, after: int = 1) -> None:
    """Begin to take a job in, and have the worker vanish after some batches."""
    taken = 0

    def take(store: Store, records: object) -> None:
        nonlocal taken
        if taken == after:
            raise Vanished
        taken += 1
        whole(store, records)

    whole = Store.take
    with monkeypatch.context() as mortal:
        mortal.setattr("transcripts.importing.storing.BATCH", 5)
        mortal.setattr("transcripts.importing.pipeline.batches", small_batches)
        mortal.setattr(Store, "take", take)
        take_in(job)
        with pytest.raises(Vanished):
            work()


def small_batches(records: object) -> object:
    """Records by fives."""
    from transcripts.importing.storing import batches

    return batches(records, 5)  # type: ignore[arg-type]


class Vanished(BaseException):
    """What a worker dies of."""


def expire(job: ImportJob) -> None:
    """Have the lease of a job be long over."""
    ImportJob.objects.filter(pk=job.pk).update(leased_until=LONG_AGO)


def test_what_was_cut_off_is_invisible_and_then_completed_with_nothing_doubled(
    job: ImportJob, monkeypatch: pytest.MonkeyPatch
) -> None:
    cut_off(job, monkeypatch, after=2)
    assert (Tweet.objects.count(), Chat.objects.count()) == (10, 0)
    assert now(job).state == State.IMPORTING

    expire(job)
    take_up()
    assert now(job).state == State.QUEUED
    work()

    assert now(job).state == State.DONE
    assert (Tweet.objects.count(), Sighting.objects.count(), ImportRun.objects.count()) == (17, 17, 1)
    assert Chat.objects.get().placements.count() == 17
    report = now(job).report
    assert report is not None
    assert (report["added"], report["unchanged"]) == (7, 10)
    assert "broke off" in report["notes"][0]


def test_a_worker_that_is_told_to_stop_hands_its_job_on_at_once(
    job: ImportJob, monkeypatch: pytest.MonkeyPatch
) -> None:
    cut_off(job, monkeypatch)
    take_up()
    work()

    assert now(job).state == State.DONE


def test_the_queue_keeps_no_dead_task(job: ImportJob, monkeypatch: pytest.MonkeyPatch) -> None:
    cut_off(job, monkeypatch)
    assert DBTaskResult.objects.running().count() == 1
    take_up()

    assert (DBTaskResult.objects.running().count(), DBTaskResult.objects.ready().count()) == (0, 1)


def test_a_living_worker_keeps_its_job(job: ImportJob) -> None:
    take_in(job)
    claimed = ImportJob.objects.claim(job.pk)
    expire(job)
    keep_alive(job.pk)
    take_up()

    assert claimed is not None
    assert now(job).state == State.IMPORTING


def test_progress_keeps_a_job_too_and_can_be_watched(job: ImportJob) -> None:
    take_in(job)
    claimed = ImportJob.objects.claim(job.pk)
    assert claimed is not None
    expire(job)
    jobs.Work(claimed).progress(9)

    assert now(job).records == 9
    assert not ImportJob.objects.expired().exists()


def test_a_worker_thought_dead_lets_go_of_what_another_took_up(job: ImportJob) -> None:
    take_in(job)
    slow = ImportJob.objects.claim(job.pk)
    expire(job)
    take_up()
    quick = ImportJob.objects.claim(job.pk)
    assert slow is not None
    assert quick is not None

    with pytest.raises(jobs.LostLease):
        jobs.Work(slow).progress(3)
    assert not jobs.Work(slow).end(State.FAILED, error="late")
    assert now(job).state == State.IMPORTING


def test_a_job_that_the_queue_lost_is_queued_again(job: ImportJob) -> None:
    take_in(job)
    DBTaskResult.objects.all().delete()
    expire(job)
    take_up()
    work()

    assert now(job).state == State.DONE


def test_a_job_is_done_once_however_often_it_is_queued(job: ImportJob) -> None:
    take_in(job)
    work_on.enqueue(job.pk)
    work()

    assert now(job).attempts == 1


def test_what_kills_every_worker_is_given_up_in_a_sentence(job: ImportJob) -> None:
    take_in(job)
    ImportJob.objects.update(state=State.IMPORTING, attempts=MOST_ATTEMPTS, leased_until=LONG_AGO)
    take_up()

    assert now(job).state == State.FAILED
    assert "broke off 5 times" in now(job).error


def test_a_busy_job_is_not_asked_for_twice(job: ImportJob) -> None:
    assert take_in(job)
    assert not take_in(job)
    assert not look_at(job)
    assert DBTaskResult.objects.ready().count() == 1


def test_a_file_left_by_a_worker_that_died_too_early_is_cleared_away(job: ImportJob) -> None:
    path = Path(job.file.path)
    ImportJob.objects.update(state=State.DONE)
    take_up()

    assert not path.exists()
    assert now(job).file.name == ""


def test_the_same_file_uploaded_twice_changes_nothing(job: ImportJob, tmp_path: Path) -> None:
    take_in(job)
    work()
    version = Chat.objects.get().version
    with (tmp_path / "hour.jsonl").open("rb") as file:
        again = ImportJob.objects.create(file=File(file), file_name="again.jsonl", told={"series": "gardenlib"})
    look_at(again)
    work()
    assert now(again).preview["known"] == 17  # type: ignore[index]
    take_in(again)
    work()

    assert now(again).report["unchanged"] == 17  # type: ignore[index]
    assert (Chat.objects.get().version, ImportRun.objects.count()) == (version, 1)


@pytest.mark.django_db(transaction=True)
def test_the_worker_command_takes_up_and_works(job: ImportJob, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django_tasks_db.management.commands.db_worker.Worker.configure_signals", lambda self: None)
    take_in(job)
    DBTaskResult.objects.all().delete()
    expire(job)
    call_command("worker", "--batch")

    assert now(job).state == State.DONE
