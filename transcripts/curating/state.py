"""What each thing that a person decides has in common: it was somehow before, and can be so again."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar

from ..models import Chat, Decision


@dataclass(frozen=True)
class State(ABC):
    """How something is that a person decides; all of it is kept in the journal, in words without row numbers.

    `about` says what it is a state of: only decisions about the same thing replace each other.
    """

    about: ClassVar[Decision.About]

    @classmethod
    @abstractmethod
    def put_back(cls, chat: Chat, states: Mapping[str, Any]) -> list[datetime]:
        """Have things of a chat, by the keys of their decisions, be as they were; what is gone by now stays gone.

        Returns the moments around which the chat is to be grouped again.
        """
