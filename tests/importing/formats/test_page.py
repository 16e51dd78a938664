from __future__ import annotations

from .page import PAGE, page


def test_the_page_on_formats_says_what_is_read() -> None:
    assert PAGE.read_text() == page(), "run `make docs`"
