"""The page on curations says what is in one."""

from __future__ import annotations

from .page import PAGE, page


def test_the_page_on_curations_names_every_field() -> None:
    assert PAGE.read_text() == page(), "run `make docs`"
