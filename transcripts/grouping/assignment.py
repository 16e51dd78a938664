"""A verdict for every post of a chat, from the strongest evidence to the weakest.

Marks, headings and asking are sure and come first. Then, in order of time, a post that answers or quotes another goes
where that one went, and what is left is scored (`scoring`). The scoring is done twice, since the second time it knows
what was said around and after a post. Reposts follow their originals at the end.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from .asking import announces, in_order
from .evidence import Echoes, Placed, Vocabulary, asked_in_order, by_author
from .following import KEPT_BY_A_REPLY, Course
from .markers import Marker, Place, own_markers
from .outline import headings_of, read_outline
from .posts import AskedQuestion, Hour, Letters, Method, Part, Post, Role, Verdict, label_of, placed
from .reposts import match_cut_reposts, match_manual_quotes
from .scene import Scene
from .scoring import choose

ASKED = 0.99
HEADED = 0.97
MARKED = 0.97
MARKED_INSIDE = 0.85
KEPT_BY_A_REPOST = 0.99
SURE = 0.75
HIGHEST_GUESS = 0.9
PASSES = 2
MOST_ANSWERED_AT_ONCE = 2
NOTHING_BY_HAND: Mapping[str, Verdict] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Chat:
    """What is given: the posts that are no reposts in order, the questions, the hours and who hosts."""

    posts: tuple[Post, ...]
    questions: tuple[AskedQuestion, ...]
    hours: tuple[Hour, ...]
    hosts: tuple[str, ...]
    letters: Letters
    quotes: Mapping[str, str]

    @property
    def asks(self) -> dict[str, str]:
        return {key: question.label for question in self.questions for key in question.asked_by}


@dataclass(frozen=True, slots=True)
class Settled:
    """The verdicts of a chat; those that are sure, the scene by which the others were scored, and who repeats whom."""

    verdicts: list[Verdict]
    sure: Mapping[str, Verdict] = field(default_factory=dict)
    scene: Scene | None = None
    originals: Mapping[str, str] = field(default_factory=dict)
    quotes: Mapping[str, str] = field(default_factory=dict)


def assign(
    posts: Iterable[Post],
    questions: Sequence[AskedQuestion],
    hours: Sequence[Hour],
    hosts: Sequence[str],
    letters: Letters,
    outline: Sequence[str] = (),
    by_hand: Mapping[str, Verdict] = NOTHING_BY_HAND,
) -> list[Verdict]:
    """Where each post belongs, one verdict for every post given, in order of time.

    The caller gives the posts from 2 hours before the first hour to 24 hours after the last (DESIGN: "Around a chat").
    `by_hand` are the places that people decided: they stay, and speak for other posts as the surest evidence.
    """
    return settle(posts, questions, hours, hosts, letters, outline, by_hand).verdicts


def settle(
    posts: Iterable[Post],
    questions: Sequence[AskedQuestion],
    hours: Sequence[Hour],
    hosts: Sequence[str],
    letters: Letters,
    outline: Sequence[str] = (),
    by_hand: Mapping[str, Verdict] = NOTHING_BY_HAND,
) -> Settled:
    """The same, with all that led to it."""
    ordered = in_order(posts)
    if not hours:
        return Settled([_unplaced(post) for post in ordered])
    originals = {
        **match_cut_reposts(ordered),
        **{post.key: post.repost_of for post in ordered if post.repost_of},
    }
    own = tuple(post for post in ordered if post.key not in originals and not post.is_repost)
    chat = Chat(own, tuple(questions), tuple(hours), tuple(hosts), letters, match_manual_quotes(ordered))
    labels = {question.label for question in questions}
    decided = {key: one for key, one in by_hand.items() if one.part or one.question in labels}
    known = _sure(chat, tuple(outline) or headings_of(ordered), decided)
    verdicts, scene = _placed_by_evidence(chat, known)
    every = [_final(post, verdicts, originals, chat) for post in ordered]
    return Settled(every, known, scene, originals, chat.quotes)


def _unplaced(post: Post) -> Verdict:
    return Verdict(post.key, None, Part.UNPLACED, Role.ANSWER, Method.TIME, 0.0)


def _sure(chat: Chat, outline: Sequence[str], by_hand: Mapping[str, Verdict]) -> dict[str, Verdict]:
    """What a person placed, what asks, stands under a heading or carries a mark."""
    asks = chat.asks
    headings = _labels_of_headings(chat, outline)
    found: dict[str, Verdict] = {}
    for post in chat.posts:
        if post.key in by_hand:
            found[post.key] = by_hand[post.key]
        elif post.key in asks:
            found[post.key] = Verdict(post.key, asks[post.key], None, Role.ASK, Method.MARKER, ASKED)
        elif post.heading in headings:
            found[post.key] = placed(post.key, headings[post.heading], Method.MARKER, HEADED)
        elif (marked := _by_mark(post, chat, found.get(post.reply_to))) is not None:
            found[post.key] = marked
    return found


def _labels_of_headings(chat: Chat, outline: Sequence[str]) -> dict[str, str]:
    labels = {written: question.label for question in chat.questions for written in question.headings}
    parts = {
        heading.written: str(heading.part)
        for heading in read_outline(outline, chat.letters)
        if heading.part is not None
    }
    return {**parts, **labels}


def _by_mark(post: Post, chat: Chat, answered: Verdict | None = None) -> Verdict | None:
    """By the marks that name questions of this chat, in any letter, since `Q1` answers too.

    Of two questions that one post answers, that of the post it replies to counts, else the first.
    """
    marks = own_markers(post.text, chat.letters)
    if marks and announces(marks[0], post):
        return placed(post.key, str(Part.ASIDE), Method.MARKER, MARKED_INSIDE)
    if len({mark.number for mark in marks}) > MOST_ANSWERED_AT_ONCE:
        return None
    named: dict[str, float] = {}
    for mark in _by_strength(marks):
        question = _question_of(mark, chat.questions)
        if question is not None and _may_be_answered(post, mark, question, chat):
            named.setdefault(question.label, MARKED_INSIDE if mark.place is Place.INSIDE or mark.quoted else MARKED)
    if not named:
        return None
    label = answered.question if answered and answered.question in named else next(iter(named))
    sure = named[label] if len(named) == 1 else MARKED_INSIDE
    return placed(post.key, label, Method.MARKER, sure)


def _by_strength(marks: Sequence[Marker]) -> list[Marker]:
    return sorted(marks, key=lambda mark: (mark.quoted, mark.place is Place.INSIDE, mark.start))


def _question_of(mark: Marker, questions: Sequence[AskedQuestion]) -> AskedQuestion | None:
    """The question with this number; with the very part when the mark has one and there is such a question."""
    same = [question for question in questions if question.number == mark.number]
    if mark.number is None:
        return next((question for question in questions if question.label == mark.label), None)
    exact = [question for question in same if question.label[1:] == mark.label[1:]]
    return next(iter(exact or same), None)


def _may_be_answered(post: Post, mark: Marker, question: AskedQuestion, chat: Chat) -> bool:
    """Nobody answers before the hour; a quick one may before the question itself, but only with a plain mark."""
    asked = question.asked_at
    if asked is not None and post.posted_at >= asked:
        return True
    return mark.place is not Place.INSIDE and post.posted_at >= chat.hours[0].start


def _placed_by_evidence(chat: Chat, sure: Mapping[str, Verdict]) -> tuple[dict[str, Verdict], Scene]:
    verdicts, scene = dict(sure), _scene(chat, sure, sure)
    here, told = frozenset(post.key for post in chat.posts), _told_by_answers(chat, sure)
    for again in range(PASSES):
        scene = _scene(chat, sure, verdicts) if again else scene
        course = Course(scene, chat.questions, chat.quotes, here, dict(sure), dict(told))
        for post in chat.posts:
            course.note(post, sure.get(post.key) or course.follow(post) or _by_score(post, scene))
        verdicts = _agreed_with_answers(chat, sure, course.verdicts)
    return verdicts, scene


def _scene(chat: Chat, sure: Mapping[str, Verdict], verdicts: Mapping[str, Verdict]) -> Scene:
    """What is known so far; what was only scored speaks for others by its confidence."""
    asks = chat.asks
    known = [
        Placed(post, label_of(verdict), 1.0 if post.key in sure else verdict.confidence**2)
        for post in chat.posts
        if (verdict := verdicts.get(post.key)) is not None and verdict.part is not Part.OFF
    ]
    answers = [one for one in known if one.post.key not in asks]
    trusted = [one for one in answers if verdicts[one.post.key].confidence >= SURE]
    asked = asked_in_order(chat.questions, [one for one in known if one.post.key in sure], chat.hours[0].start)
    return Scene(
        hours=chat.hours,
        hosts=chat.hosts,
        asked=asked,
        authors=by_author(answers),
        vocabulary=Vocabulary.of(asked, trusted, chat.posts),
        echoes=Echoes.of(trusted, chat.posts),
        counted={one.post.key: one.label for one in trusted},
        first_words={post.author: post.key for post in reversed(chat.posts) if post.posted_at >= chat.hours[0].start},
    )


def _told_by_answers(chat: Chat, sure: Mapping[str, Verdict]) -> dict[str, Verdict]:
    """Where posts stand that are not at hand, by the marks of those that answer them."""
    here = {post.key for post in chat.posts}
    return {
        post.reply_to: sure[post.key]
        for post in reversed(chat.posts)
        if post.reply_to and post.reply_to not in here and post.key in sure
    }


def _by_score(post: Post, scene: Scene) -> Verdict:
    choice = choose(post, scene)
    return placed(post.key, choice.label, choice.method, min(HIGHEST_GUESS, choice.confidence))


def _agreed_with_answers(
    chat: Chat, sure: Mapping[str, Verdict], verdicts: Mapping[str, Verdict]
) -> dict[str, Verdict]:
    """A doubtful post whose answers carry a mark goes with them, and its other answers with it."""
    agreed = dict(verdicts)
    for post in chat.posts:
        answered = agreed.get(post.reply_to)
        mine = sure.get(post.key)
        if mine is None or answered is None or post.reply_to in sure or answered.confidence >= SURE:
            continue
        if answered.method not in (Method.REPLY, Method.QUOTE):
            agreed[post.reply_to] = placed(post.reply_to, label_of(mine), Method.REPLY, SURE)
    return _followed(chat, agreed, lambda post: agreed[post.key] is not verdicts.get(post.key))


def _followed(chat: Chat, verdicts: dict[str, Verdict], moved: Callable[[Post], bool]) -> dict[str, Verdict]:
    changed = {post.key for post in chat.posts if moved(post)}
    for post in chat.posts:
        if post.reply_to in changed and verdicts[post.key].method is Method.REPLY and post.key not in changed:
            parent = verdicts[post.reply_to]
            verdicts[post.key] = placed(post.key, label_of(parent), Method.REPLY, parent.confidence * KEPT_BY_A_REPLY)
            changed.add(post.key)
    return verdicts


def _final(post: Post, verdicts: Mapping[str, Verdict], originals: Mapping[str, str], chat: Chat) -> Verdict:
    verdict = verdicts.get(post.key)
    if verdict is not None:
        return verdict
    original = verdicts.get(originals.get(post.key, ""))
    if original is not None:
        sure = original.confidence * KEPT_BY_A_REPOST
        return placed(post.key, label_of(original), Method.RETWEET, sure)
    marked = _by_mark(post, chat)
    if marked is not None:
        return marked
    return placed(post.key, str(Part.UNPLACED), Method.RETWEET, 0.0)
