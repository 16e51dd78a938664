"""What was added to a chat at the desk, read in one query."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from ..models import Annotation, Chat


@dataclass(frozen=True, slots=True)
class Annotations:
    """The keys of the best answers, remarks by key of post, notes by label of question, and the recap's two ends."""

    best: frozenset[str] = frozenset()
    remarks: Mapping[str, str] = field(default_factory=dict)
    notes: Mapping[str, str] = field(default_factory=dict)
    opening: str = ""
    closing: str = ""

    @classmethod
    def of(cls, chat: Chat) -> Annotations:
        """Read a chat's."""
        told: dict[str, dict[str, str]] = defaultdict(dict)
        for kind, key, text in chat.annotations.values_list("kind", "key", "text"):
            told[kind][key] = text
        return cls(
            best=frozenset(told[Annotation.Kind.BEST]),
            remarks=told[Annotation.Kind.REMARK],
            notes=told[Annotation.Kind.NOTE],
            opening=told[Annotation.Kind.OPENING].get("", ""),
            closing=told[Annotation.Kind.CLOSING].get("", ""),
        )
