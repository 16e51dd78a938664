"""Posts in every form in which they can be quoted: one file or property for each, one line here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from ..citations import CITATIONS, Citation
from ..embedding import embed_code
from .as_markdown import to_markdown
from .as_wordpress import inert, paragraph, to_wordpress, to_wordpress_embed
from .quoted_post import QuotedPost

__all__ = [
    "COLLECTION_FORMS",
    "QUOTE_FORMS",
    "FormGroup",
    "QuoteForm",
    "QuotedPost",
    "WrittenForm",
    "inert",
    "paragraph",
    "to_markdown",
    "to_wordpress",
    "written",
]


class FormGroup(StrEnum):
    """What a form gives."""

    QUOTE = "Quote"
    LINK = "Link"
    CITE = "Cite"


@dataclass(frozen=True, slots=True)
class QuoteForm:
    """A form in which posts can be quoted: its title, what it is for, and how it is written.

    `rich` names the form that is handed over beside it, formatted, for editors that take it so.
    """

    group: FormGroup
    title: str
    purpose: str
    write: Callable[[Sequence[QuotedPost]], str]
    rich: str = ""


@dataclass(frozen=True, slots=True)
class WrittenForm:
    """A form with what it says of some posts; `name` is what the form is called in addresses and on the page."""

    name: str
    form: QuoteForm
    text: str


def each(write: Callable[[QuotedPost], str], between: str = "\n\n") -> Callable[[Sequence[QuotedPost]], str]:
    """Return how posts are written one below the other."""
    return lambda posts: between.join(map(write, posts))


def cited(style: Citation) -> QuoteForm:
    """Return a citation as a form of quoting."""
    return QuoteForm(
        FormGroup.CITE, style.title, style.purpose, lambda posts: style.write([post.cited for post in posts])
    )


QUOTE_FORMS = {
    "text": QuoteForm(
        FormGroup.QUOTE,
        "Text",
        "formatted where an editor takes it so",
        each(lambda post: post.quote.plain),
        rich="html",
    ),
    "markdown": QuoteForm(
        FormGroup.QUOTE, "Markdown", "for Ghost, Jekyll, Hugo, forums", each(lambda post: to_markdown(post.quote))
    ),
    "html": QuoteForm(
        FormGroup.QUOTE,
        "HTML",
        "for a blog or any page; it needs no script or style",
        each(lambda post: post.quote.html, "\n"),
    ),
    "embed": QuoteForm(
        FormGroup.QUOTE,
        "Embed code",
        "for any page that takes HTML; text first, then a frame",
        each(lambda post: embed_code(post.embed), "\n"),
    ),
    "wordpress": QuoteForm(
        FormGroup.QUOTE,
        "WordPress quote",
        "a block to paste into its editor",
        each(lambda post: to_wordpress(post.quote)),
    ),
    "wordpress-embed": QuoteForm(
        FormGroup.QUOTE,
        "WordPress embed",
        "a block that has its editor embed the post",
        each(lambda post: to_wordpress_embed(post.permalink)),
    ),
    "link": QuoteForm(FormGroup.LINK, "Post", "its own page, for good", each(lambda post: post.permalink, "\n")),
    "words-link": QuoteForm(
        FormGroup.LINK, "Exact words", "browsers go to them and mark them", each(lambda post: post.words_link, "\n")
    ),
    "place-link": QuoteForm(
        FormGroup.LINK, "In its chat", "its place in the transcript", each(lambda post: post.place_link, "\n")
    ),
    **{name: cited(style) for name, style in CITATIONS.items()},
}
"""By what they are called on the page."""

COLLECTION_FORMS = [name for name, form in QUOTE_FORMS.items() if form.group != FormGroup.LINK]
"""Those in which several posts are given together: their addresses stand in every one of them."""


def written(posts: Sequence[QuotedPost], names: Iterable[str] = QUOTE_FORMS) -> dict[str, list[WrittenForm]]:
    """Return posts in some forms, by what the forms give."""
    groups: dict[str, list[WrittenForm]] = {}
    for name in names:
        form = QUOTE_FORMS[name]
        groups.setdefault(form.group, []).append(WrittenForm(name, form, form.write(posts)))
    return groups
