"""The papers that go with an export: what it is, how to serve and read it, its checksums, one stamp with its date."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone

from ...models import Archive
from ...publishing import data_dictionary
from ..release import release
from .files import STAMP, Files

if TYPE_CHECKING:
    from .exporting import SiteReport

SUMS = "manifest-sha256.txt"
PAPERS = {"README.txt": "copy/README.txt", "_headers": "copy/_headers"}
DICTIONARY = "data-dictionary.md"
# Of the program, whose styles and scripts are in the export.
LICENSE = settings.BASE_DIR / "LICENSE"


def tell(files: Files, report: SiteReport) -> None:
    """Write the papers; completes the report with the number of bytes."""
    archive = Archive.current()
    shown = {"archive": archive, "site_url": settings.SITE_URL, "report": report}
    for name, template in PAPERS.items():
        files.write_file(name, render_to_string(template, shown).encode())
    files.write_file(DICTIONARY, data_dictionary().encode())
    files.write_file(LICENSE.name, LICENSE.read_bytes())
    files.write_file(SUMS, "".join(sum_of(file, files.home) for file in _all(files.home)).encode())
    report.bytes = sum(file.stat().st_size for file in _all(files.home))
    stamp: dict[str, object] = {"generator": f"Chatarchive {release()}"}
    stamp |= {"made": timezone.now().isoformat(timespec="seconds")}
    stamp |= {"archive": archive.name, "address": settings.SITE_URL, **asdict(report)}
    files.write_file(STAMP, f"{json.dumps(stamp, indent=2, ensure_ascii=False)}\n".encode())


def sum_of(file: Path, home: Path) -> str:
    """Return a line as sha256sum writes and checks it."""
    name = str(file.relative_to(home))
    mark = "\\" if "\\" in name or "\n" in name else ""
    name = name.replace("\\", "\\\\").replace("\n", "\\n")
    with file.open("rb") as opened:
        return f"{mark}{hashlib.file_digest(opened, 'sha256').hexdigest()}  {name}\n"


def _all(home: Path) -> Iterator[Path]:
    """Yield all files, in an order that stays the same."""
    for place, folders, names in os.walk(home):
        folders.sort()
        yield from (Path(place, name) for name in sorted(names))
