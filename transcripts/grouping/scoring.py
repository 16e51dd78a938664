"""The scores by which a post without a mark or reference is placed: each evidence adds its weight to some labels.

A label is that of a question or the value of a part. The highest sum wins; how far it leads is the confidence.
All weights stand in `Weights`; they are natural logarithms, so that 0.7 doubles the odds and 2.3 tenfolds them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from math import exp, log

from .evidence import Asked, Echoes, Moments, Vocabulary, begun, shares_by_time
from .phrases import (
    LINK,
    begins_with_a_name,
    calls_for_a_chat,
    is_about_the_chat,
    is_arrival,
    is_continuation,
    is_countdown,
    is_farewell,
    is_hello,
    is_introduction,
    is_invitation,
    is_praise,
    is_spam,
    is_thanks,
    is_thanks_for_hosting,
    names_occupation,
)
from .posts import Hour, Method, Part, Post


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each evidence says."""

    time_of_asking: float = 1.5
    moment: float = 0.7
    own_answers: float = 0.4
    own_answers_ahead: float = 0.5
    continuation: float = 3.0
    partner: float = 2.2
    circle: float = 0.7
    words: float = 0.35
    topical: float = 0.1
    late: float = 1.0
    late_start: float = 3.0
    echoes: float = 2.0
    echoes_fade: float = 1200.0
    near_fades: float = 150.0
    own_fades: float = 240.0
    partner_fades: float = 420.0
    circle_fades: float = 300.0
    hello: float = 4.0
    introduction: float = 2.5
    arrival: float = 2.0
    occupation: float = 2.0
    host_opens: float = 2.0
    countdown: float = 2.5
    farewell: float = 4.0
    thanks_for_hosting: float = 2.5
    thanks_at_end: float = 3.0
    thanks_to_host: float = 1.0
    praise_at_end: float = 1.5
    about_the_chat: float = 2.5
    spoke_here: float = 1.5
    link_of_a_stranger: float = 2.5
    stranger_to_stranger: float = 3.5
    invitation: float = 2.0
    spam: float = 7.0
    names_itself: float = 2.5
    announces_next: float = 4.0


@dataclass(frozen=True, slots=True)
class Choice:
    """The label that won, what decided between the questions, and how sure it is from 0 to 1."""

    label: str
    method: Method
    confidence: float


@dataclass(frozen=True, slots=True)
class Scene:
    """All that is known of a chat when a post is scored."""

    hours: tuple[Hour, ...]
    hosts: tuple[str, ...]
    asked: tuple[Asked, ...]
    around: Moments
    authors: Mapping[str, Moments]
    vocabulary: Vocabulary
    echoes: Echoes
    counted: Mapping[str, str]
    weights: Weights
    first_words: Mapping[str, str]

    @property
    def first_asked(self) -> float:
        """When the hellos end; an hour without any question has its own share of them."""
        opened = self.hours[0].start + min(HELLOS_TAKE, (self.hours[0].end - self.hours[0].start) / 6)
        return self.asked[0].at if self.asked else opened.timestamp()

    @property
    def last_asked(self) -> float:
        """When goodbyes begin to be likely."""
        closing = self.hours[-1].end - min(GOODBYES_TAKE, (self.hours[-1].end - self.hours[-1].start) / 6)
        return self.asked[-1].at if self.asked else closing.timestamp()


BEFORE_THE_FIRST = -7.0
NEVER = -99.0
NOT_YET_ASKED = -6.0
MOST_TALK_SAYS = 2.0
MOST_WORDS_SAY = 6.0
SPREAD = 1.35
HONESTY = {Method.TIME: 0.75, Method.THREAD: 0.75}
LONG = 1800.0
INTRODUCED_WITHIN = 900.0
OPENING = timedelta(minutes=35)
CLOSING = timedelta(minutes=15)
HELLOS_TAKE = timedelta(minutes=8)
GOODBYES_TAKE = timedelta(minutes=6)


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
    fits = _fits(post, scene)
    by_time, by_talk, by_self = _time(post, scene), _talk(post, scene), _self(post, scene)
    return Ballot(
        by_time=by_time,
        by_people={label: by_self.get(label, 0.0) + by_talk.get(label, 0.0) for label in by_time},
        by_words=_words(post, scene, fits),
        parts={label: score + by_talk.get(label, 0.0) for label, score in _parts(post, scene).items()},
        about_any=_about_any(by_time, by_talk) + _topical(post, scene, fits),
    )


def choose(post: Post, scene: Scene) -> Choice:
    """The likeliest place of a post: first whether it is about any question or a part, then which."""
    ballot = weigh(post, scene)
    questions, parts, about_any = ballot.questions, ballot.parts, ballot.about_any
    asked = max(questions, key=lambda name: (questions[name], name), default="")
    aside = max(parts, key=lambda name: (parts[name], name))
    is_part = parts[aside] > about_any
    label = aside if is_part else asked
    others = [score for name, score in parts.items() if name != label] + ([about_any] if is_part else [])
    lead = max(parts[aside], about_any) - _together(others)
    within = 1.0 if is_part else exp(questions[asked] - _together(questions.values()))
    method = _method(label, ballot.by_time, ballot.by_people, ballot.by_words)
    return Choice(label, method, HONESTY.get(method, 1.0) * within / (1 + exp(-lead / SPREAD)))


