"""manage.py backup: what an archive cannot be without, copied while it runs."""

from __future__ import annotations

import shutil
from pathlib import Path

from django.conf import settings
from django.core.management.base import CommandError, CommandParser
from django.db import connection

from ..archive_command import ArchiveCommand

ELSEWHERE = "The archive is in PostgreSQL: back it up with pg_dump, and keep the secret key (docs/operating.md)."
KEY_TOLD = "The secret key is not in it, because CHATARCHIVE_SECRET_KEY tells it: keep that, too."


class Command(ArchiveCommand):
    """Copy the SQLite database and the secret key; everything else can be made again from them."""

    help = "Copy the database and the secret key into a new directory, while the archive runs (SQLite)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("directory", metavar="DIR", type=Path, help="where to; made, and not there yet")

    def handle(self, *, directory: Path, **_: object) -> None:
        """Make the directory, which nobody else may read, and copy."""
        if connection.vendor != "sqlite":
            raise CommandError(ELSEWHERE)
        directory.mkdir(mode=0o700, parents=True)
        copy = directory / "chatarchive.sqlite3"
        with connection.cursor() as cursor:
            # One moment's state, whoever writes meanwhile; a mere copy of the file would lack what its log holds.
            cursor.execute("VACUUM INTO %s", [str(copy)])
        key = settings.DATA_DIR / "secret_key"
        if key.exists():
            shutil.copy(key, directory)
        self.stdout.write(f"{copy}: {copy.stat().st_size / 1e6:,.1f} MB. {'' if key.exists() else KEY_TOLD}".strip())
