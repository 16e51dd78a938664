"""Why a stored post stands where it stands in its chats."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..grouping import Explanation, explain
from ..models import Chat, Placement, Tweet
from .announced import Announced
from .planning import Plan, chats_within, own_hours
from .reading import outline_of, posts_of
from .regrouping import group_chat, hosts_by_hand, hours_of, posts_around
from .spans import Span, reach_in


@dataclass(frozen=True, slots=True)
class Explained:
    """A post's place in a chat and why it is there; `explanation` is None when the chat no longer reaches to it."""

    placement: Placement
    explanation: Explanation | None

    def lines(self) -> Iterator[str]:
        """Yield the explanation as it is told to a person."""
        question = self.placement.question
        if question and question.names != (question.label,):
            yield f"grouping knows {question.label} as {' and '.join(question.names)}"
        yield from self.explanation.lines() if self.explanation else ["the chat no longer reaches to it"]


def explain_placement(tweet: Tweet) -> list[Explained]:
    """Say for each chat that shows a post why it stands there.

    The chat is grouped again as it stands in the archive; nothing is written.
    """
    placements = tweet.placements.select_related("chat__series", "question").order_by("chat__date", "chat__address")
    return [Explained(placement, _explained(placement.chat, tweet.key)) for placement in placements]


def _explained(chat: Chat, key: str) -> Explanation | None:
    """Group a chat's posts as they were, from the same posts, hours, hosts and headings."""
    series = chat.series
    start = chat.sessions.order_by("start").values_list("start", flat=True).first()
    if start is None:
        return None
    reach = reach_in(series)
    span = Span(start, start).widened(reach.back)
    around = span.widened(reach.around)
    announced = Announced.of(series, around)
    loaded = posts_of(series, around)
    hosts = {*series.usual_hosts, *hosts_by_hand(series, around), *announced.hosts}
    found = hours_of(series, loaded, hosts, announced)
    plans = [Plan(other, own_hours(other, found)) for other in chats_within(series, span)]
    plan = next(plan for plan in plans if plan.chat == chat)
    loaded = loaded.seated([hour for other in plans for hour in other.hours], series.zone)
    posts = posts_around(plan, plans, found, loaded)
    outline = [*outline_of(series, [loaded.ids[post.key] for post in posts]), *announced.questions(chat.date)]
    grouping = group_chat(plan, posts, outline)
    return explain(key, posts, plan.hours, grouping, letters=series.letters, outline=outline)
