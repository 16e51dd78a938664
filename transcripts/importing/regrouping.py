"""Rows → the hours among them → who stands where: functions of a series' stored posts, never of one file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Q

from ..grouping import Grouping, Hour, Post, find_hours, group, match_cut_reposts
from ..models import Chat, Series, Tweet, fold_handle
from .announced import Announced
from .deciding import Decided, places_by_hand
from .merging import is_guess
from .overrides import BadOverride
from .placing import write_chat
from .planning import HOSTS, ZONE, Plan, chats_within, plan_chats
from .reading import SeriesPosts, days_told, outline_of, posts_of
from .references import FOUND_BY_WORDS, resolve_rounded
from .spans import Span, reach_in, reach_of, slices
from .storing import Stored
from .uniting import unite_twins

LAST_QUESTION_WITHIN = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Regrouped:
    """The chats that were looked at again, those of them that changed, and how many posts were one with another."""

    chats: tuple[Chat, ...] = ()
    changed: tuple[Chat, ...] = ()
    united: int = 0


def regroup(
    series: Series, moments: Iterable[datetime], touched: Iterable[int] = (), hosts: Iterable[str] = ()
) -> Regrouped:
    """Find and group again the chats that posts at the given moments bear on.

    `touched` are rows whose words or counts changed: chats that show them get a new version. `hosts` are handles of
    whom a person said that they host a chat among these posts.
    """
    named = {fold_handle(host) for host in hosts} | set(map(fold_handle, series.usual_hosts))
    resolved = resolve_rounded(series)
    changed_rows = {*touched, *(row.pk for row in resolved)}
    seen: list[Chat] = []
    changed: list[Chat] = []
    united = 0
    reach = reach_in(series)
    for span in slices([*moments, *(row.posted_at for row in resolved)], series.zone, reach.back):
        stayed = unite_twins(series, span.widened(reach.around), span)
        united += len(stayed)
        changed_rows |= stayed
        for plan in regroup_span(series, span, changed_rows, named):
            seen.append(plan.chat)
            changed.extend([plan.chat] if plan.changed else [])
    return Regrouped(tuple(seen), tuple(changed), united)


def regroup_all(series: Series) -> Regrouped:
    """Find and group all chats of a series again: something that was said about the series changed."""
    return regroup(series, series.tweets.values_list("posted_at", flat=True))


def regroup_others(series: Series, stored: Stored) -> None:
    """Have what a file changed show wherever else it stands: posts of other series, and people under a new name."""
    for other in Series.objects.filter(tweets__in=stored.changed_ids).exclude(pk=series.pk).distinct():
        changed = other.tweets.filter(pk__in=stored.changed_ids).values_list("posted_at", flat=True)
        regroup(other, changed, stored.changed_ids)
    named = Q(tweets__author__in=stored.changed_people) | Q(hosts__in=stored.changed_people)
    for chat in Chat.objects.filter(named).distinct():
        chat.renew()


def correct_zone(series: Series, timezone: str) -> None:
    """Take a told zone as the series' own, while no address was given out by the old one.

    Raises BadOverride when one was.
    """
    if timezone in ("", series.timezone):
        return
    if series.chats.filter(first_published_at__isnull=False).exists():
        raise BadOverride(
            f"#{series.slug} chats are dated by {series.timezone} and some are public under those dates;"
            f" --timezone {timezone} cannot change that any more."
        )
    series.timezone = timezone
    series.save(update_fields=["timezone"])
    for chat in series.chats.all():
        if ZONE not in chat.by_hand:
            series.chats.filter(pk=chat.pk).update(timezone=timezone)
    regroup_all(series)


@dataclass(frozen=True, slots=True)
class Written:
    """A chat, and whether anything on its pages is new."""

    chat: Chat
    changed: bool


def regroup_span(series: Series, span: Span, touched: set[int], hosts: set[str]) -> list[Written]:
    """Find and group the chats that begin in a stretch of time."""
    around = span.widened(reach_in(series).around)
    announced = Announced.of(series, around)
    hosts = hosts | hosts_by_hand(series, around) | announced.hosts
    more_is_known = True
    while more_is_known:
        loaded = posts_of(series, around)
        found = hours_of(series, loaded, hosts, announced)
        adopted = adopt(series, loaded, [hour for hour in found if span.holds(hour.start)])
        more_is_known = match_reposts(loaded, span, touched) or adopted
    plans = plan_chats(series, span, found)
    loaded = loaded.seated([hour for plan in plans for hour in plan.hours], series.zone)
    return [write_plan(plan, plans, found, loaded, touched, announced) for plan in plans]


def hosts_by_hand(series: Series, span: Span) -> set[str]:
    """Return the hosts that a person named for chats of a stretch of time."""
    return {host.folded for chat in chats_within(series, span) if HOSTS in chat.by_hand for host in chat.hosts.all()}


def hours_of(
    series: Series, loaded: SeriesPosts, hosts: Iterable[str], announced: Announced, told_days: Iterable[date] = ()
) -> list[Hour]:
    """Find the hours of chat among posts, by themselves and by the series' schedule.

    `told_days` are those of files that are not taken in yet.
    """
    found = find_hours(
        loaded.posts,
        tz=series.zone,
        letters=series.letters,
        usual_hosts=tuple(sorted(hosts)),
        hashtags=tuple(sorted(series.folded_hashtags)),
        told_days=days_told(series) | announced.days | set(told_days),
        is_slow=series.is_slow,
    )
    return announced.applied(found, loaded.posts)


def adopt(series: Series, loaded: SeriesPosts, found: Sequence[Hour]) -> bool:
    """Make what was posted during an hour and belongs to it posts of the series; True when there was any."""
    adopted = [*embedded_within(loaded, found), *cut_within(series, found)]
    series.tweets.add(*adopted)
    return bool(adopted)


def embedded_within(loaded: SeriesPosts, found: Sequence[Hour]) -> list[Tweet]:
    """Return the originals inside retweets and quotes of the series' posts that were posted during an hour."""
    told = {key for post in loaded.posts for key in (post.quote_of, post.repost_of) if key} - loaded.ids.keys()
    rows = Tweet.objects.filter(key__in=told) if told else Tweet.objects.none()
    return [row for row in rows if any(hour.start <= row.posted_at <= hour.end for hour in found)]


