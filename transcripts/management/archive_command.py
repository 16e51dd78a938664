"""What the commands that work on the archive have in common: what they cannot do, they say in one sentence."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError, connection
from django.db.migrations.executor import MigrationExecutor

NOT_CURRENT = "The database is not that of this release: `manage.py migrate` brings it up to date, as `make run` does."


class ArchiveCommand(BaseCommand):
    """A command that finds the archive's tables as this release has them, and that may read and write files.

    Raises CommandError where there is no such database, and for a file or directory that cannot be used.
    """

    requires_migrations_checks = True

    def execute(self, *args: Any, **options: Any) -> str | None:
        """Do it; a file that cannot be read or written is told of without a traceback."""
        try:
            return super().execute(*args, **options)
        except OSError as error:
            raise CommandError(": ".join(filter(None, [error.filename, f"{error.strerror}."]))) from error

    def check_migrations(self) -> None:
        """Refuse to work on no tables, or on those of another release."""
        try:
            executor = MigrationExecutor(connection)
        except OperationalError as error:
            raise CommandError(f"The database does not answer: {error}") from error
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            raise CommandError(NOT_CURRENT)
