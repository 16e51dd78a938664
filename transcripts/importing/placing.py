"""What grouping decided → rows: a chat with its sessions, hosts, questions and placements, in one transaction."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.db import transaction

from ..grouping import Grouping, Method, Part, Verdict
from ..models import (
    Chat,
    Handle,
    Participant,
    Placement,
    Question,
    Session,
    Sighting,
    fold_handle,
    insert,
)
from .asked import write_questions
from .guarding import Guard
from .people import meant_by_handle
from .planning import HOSTS, SESSIONS, TITLE, Plan, free_address
from .remembering import place_again


@transaction.atomic
def write_chat(plan: Plan, grouping: Grouping, ids: Mapping[str, int], touched: set[int]) -> bool:
    """Write a chat as it was grouped; True when anything on its pages is new, which also renews its version.

    `ids` are the rows of the posts by key, `touched` the rows whose words or counts changed.
    """
    chat = plan.chat
    # Whoever decides about one of its posts in this moment comes first, or after this.
    Chat.objects.select_for_update().filter(pk=chat.pk).first()
    changes = [
        write_chat_row(plan),
        write_sessions(plan),
        write_hosts(chat, grouping.hosts, ids),
        write_questions(chat, grouping.questions, ids),
        write_placements(chat, grouping.verdicts, ids),
        place_again(chat, ids),
        write_runs(chat),
        bool(touched.intersection(ids.values())),
    ]
    if chat.is_emptied and ids:
        chat.publish()
    elif any(changes):
        chat.renew()
    return any(changes)


def write_chat_row(plan: Plan) -> bool:
    """Save what the hours say of the chat itself; an address that was given out stays."""
    chat, before = plan.chat, known_of(plan.chat)
    title = next((hour.title for hour in plan.hours if hour.title), "")
    if TITLE not in chat.by_hand:
        chat.title = title[:200]
    if SESSIONS not in chat.by_hand:
        chat.confidence = min(hour.confidence for hour in plan.hours)
        redate(plan)
    if chat.pk is not None and known_of(chat) == before:
        return False
    chat.save()
    return True


def known_of(chat: Chat) -> list[object]:
    """Return what write_chat_row may change."""
    return [chat.title, chat.confidence, chat.date, chat.address]


def redate(plan: Plan) -> None:
    """Have a draft's date and address follow its first hour."""
    chat = plan.chat
    day = plan.hours[0].start.astimezone(chat.series.zone).date()
    if chat.date != day and not chat.was_public:
        chat.date, chat.address = day, free_address(chat.series, day, plan.hours[0].start)


def write_sessions(plan: Plan) -> bool:
    """Replace the chat's sessions by the hours of the plan, where they differ."""
    told = [(hour.start, hour.end) for hour in plan.hours]
    if list(plan.chat.sessions.values_list("start", "end")) == told:
        return False
    plan.chat.sessions.all().delete()
    Session.objects.bulk_create(Session(chat=plan.chat, start=start, end=end) for start, end in told)
    return True


def write_hosts(chat: Chat, handles: Iterable[str], ids: Mapping[str, int]) -> bool:
    """Set the chat's hosts, unless a person did: authors of its posts, else whoever goes by the handle."""
    if HOSTS in chat.by_hand:
        return False
    named = list(handles)
    authors = Participant.objects.filter(handles__folded__in=named, tweets__in=ids.values())
    said = {author.folded: author for author in authors.distinct().order_by("-source_id")}
    silent = [handle for handle in named if handle not in said]
    hosts = {said[handle].pk for handle in named if handle in said} | {one.pk for one in participants(chat, silent)}
    if hosts == set(chat.hosts.values_list("pk", flat=True)):
        return False
    chat.hosts.set(hosts)
    return True


def participants(chat: Chat, handles: Iterable[str]) -> list[Participant]:
    """Return the accounts that go by the given handles on the network of the series, made where unknown.

    Nobody is made again who was taken out.
    """
    network, named = chat.series.network, list(handles)
    return [participant(network, handle) for handle in Guard.now().hosts(named, network)] if named else []


def account(chat: Chat, network: str, handle: str) -> Participant:
    """Return the account of a handle: who spoke in a chat, else whoever goes by it, made when nobody does."""
    spoke = Participant.objects.called(network, handle).filter(tweets__placements__chat=chat)
    return meant_by_handle(spoke.distinct()) or participant(network, handle)


def participant(network: str, handle: str) -> Participant:
    """Return the account of a handle, made when nobody was seen with it."""
    known = meant_by_handle(Participant.objects.called(network, handle))
    if known:
        return known
    made = Participant.objects.create(network=network, handle=handle)
    Handle.objects.create(participant=made, network=network, folded=fold_handle(handle))
    return made


def write_placements(chat: Chat, verdicts: Iterable[Verdict], ids: Mapping[str, int]) -> bool:
    """Write where each post stands; what a person placed stays where it is."""
    questions = chat.questions.by_name()
    told = {one.tweet_id: one for one in (as_placement(chat, verdict, questions, ids) for verdict in verdicts)}
    known = {one.tweet_id: one for one in chat.placements.all()}
    same = {pk for pk, one in known.items() if one.method == Method.HAND or (pk in told and same_place(one, told[pk]))}
    stale = [one.pk for pk, one in known.items() if pk not in same]
    fresh = [one for pk, one in told.items() if pk not in same]
    Placement.objects.filter(pk__in=stale).delete()
    insert(fresh)
    return bool(stale or fresh)


def as_placement(chat: Chat, verdict: Verdict, questions: Mapping[str, Question], ids: Mapping[str, int]) -> Placement:
    """Return a verdict as a row, not yet saved."""
    return Placement(
        chat_id=chat.pk,
        tweet_id=ids[verdict.key],
        question_id=questions[verdict.question].pk if verdict.question else None,
        part=verdict.part or "",
        role=verdict.role,
        method=verdict.method,
        confidence=round(verdict.confidence, 3),
    )


def same_place(one: Placement, other: Placement) -> bool:
    """True when two placements of a post say the same."""
    fields = ("question_id", "part", "role", "method", "confidence")
    return all(getattr(one, field) == getattr(other, field) for field in fields)


def write_runs(chat: Chat) -> bool:
    """Remember which of the series' files told of the chat, and not only of the hours around it."""
    sighted = Sighting.objects.filter(tweet__in=chat.placements.exclude(part=Part.OFF).values("tweet"))
    # IN: joined, SQLite walks all that each file of the series tells.
    runs = set(chat.series.runs.filter(pk__in=sighted.values("run")).values_list("pk", flat=True))
    if runs == set(chat.runs.values_list("pk", flat=True)):
        return False
    chat.runs.set(runs)
    return True
