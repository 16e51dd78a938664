"""The engines, chosen by the setting SEARCH_ENGINE."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from .base import Engine, EngineStatus, Held, IndexBusy, IndexState, IndexUnusable, Matches, Term
from .postgres_engine import PostgresEngine
from .whoosh_engine import WhooshEngine

ENGINES: dict[str, Callable[[Path], Engine]] = {
    "postgres": PostgresEngine,
    "whoosh": WhooshEngine,
}

__all__ = [
    "ENGINES",
    "Engine",
    "EngineStatus",
    "Held",
    "IndexBusy",
    "IndexState",
    "IndexUnusable",
    "Matches",
    "Term",
    "current_engine",
]


def current_engine() -> Engine:
    """Return the engine of the settings; its open files are kept for the next call."""
    return _engine(settings.SEARCH_ENGINE, Path(settings.SEARCH_INDEX_DIR))


@lru_cache(maxsize=1)
def _engine(name: str, directory: Path) -> Engine:
    if name not in ENGINES:
        raise ImproperlyConfigured(f"CHATARCHIVE_SEARCH is “{name}”; it can be {', '.join(sorted(ENGINES))}.")
    return ENGINES[name](directory)
