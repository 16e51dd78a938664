"""Noise: repeats, bots and spam among the posts of a chat. Only proposed, never acted on: a person decides."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ..posts import Letters
from .automated import find_automated
from .proposals import Noise, Proposal
from .repeats import find_repeats
from .sent import Sending, Sent

__all__ = ["Noise", "Proposal", "Sent", "find_noise"]

ANY_LETTERS = Letters()


def find_noise(posts: Iterable[Sent], questions: Sequence[str] = (), letters: Letters = ANY_LETTERS) -> list[Proposal]:
    """Return what a host may want to hide of a chat, the surest first; every post is named at most once.

    `questions` are the texts of the chat's questions: whoever says one again asks it again.
    """
    chat = Sending.of(posts)
    automated = find_automated(chat, letters)
    named = {key for one in automated for key in one.keys}
    repeats = find_repeats(Sending(tuple(post for post in chat.posts if post.key not in named)), questions)
    order = {post.key: place for place, post in enumerate(chat.posts)}
    return sorted([*automated, *repeats], key=lambda one: (-one.confidence, order[one.keys[0]]))