def cut_within(series: Series, found: Sequence[Hour]) -> list[Tweet]:
    """Return posts of an hour's hosts whose text was cut at the source: the hashtag may stand in the part that is lost.

    One person's archive has many: originals of retweets without the hashtag.
    """
    rows: list[Tweet] = []
    for hour in found:
        cut = Tweet.objects.filter(cut_at_source=True).between(hour.start, hour.end + LAST_QUESTION_WITHIN)
        rows += cut.filter(author__handles__folded__in=hour.hosts).exclude(series=series).distinct()
    return rows


def match_reposts(loaded: SeriesPosts, span: Span, touched: set[int]) -> bool:
    """Give retweets without an id their original, by handle and beginning; True when any was found.

    Only those of the span itself: for others not all that may be their original is loaded.
    """
    within = {post.key for post in loaded.posts if span.holds(post.posted_at)}
    told = {post.key: post.repost_of for post in loaded.posts if post.repost_of}
    known = told | match_cut_reposts(loaded.posts)
    # A retweet of a retweet follows to what that one repeats, also where this is found only now.
    matches = {key: known.get(known[key], known[key]) for key in within & known.keys()}
    changed = [key for key, original in matches.items() if original != told.get(key)]
    rows = [row for row in Tweet.objects.filter(key__in=changed) if not row.repost_of_key or is_guess(row)]
    for row in rows:
        row.repost_of_key = matches[row.key]
        row.rounded = {**row.rounded, FOUND_BY_WORDS: "repost_of"}
    Tweet.objects.write(rows, ["repost_of_key", "rounded"])
    touched |= {row.pk for row in rows}
    return bool(rows)


def write_plan(
    plan: Plan,
    plans: Sequence[Plan],
    found: Sequence[Hour],
    loaded: SeriesPosts,
    touched: set[int],
    announced: Announced,
) -> Written:
    """Group the posts of one chat and write where they stand."""
    posts = posts_around(plan, plans, found, loaded)
    ids = {post.key: loaded.ids[post.key] for post in posts}
    outline = [*outline_of(plan.chat.series, ids.values()), *announced.questions(plan.chat.date)]
    grouping = group_chat(plan, posts, outline)
    return Written(plan.chat, write_chat(plan, grouping, ids, touched))


def posts_around(plan: Plan, plans: Sequence[Plan], found: Sequence[Hour], loaded: SeriesPosts) -> tuple[Post, ...]:
    """Return the posts that stand in a chat, up to its neighbours."""
    planned = [hour for other in plans if other is not plan for hour in other.hours]
    beyond = [hour for hour in found if hour not in plan.hours and hour not in planned]
    reach = reach_of(plan.hours, planned + beyond)
    return tuple(post for post in loaded.posts if reach.holds(post.posted_at))


def group_chat(plan: Plan, posts: Sequence[Post], outline: Sequence[str]) -> Grouping:
    """Group a chat's posts by the hosts that a person named, and under the questions as people left them."""
    chat = plan.chat
    hosts = tuple(host.folded for host in chat.hosts.all()) if HOSTS in chat.by_hand else None
    decided, letters = Decided.of(chat), chat.series.letters
    return group(
        posts,
        plan.hours,
        letters=letters,
        hosts=hosts,
        outline=tuple(outline),
        asked_at=decided.asked_at,
        decided=decided.laid_over,
        by_hand=places_by_hand(chat),
    )
