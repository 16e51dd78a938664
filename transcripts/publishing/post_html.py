"""The markup of a post, built without templates: a transcript has a thousand of them. Pure.

Class names are short because each stands a thousand times on a page: `p` post, `by` who said it when, `w` its words,
`x` what is added to them, `d` doubt, `re` replies. The longer ones are microformats2, which others read: a post is an
h-entry with its author's h-card, and its replies are its comments.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from html import escape

from django.utils.safestring import SafeString, mark_safe

from ..grouping import Part
from .addresses import post_path
from .notes import note_box
from .posts import Doubt, Person, ShownPost
from .reasons import why_here
from .tweet_html import Words, is_web_address, plain, tweet_html

PICKED = '<em class="tag best" title="One of the best answers, picked for the recap">Picked</em>'
FADED = frozenset({Part.UNPLACED.value})


@dataclass(frozen=True, slots=True)
class Page:
    """What the markup of a post depends on besides the post.

    `people` are the folded handles that have a page, `keys` the posts on this page. Posts of `day` show their time
    alone, others their day too. `words` shows a text in another way than with its links.
    """

    people: Container[str] = ()
    keys: Container[str] = ()
    day: date | None = None
    words: Callable[[Words], SafeString] | None = None

    def posts(self, posts: Iterable[ShownPost]) -> SafeString:
        """Return posts with their replies."""
        return mark_safe("".join(map(self._first, posts)))  # noqa: S308  built of escaped pieces

    def post(self, post: ShownPost) -> SafeString:
        """Return one post with its replies."""
        return self.posts([post])

    def words_of(self, post: ShownPost) -> SafeString:
        """Return the words of a post alone."""
        return self.words(post.words) if self.words else tweet_html(post.words, self.people)

    def _first(self, post: ShownPost) -> str:
        """Return a post that stands below none; what it answers elsewhere on the page is told to machines."""
        answers = f'<data class="u-in-reply-to" value="{escape(post_path(post.reply_to))}"></data>'
        return self._post(post, "p h-entry", answers if post.reply_to in self.keys else "")

    def _post(self, post: ShownPost, kind: str, answers: str = "") -> str:
        by_host = " host" if post.by_host else ""
        words = self.words_of(post)
        return (
            f'<article class="{kind}{by_host}" id="t-{escape(post.key)}">{self._byline(post)}'
            f'<p class="w e-content" dir="auto">{words}</p>'
            f"{answers}{self._added(post)}{self._replies(post)}</article>"
        )

    def _replies(self, post: ShownPost) -> str:
        """Return what answers a post."""
        replies = "".join(self._post(reply, "p u-comment h-entry") for reply in post.replies)
        return f'<div class="re">{replies}</div>' if replies else ""

    def _byline(self, post: ShownPost) -> str:
        host = '<em class="tag">Host</em>' if post.by_host else ""
        best = PICKED if post.best else ""
        return f'<p class="by">{_who(post.author)}{host}{best}{self._time(post)}</p>'

    def _time(self, post: ShownPost) -> str:
        """Return the time as the post's permalink."""
        local = post.local
        if not post.has_time:
            shown, moment = day_of(local), f"{local.date()}"
        else:
            shown = clock(local) if local.date() == self.day else f"{day_of(local)}, {clock(local)}"
            moment = f"{post.posted_at.replace(tzinfo=None).isoformat(timespec='minutes')}Z"
        time = f'<time class="dt-published" datetime="{moment}">{shown}</time>'
        return f'<a class="tm u-url" href="{escape(post.path)}">{time}</a>'

    def _added(self, post: ShownPost) -> str:
        """Return what stands below the words: pictures, remarks, doubt, retweets."""
        told = "".join([*self._media(post), *self._remark(post), note_box("Remark", post.host_remark)])
        notes = "".join([*self._references(post), *_doubt(post), *_repeats(post)])
        return f'{told}<div class="x">{notes}</div>' if notes else told

    def _media(self, post: ShownPost) -> Iterable[str]:
        for item in post.words.media:
            if not is_web_address(item.url) or (item.shown in post.text and item.shown and not item.alt):
                continue
            caption = f": {escape(plain(item.alt))}" if item.alt else ""
            yield f'<p class="md"><a href="{escape(item.url)}" rel="nofollow ugc">{item.word}</a>{caption}</p>'

    def _remark(self, post: ShownPost) -> Iterable[str]:
        if post.remark:
            yield f'<p class="rm"><b>Quoted with the remark</b> {escape(plain(post.remark))}</p>'

    def _references(self, post: ShownPost) -> Iterable[str]:
        if post.quote_of and post.quote_of in self.keys:
            yield f'<a href="#t-{escape(post.quote_of)}">quotes this post</a>'
        if post.cut_at_source:
            yield '<span title="Its end was already missing in what was taken in.">cut at source</span>'
        if post.withheld:
            countries = escape(", ".join(post.withheld))
            yield f'<span title="Its network did not show it there.">withheld in {countries}</span>'


def day_of(moment: datetime) -> str:
    """Return the day: 12 May 2015."""
    return f"{moment.day} {moment:%b %Y}"


def clock(moment: datetime) -> str:
    """Return the time of day: 8:05 pm."""
    return f"{moment.hour % 12 or 12}:{moment.minute:02} {'am' if moment.hour < 12 else 'pm'}"


@lru_cache(maxsize=4096)
def _who(author: Person) -> str:
    """Return who wrote a post, as a transcript says it a dozen times."""
    same = author.name == author.handle
    name = "" if same else f'<b class="p-name"><bdi>{escape(author.name)}</bdi></b> '
    handle = f'<b class="p-name">@{escape(author.handle)}</b>' if same else f"<span>@{escape(author.handle)}</span>"
    face = f'<i aria-hidden="true" class="h{author.hue}">{escape(author.initials)}</i>'
    return f'{face}<a class="p-author h-card" href="{escape(author.path)}">{name}{handle}</a>'


def _doubt(post: ShownPost) -> Iterable[str]:
    if post.place.doubt is not Doubt.SURE and post.place.label not in FADED:
        why = why_here(post.place).partition(": ")[2]
        yield (
            f'<details class="d"><summary title="Why here?">{post.place.doubt}</summary>'
            f"<span>Why here? {why.capitalize()}</span></details>"
        )


def _repeats(post: ShownPost) -> Iterable[str]:
    if post.is_repost:
        yield "<span>a retweet; its original is not here</span>"
    if post.retweets:
        # Without links: whoever only retweets has no page.
        number, _, names = post.retold.partition(": ")
        yield f'<details class="rt"><summary>{number}</summary><span>{escape(names)}</span></details>'
