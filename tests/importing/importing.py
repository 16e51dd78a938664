"""A file taken in through the door, as a command or a page does it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from transcripts.importing import ImportOptions, ImportReport, import_file


def take_in(path: Path, **options: Any) -> ImportReport:
    """Import a file with these options."""
    return import_file(path, ImportOptions(**options))
