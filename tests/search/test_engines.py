"""The contract, for every engine."""

from __future__ import annotations

import pytest
from django.db import connection
from pytest_django import Settings

from tests.search.engine_contract import EngineContract
from tests.search.language_contract import LanguageContract
from tests.search.property_contract import PropertyContract

on_postgresql = pytest.mark.skipif(connection.vendor != "postgresql", reason="needs PostgreSQL: make test-postgres")


class OnWhoosh:
    """Files below the data directory."""

    @pytest.fixture
    def engine(self, settings: Settings) -> None:
        settings.SEARCH_ENGINE = "whoosh"


class OnPostgres:
    """Tables beside the posts."""

    @pytest.fixture
    def engine(self, settings: Settings) -> None:
        settings.SEARCH_ENGINE = "postgres"


class TestWhoosh(OnWhoosh, EngineContract): ...


class TestLanguageOnWhoosh(OnWhoosh, LanguageContract): ...


class TestPropertiesOnWhoosh(OnWhoosh, PropertyContract): ...


@on_postgresql
class TestPostgres(OnPostgres, EngineContract): ...


@on_postgresql
class TestLanguageOnPostgres(OnPostgres, LanguageContract): ...


@on_postgresql
class TestPropertiesOnPostgres(OnPostgres, PropertyContract): ...
