"""Texts become safe HTML, and stay the author's words."""

from __future__ import annotations

import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transcripts.publishing.tweet_html import Link, Media, Words, plain, tweet_html

TCO = Link("https://t.co/abc", "https://www.example.org/seeds/how-to/")


def shown(text: str, *, people: tuple[str, ...] = (), **known: object) -> str:
    return str(tweet_html(Words(text, **known), people))  # type: ignore[arg-type]


def words_of(html: str) -> str:
    """The text as a copy gives it back: what was shown shorter in its own spelling."""
    spelled = re.sub(r'<a [^>]*data-s="([^"]*)"[^>]*>[^<]*</a>', r"\1", html)
    return unescape(re.sub(r"<[^>]+>", "", spelled))


def test_markup_in_a_text_is_shown_not_run() -> None:
    assert shown("<script>alert(1)</script> & co") == "&lt;script&gt;alert(1)&lt;/script&gt; &amp; co"


def test_a_link_leads_where_it_led_and_is_shown_short() -> None:
    html = shown("Read https://t.co/abc now", links=(TCO,))
    assert '<a href="https://www.example.org/seeds/how-to/" data-s="https://t.co/abc"' in html
    assert ">example.org/seeds/how-to</a> now" in html


def test_an_address_without_an_entity_is_a_link() -> None:
    assert 'href="http://example.org/a"' in shown("see http://example.org/a.")


def test_a_full_stop_after_a_link_is_no_part_of_it() -> None:
    assert shown("see http://example.org/a.").endswith("</a>.")


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "JAVASCRIPT:x", "vbscript:x", "//evil"])
def test_only_web_addresses_are_links(url: str) -> None:
    assert "<a" not in shown("go there", links=(Link("there", url),))


def test_quotes_in_an_address_do_not_end_its_attribute() -> None:
    html = shown("x https://t.co/abc", links=(Link("https://t.co/abc", 'https://e.org/"onmouseover="x'),))
    assert 'onmouseover="' not in html


def test_a_hashtag_leads_to_the_search() -> None:
    assert shown("for #GardenLib!") == 'for <a href="/search/?q=%23GardenLib">#GardenLib</a>!'


def test_a_number_is_no_hashtag() -> None:
    assert shown("we are #1") == "we are #1"


def test_a_mention_leads_to_a_person_who_has_a_page() -> None:
    assert shown("with @Ann and @Bob", people=("ann",)) == 'with <a href="/people/twitter/ann/">@Ann</a> and @Bob'


def test_a_full_stop_before_a_mention_leaves_it_one() -> None:
    assert shown("so .@ann says", people=("ann",)) == 'so .<a href="/people/twitter/ann/">@ann</a> says'


def test_an_account_on_another_server_is_one_mention() -> None:
    html = shown("with @ann@example.social.", people=("ann@example.social",), network="mastodon")
    assert '<a href="/people/mastodon/ann@example.social/">@ann@example.social</a>.' in html


def test_a_mail_address_is_no_mention() -> None:
    assert shown("write to ann@example.org", people=("example.org",)) == "write to ann@example.org"


def test_whom_a_reply_addresses_is_set_apart() -> None:
    assert shown("@ann @bob Yes!") == '<span class="to">@ann @bob </span>Yes!'


def test_remarks_in_brackets_and_line_ends_stay() -> None:
    assert shown("one [sic]\ntwo") == "one [sic]\ntwo"


def test_what_turns_the_direction_of_words_is_left_out() -> None:
    assert shown("a\u202egnp.exe\u2066b") == "agnp.exeb"


def test_a_picture_is_named_where_it_stood() -> None:
    html = shown("Look https://t.co/pic", media=(Media("https://e.org/1.jpg", shown="https://t.co/pic"),))
    assert '<a href="https://e.org/1.jpg" data-s="https://t.co/pic" rel="nofollow ugc">Photo</a>' in html


def test_a_link_that_looks_like_words_keeps_them() -> None:
    html = shown("see the list here", links=(Link("the list", "https://example.org/list"),))
    assert html == 'see <a href="https://example.org/list" rel="nofollow ugc">the list</a> here'


@given(st.text(alphabet=st.sampled_from("a1 @#<>&\"'./:\n()[]éß😀٣\u202e") | st.characters(codec="utf-8")))
def test_the_words_can_always_be_had_back(text: str) -> None:
    assert words_of(shown(text, people=("a", "a1"))) == plain(text)


@given(st.text(alphabet=st.sampled_from("ahtps:/.?#<>\"'&= jvcript")))
def test_no_text_makes_an_attribute_or_a_tag_of_its_own(text: str) -> None:
    tags = re.findall(r"<[^>]*>", shown(f"http://{text} {text}"))
    allowed = r'<a href="(https?://|/search/\?q=)[^"<>]*"( data-s="[^"<>]*")?( rel="nofollow ugc")?>|</a>'
    assert all(re.fullmatch(allowed, tag) for tag in tags)
