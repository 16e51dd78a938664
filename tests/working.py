"""A worker, for tests that need one done with its work at once."""

from __future__ import annotations

from django_tasks_db.models import DBTaskResult


def work() -> None:
    """Do all that waits in the queue."""
    while task := DBTaskResult.objects.ready().first():
        task.claim("a test")
        task.task.call(*task.args_kwargs["args"])
        task.set_successful(None)
