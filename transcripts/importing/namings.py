"""Where else a person is named: in what uploads, schedules, chats, decisions, requests and the admin's log tell."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.admin.models import LogEntry
from django.db.models import JSONField, Model

from ..models import (
    Annotation,
    ApiKey,
    Chat,
    Decision,
    GuestLink,
    ImportJob,
    ImportRun,
    KeptDecision,
    Question,
    Request,
    ScheduledChat,
    Series,
)
from .guarding import Guard

AT_ONCE = 1000


@dataclass(frozen=True, slots=True)
class Naming:
    """Fields of a model in which somebody may be named; `shows` is the way to the chats whose pages tell them."""

    model: type[Model]
    fields: tuple[str, ...]
    shows: str = ""


NAMINGS = (
    Naming(Series, ("name", "description", "usual_hosts")),
    Naming(Chat, ("title", "framing"), "pk"),
    Naming(Question, ("text",), "chat_id"),
    Naming(Annotation, ("text",), "chat_id"),
    Naming(ScheduledChat, ("title", "hosts", "questions")),
    Naming(ImportRun, ("file_name", "options", "outline", "about", "rejected")),
    Naming(ImportJob, ("file_name", "told", "preview", "report", "error")),
    Naming(KeptDecision, ("hidden_reason",)),
    Naming(Decision, ("by_name", "before", "after")),
    Naming(GuestLink, ("name",)),
    Naming(ApiKey, ("name",)),
    Naming(Request, ("words", "contact")),
    Naming(LogEntry, ("object_repr", "change_message")),
)


def forget_namings(network: str, needles: Iterable[str]) -> None:
    """Mask whoever was taken out wherever else rows name them; uploads that wait are given up, files and all."""
    give_up_waiting()
    for naming in NAMINGS:
        mask_namings(naming, network, [needle.lower() for needle in needles])


def give_up_waiting() -> None:
    """Forget the uploads that wait for a person: nobody can take somebody out of a file that is not read yet."""
    for job in ImportJob.objects.idle().exclude(file=""):
        job.drop_file()
        job.delete()


def mask_namings(naming: Naming, network: str, needles: Iterable[str]) -> None:
    """Mask them in the fields of a model."""
    guard, words = Guard.now(), list(needles)
    rows: Any = naming.model._default_manager
    last = 0
    while batch := list(rows.filter(pk__gt=last).order_by("pk").only("pk", *naming.fields)[:AT_ONCE]):
        last = batch[-1].pk
        changed = [row for row in batch if names_any(row, naming, words) and mask_fields(row, naming, guard, network)]
        rows.bulk_update(changed, naming.fields)
        for chat in Chat.objects.filter(pk__in=[getattr(row, naming.shows) for row in changed if naming.shows]):
            chat.renew()


def names_any(row: Model, naming: Naming, needles: Iterable[str]) -> bool:
    """True when a row may name somebody; most do not, and are left alone quickly."""
    told = "\n".join(as_text(getattr(row, field)) for field in naming.fields).lower()
    return any(needle in told for needle in needles)


def as_text(value: Any) -> str:
    """Return what a field holds as text."""
    return value if isinstance(value, str) else json.dumps(value, default=str, ensure_ascii=False)


def mask_fields(row: Model, naming: Naming, guard: Guard, network: str) -> bool:
    """Mask them in a row, not yet saved; True when that changed it."""
    before = [getattr(row, field) for field in naming.fields]
    for field, value in zip(naming.fields, before, strict=True):
        setattr(row, field, masked(value, field, guard, network, is_json=is_json(naming.model, field)))
    return [getattr(row, field) for field in naming.fields] != before


def is_json(model: type[Model], field: str) -> bool:
    """True for a field that holds JSON."""
    return isinstance(model._meta.get_field(field), JSONField)


def masked(value: Any, field: str, guard: Guard, network: str, *, is_json: bool) -> Any:
    """Return what a field holds with them masked."""
    if is_json:
        return guard.told(value, network, "hosts" if field == "usual_hosts" else field)
    return guard.file_name(value, network) if field == "file_name" else guard.words(value, network)
