"""Write down all that people decided, so that the archive can be made again elsewhere."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from ...curating import export_curation
from ...publishing import answers_of
from ..archive_command import ArchiveCommand


class Command(ArchiveCommand):
    """`manage.py export_curation [FILE]`."""

    help = "Write all that people decided, and every address that was ever public, as lines of JSON."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("file", nargs="?", metavar="FILE", type=Path, help="without it: standard output")

    def handle(self, *, file: Path | None, **options: Any) -> None:
        """Write the lines; a file is there only when it is whole."""
        lines = export_curation(answers_of)
        if file is None:
            self.stdout.writelines(lines)
            return
        unfinished = file.with_name(f"{file.name}.part")
        with unfinished.open("w", encoding="utf-8") as whole:
            whole.writelines(lines)
        unfinished.replace(file)
