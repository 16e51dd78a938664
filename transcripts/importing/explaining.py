"""Why a stored post stands where it stands in its chats."""

from __future__ import annotations

from ..grouping import Explanation, explain
from ..models import Chat, Placement, Tweet
from .announced import Announced
from .planning import Plan, chats_within, own_hours
from .reading import outline_of, posts_of
from .regrouping import group_chat, hosts_by_hand, hours_of, posts_around
from .spans import Span, reach_in


def explain_placement(tweet: Tweet) -> list[tuple[Placement, Explanation | None]]:
    """Say for each chat that shows a post why it stands there; None when the chat no longer reaches to the post.

    The chat is grouped again as it stands in the archive; nothing is written.
    """
    placements = tweet.placements.select_related("chat__series", "question").order_by("chat__date", "chat__address")
    return [(placement, _explained(placement.chat, tweet.key)) for placement in placements]


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
