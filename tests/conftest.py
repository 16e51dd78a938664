"""What every test may rely on: no network but loopback, an index of its own, the real exports where they are."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

import pytest
import pytest_socket
from django.conf import settings as django_settings
from django.db import connection
from pytest_django import DjangoDbBlocker, Settings

from transcripts.search.engines import current_engine

IN_CI = os.environ.get("CHATARCHIVE_CI") == "1"
SHARED = Path(os.environ.get("CHATARCHIVE_SHARED", Path(__file__).parents[2] / "shared"))

COMMITTING = frozenset({"transactional_db", "live_server"})
DATABASE = COMMITTING | {"db"}


def lacking(what: str) -> NoReturn:
    """Skip a test for want of something, saying of what; in CI nothing may be wanting."""
    if IN_CI:
        pytest.fail(what)
    pytest.skip(what)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let the run on a second database leave out what asks none."""
    parser.addoption("--database-only", action="store_true", help="only the tests that ask the database")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out the tests that ask no database, where that is wished; pytest-django lets none of them ask unmarked."""
    if config.getoption("--database-only"):
        config.hook.pytest_deselected(items=[item for item in items if not asks_the_database(item)])
        items[:] = [item for item in items if asks_the_database(item)]


def asks_the_database(item: pytest.Item) -> bool:
    """True for a test with the mark, or a fixture, that opens the database to it."""
    fixtures: list[str] = getattr(item, "fixturenames", [])
    return item.get_closest_marker("django_db") is not None or not DATABASE.isdisjoint(fixtures)


def commits(item: pytest.Item) -> bool:
    """True for a test whose writes are not rolled back."""
    mark, fixtures = item.get_closest_marker("django_db"), getattr(item, "fixturenames", [])
    return bool(mark and mark.kwargs.get("transaction")) or not COMMITTING.isdisjoint(fixtures)


def pytest_runtest_setup() -> None:
    """Forbid every connection that leaves this machine."""
    pytest_socket.socket_allow_hosts(["127.0.0.1", "::1", "localhost"], allow_unix_socket=True)


@pytest.fixture(autouse=True)
def _safe_and_quick(settings: Settings, tmp_path: Path) -> None:
    settings.SEARCH_INDEX_DIR = tmp_path / "index"
    settings.CARDS_DIR = tmp_path / "cards"
    settings.DATASETS_DIR = tmp_path / "datasets"
    settings.UPLOADS_DIR = tmp_path / "uploads"
    settings.SEARCHES_A_MINUTE = settings.API_REQUESTS_A_MINUTE = 0
    # Passwords of tests protect nothing; the real hasher takes half a second for each.
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(autouse=True)
def _no_document_stays(request: pytest.FixtureRequest, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Empty the tables of PostgreSQL's index after a test that commits: they are no models, which are flushed."""
    yield
    if connection.vendor == "postgresql" and commits(request.node):
        with django_db_blocker.unblock():
            current_engine().rebuild([])


@pytest.fixture(scope="session", autouse=True)
def _no_collected_files(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(django_settings, "STATIC_ROOT", str(tmp_path_factory.mktemp("static")))
        yield


@pytest.fixture(scope="session")
def shared() -> Path:
    """The directory of real exports; tests that ask for it are skipped where it is absent (never in CI)."""
    if not (SHARED / "data").is_dir():
        lacking("the real exports of ../shared are not here")
    return SHARED / "data"