def _about_any(by_time: Mapping[str, float], by_talk: Mapping[str, float]) -> float:
    """The score of being about some question: that of the moment, and of talking with those who talk about one."""
    if not by_time:
        return NEVER
    return _together(by_time.values()) + min(MOST_TALK_SAYS, max(by_talk.get(label, 0.0) for label in by_time))


def _topical(post: Post, scene: Scene, fits: Mapping[str, float]) -> float:
    """Whether the words are those of any question at all, and whether anybody still speaks of questions."""
    late = post.posted_at > scene.hours[-1].end + CLOSING and not post.reply_to
    best = max(-MOST_WORDS_SAY, min(MOST_WORDS_SAY, max(fits.values(), default=0.0)))
    return scene.weights.topical * best - (scene.weights.late if late else 0.0)


def _together(scores: Iterable[float]) -> float:
    """The score of "any of these"."""
    known = list(scores)
    highest = max(known)
    return highest + log(sum(exp(score - highest) for score in known))


def _method(
    label: str, by_time: Mapping[str, float], by_people: Mapping[str, float], by_words: Mapping[str, float]
) -> Method:
    """The evidence that would be missed most: without it another question would have won."""
    if label not in by_time:
        return Method.TEXT
    without_people = max(by_time, key=lambda name: (by_time[name] + by_words[name], name))
    if without_people != label:
        return Method.THREAD
    without_words = max(by_time, key=lambda name: (by_time[name] + by_people.get(name, 0.0), name))
    return Method.TEXT if without_words != label else Method.TIME


def _time(post: Post, scene: Scene) -> dict[str, float]:
    """The question of the moment: by when each was asked and what others around are known to answer."""
    answering = replace(post, posted_at=_moment(post, scene))
    at = answering.posted_at.timestamp()
    shares = shares_by_time(at, scene.asked)
    near = scene.around.near(answering, scene.weights.near_fades, 2 * LONG, LONG)
    weight = {
        question.label: scene.weights.time_of_asking * shares.get(question.label, 0.0)
        + near.get(question.label, 0.0) * begun(at - question.at)
        for question in scene.asked
    }
    total = sum(weight.values()) or 1.0
    early = BEFORE_THE_FIRST if at < scene.first_asked else 0.0
    return {
        question.label: scene.weights.moment * log(max(weight[question.label] / total, 0.003))
        + early
        + (NOT_YET_ASKED if at < question.at else 0.0)
        for question in scene.asked
    }


def _moment(post: Post, scene: Scene) -> datetime:
    """What a post answers was said when that other post was; a host's post may be a question asked again since."""
    return post.posted_at if post.answered_at is None or post.reply_to_author in scene.hosts else post.answered_at


def _self(post: Post, scene: Scene) -> dict[str, float]:
    """What the author was answering just then."""
    scores: dict[str, float] = defaultdict(float)
    if scene.asked and scene.first_words.get(post.author) == post.key and is_arrival(post.text):
        scores[scene.asked[0].label] += scene.weights.late_start
    own = scene.authors.get(post.author)
    if own is None:
        return dict(scores)
    _add(scores, own.near(post, scene.weights.own_fades, LONG, 0), scene.weights.own_answers)
    _add(scores, own.near(post, scene.weights.own_fades, 0, LONG / 3), scene.weights.own_answers_ahead)
    last = own.last_before(post)
    if last is not None and is_continuation(post.text):
        scores[last.label] += scene.weights.continuation
    return dict(scores)


def _talk(post: Post, scene: Scene) -> dict[str, float]:
    """What those whom the post addresses were answering, and what the same people talked about."""
    scores: dict[str, float] = defaultdict(float)
    for name in partners(post):
        partner = scene.authors.get(name)
        if partner is not None:
            _add(scores, partner.near(post, scene.weights.partner_fades, LONG, 0), scene.weights.partner)
    if post.mentions:
        _add(
            scores,
            scene.around.of_circle(post, scene.weights.circle_fades, LONG, LONG / 3),
            scene.weights.circle,
        )
    return dict(scores)


def partners(post: Post) -> tuple[str, ...]:
    """Whom a post addresses: whose post it answers, else those it names first."""
    if post.reply_to_author and post.reply_to_author != post.author:
        return (post.reply_to_author,)
    text = post.text.lstrip(". ").casefold()
    named = tuple(name for name in post.mentions if text.startswith("@" + name))
    return named or post.mentions[:1]


def _add(scores: dict[str, float], found: Mapping[str, float], weight: float) -> None:
    """Several posts under one label say more than one does, but not many times as much."""
    for label, amount in found.items():
        scores[label] += weight * min(1.5, amount)


