"""JSON (RFC 8259): what the page is about, and its rows in reading order."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from .document import Document


def to_json(document: Document) -> Iterator[str]:
    """Yield one JSON object, a row a line so that files can be compared."""
    facts: Any = document.facts()
    head = json.dumps(asdict(facts), ensure_ascii=False, indent=1)
    yield f'{head.removesuffix("}").rstrip()},\n "{document.rows_called}": ['
    for number, row in enumerate(document.rows()):
        yield f"{',' if number else ''}\n  {json.dumps(asdict(row), ensure_ascii=False)}"
    yield "\n ]\n}\n"
