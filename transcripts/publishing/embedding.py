"""What stands in other people's pages: a quote that is text first, and a frame that shows it better. Pure.

The form is the one that WordPress's own filter lets through (`wp_filter_oembed_result`): a blockquote, then an iframe,
then what it may throw away. There the tags of paragraphs and line ends are lost, so that a space stands beside each.
"""

from __future__ import annotations

import math
import textwrap
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from html import escape

from ..counting import count
from .addresses import series_path
from .conversation import Conversation
from .posts import ShownPost
from .quote import Quote
from .threads import unfolded
from .transcript import Section, Transcript
from .tweet_html import plain

FIRST_ANSWERS = 5
LONGEST_ANSWER = 280
FRAME_WIDTH = 600
"""Of a frame in CSS pixels, where nobody asks for less: what WordPress gives its own."""
TALLEST = 1000
"""Of a frame in CSS pixels: WordPress cuts what is taller."""

NARROW = 480
"""In CSS pixels: below that, who said something stands above when."""

PHONE = (320, 900)
"""How wide the column of a blog on a phone is, and what of it one sees at once, in CSS pixels."""
LINE, LETTER = 25.5, 8.7


@dataclass(frozen=True, slots=True)
class Setting:
    """How the frame's style sheet sets a kind of page, in CSS pixels; `when_narrow` is added to what stands around."""

    beside: int
    around: int
    between: int
    when_narrow: int


POST = Setting(beside=80, around=135, between=0, when_narrow=45)
ANSWERS = Setting(beside=80, around=125, between=38, when_narrow=130)
LIST = Setting(beside=40, around=105, between=8, when_narrow=25)


@dataclass(frozen=True, slots=True)
class Embed:
    """A post, question or chat as it is embedded.

    `words` are its paragraphs as text, `by` says whose they are or how many, `within` what they stand in and when.
    `path` is that of its own page, `author_path` that of who said it: a person, or a series.
    """

    title: str
    words: tuple[str, ...]
    by: str
    within: str
    path: str
    author: str
    author_path: str
    site_url: str
    setting: Setting

    @classmethod
    def of_post(cls, talk: Conversation, site_url: str) -> Embed:
        """Return a post, its words whole."""
        return cls.of_post_in(talk.post, talk.standings[0].title, site_url)

    @classmethod
    def of_post_in(cls, post: ShownPost, chat_title: str, site_url: str) -> Embed:
        """Return a post of a chat."""
        quote = Quote.of(post, site_url)
        return cls(
            title=f"{post.author.name} in {chat_title}",
            words=(post.text,),
            by=quote.who,
            within=f"{chat_title}, {quote.date}",
            path=post.path,
            author=post.author.name,
            author_path=post.author.path,
            site_url=site_url,
            setting=POST,
        )

    @classmethod
    def of_question(cls, transcript: Transcript, section: Section, site_url: str) -> Embed:
        """Return a question with its first answers."""
        title = f"{section.label}: {section.title}"
        return cls(
            title=title,
            words=(title, *map(_said, first_answers(section))),
            by=count(section.count, "answer"),
            within=f"{transcript.title}, {_day(transcript.date)}",
            path=section.path,
            author=transcript.series_name,
            author_path=series_path(transcript.series),
            site_url=site_url,
            setting=ANSWERS,
        )

    @classmethod
    def of_chat(cls, transcript: Transcript, site_url: str) -> Embed:
        """Return a chat: its questions and how often each was answered."""
        asked = [f"{one.label}: {one.title} ({count(one.count, 'answer')})" for one in transcript.questions]
        hosts = " and ".join(host.name for host in transcript.hosts)
        by = f"{transcript.series_name}, hosted by {hosts}" if hosts else transcript.series_name
        return cls(
            title=transcript.title,
            words=(transcript.title, *(asked or [str(transcript.gaps)])),
            by=by,
            within=_day(transcript.date),
            path=transcript.path,
            author=transcript.series_name,
            author_path=series_path(transcript.series),
            site_url=site_url,
            setting=LIST,
        )

    @property
    def permalink(self) -> str:
        """The absolute address of its page."""
        return f"{self.site_url}{self.path}"

    @property
    def frame(self) -> str:
        """The absolute address of its frame; without a fragment, where WordPress puts its secret."""
        return f"{self.permalink}embed/"

    @property
    def author_url(self) -> str:
        """The absolute address of who said it."""
        return f"{self.site_url}{self.author_path}"

    def height(self, width: int = FRAME_WIDTH) -> int:
        """Return about how tall its frame is, in CSS pixels, when it is so wide: until something measures it."""
        return min(_height(self.setting, self.words, width), TALLEST)


