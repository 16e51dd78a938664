"""What a person decides about the recap at the desk."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.http import QueryDict

from .. import curating
from ..models import Chat, Decision

DECISIONS = frozenset({"best", "plain", "remark", "note"})
"""The buttons and keys of the recap."""


def decide_recap(user: Any, chat: Chat, keys: Collection[str], told: QueryDict) -> list[Decision]:
    """Write what was picked, or a remark or note; raises Undecidable when that cannot be."""
    text = told.get("text", "")
    match told.get("do"):
        case "note":
            return curating.write_note(user, chat, told.get("place", ""), text)
        case "remark":
            return curating.write_remark(user, chat, next(iter(keys), ""), text)
        case _ if not keys:
            raise curating.Undecidable("Choose a post first.")
        case do:
            return curating.mark_best(user, chat, keys, best=do == "best")
