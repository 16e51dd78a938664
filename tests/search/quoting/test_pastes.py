"""Pastes come back as they were but for the links."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.search.quoting.finding import find, post
from transcripts.search.quoting import (
    Format,
    Link,
    markdown_as_html,
    read_blocks,
    read_prose,
    rounded_off,
    text_as_html,
    with_links,
)

SEEDS = post("A1 Tomato seeds keep in a cold cellar for sixty years #gardenlib", key="/t/1/")
WORDS = "Tomato seeds keep in a cold cellar for sixty years"

LINKED = [
    (Format.TEXT, f"I liked “{WORDS}”!", f"I liked “[{WORDS}](/t/1/)”!"),
    (Format.TEXT, "I liked “Tomato seeds keep […] for sixty years”",
     "I liked “[Tomato seeds keep […] for sixty years](/t/1/)”"),
    (Format.MARKDOWN, f"# Head\n\n> {WORDS}\n", f"# Head\n\n> [{WORDS}](/t/1/)\n"),
    (Format.MARKDOWN, "> Tomato seeds keep in a\n> cold cellar for sixty years\n",
     "> [Tomato seeds keep in a\n> cold cellar for sixty years](/t/1/)\n"),
    (Format.MARKDOWN, "- “Tomato *seeds* keep in a **cold cellar** for sixty years”",
     "- “[Tomato *seeds* keep in a **cold cellar** for sixty years](/t/1/)”"),
    (Format.MARKDOWN, "*“Tomato seeds* keep in a cold cellar for sixty years”",
     "*“[Tomato seeds](/t/1/)* [keep in a cold cellar for sixty years](/t/1/)”"),
    (Format.MARKDOWN, f"Wow!{WORDS}", f"Wow[!{WORDS}](/t/1/)"),
    (Format.MARKDOWN, f"[{WORDS}](http://example.org/)", f"[{WORDS}](http://example.org/)"),
    (Format.MARKDOWN, f"`{WORDS}`", f"`{WORDS}`"),
    (Format.MARKDOWN, f"```\n{WORDS}\n```", f"```\n{WORDS}\n```"),
    (Format.MARKDOWN, f"---\ntitle: “{WORDS}”\n---\n\n> {WORDS}\n",
     f"---\ntitle: “{WORDS}”\n---\n\n> [{WORDS}](/t/1/)\n"),
    (Format.MARKDOWN, f"[^1]: @ann: “{WORDS}”\n\n[1]: /x “{WORDS}”",
     f"[^1]: @ann: “[{WORDS}](/t/1/)”\n\n[1]: /x “{WORDS}”"),
    (Format.MARKDOWN, f"She said:\n\n    {WORDS}\n", f"She said:\n\n    {WORDS}\n"),
    (Format.MARKDOWN, f"1. She said:\n\n    {WORDS}\n", f"1. She said:\n\n    [{WORDS}](/t/1/)\n"),
    (Format.MARKDOWN, f"One more\r\n\r\n> {WORDS}\r\n\r\nand on", f"One more\r\n\r\n> [{WORDS}](/t/1/)\r\n\r\nand on"),
    (Format.HTML, f"<p>I liked <q>{WORDS}</q></p>", f'<p>I liked <q><a href="/t/1/">{WORDS}</a></q></p>'),
    (Format.HTML, "<li>Tomato <b>seeds</b> keep in a cold&nbsp;cellar for sixty years",
     '<li><a href="/t/1/">Tomato <b>seeds</b> keep in a cold&nbsp;cellar for sixty years</a>'),
    (Format.HTML, "<p><b>Tomato seeds</b> keep in a cold cellar <i>for sixty years</p>",
     '<p><b><a href="/t/1/">Tomato seeds</a></b> <a href="/t/1/">keep in a cold cellar</a> <i>'
     '<a href="/t/1/">for sixty years</a></p>'),
    (Format.HTML, f'<blockquote><p>A1 {WORDS} <a href="x">#gardenlib</a></p>&mdash; Ann</blockquote>',
     f'<blockquote><p><a href="/t/1/">A1 {WORDS}</a> <a href="x">#gardenlib</a></p>&mdash; Ann</blockquote>'),
    (Format.HTML, f'<p><a href="y">{WORDS}</a></p>', f'<p><a href="y">{WORDS}</a></p>'),
    (Format.HTML, f'<p title="{WORDS}">Nothing</p><script>"{WORDS}"</script><!-- {WORDS} -->',
     f'<p title="{WORDS}">Nothing</p><script>"{WORDS}"</script><!-- {WORDS} -->'),
]  # fmt: skip

NASTY = st.text(alphabet=st.sampled_from([*"ab “”\"'’<>&;[](){}*_`#@!\\/.…-=:\n\t0\0\u202e😀é中"]), max_size=300)
LINK = re.compile(r'<a href="/L">|\[|\]\(/L\)|</a>')


@pytest.mark.parametrize(("format", "paste", "linked"), LINKED)
def test_puts_links_on_quotes_and_touches_nothing_else(format: Format, paste: str, linked: str) -> None:
    assert find(paste, SEEDS, format=format).linked == linked


@pytest.mark.parametrize(
    ("paste", "format"),
    [
        ("Just a line.", Format.TEXT),
        ("1 < 2 & 3 > 2", Format.TEXT),
        ("# Head", Format.MARKDOWN),
        ("See [this](http://example.org).", Format.MARKDOWN),
        ("> quoted", Format.MARKDOWN),
        ("<p>Hello</p>", Format.HTML),
        ("Text with <b>bold</b>.", Format.HTML),
    ],
)
def test_the_format_of_a_paste_is_recognised(paste: str, format: Format) -> None:
    assert read_prose(paste).format == format


@pytest.mark.parametrize("format", Format)
@given(paste=NASTY)
def test_no_paste_is_too_strange_to_be_read(format: Format, paste: str) -> None:
    prose = read_prose(paste, format)

    assert len(prose.text) == len(prose.starts) == len(prose.ends)
    for block in read_blocks(prose):
        assert all(block.words[passage.first : passage.after] for passage in block.passages)
    find(paste, SEEDS, format=format)


@given(paste=NASTY, data=st.data())
def test_html_minus_the_links_is_what_was_pasted(paste: str, data: st.DataObject) -> None:
    prose = read_prose(paste, Format.HTML)
    links = _some_links(prose.text, data)

    linked = with_links(prose, links)

    assert re.sub(r'<a href="/L">(.*?)</a>', r"\1", linked, flags=re.DOTALL) == paste


@pytest.mark.parametrize("format", [Format.TEXT, Format.MARKDOWN])
@given(paste=NASTY.filter(lambda text: "/L" not in text), data=st.data())
def test_markdown_minus_the_links_is_what_was_pasted(format: Format, paste: str, data: st.DataObject) -> None:
    prose = read_prose(paste, format)

    linked = with_links(prose, _some_links(prose.text, data))

    assert re.sub(r"\[((?:[^\[\]]|\[(?:[^\[\]]|\[[^\[\]]*\])*\])*)\]\(/L\)", r"\1", linked) == paste


@given(paste=NASTY, data=st.data())
def test_a_preview_holds_no_markup_but_its_own(paste: str, data: st.DataObject) -> None:
    prose = read_prose(paste, Format.TEXT)

    html = text_as_html(prose, _some_links(prose.text, data))

    assert re.sub(r'</?(?:p|blockquote)>|<br>|<a href="/L">|</a>', "", html).count("<") == 0


@pytest.mark.parametrize(
    ("text", "found", "linked"),
    [
        ("she said it “was a rare event.” Then", "it “was a rare event", "it “was a rare event.”"),
        ("“a rare (very rare) event” twice", "a rare (very rare) event", "a rare (very rare) event"),
        ('"leeks," she says, "like frost (and snow)".', 'leeks," she says, "like frost (and snow',
         '"leeks," she says, "like frost (and snow)"'),
        ("it “was a rare event, the man said”", "it “was a rare event", "it “was a rare event"),
        ("", "", ""),
    ],
)  # fmt: skip
def test_a_link_takes_in_the_marks_that_belong_to_it(text: str, found: str, linked: str) -> None:
    start, end = rounded_off(text, text.index(found), text.index(found) + len(found))

    assert text[start:end] == linked


def test_blocks_of_markdown_from_a_browser_are_those_of_a_file() -> None:
    file = "# Head\n\nOne\ntwo\n \n- three\n\n\n> four\n"
    blocks = [
        [prose.text[block.start : block.end].split() for block in prose.blocks]
        for prose in (read_prose(paste, Format.MARKDOWN) for paste in (file, file.replace("\n", "\r\n")))
    ]

    assert blocks[0] == blocks[1] == [["Head"], ["One", "two"], ["three"], ["four"]]


def test_hostile_markdown_makes_no_hostile_html() -> None:
    html = markdown_as_html("<script>x</script> [a](javascript:x) <img src=x onerror=y>")

    assert "<script" not in html
    assert "<img" not in html
    assert 'href="javascript' not in html


@pytest.mark.parametrize("format", Format)
@pytest.mark.parametrize(
    "evil", ["<a ", '<a "', "`a ", "[a", "[a](", "*a", "a-", "@", "<!--", "&a", "\n>", "![a", "a.a.", "“"]
)
def test_no_paste_takes_long(format: Format, evil: str) -> None:
    # A reader that looked back would take minutes, not a moment.
    prose = read_prose(evil * (50_000 // len(evil)), format)

    assert prose.source


def _some_links(text: str, data: st.DataObject) -> list[Link]:
    if not text:
        return []
    places = sorted(data.draw(st.sets(st.integers(0, len(text)), min_size=0, max_size=6)))
    spans = zip(places[::2], places[1::2], strict=False)
    return [Link(start, end, "/L") for start, end in spans]
