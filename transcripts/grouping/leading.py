"""Who leads a chat, when the hosts that were told say nothing in it under that name.

A log names its host by another name than the nick that speaks: "amitiuttarwar" is "amiti", or somebody else altogether.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from .phrases import announces_a_question
from .plain_sessions import plain_question
from .posts import Hour, Letters, Post
from .prompts import numbers_are_used

FEWEST_SHARED_LETTERS = 4
FEWEST_QUESTIONS = 4
MOST_OF_THE_COUNTS = 2
FEWEST_OTHERS = 2


def with_a_voice(
    told: Sequence[str], posts: Sequence[Post], hours: Sequence[Hour], letters: Letters
) -> tuple[str, ...]:
    """The hosts told; where none of them speaks, with the one who goes by nearly the same name, else who asks most."""
    within = [post for post in posts if any(hour.start <= post.posted_at <= hour.end for hour in hours)]
    said = Counter(post.author for post in within)
    if not told or any(host in said for host in told):
        return tuple(told)
    alike = [name for name in said if any(_alike(name, host) for host in told)]
    if alike:
        return (*told, max(alike, key=lambda name: (said[name], name)))
    return (*told, *([] if numbers_are_used(within, told, letters) else _asking_most(within)))


def _alike(name: str, host: str) -> bool:
    """True when one name goes on where the other ends."""
    short, long = sorted((name, host), key=len)
    return len(short) >= FEWEST_SHARED_LETTERS and long.startswith(short)


def _asking_most(posts: Sequence[Post]) -> list[str]:
    """Who is first in two of three: in questions to all, in questions announced as such, in posts; others speak too."""
    questions = [post for post in posts if plain_question(post)]
    counts = (
        Counter(post.author for post in questions),
        Counter(post.author for post in questions if announces_a_question(post.text)),
        Counter(post.author for post in posts),
    )
    firsts = Counter(name for count in counts for name in count if count[name] == max(count.values()))
    leading = max(firsts, key=lambda name: (firsts[name], counts[0][name], name), default="")
    if firsts[leading] < MOST_OF_THE_COUNTS or counts[0][leading] < FEWEST_QUESTIONS:
        return []
    return [leading] if len(counts[2]) > FEWEST_OTHERS else []
