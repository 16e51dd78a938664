"""What the quick validators find in the demo, asked by Django's test client; `make check-site` asks a real server."""

from __future__ import annotations

from functools import cache
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import transaction
from django.test import Client, override_settings
from pytest_django import DjangoDbBlocker

from .demo import curate
from .pages import PAGES
from .site import Answer, Report, Site
from .validators import QUICK

pytestmark = pytest.mark.django_db


@cache
def fetch(path: str) -> Answer:
    """Ask Django, without a server."""
    response = Client().get(path)
    return Answer(response.status_code, response.headers["Content-Type"].partition(";")[0], response.getvalue())


@pytest.fixture(scope="module")
def reports(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Report]:
    """What each quick validator tells of one demo, which is taken in once."""
    home = tmp_path_factory.mktemp("demo")
    kept = {f"{name}_DIR": home / name.lower() for name in ("SEARCH_INDEX", "CARDS", "DATASETS", "UPLOADS")}
    with django_db_blocker.unblock(), transaction.atomic(), override_settings(SEARCHES_A_MINUTE=0, **kept):
        call_command("demo", "--no-serve", stdout=StringIO())
        curate()
        site = Site("http://localhost:8000", PAGES, fetch)
        found = {name: check(site) for name, check in QUICK.items()}
        transaction.set_rollback(True)
    return found


@pytest.mark.parametrize("name", QUICK)
def test_the_demo_has_no_fault(name: str, reports: dict[str, Report]) -> None:
    assert reports[name].faults == ()
    assert reports[name].looked_at > 0
