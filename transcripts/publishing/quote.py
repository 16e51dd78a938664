"""Quotes to paste: the author's words unchanged, who said them, when, and where they stand. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from .excerpts import excerpt, words_link
from .posts import ShownPost
from .tweet_html import plain


@dataclass(frozen=True, slots=True)
class Quote:
    """A quote of a post, or of some of its words, with an ellipsis where others are left out.

    `permalink` is the absolute address of the post's page, or of the words on it; `date` the day in its chat's zone.
    """

    text: str
    name: str
    handle: str
    date: str
    permalink: str

    @classmethod
    def of(cls, post: ShownPost, site_url: str, words: str = "") -> Quote:
        """Return a post, or only `words` of it, with its address on this site; raises ValueError if it lacks them."""
        text, link = plain(post.text), f"{site_url}{post.path}"
        if words:
            text, link = excerpt(text, words), words_link(post, words, site_url)
        return cls(text, post.author.name, post.author.handle, f"{post.local:%-d %B %Y}", link)

    @property
    def plain(self) -> str:
        """The quote for a place that takes text only."""
        return f"“{self.text}”\n— {self.who}, {self.date}\n{self.permalink}"

    @property
    def html(self) -> str:
        """The quote for a blog: a blockquote that names its source, whole without any script or style."""
        link = escape(self.permalink)
        return (
            f'<blockquote cite="{link}"><p>{self.words_html}</p>'
            f'<footer>— {escape(self.who, quote=False)}, <a href="{link}">{self.date}</a></footer></blockquote>'
        )

    @property
    def words_html(self) -> str:
        """The words as the inside of a paragraph."""
        return escape(self.text, quote=False).replace("\n", "<br>")

    @property
    def who(self) -> str:
        """Name and handle of the author."""
        return f"@{self.handle}" if self.name == self.handle else f"{self.name} (@{self.handle})"
