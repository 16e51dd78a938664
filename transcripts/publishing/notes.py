"""Notes and remarks: a person's Markdown as HTML for pages, as blocks for WordPress, as Markdown and text. Pure.

Emphasis, links, lists and code are all there is. Headings would break a page's outline, pictures would load from
elsewhere, and block quotes could be taken for posts: such signs stay as they were typed, HTML too.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any

from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token

from .tweet_html import plain

RULES = ["autolink", "backticks", "emphasis", "entity", "escape", "link", "linkify", "list", "newline"]
# What other Markdown would read as HTML, a heading, a block quote or a picture.
OTHER_SIGNS = re.compile(r"<(?=[A-Za-z/!?])(?!(?:https?|mailto):)|^[ \t]*(?=[>#])|!(?=\[)", re.MULTILINE)
LINE_END = re.compile(r"(?<=\S)\n(?=\S)")
FOLLOWED = ("https://", "http://", "mailto:")


def markdown() -> MarkdownIt:
    """Return a parser for notes."""
    made = MarkdownIt("zero", {"html": False, "linkify": True, "breaks": True, "maxNesting": 12}).enable(RULES)
    # Only addresses that say so are links: "seeds.it" is not.
    made.linkify.set({"fuzzy_link": False, "fuzzy_email": False})  # type: ignore[union-attr]
    made.validateLink = is_followed  # type: ignore[method-assign]
    return made


def is_followed(url: str) -> bool:
    """True for the addresses that a note's links may lead to."""
    return url.lower().startswith(FOLLOWED)


@lru_cache(maxsize=1024)
def note_html(text: str) -> SafeString:
    """Return a note as HTML paragraphs and lists; its links are its author's own and carry no rel."""
    return mark_safe(str(PAGES.render(plain(text))).strip())  # noqa: S308  built by the parser, which lets no HTML through


def note_box(word: str, text: str) -> SafeString:
    """Return a note in a box that says what it is, so that nobody takes it for a post's words."""
    return mark_safe(f'<div class="nt" role="note"><b>{word}</b>{note_html(text)}</div>') if text else SafeString()  # noqa: S308


def note_blocks(text: str) -> str:
    """Return a note as WordPress blocks."""
    return str(BLOCKS.render(plain(text))).strip()


def note_markdown(text: str) -> str:
    """Return a note as Markdown that reads elsewhere as it does here."""
    told = OTHER_SIGNS.sub(lambda sign: f"\\{sign.group().strip()}", plain(text))
    return LINE_END.sub("  \n", told)


def block(name: str, html: str, attributes: str = "") -> tuple[str, str]:
    """Return what opens and what closes a WordPress block around an element."""
    element = html.partition(" ")[0]
    return f"<!-- wp:{name}{attributes} -->\n<{html}>", f"</{element}>\n<!-- /wp:{name} -->\n"


def always(shown: str) -> Callable[..., str]:
    """Return a rule that shows the same for every token of its kind."""
    return lambda *_: shown


def paragraph(shown: str) -> Callable[..., str]:
    """Return a rule for paragraphs: those inside list items have no block of their own."""

    def rule(renderer: RendererHTML, tokens: Sequence[Token], at: int, options: Any, env: Any) -> str:
        if tokens[at].level:
            return "" if tokens[at].hidden or tokens[at].nesting == 1 else " "
        return shown

    return rule


def wordpress() -> MarkdownIt:
    """Return a parser that writes WordPress blocks; a list is one, and each of its items."""
    made = markdown()
    opening, closing = block("paragraph", "p")
    made.add_render_rule("paragraph_open", paragraph(opening))
    made.add_render_rule("paragraph_close", paragraph(closing))
    lists = {
        "bullet_list": block("list", 'ul class="wp-block-list"'),
        "ordered_list": block("list", 'ol class="wp-block-list"', ' {"ordered":true}'),
        "list_item": block("list-item", "li"),
    }
    for name, (opens, closes) in lists.items():
        made.add_render_rule(f"{name}_open", always(opens))
        made.add_render_rule(f"{name}_close", always(closes))
    return made


PAGES = markdown()
BLOCKS = wordpress()