def oembed_html(embed: Embed, width: int, height: int) -> str:
    """Return what an oEmbed consumer puts in a page; the frame is shown whether or not a script runs."""
    # Old, but all that WordPress leaves of a frame's look.
    frame = _frame(embed, width, height, 'frameborder="0"')
    return f"{_quote(embed)}{frame}{_script(embed)}"


def embed_code(embed: Embed) -> str:
    """Return what somebody pastes into a page: three lines, none of them blank, which would end HTML in Markdown.

    Text alone until the script has learnt from the frame that it is there, and how tall it is.
    """
    frame = _frame(embed, FRAME_WIDTH, embed.height(), 'loading="lazy" hidden')
    return f"{_quote(embed)}\n{frame}\n{_script(embed)}"


def first_answers(section: Section) -> tuple[ShownPost, ...]:
    """Return the answers that stand for a question: picked as the best, then those to no other answer.

    There are as many as one sees at once on a phone; one at least, however long.
    """
    answers = [post for post in unfolded(section.posts) if not post.is_repost]
    to_the_question = {post.key for post in section.posts}
    ranked = sorted(answers, key=lambda post: (not post.best, post.key not in to_the_question))
    first = [replace(post, replies=()) for post in ranked[:FIRST_ANSWERS]]
    width, height = PHONE
    while len(first) > 1 and _height(ANSWERS, [section.title, *(post.text for post in first)], width) > height:
        first.pop()
    return tuple(first)


def _height(setting: Setting, paragraphs: Sequence[str], width: int) -> int:
    """Return about how tall a frame is for some paragraphs, however tall."""
    in_a_line = max((width - setting.beside) / LETTER, 1)
    lines = [line for words in paragraphs for line in words.split("\n")]
    rows = sum(max(math.ceil(_letters(line) / in_a_line), 1) for line in lines)
    around = setting.around + (setting.when_narrow if width < NARROW else 0)
    return around + round(rows * LINE) + (len(paragraphs) - 1) * setting.between


def _quote(embed: Embed) -> str:
    words = " ".join(f'<p dir="auto">{_text(words)}</p>' for words in embed.words)
    link = f'<a href="{escape(embed.permalink)}">{_text(embed.within)}</a>'
    return (
        f'<blockquote class="wp-embedded-content" cite="{escape(embed.permalink)}">'
        f"{words} <p>— {_text(embed.by)}, {link}</p></blockquote>"
    )


def _frame(embed: Embed, width: int, height: int, more: str) -> str:
    title = escape(plain(embed.title))
    return f'<iframe src="{escape(embed.frame)}" title="{title}" width="{width}" height="{height}" {more}></iframe>'


def _script(embed: Embed) -> str:
    return f'<script async src="{escape(embed.site_url)}/embed.js"></script>'


def _text(words: str) -> str:
    # WordPress takes a number's "&amp;#60;" for the sign that it is of.
    return escape(plain(words), quote=False).replace("&amp;#", "&#38;#").replace("\n", "<br> ")


def _said(post: ShownPost) -> str:
    return f"{post.author.name}: “{textwrap.shorten(post.text, LONGEST_ANSWER, placeholder='…')}”"


def _day(day: date) -> str:
    return f"{day:%-d %B %Y}"


def _letters(words: str) -> int:
    """Return how wide a text is, in letters: Chinese, Japanese and Korean ones are as wide as two."""
    return sum(_width(sign) for sign in words)


def _width(sign: str) -> int:
    return 2 if unicodedata.east_asian_width(sign) in "WF" else 1
