"""Which release of the pages this is: a token that changes with any template, style or line of the app."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from django.conf import settings


@cache
def release() -> str:
    """Return the token; read once per process."""
    digest = hashlib.sha256()
    for file in sorted(_files(settings.BASE_DIR)):
        digest.update(file.read_bytes())
    return digest.hexdigest()[:12]


def _files(base: Path) -> list[Path]:
    patterns = ("templates/**/*.html", "static/**/*.*", "transcripts/**/*.py")
    return [file for pattern in patterns for file in base.glob(pattern) if file.is_file()]
