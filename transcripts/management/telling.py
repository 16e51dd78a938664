"""What an import did, for a terminal, with the command that takes it back; and commands as one types them."""

from __future__ import annotations

import shlex
from collections.abc import Iterator

from django.conf import settings

from ..importing import ImportReport


def told(report: ImportReport) -> Iterator[str]:
    """Yield the lines of a report, and how what it tells is taken back."""
    yield from report.lines()
    if not report.dry_run:
        yield f"  to take it back: {as_typed(f'undo_import {report.run}')}"


def as_typed(command: str) -> str:
    """Return a command as typed where the program lies, for this archive and no other."""
    home = settings.DATA_DIR
    where = "" if home == settings.BASE_DIR / "var" else f"CHATARCHIVE_DATA={shlex.quote(str(home))} "
    return f"{where}.venv/bin/python manage.py {command}"
