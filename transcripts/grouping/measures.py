"""What is measured of a post against each question of its chat, as the weights are given to it.

Every measure is a number whose weight stands in `weights.py` under the same name.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime
from math import log, log1p, sqrt

from .evidence import Asked
from .phrases import is_arrival
from .posts import Post
from .scene import Scene
from .wording import covered, telling_words

Measures = Mapping[str, float]

LONG = 1800.0
OWN_FADES = 240.0
PARTNER_FADES = 420.0
ECHO_FADES = 1200.0
MOST_COUNTED = 1.5
HALF_MINUTE = 30.0
FIVE_MINUTES = 300.0
FAR_AHEAD = 4.0


def measure(post: Post, scene: Scene, fits: Mapping[str, float]) -> dict[str, Measures]:
    """All measures of a post by the label of the question, those that are zero left out; `fits` as of `fits_of`."""
    found: dict[str, dict[str, float]] = {one.label: dict(_time(one, post, scene)) for one in scene.asked}
    for name, by_label in (*_people(post, scene).items(), *_words(post, scene, fits).items()):
        for label, amount in by_label.items():
            if label in found and amount:
                found[label][name] = amount
    return dict(found)


def moment_of(post: Post, scene: Scene) -> datetime:
    """What a post of the hour answers was said when that other post was.

    A host's post may be a question that was asked again since; what is older than the first question tells nothing.
    """
    at = post.answered_at
    if at is None or post.reply_to_author in scene.hosts or at.timestamp() < scene.first_asked:
        return post.posted_at
    return at


def _time(question: Asked, post: Post, scene: Scene) -> dict[str, float]:
    """Whether the question was the latest of the moment, the one before, an older one or yet to come."""
    at = moment_of(post, scene).timestamp()
    if question.at > at:
        return {"yet_to_come": min(FAR_AHEAD, 1 + (question.at - at) / FIVE_MINUTES)}
    since = [one for one in scene.asked if one.at <= at]
    rank, lag = len(since) - 1 - since.index(question), at - since[-1].at
    if rank == 0:
        return {"latest": 1.0, "latest_by_lag": log1p(lag / HALF_MINUTE), "just_asked": float(lag < HALF_MINUTE)}
    late = {"older_of_reply": float(bool(post.reply_to))}
    if rank == 1:
        return {"before": 1.0, "before_by_lag": log1p(lag / HALF_MINUTE), **late}
    return {"older": 1.0, "older_by_rank": log(rank), **late}


def _people(post: Post, scene: Scene) -> dict[str, dict[str, float]]:
    """What the author was answering around that time, and those whom the post addresses."""
    partners: dict[str, float] = defaultdict(float)
    for name in partners_of(post):
        if name in scene.authors:
            for label, amount in scene.authors[name].near(post, PARTNER_FADES, LONG, 0).items():
                partners[label] += min(MOST_COUNTED, amount)
    first = scene.first_words.get(post.author) == post.key and is_arrival(post.text)
    found = {"partner": dict(partners), "late_start": {scene.asked[0].label: 1.0} if first and scene.asked else {}}
    own = scene.authors.get(post.author)
    if own is None:
        return found
    return found | {
        "own_before": _bounded(own.near(post, OWN_FADES, LONG, 0)),
        "own_after": _bounded(own.near(post, OWN_FADES, 0, LONG / 3)),
    }


def _bounded(found: Mapping[str, float]) -> dict[str, float]:
    """Several posts under one label say more than one does, but not many times as much."""
    return {label: min(MOST_COUNTED, amount) for label, amount in found.items()}


def partners_of(post: Post) -> tuple[str, ...]:
    """Whom a post addresses: whose post it answers, else those it names first."""
    if post.reply_to_author and post.reply_to_author != post.author:
        return (post.reply_to_author,)
    text = post.text.lstrip(". ").casefold()
    named = tuple(name for name in post.mentions if text.startswith("@" + name))
    return named or post.mentions[:1]


def _words(post: Post, scene: Scene, fits: Mapping[str, float]) -> dict[str, dict[str, float]]:
    """How much better the words fit a question than they fit the questions on the whole."""
    usual = sum(fits.values()) / len(fits) if fits else 0.0
    return {
        "vocabulary": {label: fit - usual for label, fit in fits.items()},
        "echoes": scene.echoes.near(post, ECHO_FADES),
        "words_of_question": {one.label: _shared(one.text, post.text) for one in scene.asked},
    }


def fits_of(post: Post, scene: Scene) -> dict[str, float]:
    """How well the words fit each question, the post's own vote apart."""
    counted = scene.counted.get(post.key, "")
    return scene.vocabulary.fits(post.text, [question.label for question in scene.asked], counted)


def _shared(question: str, text: str) -> float:
    """How much of the question's words the post takes up; a long question's words say more."""
    return covered(question, text) * sqrt(len(telling_words(question)))
