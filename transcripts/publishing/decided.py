"""What people decided at the desk, in words: for those who edit the chat, never in public."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby, islice
from textwrap import shorten
from typing import Any, TypeAlias
from zoneinfo import ZoneInfo

from django.utils import timezone

from ..counting import count
from ..grouping import Method, Role
from ..models import Annotation, Chat, Decision
from .annotations import annotation_words
from .reasons import sentence

MOST_PRESSES = 100
MOST_ROWS = 5000
WORDS_TOLD = 80
ABOUT_POSTS = frozenset({*(Decision.About.PLACE, Decision.About.SIGHT, Decision.About.NOISE), *Annotation.ON_POSTS})
TOLD_IN_PLACE = ABOUT_POSTS | set(Annotation.Kind)


@dataclass(frozen=True, slots=True)
class Press:
    """What one person decided at once: who, when (in the chat's zone), what; and whether it was undone.

    `key` is the post it was about, where it was about one.
    """

    who: str
    when: datetime
    words: str
    is_undone: bool
    key: str

    @property
    def clock(self) -> str:
        """When, in words; a template would tell the time of its server's zone."""
        return f"{self.when:%-d %b %Y, %H:%M}"


def presses(chat: Chat) -> list[Press]:
    """Return what was decided last about a chat, the latest first."""
    rows = Decision.objects.filter(chat=chat).select_related("by").order_by("-pk")[:MOST_ROWS]
    labels = labels_of(chat)
    by_press = (list(decisions)[::-1] for _, decisions in groupby(rows, key=lambda one: one.press))
    return [as_press(decisions, chat.zone, labels) for decisions in islice(by_press, MOST_PRESSES)]


def labels_of(chat: Chat) -> dict[str, str]:
    """Return the labels of a chat's questions by the names that the journal has for them."""
    return {name: question.label for question in chat.questions.all() for name in question.names}


def as_press(decisions: Sequence[Decision], zone: ZoneInfo, labels: Mapping[str, str]) -> Press:
    """Return the decisions of a press as they are told."""
    one = decisions[0]
    posts = [decision.key for decision in decisions if decision.about in ABOUT_POSTS]
    is_undone = all(decision.undone_at for decision in decisions)
    key = posts[0] if len(posts) == 1 == len(decisions) else ""
    return Press(one.who, one.made_at.astimezone(zone), press_words(decisions, labels), is_undone, key)


def press_words(decisions: Sequence[Decision], labels: Mapping[str, str], *, undone: bool = False) -> str:
    """Return what was decided at a press, or is so again: 3 posts: Sorted under Q2."""
    one = decisions[0]
    if is_told_in_place(decisions):
        posts = sum(decision.about in ABOUT_POSTS for decision in decisions)
        many = f"{count(posts, 'post')}: " if posts > 1 else ""
        return f"{many}{'Undone. ' if undone else ''}{state_words(one, labels, undone=undone)}"
    words_of = WORDS.get(one.kind)
    words = words_of(list(decisions)) if words_of else one.kind.capitalize()
    return f"Undone: {words}" if undone else words


def is_told_in_place(decisions: Iterable[Decision]) -> bool:
    """True for decisions that only the posts they are about show, or a field for a note; others change all the desk."""
    return all(one.about in TOLD_IN_PLACE for one in decisions)


def state_words(decision: Decision, labels: Mapping[str, str], *, undone: bool) -> str:
    """Return how a post or note is by the words of a decision: Sorted under Q2; Hidden; Remark saved."""
    state: Mapping[str, Any] = decision.before if undone else decision.after
    if "text" in state:
        return annotation_words(decision.about, state["text"], labels.get(decision.key, decision.key))
    if "kept" in state:
        return "Kept: no noise" if state["kept"] else "May be noise"
    if "hidden" in state:
        reason = f": {state['reason']}" if state["reason"] else ""
        return f"Hidden{reason}" if state["hidden"] else "Shown"
    asks = ".ask" if state["role"] == Role.ASK else ""
    question = labels.get(state["question"], state["question"])
    return sentence(f"{question}{asks}" if question else state["part"])


def last_placers(chat: Chat) -> dict[str, str]:
    """Return who put posts where they stand, and when, by their keys: Ann put it here, 12 Nov."""
    made = Decision.objects.filter(chat=chat, about=Decision.About.PLACE, undone_at=None, after__method=Method.HAND)
    rows = made.order_by("pk").values_list("key", "by_name", "made_at")
    return {key: f"{who or 'somebody'} put it here, {day(when, chat.zone)}" for key, who, when in rows}


def day(moment: datetime, zone: ZoneInfo) -> str:
    """Return a day of this year without the year."""
    local = moment.astimezone(zone)
    is_this_year = local.year == timezone.now().astimezone(zone).year
    return f"{local:%-d %b}" if is_this_year else f"{local:%-d %b %Y}"


Decisions: TypeAlias = list[Decision]


def questions_in(decisions: Decisions) -> Decisions:
    """Return the decisions about questions."""
    return [one for one in decisions if one.about == Decision.About.QUESTION]


def told(what: str, text: str) -> str:
    """Return what was done to a question, with the beginning of its words."""
    return f"{what}: “{shorten(text, WORDS_TOLD, placeholder='…')}”" if text else what


def added(decisions: Decisions) -> str:
    """Added Q4: …"""
    new = next((one.after for one in questions_in(decisions) if not one.before["label"]), {"label": "", "text": ""})
    moved = sum(one.about == Decision.About.PLACE for one in decisions)
    with_posts = f" with {count(moved, 'post')}" if moved > 1 else ""
    return told(f"Added {new['label']}{with_posts}", new["text"])


def edited(decisions: Decisions) -> str:
    """Edited Q2: …"""
    one = next(iter(questions_in(decisions)))
    before, after = one.before, one.after
    name = before["label"] if before["label"] == after["label"] else f"{before['label']}, now {after['label']}"
    return told(f"Edited {name}", after["text"])


def merged(decisions: Decisions) -> str:
    """Merged Q3 into Q2."""
    gone = next((one.before["label"] for one in questions_in(decisions) if not one.after["label"]), "")
    kept = next((one.after["label"] for one in questions_in(decisions) if one.after["label"]), "")
    return f"Merged {gone} into {kept}"


def deleted(decisions: Decisions) -> str:
    """Deleted Q3: …"""
    gone = next(one.before for one in questions_in(decisions) if not one.after["label"])
    return told(f"Deleted {gone['label']}", gone["text"])


def hosted(decisions: Decisions) -> str:
    """Hosts: @ann, @ben."""
    handles = ", ".join(f"@{handle}" for _, handle in decisions[0].after["hosts"])
    return f"Hosts: {handles or 'nobody'}"


WORDS: dict[str, Callable[[Decisions], str]] = {
    Decision.Kind.ADDED: added,
    Decision.Kind.SPLIT: added,
    Decision.Kind.EDITED: edited,
    Decision.Kind.MERGED: merged,
    Decision.Kind.DELETED: deleted,
    Decision.Kind.ORDERED: lambda decisions: "Put the questions in another order",
    Decision.Kind.NUMBERED: lambda decisions: "Numbered the questions anew",
    Decision.Kind.TITLED: lambda decisions: "Edited title, framing or time zone",
    Decision.Kind.HOSTED: hosted,
    Decision.Kind.TIMED: lambda decisions: "Set start and end",
    Decision.Kind.REDATED: lambda decisions: (
        f"Moved it from {decisions[-1].before['day']} to {decisions[-1].after['day']}"
    ),
    Decision.Kind.LISTED: lambda decisions: "Let search engines list it",
    Decision.Kind.UNLISTED: lambda decisions: "Kept it out of search engines",
    Decision.Kind.PUBLISHED: lambda decisions: "Published",
    Decision.Kind.WITHDRAWN: lambda decisions: "Withdrawn",
}
"""How a decision that is not about posts alone is told, by its kind."""
