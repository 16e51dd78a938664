"""The markup of the desk's posts, built without templates like the posts themselves: a chat may have a thousand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from html import escape

from django.utils.safestring import SafeString, mark_safe

from .desk import Desk, needs_person, stands_under
from .desk_recap import recap_form
from .post_html import Page
from .posts import ShownPost
from .reasons import sentence

HOST = '<button class="plainly" name="do" value="host">Its author hosts this chat</button>'
NO_HOST = '<button class="plainly" name="do" value="unhost">Its author is no host</button>'


@dataclass(frozen=True)
class DeskPage:
    """What the markup depends on besides the post: `token` guards forms against forgery, `which` is the filter."""

    desk: Desk
    page: Page
    token: str
    which: str

    def posts(self, posts: Iterable[ShownPost]) -> SafeString:
        """Return the posts, each with its place and the form that changes it."""
        return mark_safe("".join(map(self._post, posts)))  # noqa: S308  built of escaped pieces

    def _post(self, post: ShownPost) -> str:
        needs, under, key = needs_person(post), stands_under(post.place), escape(post.key)
        who = escape(post.author.name)
        signs = {"needs": needs, "gone": post.hidden, "inq": under in self._labels, "asking": post.asks}
        signs |= {"hosting": post.by_host, "picked-best": post.best}
        state = " ".join(["dp", *(name for name, holds in signs.items() if holds)])
        return (
            f'<li class="{state}" id="d-{key}" tabindex="-1" data-key="{key}"'
            f' data-who="{who}" aria-label="{who}, {escape(sentence(post.place.label))}">'
            f"{self.page.post(post)}{self._place(post)}"
            f"<details{' open' if needs else ''}><summary>Change</summary>"
            f"<noscript>{self._forms(post)}</noscript></details></li>"
        )

    def _place(self, post: ShownPost) -> str:
        reason = self.desk.reasons.get(post.key, "")
        hidden = f"Hidden: {reason}" if reason else "Hidden" if post.hidden else ""
        return (
            f'<p class="at"><b>{escape(sentence(post.place.label))}</b> <span>{escape(self.desk.why(post))}</span>'
            f" <em>{escape(hidden)}</em></p>"
        )

    def _forms(self, post: ShownPost) -> str:
        """Return a form for each thing, so that Enter in the field of the reason does not sort the post.

        They are `noscript`: two thousand forms keep a browser busy for half a minute. The script takes out those that
        are looked at.
        """
        start = f'{self._start}<input type="hidden" name="key" value="{escape(post.key)}">'
        return f"{start}{self._sorting(post)}</form>{start}{_hiding(post)}</form>{recap_form(post, start)}"

    def _sorting(self, post: ShownPost) -> str:
        key = escape(post.key)
        return (
            f'<label class="vh" for="s-{key}">Sort under</label>'
            f'<select id="s-{key}" name="place">{self._options(stands_under(post.place))}</select> '
            '<button class="plainly" name="do" value="place">Sort</button> '
            # The page shows the one that would change something.
            '<button class="plainly asks" name="do" value="ask">It asks this question</button>'
            '<button class="plainly answers" name="do" value="answer">It only answers</button>'
            f"{NO_HOST if post.by_host else HOST}"
            f'<a href="why/{key}/" data-why>Why here?</a>'
        )

    @cached_property
    def _labels(self) -> frozenset[str]:
        return frozenset(one.value for one in self.desk.questions)

    @cached_property
    def _start(self) -> str:
        return (
            f'<form method="post"><input type="hidden" name="csrfmiddlewaretoken" value="{escape(self.token)}">'
            f'<input type="hidden" name="show" value="{escape(self.which)}">'
        )

    def _options(self, under: str) -> str:
        choices = [(one.value, one.name) for one in self.desk.choices]
        if under not in dict(choices):
            choices.insert(0, ("", "Choose …"))
            under = ""
        return "".join(
            f'<option value="{escape(value)}"{" selected" if value == under else ""}>{escape(name)}</option>'
            for value, name in choices
        )


def _hiding(post: ShownPost) -> str:
    key = escape(post.key)
    return (
        f'<span class="hide"><label class="vh" for="r-{key}">Reason for hiding</label>'
        f'<input id="r-{key}" name="reason" maxlength="200" placeholder="Reason"> '
        '<button class="plainly" name="do" value="hide">Hide</button></span>'
        '<button class="plainly show" name="do" value="show">Show again</button>'
    )
