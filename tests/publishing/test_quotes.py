"""Quotes keep the author's words and say who, when and where; those of a part of them say that it is one."""

from __future__ import annotations

import pytest

from tests.builders import make_chat, make_person, make_tweet, place
from transcripts.grouping import Part
from transcripts.publishing import QUOTE_FORMS, Quote, QuotedPost, Site, Transcript, written

pytestmark = pytest.mark.django_db
SITE = Site("Seedbed", "https://chats.example")
LINK = "https://chats.example/t/77/"
TEXT = "A1 In a cold cellar, well-kept & dry, (sixty cans) stay put for years."


def quote_of(text: str, *, name: str = "Ann Lee", words: str = "") -> Quote:
    chat = make_chat()
    make_person("ann", name)
    place(chat, make_tweet(text, key="77", source_id="77"), Part.ASIDE)
    return Quote.of(next(Transcript.of(chat).every_post), SITE.url, words)


def quoted(text: str = TEXT, *, words: str = "", **fields: object) -> QuotedPost:
    chat = make_chat()
    make_person("ann", "Ann Lee")
    place(chat, make_tweet(text, key="77", source_id="77", **fields), Part.ASIDE)
    transcript = Transcript.of(chat)
    return QuotedPost.of(next(transcript.every_post), transcript.title, transcript.path, SITE, words)


def form(name: str, post: QuotedPost) -> str:
    return QUOTE_FORMS[name].write([post])


def test_a_plain_quote_names_its_author_day_and_address() -> None:
    assert quote_of("Seeds & “roots”").plain == f"“Seeds & “roots””\n— Ann Lee (@ann), 12 May 2015\n{LINK}"


def test_a_rich_quote_is_a_blockquote_that_needs_no_script() -> None:
    assert quote_of("Seeds\n& roots").html == (
        f'<blockquote cite="{LINK}"><p>Seeds<br>&amp; roots</p>'
        f'<footer>— Ann Lee (@ann), <a href="{LINK}">12 May 2015</a></footer></blockquote>'
    )


def test_the_words_are_not_touched() -> None:
    text = "A1 u  need 2 read https://t.co/abc #GardenLib [sic] …"
    assert text in quote_of(text).plain


def test_hostile_words_and_names_stay_words() -> None:
    html = quote_of("<img src=x onerror=alert(1)>", name="<b>x</b>").html
    assert "<img" not in html
    assert "<b>" not in html


def test_what_turns_the_words_around_it_is_left_out() -> None:
    assert quote_of("Seeds \u202egnidart").text == "Seeds gnidart"


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("cold cellar", "…cold cellar…"),
        ("A1 In a", "A1 In a…"),
        ("put for years.", "…put for years."),
        ("put for years", "…put for years"),
        (TEXT, TEXT),
        ("(sixty cans)", "…(sixty cans)…"),
    ],
)
def test_an_ellipsis_stands_where_words_are_left_out_and_nowhere_else(words: str, shown: str) -> None:
    assert quote_of(TEXT, words=words).text == shown


def test_an_emoji_that_is_left_out_counts_as_a_word() -> None:
    assert quote_of("“Seeds!” 🌱", words="Seeds").text == "Seeds…"


def test_punctuation_that_is_left_out_counts_for_nothing() -> None:
    assert quote_of("“Seeds!”", words="Seeds").text == "Seeds"


def test_words_that_the_post_does_not_hold_are_refused() -> None:
    with pytest.raises(ValueError, match="does not hold"):
        quote_of(TEXT, words="warm cellar")


@pytest.mark.parametrize(
    ("words", "directive"),
    [
        ("cold cellar", "cold%20cellar"),
        ("well-kept & dry, (sixty", "well%2Dkept%20%26%20dry%2C%20%28sixty"),
        (TEXT, "A1%20In%20a%20cold,stay%20put%20for%20years."),
    ],
)
def test_words_are_linked_by_a_text_fragment_behind_an_id(words: str, directive: str) -> None:
    assert quote_of(TEXT, words=words).permalink == f"{LINK}#t-77:~:text={directive}"


def test_words_of_two_lines_are_linked_by_both_ends() -> None:
    assert quote_of("One two\n\nthree four", words="two\n\nthree").permalink.endswith("text=two,three")


def test_words_are_looked_for_as_they_are_shown() -> None:
    links = [{"shown": "https://t.co/abc", "url": "https://example.org/cellar"}]
    told = quoted("See https://t.co/abc soon", links=links)
    assert form("words-link", told) == f"{LINK}#t-77:~:text=See%20example.org%2Fcellar%20soon"


def test_a_post_comes_in_every_form() -> None:
    post = quoted("Seeds *want*\n[sun] & rain")
    assert form("text", post) == post.quote.plain
    assert form("html", post) == post.quote.html
    assert form("markdown", post) == (
        f"> Seeds \\*want\\*  \n> \\[sun\\] & rain  \n>\n> — [Ann Lee (@ann), 12 May 2015]({LINK})"
    )
    assert form("wordpress", post) == (
        '<!-- wp:quote -->\n<blockquote class="wp-block-quote"><!-- wp:paragraph -->\n'
        "<p>Seeds *want*<br>&#91;sun] &amp; rain</p>\n<!-- /wp:paragraph -->"
        f'<cite>— Ann Lee (@ann), <a href="{LINK}">12 May 2015</a></cite></blockquote>\n<!-- /wp:quote -->'
    )
    assert form("wordpress-embed", post) == (
        f'<!-- wp:embed {{"url":"{LINK}"}} -->\n<figure class="wp-block-embed">'
        f'<div class="wp-block-embed__wrapper">\n{LINK}\n</div></figure>\n<!-- /wp:embed -->'
    )
    assert form("link", post) == LINK
    assert form("place-link", post) == "https://chats.example/gardenlib/2015-05-12/#t-77"
    assert form("apa", post).startswith("Ann Lee [@ann]. (2015, May 13).")


def test_some_words_come_in_every_form_of_quoting() -> None:
    post = quoted(words="cold cellar")
    assert form("markdown", post).startswith("> …cold cellar…  \n")
    assert form("words-link", post) == f"{LINK}#t-77:~:text=cold%20cellar"
    assert form("link", post) == LINK
    assert TEXT in form("mla", post)


def test_several_posts_are_written_one_below_the_other() -> None:
    chat = make_chat()
    for text in ("Beans", "Peas"):
        place(chat, make_tweet(text), Part.ASIDE)
    transcript = Transcript.of(chat)
    told = [QuotedPost.of(post, transcript.title, transcript.path, SITE) for post in transcript.every_post]
    groups = written(told, ["markdown", "bibtex"])
    assert list(groups) == ["Quote", "Cite"]
    [markdown], [bibtex] = groups.values()
    assert markdown.text == "\n\n".join(form("markdown", one) for one in told)
    assert bibtex.text.count("@online{") == 2
