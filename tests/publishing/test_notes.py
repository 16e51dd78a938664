"""Notes are Markdown of the plainest kind, and safe in every form they are shown in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html as lxml_html

from transcripts.publishing import note_box, note_html
from transcripts.publishing.notes import note_blocks, note_markdown

ELEMENTS = {"p", "em", "strong", "code", "a", "ul", "ol", "li", "br", "div"}


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("*so* **very** `good`", "<p><em>so</em> <strong>very</strong> <code>good</code></p>"),
        ("one\n\ntwo", "<p>one</p>\n<p>two</p>"),
        ("one\ntwo", "<p>one<br>\ntwo</p>"),
        ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>"),
        ("[here](https://x.example/)", '<p><a href="https://x.example/">here</a></p>'),
        ("at https://x.example/.", '<p>at <a href="https://x.example/">https://x.example/</a>.</p>'),
        ("seeds.it is no link", "<p>seeds.it is no link</p>"),
    ],
)
def test_a_note_is_markdown(text: str, html: str) -> None:
    assert note_html(text) == html


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "[x](javascript:alert)",
        "[x](JaVaScript:alert)",
        "[x](data:text/html,hi)",
        "[x](/t/1/)",
        "<javascript:x>",
        "> quoted",
        "# Heading",
        "Heading\n===",
        "---",
        "```\ncode\n```",
        "| a |\n|---|\n| b |",
    ],
)
def test_what_could_hurt_or_be_taken_for_something_else_stays_as_it_was_typed(text: str) -> None:
    shown = note_html(text)
    found = lxml_html.fromstring(f"<div>{shown}</div>")
    assert {element.tag for element in found.iter()} <= {"div", "p", "br", "code"}
    assert "".join(found.itertext()).replace("\n", "") == text.replace("\n", "").replace("```", "").replace("`", "")


def test_a_picture_is_no_picture() -> None:
    assert "<img" not in note_html("![p](https://x.example/p.png)")


def test_words_cannot_be_turned_around() -> None:
    assert note_html("a\u202eb") == "<p>ab</p>"


def test_a_box_says_what_it_is_and_there_is_none_without_a_note() -> None:
    assert note_box("Remark", "ha") == '<div class="nt" role="note"><b>Remark</b><p>ha</p></div>'
    assert note_box("Remark", "") == ""


def test_wordpress_gets_a_block_for_each_paragraph_list_and_item() -> None:
    item = "<!-- wp:list-item -->\n<li>{}</li>\n<!-- /wp:list-item -->\n"
    assert note_blocks("one\n\n- a\n- b") == (
        "<!-- wp:paragraph -->\n<p>one</p>\n<!-- /wp:paragraph -->\n"
        '<!-- wp:list -->\n<ul class="wp-block-list">'
        f"{item.format('a')}{item.format('b')}</ul>\n<!-- /wp:list -->"
    )


def test_wordpress_is_told_that_a_list_is_numbered() -> None:
    assert note_blocks("1. a").startswith('<!-- wp:list {"ordered":true} -->\n<ol class="wp-block-list">')


def test_markdown_stays_markdown_without_what_is_none_here() -> None:
    assert note_markdown("*so* <b>x</b> <https://x.example>\n> q\n# h ![p](x)") == (
        "*so* \\<b>x\\</b> <https://x.example>  \n\\> q  \n\\# h \\![p](x)"
    )


@given(st.text(max_size=200))
def test_no_text_makes_other_elements(text: str) -> None:
    shown = note_html(text)
    found = lxml_html.fromstring(f"<div>{shown}</div>")
    assert {str(element.tag) for element in found.iter()} <= ELEMENTS
    for link in found.iter("a"):
        assert link.attrib["href"].lower().startswith(("https://", "http://", "mailto:"))
    note_blocks(text)
    note_markdown(text)
