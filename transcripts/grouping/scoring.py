"""The scores by which a post without a mark or reference is placed: each measure adds its weight to some labels.

A label is that of a question or the value of a part. The highest sum wins; how far it leads is the confidence.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import exp, log

from .measures import Measures, fits_of, measure, partners_of
from .parts import score_parts
from .posts import Method, Part, Post
from .scene import CLOSING, Scene
from .side_talk import side_talk
from .weights import BY_PEOPLE, BY_TIME, BY_WORDS, WEIGHTS

NEVER = -99.0
BEFORE_THE_FIRST = -7.0
MOST_TALK_SAYS = 2.0
MOST_WORDS_SAY = 6.0
TALK = 2.2
TALK_FADES = 420.0
TALK_GOES_BACK = 1800.0
TOPICAL = 0.1
LATE = 1.0
SPREAD = 1.35
# Posts without a mark keep step with the questions less often than the marked ones that most weights are fitted to.
HONESTY = {Method.TIME: 0.85}


@dataclass(frozen=True, slots=True)
class Choice:
    """The label that won, what decided between the questions, and how sure it is from 0 to 1."""

    label: str
    method: Method
    confidence: float


@dataclass(frozen=True, slots=True)
class Ballot:
    """What each evidence says for each question, what speaks for each part, and for being about any question."""

    by_time: Mapping[str, float]
    by_people: Mapping[str, float]
    by_words: Mapping[str, float]
    parts: Mapping[str, float]
    about_any: float

    @property
    def questions(self) -> dict[str, float]:
        """The sum of the evidence for each question."""
        return {label: self.by_time[label] + self.by_people[label] + self.by_words[label] for label in self.by_time}

    @property
    def shares(self) -> dict[str, float]:
        """How likely each label is; sums to 1."""
        lead = {**self.parts, "": self.about_any}
        about = {label: exp((score - max(lead.values())) / SPREAD) for label, score in lead.items()}
        questions, total = self.questions, sum(about.values())
        any_question = _together(questions.values()) if questions else 0.0
        return {
            **{label: about[label] / total for label in self.parts},
            **{label: about[""] / total * exp(score - any_question) for label, score in questions.items()},
        }


def weigh(post: Post, scene: Scene) -> Ballot:
    """All that is scored of a post."""
    fits = fits_of(post, scene)
    measured = measure(post, scene, fits)
    talk = _talk(post, scene)
    about_any = _about_any(post, scene, talk, fits)
    parts = score_parts(post, scene)
    if scene.asked and scene.is_going_on(post.posted_at):
        parts[Part.ASIDE] = about_any + SPREAD * side_talk(post, scene)
    return Ballot(
        by_time=_weighed(measured, BY_TIME),
        by_people=_weighed(measured, BY_PEOPLE),
        by_words=_weighed(measured, BY_WORDS),
        parts={label: score + talk.get(label, 0.0) for label, score in parts.items()},
        about_any=about_any,
    )


def _weighed(measured: Mapping[str, Measures], names: Sequence[str]) -> dict[str, float]:
    return {
        label: sum(WEIGHTS[name] * amounts[name] for name in names if name in amounts)
        for label, amounts in measured.items()
    }


def choose(post: Post, scene: Scene) -> Choice:
    """The likeliest place of a post: first whether it is about any question or a part, then which."""
    ballot = weigh(post, scene)
    questions, parts, about_any = ballot.questions, ballot.parts, ballot.about_any
    asked = max(questions, key=lambda name: (questions[name], name), default="")
    aside = max(parts, key=lambda name: (parts[name], name))
    label = aside if parts[aside] > about_any else asked
    method = _method(label, ballot)
    return Choice(label, method, HONESTY.get(method, 1.0) * ballot.shares[label])


def _talk(post: Post, scene: Scene) -> dict[str, float]:
    """What those whom the post addresses were talking about: of a question or of a part."""
    found: dict[str, float] = {}
    for name in partners_of(post):
        if name in scene.authors:
            for label, amount in scene.authors[name].near(post, TALK_FADES, TALK_GOES_BACK, 0).items():
                found[label] = found.get(label, 0.0) + TALK * min(1.5, amount)
    return found


def _about_any(post: Post, scene: Scene, talk: Mapping[str, float], fits: Mapping[str, float]) -> float:
    """The score of being about some question: by the moment, the company and whether its words are any question's."""
    if not scene.asked:
        return NEVER
    early = BEFORE_THE_FIRST if post.posted_at.timestamp() < scene.first_asked else 0.0
    company = min(MOST_TALK_SAYS, max(talk.get(question.label, 0.0) for question in scene.asked))
    late = post.posted_at > scene.hours[-1].end + CLOSING and not post.reply_to
    best = max(-MOST_WORDS_SAY, min(MOST_WORDS_SAY, max(fits.values(), default=0.0)))
    return early + company + TOPICAL * best - (LATE if late else 0.0)


def _together(scores: Iterable[float]) -> float:
    """The score of "any of these"."""
    known = list(scores)
    highest = max(known)
    return highest + log(sum(exp(score - highest) for score in known))


def _method(label: str, ballot: Ballot) -> Method:
    """The evidence that would be missed most: without it another question would have won."""
    by_time, by_people, by_words = ballot.by_time, ballot.by_people, ballot.by_words
    if label not in by_time:
        return Method.TEXT
    without_people = max(by_time, key=lambda name: (by_time[name] + by_words[name], name))
    if without_people != label:
        return Method.THREAD
    without_words = max(by_time, key=lambda name: (by_time[name] + by_people[name], name))
    return Method.TEXT if without_words != label else Method.TIME
