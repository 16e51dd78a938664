"""What is proposed for hiding, and the sentences that say why."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum

from .sent import Sent


class Noise(StrEnum):
    """What a proposal takes its posts for."""

    EXACT_REPEAT = "exact repeat"
    NEAR_REPEAT = "near repeat"
    AUTOMATED = "automated"
    LINK_SPAM = "link spam"
    FLOOD = "flood"

    @property
    def is_spam(self) -> bool:
        """False for what was only said twice: of that, something always stays."""
        return self not in (Noise.EXACT_REPEAT, Noise.NEAR_REPEAT)


@dataclass(frozen=True, slots=True)
class Proposal:
    """Posts that a host may want to hide: their keys, oldest first, and one plain sentence that says why.

    `confidence` goes from 0 to 1. `stays` is the key of the post that says the same and is left, empty for spam.
    """

    kind: Noise
    keys: tuple[str, ...]
    sentence: str
    confidence: float
    stays: str = ""


def times(number: int) -> str:
    """Return how often: twice, 3 times."""
    return "twice" if number == 2 else f"{number} times"


def listed(parts: Sequence[str]) -> str:
    """Return parts of a sentence as one: a, b and c."""
    return " and ".join(filter(None, [", ".join(parts[:-1]), *parts[-1:]]))


def accounts(names: Collection[str]) -> str:
    """Return who: @ann, @ann and @bob, 5 accounts."""
    return listed([f"@{name}" for name in sorted(names)]) if len(names) <= 2 else f"{len(names)} accounts"


def keys_of(posts: Sequence[Sent]) -> tuple[str, ...]:
    """Return the keys of posts."""
    return tuple(post.key for post in posts)
