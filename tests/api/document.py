"""Writes docs/openapi.json, the description of the API as it is served (`make docs`)."""

from __future__ import annotations

from pathlib import Path

PAGE = Path(__file__).parents[2] / "docs" / "openapi.json"


def main() -> None:
    """Write it."""
    from transcripts.web.api.docs import as_text

    PAGE.write_text(as_text())
