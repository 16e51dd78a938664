"""A post that somebody is about to quote. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from ..citations import Cited, Site
from ..embedding import Embed
from ..excerpts import words_link
from ..posts import ShownPost
from ..quote import Quote
from ..tweet_html import plain


@dataclass(frozen=True, slots=True)
class QuotedPost:
    """What a quote can be made of, in any form: its words (all, or some), citation, embed and addresses.

    `permalink` leads to the post's page, `words_link` to the words on it, `place_link` to its place in its chat.
    """

    quote: Quote
    cited: Cited
    embed: Embed
    permalink: str
    words_link: str
    place_link: str

    @classmethod
    def of(cls, post: ShownPost, chat_title: str, chat_path: str, site: Site, words: str = "") -> QuotedPost:
        """Return a post of a chat, or only `words` of it; raises ValueError where it does not hold them."""
        return cls(
            quote=Quote.of(post, site.url, words),
            cited=Cited.post(post, site),
            embed=Embed.of_post_in(post, chat_title, site.url),
            permalink=f"{site.url}{post.path}",
            words_link=words_link(post, words or plain(post.text), site.url),
            place_link=f"{site.url}{chat_path}#t-{post.key}",
        )