def _fits(post: Post, scene: Scene) -> dict[str, float]:
    """How well the words fit each question, the post's own vote apart."""
    counted = scene.counted.get(post.key, "")
    return scene.vocabulary.fits(post.text, [question.label for question in scene.asked], counted)


def _words(post: Post, scene: Scene, fits: Mapping[str, float]) -> dict[str, float]:
    """How much better the words fit a question than they fit the questions on the whole."""
    usual = sum(fits.values()) / len(fits) if fits else 0.0
    echoes = scene.echoes.near(post, scene.weights.echoes_fade)
    weights = scene.weights
    return {
        label: weights.words * (fit - usual) + weights.echoes * echoes.get(label, 0.0) for label, fit in fits.items()
    }


def _parts(post: Post, scene: Scene) -> dict[str, float]:
    """Hellos, goodbyes, side talk and posts of others than the chat, by when they are said and how."""
    scores = _parts_by_phase(post, scene)
    _add_hellos(post, scene, scores)
    _add_goodbyes(post, scene, scores)
    weights, text = scene.weights, post.text
    if is_about_the_chat(text) and scores[Part.INTRO] < weights.host_opens - 2:
        scores[Part.ASIDE] += weights.about_the_chat
        scores[Part.WRAPUP] += weights.about_the_chat if post.posted_at.timestamp() > scene.last_asked else 0.0
    if post.author not in scene.authors and LINK.search(text) and not post.mentions:
        scores[Part.OFF] += weights.link_of_a_stranger
    if post.author in scene.authors:
        scores[Part.OFF] -= weights.spoke_here
    elif post.reply_to_author and post.reply_to_author not in scene.authors:
        scores[Part.OFF] += weights.stranger_to_stranger
    if is_spam(text) and not post.mentions:
        scores[Part.OFF] += weights.spam
    if is_invitation(text) and not is_hello(text):
        scores[Part.OFF] += weights.invitation
    return {str(part): score for part, score in scores.items()}


def _parts_by_phase(post: Post, scene: Scene) -> dict[Part, float]:
    at = post.posted_at.timestamp()
    first, last = scene.hours[0], scene.hours[-1]
    if at < scene.first_asked:
        before = post.posted_at < first.start - OPENING
        return {Part.INTRO: -1.8, Part.ASIDE: -1.5, Part.WRAPUP: -9.0, Part.OFF: 1.0 if before else -3.0}
    if post.posted_at > last.end + CLOSING:
        return {Part.INTRO: -5.0, Part.ASIDE: -0.5, Part.WRAPUP: -1.5, Part.OFF: 0.7}
    if at > scene.last_asked:
        return {Part.INTRO: -4.0, Part.ASIDE: -2.2, Part.WRAPUP: -2.5, Part.OFF: -4.0}
    return {Part.INTRO: -3.5, Part.ASIDE: -2.5, Part.WRAPUP: -4.2, Part.OFF: -4.0}


def _add_hellos(post: Post, scene: Scene, scores: dict[Part, float]) -> None:
    weights, at, text = scene.weights, post.posted_at.timestamp(), post.text
    early = at < scene.first_asked + INTRODUCED_WITHIN
    scores[Part.INTRO] += weights.hello if is_hello(text) else 0.0
    scores[Part.INTRO] += weights.introduction if is_introduction(text) else 0.0
    scores[Part.INTRO] += weights.arrival if is_arrival(text) else 0.0
    scores[Part.INTRO] += weights.occupation if early and names_occupation(text) else 0.0
    first_words = scene.first_words.get(post.author) == post.key
    if first_words and begins_with_a_name(text, ",.!" if at < scene.first_asked else ","):
        scores[Part.INTRO] += weights.names_itself
    if at < scene.first_asked:
        scores[Part.INTRO] += weights.countdown if is_countdown(text) else 0.0
        scores[Part.INTRO] += weights.host_opens if post.author in scene.hosts and not post.reply_to else 0.0


def _add_goodbyes(post: Post, scene: Scene, scores: dict[Part, float]) -> None:
    weights = scene.weights
    at_end = post.posted_at.timestamp() > scene.last_asked
    if is_farewell(post.text):
        scores[Part.WRAPUP] += weights.farewell
    if is_thanks(post.text):
        to_host = _to_host(post, scene) or post.author in scene.hosts
        scores[Part.WRAPUP] += (weights.thanks_at_end if at_end else 0.0) + (weights.thanks_to_host if to_host else 0.0)
    if at_end and post.author in scene.hosts and calls_for_a_chat(post.text):
        scores[Part.WRAPUP] += weights.announces_next
    if is_thanks_for_hosting(post.text):
        scores[Part.WRAPUP] += weights.thanks_for_hosting
    if is_praise(post.text) and at_end:
        scores[Part.WRAPUP] += weights.praise_at_end + (weights.thanks_to_host if _to_host(post, scene) else 0.0)


def _to_host(post: Post, scene: Scene) -> bool:
    return any(host in post.mentions for host in scene.hosts)
