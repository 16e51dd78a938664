"""The contract, for every engine."""

from __future__ import annotations

import pytest
from pytest_django import Settings

from tests.search.engine_contract import EngineContract


class TestWhoosh(EngineContract):
    """Files below the data directory."""

    @pytest.fixture
    def engine(self, settings: Settings) -> None:
        settings.SEARCH_ENGINE = "whoosh"
