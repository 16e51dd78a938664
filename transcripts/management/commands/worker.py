"""manage.py worker: do what waits in the background, and what a worker that died left undone."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread
from types import FrameType
from typing import Any

from django.core.management import call_command
from django.core.management.base import CommandParser
from django.db import DatabaseError, connection
from django.utils.crypto import get_random_string
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from ...curating import resume_removals
from ...importing import keep_alive, take_up, work_on
from ..archive_command import ArchiveCommand

HEARTBEAT_SECONDS = 20.0


class Command(ArchiveCommand):
    """Work until told to stop; work that is cut off is done again by the next worker."""

    help = "Look at uploads and take them in, in the background."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--batch", action="store_true", help="stop when nothing is left to do")
        parser.add_argument("--interval", default=1.0, type=float, metavar="SECONDS", help="between looks at the queue")

    def handle(self, *, batch: bool, interval: float, **_: object) -> None:
        """Take up what was left, then do what comes."""
        call_command("prune_db_task_results", verbosity=0)
        resume_removals()
        worker = LivelyWorker()
        worker.configure_signals()
        while worker.running:
            take_up()
            worker.run()
            if batch:
                break
            time.sleep(interval)


class LivelyWorker(Worker):
    """A queue's worker that speaks up for its job while it works, and that stops at once when told to."""

    def __init__(self) -> None:
        super().__init__(
            queue_names=["*"],
            interval=0,
            # Comes back when the queue is empty, so that the jobs of dead workers are taken up in between.
            batch=True,
            backend_name="default",
            startup_delay=False,
            max_tasks=None,
            worker_id=get_random_string(32),
            excluded_queue_names=[],
        )

    def shutdown(self, signum: int, frame: FrameType | None) -> None:
        """Stop: what is cut off keeps nothing half-visible and is done again."""
        self.running = False
        sys.exit(0)

    def run_task(self, db_task_result: DBTaskResult[Any, Any]) -> None:
        """Run a task, and renew the lease of its job meanwhile."""
        if db_task_result.task_path != work_on.module_path:
            super().run_task(db_task_result)
            return
        with heartbeat(db_task_result.args_kwargs["args"][0]):
            super().run_task(db_task_result)


@contextmanager
def heartbeat(job_id: int) -> Iterator[None]:
    """Renew a job's lease every now and then, from a thread: grouping a long chat can take its time."""
    over = Event()

    def beat() -> None:
        while not over.wait(HEARTBEAT_SECONDS):
            try:
                keep_alive(job_id)
            except DatabaseError:
                # A long transaction holds the database; the next beat comes well before the lease ends.
                continue
        connection.close()

    thread = Thread(target=beat, daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join(timeout=1)
