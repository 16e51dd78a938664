"""What the tests of the API share: the lively chat of the tests of pages, and somebody who asks without a key."""

from __future__ import annotations

import pytest

from tests.api.asking import Program
from tests.web.lively import Lively, make_lively
from transcripts import search


@pytest.fixture
def lively(db: None) -> Lively:
    """A chat with something of everything, in the index."""
    made = make_lively()
    search.index([made.chat])
    return made


@pytest.fixture
def anyone() -> Program:
    """Somebody without a key."""
    return Program()
