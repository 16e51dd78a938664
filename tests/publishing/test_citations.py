"""Quotes keep the author's words and say who, when and where."""

from __future__ import annotations

import pytest

from tests.builders import make_chat, make_person, make_tweet, place
from transcripts.grouping import Part
from transcripts.publishing import Quote, Transcript

pytestmark = pytest.mark.django_db


def quote_of(text: str, *, name: str = "Ann Lee") -> Quote:
    chat = make_chat()
    make_person("ann", name)
    place(chat, make_tweet(text, key="77", source_id="77"), Part.ASIDE)
    return Quote.of(next(Transcript.of(chat).every_post), "https://chats.example")


def test_a_plain_quote_names_its_author_day_and_address() -> None:
    assert quote_of("Seeds & “roots”").plain == (
        "“Seeds & “roots””\n— Ann Lee (@ann), 12 May 2015\nhttps://chats.example/t/77/"
    )


def test_a_rich_quote_is_a_blockquote_that_needs_no_script() -> None:
    assert quote_of("Seeds\n& roots").html == (
        '<blockquote cite="https://chats.example/t/77/"><p>Seeds<br>&amp; roots</p>'
        '<footer>— Ann Lee (@ann), <a href="https://chats.example/t/77/">12 May 2015</a></footer></blockquote>'
    )


def test_the_words_are_not_touched() -> None:
    text = "A1 u  need 2 read https://t.co/abc #GardenLib [sic] …"
    assert text in quote_of(text).plain


def test_hostile_words_and_names_stay_words() -> None:
    html = quote_of("<img src=x onerror=alert(1)>", name="<b>x</b>").html
    assert "<img" not in html
    assert "<b>" not in html
