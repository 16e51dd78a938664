"""What is added to a chat for its recap: as the journal keeps it and puts it back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from ..models import Annotation, Chat, Decision
from .state import State


@dataclass(frozen=True)
class Annotated(State):
    """What is added somewhere in a chat: a text, empty for a mark, or None where nothing is."""

    text: str | None

    @classmethod
    def put_back(cls, chat: Chat, states: Mapping[str, Annotated]) -> list[datetime]:
        """Have the texts be what they were, also where the post is away just now."""
        Annotation.objects.put(chat, cls.about, {key: state.text for key, state in states.items()})
        return []


class Best(Annotated):
    """Whether a post is marked as one of the best answers."""

    about = Decision.About.BEST


class Remark(Annotated):
    """What stands beside a post."""

    about = Decision.About.REMARK


class Note(Annotated):
    """What stands above a question."""

    about = Decision.About.NOTE


class Opening(Annotated):
    """What the recap begins with."""

    about = Decision.About.OPENING


class Closing(Annotated):
    """What the recap ends with."""

    about = Decision.About.CLOSING
