"""What paths of the ledger answer, told by rows: the same as requesting each, in a few queries for thousands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias
from urllib.parse import unquote

from django.db.models import Exists, OuterRef
from django.urls import Resolver404, ResolverMatch, resolve

from ..models import (
    Alias,
    Chat,
    ChatQuerySet,
    Handle,
    LedgerEntry,
    Participant,
    Placement,
    Question,
    Series,
    Tweet,
    person_path,
)
from .transcript import Transcript

Kind = LedgerEntry.Kind

SHOWN, FOUND, MOVED, GONE = 200, 302, 301, 410

VIEWS = {
    Kind.SERIES: "series",
    Kind.CHAT: "chat",
    Kind.QUESTION: "question",
    Kind.RECAP: "recap",
    Kind.POST: "tweet",
    Kind.PERSON: "person",
}
"""The name of the view that shows what is of a kind."""


@dataclass(frozen=True, slots=True)
class Answer:
    """An HTTP status, and the path to which a 301 or 302 leads."""

    status: int
    target: str = ""


Shown: TypeAlias = Mapping[str, Answer]


def answers_of(entries: Sequence[LedgerEntry]) -> dict[str, Answer]:
    """Return what each path answers; one that another view would take is left out."""
    paths: dict[str, dict[str, dict[str, Any]]] = defaultdict(dict)
    for entry in entries:
        match = resolved(entry.path)
        if match and match.view_name == VIEWS[Kind(entry.kind)]:
            paths[entry.kind][entry.path] = match.kwargs
    answers: dict[str, Answer] = {}
    for kind, asked in paths.items():
        answers |= unless_shown(asked) | SHOWING[Kind(kind)](asked)
    return answers


def resolved(path: str) -> ResolverMatch | None:
    """Return which view takes a path, with what."""
    try:
        return resolve(unquote(path))
    except Resolver404:
        return None


def unless_shown(paths: Iterable[str]) -> dict[str, Answer]:
    """Return what paths answer at which nothing is shown: they lead on, or are gone."""
    asked = list(paths)
    led = Alias.objects.filter(path__in=asked).values_list("path", "target")
    return dict.fromkeys(asked, Answer(GONE)) | {path: Answer(MOVED, target) for path, target in led}


def series_shown(asked: Mapping[str, dict[str, Any]]) -> dict[str, Answer]:
    """Return the pages of series with a public chat."""
    slugs = {kwargs["slug"] for kwargs in asked.values()}
    public = set(Series.objects.public().filter(slug__in=slugs).values_list("slug", flat=True))
    return {path: Answer(SHOWN) for path, one in asked.items() if one["slug"] in public}


def chats_shown(asked: Mapping[str, dict[str, Any]]) -> dict[str, Answer]:
    """Return the pages of chats, and whatever is shown while they are public."""
    rows = chats_at(asked.values()).values_list("series__slug", "address", "published_at")
    known = {(slug, address): SHOWN if published else GONE for slug, address, published in rows}
    there = {path: known.get((one["slug"], one["address"])) for path, one in asked.items()}
    return {path: Answer(status) for path, status in there.items() if status}


def questions_shown(asked: Mapping[str, dict[str, Any]]) -> dict[str, Answer]:
    """Return the pages of questions that their chats have."""
    chats = chats_shown(asked)
    rows = Question.objects.filter(chat__in=chats_at(asked.values()))
    there = set(rows.values_list("chat__series__slug", "chat__address", "slug"))
    return {
        path: answer
        for path, answer in chats.items()
        if answer.status == GONE or (asked[path]["slug"], asked[path]["address"], asked[path]["anchor"]) in there
    }


def recaps_shown(asked: Mapping[str, dict[str, Any]]) -> dict[str, Answer]:
    """Return the recaps for which something is written or marked."""
    chats = chats_shown(asked)
    public = {path for path, answer in chats.items() if answer.status == SHOWN}
    wanted = {chat.get_absolute_url(): chat for chat in chats_at(asked[path] for path in public)}
    made = {path for path in public if Transcript.of(wanted[path.removesuffix("recap/")]).has_recap}
    return {path: answer for path, answer in chats.items() if path in made or path not in public}


def chats_at(places: Iterable[Mapping[str, Any]]) -> ChatQuerySet:
    """Return the chats of some series and addresses, and perhaps others; a condition for each would be too many."""
    asked = list(places)
    slugs, addresses = {one["slug"] for one in asked}, {one["address"] for one in asked}
    return Chat.objects.filter(series__slug__in=slugs, address__in=addresses).select_related("series")


def posts_shown(asked: Mapping[str, dict[str, Any]]) -> dict[str, Answer]:
    """Return the pages of posts; a retweet's leads to its original."""
    paths = {kwargs["key"]: path for path, kwargs in asked.items()}
    stood = Placement.objects.filter(tweet__key__in=paths, chat__first_published_at__isnull=False)
    gone = {paths[key]: Answer(GONE) for key in stood.values_list("tweet__key", flat=True)}
    shown = dict(Tweet.objects.public().filter(key__in=paths).values_list("key", "repost_of_key"))
    public = set(Tweet.objects.public().filter(key__in=set(shown.values())).values_list("key", flat=True))
    return gone | {
        paths[key]: Answer(FOUND, f"/t/{original}/") if original in public else Answer(SHOWN)
        for key, original in shown.items()
    }


def people_shown(asked: Mapping[str, dict[str, Any]]) -> dict[str, Answer]:
    """Return the pages of people; a former handle's leads to the one of today."""
    public = Exists(Tweet.objects.public().filter(author=OuterRef("participant")))
    folded = {kwargs["handle"] for kwargs in asked.values()}
    accounts: dict[tuple[str, str], list[Participant]] = defaultdict(list)
    for handle in Handle.objects.filter(public, folded__in=folded).select_related("participant"):
        accounts[handle.network, handle.folded].append(handle.participant)
    there = {path: accounts.get((one["network"], one["handle"])) for path, one in asked.items()}
    return {path: person_answer(asked[path]["handle"], known) for path, known in there.items() if known}


def person_answer(handle: str, accounts: Iterable[Participant]) -> Answer:
    """Return what the page of a handle answers: shown for who goes by it now, else it leads to the one seen last."""
    known = list(accounts)
    if any(account.folded == handle for account in known):
        return Answer(SHOWN)
    latest = max(known, key=lambda one: (one.seen_at is not None, one.seen_at, one.pk))
    return Answer(MOVED, person_path(latest.network, latest.folded))


SHOWING: dict[Kind, Callable[[Mapping[str, dict[str, Any]]], dict[str, Answer]]] = {
    Kind.SERIES: series_shown,
    Kind.CHAT: chats_shown,
    Kind.QUESTION: questions_shown,
    Kind.RECAP: recaps_shown,
    Kind.POST: posts_shown,
    Kind.PERSON: people_shown,
}
