"""What a person decides about a chat as a whole at the desk: its heading, its hosts, its hours, who may see it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import TypeVar
from zoneinfo import available_timezones

from django.db import transaction

from ..importing import TITLE, ZONE, is_free, regroup
from ..models import Chat, Decision, fold_handle
from .chat_states import Day, Fact, Heading, Hosting, Hours, Listing, Publication, starts
from .deciding import Undecidable, standing
from .journal import Change, Decider, follow, lock, write_down
from .visibility import publish, withdraw

LONGEST_FRAMING = 20_000
LONGEST_SESSION = timedelta(days=31)
MOST_SESSIONS = 10

AnyFact = TypeVar("AnyFact", bound=Fact)


def edit_heading(decider: Decider, chat: Chat, *, title: str, framing: str, timezone: str) -> list[Decision]:
    """Say what a chat is called, what was written about it beforehand, and in which zone it took place.

    Raises Undecidable when that is no time zone.
    """
    if timezone not in available_timezones():
        raise Undecidable(f"“{timezone[:60]}” is no time zone; write it like America/New_York.")
    words = " ".join(title.replace("\0", "").split())[:200]
    text = framing.replace("\0", "").replace("\r\n", "\n").strip()[:LONGEST_FRAMING]

    def told(before: Heading) -> Heading:
        changed = {TITLE: words != before.title, ZONE: timezone != before.timezone}
        fixed = tuple(fact for fact, is_changed in changed.items() if is_changed or fact in before.fixed)
        return Heading(words, text, timezone, fixed)

    return write_fact(decider, chat, Decision.Kind.TITLED, Heading, told)


def mark_host(decider: Decider, chat: Chat, network: str, handle: str, *, hosts: bool) -> list[Decision]:
    """Say that somebody hosts a chat, or does not; it is grouped again, since who hosts bears on what asks.

    Raises Undecidable when nobody is named.
    """
    folded = fold_handle(handle.replace("\0", ""))
    if not folded or len(folded) > 200:
        raise Undecidable("Name a host by their handle.")

    def told(before: Hosting) -> Hosting:
        others = [one for one in before.hosts if one != (network, folded)]
        named = tuple(sorted([*others, (network, folded)] if hosts else others))
        return before if named == before.hosts else Hosting(named, by_hand=True)

    return around(chat, write_fact(decider, chat, Decision.Kind.HOSTED, Hosting, told), starts(chat))


def mark_author(decider: Decider, chat: Chat, keys: Collection[str], *, hosts: bool) -> list[Decision]:
    """Say that the author of a post hosts the chat, or does not.

    Raises Undecidable where it is not one post of the chat.
    """
    if len(set(keys)) > 1:
        raise Undecidable("One post at a time: select only one whose author hosts the chat.")
    author = standing(chat, keys)[0].tweet.author
    return mark_host(decider, chat, author.network, author.handle, hosts=hosts)


def set_hours(decider: Decider, chat: Chat, sessions: Sequence[tuple[datetime, datetime]]) -> list[Decision]:
    """Say when a chat took place, as start and end of each session; it is grouped again.

    Raises Undecidable when there is no session, or one does not end after it began, or two overlap.
    """
    told = sorted(sessions)
    check_hours(chat, told)
    moments = starts(chat)

    def as_told(before: Hours) -> Hours:
        written = tuple((start.isoformat(), end.isoformat()) for start, end in told)
        return before if list(before.moments()) == told else Hours(written, by_hand=True)

    decided = write_fact(decider, chat, Decision.Kind.TIMED, Hours, as_told)
    return around(chat, decided, [*moments, *starts(chat)])


def list_chat(decider: Decider, chat: Chat, *, listed: bool) -> list[Decision]:
    """Say whether other search engines may list a chat's pages."""
    kind = Decision.Kind.LISTED if listed else Decision.Kind.UNLISTED
    return write_fact(decider, chat, kind, Listing, lambda before: Listing(noindex=not listed))


def redate(decider: Decider, chat: Chat, day: date) -> list[Decision]:
    """Give a chat that was public the address of another day; its old addresses lead there.

    Raises Undecidable for a chat that never was public, whose day follows its posts, and where the address was given
    out for another chat.
    """
    if not chat.was_public:
        raise Undecidable("The day of a chat that was never public follows its posts.")
    told = Day(day.isoformat(), day.isoformat())
    if told.address != chat.address and not is_free(chat.series, told.address, but_for=chat):
        raise Undecidable(f"There is, or was, another chat at {told.address}.")
    return write_fact(decider, chat, Decision.Kind.REDATED, Day, lambda before: told)


def write_fact(
    decider: Decider, chat: Chat, kind: Decision.Kind, fact: type[AnyFact], told: Callable[[AnyFact], AnyFact]
) -> list[Decision]:
    """Write something that a chat says of itself as a person tells it, by how it was before, and journal it."""
    with transaction.atomic():
        lock(chat)
        chat.refresh_from_db()
        before = fact.of(chat)
        after = told(before)
        decided = write_down(decider, chat, [Change("", kind, before, after)])
        if decided:
            after.write(chat)
            chat.renew()
    follow(chat, decided)
    return decided


def check_hours(chat: Chat, sessions: Sequence[tuple[datetime, datetime]]) -> None:
    """Refuse hours that cannot be a chat's; its day stays, by which it has its address."""
    if not sessions or len(sessions) > MOST_SESSIONS:
        raise Undecidable(f"A chat has at least one session, and at most {MOST_SESSIONS}.")
    if any(end <= start for start, end in sessions):
        raise Undecidable("A session ends after it began.")
    if any(end - start > LONGEST_SESSION for start, end in sessions):
        raise Undecidable("A session lasts a month at most.")
    if any(end >= start for (_, end), (start, _) in pairwise(sessions)):
        raise Undecidable("Two sessions overlap.")
    if sessions[0][0].astimezone(chat.series.zone).date() != chat.date:
        raise Undecidable(
            f"This is the chat of {chat.date:%-d %B %Y}: it has to begin on that day"
            f" ({chat.series.timezone}). Give the chat another day first; posts are dated by import_chat --date."
        )


def around(chat: Chat, decided: list[Decision], moments: Sequence[datetime]) -> list[Decision]:
    """Group again what stands around some moments, where anything was decided."""
    if decided:
        regroup(chat.series, moments)
        follow(chat, decided)
    return decided


def publish_chat(decider: Decider, chat: Chat) -> list[Decision]:
    """Show a chat to everyone, and write down who did."""
    return show_to_all(decider, chat, published=True)


def withdraw_chat(decider: Decider, chat: Chat) -> list[Decision]:
    """Take a chat out of public view, and write down who did; its addresses say 410."""
    return show_to_all(decider, chat, published=False)


def show_to_all(decider: Decider, chat: Chat, *, published: bool) -> list[Decision]:
    """Publish or withdraw a chat, unless it is so already."""
    kind = Decision.Kind.PUBLISHED if published else Decision.Kind.WITHDRAWN
    before = Publication(chat.is_public)
    if before.published != published:
        (publish if published else withdraw)([chat])
    return write_down(decider, chat, [Change("", kind, before, Publication(published))])
