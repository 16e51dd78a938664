"""A verdict for every post of a chat, from the strongest evidence to the weakest.

Marks, headings and asking are sure and come first. Then, in order of time, a post that answers or quotes another goes
where that one went, and what is left is scored (`scoring`). The scoring is done twice, since the second time it knows
what was said around and after a post. Reposts follow their originals at the end.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from .asking import announces, in_order
from .evidence import Echoes, Moments, Placed, Vocabulary, asked_in_order, by_author
from .markers import Marker, Place, own_markers
from .outline import headings_of, read_outline
from .phrases import is_continued, is_farewell, is_hello, is_praise, is_thanks, part_number
from .posts import AskedQuestion, Hour, Letters, Method, Part, Post, Role, Verdict
from .reposts import match_cut_reposts, match_manual_quotes
from .scene import Scene
from .scoring import choose
from .side_talk import side_talk

ASKED = 0.99
HEADED = 0.97
MARKED = 0.97
MARKED_INSIDE = 0.85
ANSWERED_A_QUESTION = 0.92
ANSWERED_AT_ITS_TIME = 0.9
ASKED_AGAIN_WITHIN = timedelta(seconds=90)
KEPT_BY_A_REPLY = 0.97
KEPT_BY_A_QUOTE = 0.9
KEPT_BY_A_REPOST = 0.99
DRIFTED = 0.3
SURE = 0.75
HIGHEST_GUESS = 0.9
KEPT_IN_A_CIRCLE = 0.9
WHATEVER_PART = -1
PARTS_FOLLOW = timedelta(minutes=10)
CIRCLE_HOLDS = timedelta(minutes=5)
CROWD_HOLDS = timedelta(minutes=10)
FEWEST_IN_A_CROWD = 3
STILL_THE_SAME = 0.5
PASSES = 2
MOST_ANSWERED_AT_ONCE = 2
LABELS_OF_PARTS = frozenset(str(part) for part in Part)


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
) -> list[Verdict]:
    """Where each post belongs, one verdict for every post given, in order of time.

    The caller gives the posts from 2 hours before the first hour to 24 hours after the last (DESIGN: "Around a chat").
    """
    return settle(posts, questions, hours, hosts, letters, outline).verdicts


def settle(
    posts: Iterable[Post],
    questions: Sequence[AskedQuestion],
    hours: Sequence[Hour],
    hosts: Sequence[str],
    letters: Letters,
    outline: Sequence[str] = (),
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
    known = _sure(chat, tuple(outline) or headings_of(ordered))
    placed, scene = _placed_by_evidence(chat, known)
    return Settled([_final(post, placed, originals, chat) for post in ordered], known, scene, originals, chat.quotes)


def _unplaced(post: Post) -> Verdict:
    return Verdict(post.key, None, Part.UNPLACED, Role.ANSWER, Method.TIME, 0.0)


def _sure(chat: Chat, outline: Sequence[str]) -> dict[str, Verdict]:
    """What asks, stands under a heading or carries a mark."""
    asks = chat.asks
    headings = _labels_of_headings(chat, outline)
    found: dict[str, Verdict] = {}
    for post in chat.posts:
        if post.key in asks:
            found[post.key] = Verdict(post.key, asks[post.key], None, Role.ASK, Method.MARKER, ASKED)
        elif post.heading in headings:
            found[post.key] = _verdict(post.key, headings[post.heading], Method.MARKER, HEADED)
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
        return _verdict(post.key, str(Part.ASIDE), Method.MARKER, MARKED_INSIDE)
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
    return _verdict(post.key, label, Method.MARKER, sure)


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


def _verdict(key: str, label: str, method: Method, confidence: float) -> Verdict:
    part = Part(label) if label in LABELS_OF_PARTS else None
    return Verdict(key, None if part else label, part, Role.ANSWER, method, round(confidence, 3))


def _label(verdict: Verdict) -> str:
    return verdict.question or str(verdict.part)


def _placed_by_evidence(chat: Chat, sure: Mapping[str, Verdict]) -> tuple[dict[str, Verdict], Scene]:
    verdicts, scene = dict(sure), _scene(chat, sure, sure)
    told = _told_by_answers(chat, sure)
    for again in range(PASSES):
        scene = _scene(chat, sure, verdicts) if again else scene
        verdicts = dict(sure)
        unseen = dict(told)
        said: list[Post] = []
        parts: dict[tuple[str, int], Post] = {}
        for post in chat.posts:
            if post.key not in verdicts:
                found = (
                    _by_reference(post, chat, scene, verdicts)
                    or _by_unseen(post, chat, unseen)
                    or _next_part(post, parts, verdicts)
                    or _in_the_same_circle(post, scene, said, verdicts)
                )
                verdicts[post.key] = found or _by_score(post, scene)
            said.append(post)
            parts[post.author, part_number(post.text)] = parts[post.author, WHATEVER_PART] = post
            if post.reply_to and post.reply_to not in verdicts:
                unseen.setdefault(post.reply_to, verdicts[post.key])
        verdicts = _agreed_with_answers(chat, sure, verdicts)
    return verdicts, scene


def _scene(chat: Chat, sure: Mapping[str, Verdict], verdicts: Mapping[str, Verdict]) -> Scene:
    """What is known so far; what was only scored speaks for others by its confidence."""
    placed = [
        Placed(post, _label(verdict), 1.0 if post.key in sure else verdict.confidence**2)
        for post in chat.posts
        if (verdict := verdicts.get(post.key)) is not None and verdict.part is not Part.OFF
    ]
    trusted = [one for one in placed if verdicts[one.post.key].confidence >= SURE and one.post.key not in chat.asks]
    asked = asked_in_order(chat.questions, [one for one in placed if one.post.key in sure], chat.hours[0].start)
    return Scene(
        hours=chat.hours,
        hosts=chat.hosts,
        asked=asked,
        around=Moments.of(trusted),
        authors=by_author(one for one in placed if one.post.key not in chat.asks),
        vocabulary=Vocabulary.of(asked, trusted, chat.posts),
        echoes=Echoes.of(trusted, chat.posts),
        counted={one.post.key: one.label for one in trusted},
        first_words={post.author: post.key for post in reversed(chat.posts) if post.posted_at >= chat.hours[0].start},
    )


def _by_reference(post: Post, chat: Chat, scene: Scene, verdicts: Mapping[str, Verdict]) -> Verdict | None:
    """With the post it answers or quotes, when that one is placed and this one does not greet or part."""
    quoted = post.quote_of or chat.quotes.get(post.key, "")
    for key, method, kept in (
        (post.reply_to, Method.REPLY, KEPT_BY_A_REPLY),
        (quoted, Method.QUOTE, KEPT_BY_A_QUOTE),
    ):
        parent = verdicts.get(key)
        if parent is None or parent.part in (Part.OFF, Part.UNPLACED):
            continue
        if (part := _spoken_aside(post, parent, scene)) is not None:
            return _verdict(post.key, str(part), Method.TEXT, SURE)
        sure = ANSWERED_A_QUESTION if parent.role is Role.ASK else parent.confidence * kept
        return _verdict(post.key, _label(parent), method, sure)
    return None


def _told_by_answers(chat: Chat, sure: Mapping[str, Verdict]) -> dict[str, Verdict]:
    """Where posts stand that are not at hand, by the marks of those that answer them."""
    here = {post.key for post in chat.posts}
    return {
        post.reply_to: sure[post.key]
        for post in reversed(chat.posts)
        if post.reply_to and post.reply_to not in here and post.key in sure
    }


def _by_unseen(post: Post, chat: Chat, unseen: Mapping[str, Verdict]) -> Verdict | None:
    """With a post that is not at hand: where others that answer it went, or the question that it asked by its time."""
    asked = _asked_unseen(post, chat)
    if asked is not None:
        return _verdict(post.key, asked.label, Method.REPLY, ANSWERED_AT_ITS_TIME)
    other = unseen.get(post.reply_to)
    if other is None or other.part in (Part.OFF, Part.UNPLACED):
        return None
    return _verdict(post.key, _label(other), Method.REPLY, other.confidence * KEPT_BY_A_QUOTE)


def _asked_unseen(post: Post, chat: Chat) -> AskedQuestion | None:
    """The question that a host asked at the very time of the post that this one answers."""
    at = post.answered_at
    if at is None or post.reply_to_author not in chat.hosts or post.reply_to in {one.key for one in chat.posts}:
        return None
    same = [one for one in chat.questions if one.asked_at and abs(one.asked_at - at) <= ASKED_AGAIN_WITHIN]
    return min(same, key=lambda one: abs(one.asked_at - at) if one.asked_at else ASKED_AGAIN_WITHIN, default=None)


def _next_part(post: Post, parts: Mapping[tuple[str, int], Post], verdicts: Mapping[str, Verdict]) -> Verdict | None:
    """Where the part before went, of something that its author said in several posts: 2/2 after 1/2, "(cont)"."""
    number = part_number(post.text)
    earlier = number - 1 if number > 1 else WHATEVER_PART if is_continued(post.text) else None
    before = parts.get((post.author, earlier)) if earlier is not None else None
    if before is None or post.posted_at - before.posted_at > PARTS_FOLLOW:
        return None
    verdict = verdicts[before.key]
    if verdict.part in (Part.OFF, Part.UNPLACED) or verdict.role is Role.ASK:
        return None
    return _verdict(post.key, _label(verdict), Method.THREAD, verdict.confidence * KEPT_BY_A_REPLY)


def _in_the_same_circle(
    post: Post, scene: Scene, said: Sequence[Post], verdicts: Mapping[str, Verdict]
) -> Verdict | None:
    """Where the same people talked a while ago, when nothing tells which post this one answers."""
    before = _same_people(post, said)
    if before is None:
        return None
    verdict = verdicts[before.key]
    if verdict.question is None or verdict.role is Role.ASK or _spoken_aside(post, verdict, scene) is not None:
        return None
    return _verdict(post.key, verdict.question, Method.THREAD, verdict.confidence * KEPT_IN_A_CIRCLE)


def _same_people(post: Post, said: Sequence[Post]) -> Post | None:
    """The latest post among the very same people, or among three or more of whom few came or went."""
    people = _people_of(post) if post.mentions else frozenset()
    for before in reversed(said):
        pause = post.posted_at - before.posted_at
        if pause > CROWD_HOLDS:
            break
        others = _people_of(before)
        shared = len(people & others)
        if (others == people and pause <= CIRCLE_HOLDS) or (
            shared >= FEWEST_IN_A_CROWD and shared >= STILL_THE_SAME * len(people | others)
        ):
            return before
    return None


def _people_of(post: Post) -> frozenset[str]:
    """Who takes part in what a post says: its author and those it names."""
    return frozenset((post.author, *post.mentions))


def _spoken_aside(post: Post, parent: Verdict, scene: Scene) -> Part | None:
    """A hello, a goodbye or side talk that happens to be an answer to a post about a question."""
    if parent.part in (Part.INTRO, Part.WRAPUP):
        return None
    at_end = post.posted_at.timestamp() > scene.last_asked
    thanks = is_thanks(post.text) and (is_praise(post.text) or is_farewell(post.text))
    if at_end and (thanks or (is_farewell(post.text) and is_praise(post.text))):
        return Part.WRAPUP
    if parent.role is Role.ASK:
        return Part.INTRO if is_hello(post.text) else None
    drifted = scene.asked and scene.is_going_on(post.posted_at) and side_talk(post, scene) > DRIFTED
    return Part.ASIDE if drifted else None


def _by_score(post: Post, scene: Scene) -> Verdict:
    choice = choose(post, scene)
    return _verdict(post.key, choice.label, choice.method, min(HIGHEST_GUESS, choice.confidence))


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
            agreed[post.reply_to] = _verdict(post.reply_to, _label(mine), Method.REPLY, SURE)
    return _followed(chat, agreed, lambda post: agreed[post.key] is not verdicts.get(post.key))


def _followed(chat: Chat, verdicts: dict[str, Verdict], moved: Callable[[Post], bool]) -> dict[str, Verdict]:
    changed = {post.key for post in chat.posts if moved(post)}
    for post in chat.posts:
        if post.reply_to in changed and verdicts[post.key].method is Method.REPLY and post.key not in changed:
            parent = verdicts[post.reply_to]
            verdicts[post.key] = _verdict(post.key, _label(parent), Method.REPLY, parent.confidence * KEPT_BY_A_REPLY)
            changed.add(post.key)
    return verdicts


def _final(post: Post, placed: Mapping[str, Verdict], originals: Mapping[str, str], chat: Chat) -> Verdict:
    verdict = placed.get(post.key)
    if verdict is not None:
        return verdict
    original = placed.get(originals.get(post.key, ""))
    if original is not None:
        sure = original.confidence * KEPT_BY_A_REPOST
        return _verdict(post.key, _label(original), Method.RETWEET, sure)
    marked = _by_mark(post, chat)
    if marked is not None:
        return marked
    return _verdict(post.key, str(Part.UNPLACED), Method.RETWEET, 0.0)
