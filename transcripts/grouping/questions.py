"""Which posts ask the questions of a chat; repeats, copies by a co-host and a second language fold into one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from .asking import Ask, asking_mark, in_order, is_original, question_text
from .markers import Place, own_markers
from .outline import Heading, headings_of, read_outline
from .phrases import asks_something
from .plain_sessions import plain_question
from .posts import AskedQuestion, Hour, Letters, Post, Role
from .prompts import not_by_number, prompts
from .wording import likeness

BEFORE_THE_HOUR = timedelta(minutes=5)
OTHER_LANGUAGE_WITHIN = timedelta(minutes=4)
SOON_AFTER = timedelta(minutes=2)
SAME_QUESTION = 0.6
COPIED = 0.8


def find_questions(
    posts: Iterable[Post],
    hours: Sequence[Hour],
    hosts: Sequence[str],
    letters: Letters,
    outline: Sequence[str] = (),
) -> list[AskedQuestion]:
    """The questions of a chat in the order of asking; `outline` holds the headings of a pasted transcript, in order.

    Without headings given, those the posts stand under are taken. A heading gives a question even when no post asks it.
    """
    ordered = in_order(posts)
    within = [post for post in ordered if _in_hours(post, hours)]
    asks = _marked_asks(within, hosts, letters)
    if not asks or not_by_number(asks, within, hosts, letters):
        asks = prompts(within, hosts, letters)
    asks = asks + _unmarked_between(asks, within, hosts, letters)
    questions = _folded(asks) + _known_by_answers(asks, within, hosts, letters)
    headings = read_outline(tuple(outline) or headings_of(ordered), letters)
    return _sorted(_with_headings(questions, headings, within, letters))


def _in_hours(post: Post, hours: Sequence[Hour]) -> bool:
    return any(hour.start - BEFORE_THE_HOUR <= post.posted_at <= hour.end for hour in hours)


def _marked_asks(posts: Sequence[Post], hosts: Sequence[str], letters: Letters) -> list[Ask]:
    """Posts of hosts with a number not asked before, or that say an asked one again."""
    asks: list[Ask] = []
    for post in posts:
        mark = asking_mark(post, letters) if post.author in hosts else None
        if mark is None:
            continue
        ask = Ask(post, mark.label, mark.number, question_text(post.text, mark), mark.label[0])
        before = [known for known in asks if _same_number(known, ask)]
        if not before or _says_again(ask, before):
            asks.append(replace(ask, label=before[0].label) if before else ask)
    return asks


def _same_number(one: Ask, other: Ask) -> bool:
    """T2a and T2b are two questions; F1 and Q1 are one in two languages."""
    if one.number is None or other.number is None:
        return one.label == other.label
    return one.number == other.number and one.label[1:] == other.label[1:]


def _says_again(ask: Ask, before: Sequence[Ask]) -> bool:
    """A repeat or a rewording of the question, or the question in the other language of the chat."""
    if not ask.text and ask.post.has_media:
        return True
    if any(likeness(ask.text, known.text) >= SAME_QUESTION for known in before):
        return True
    soon = ask.post.posted_at - before[0].post.posted_at <= OTHER_LANGUAGE_WITHIN
    return soon and asks_something(ask.text) and all(known.letter != ask.letter for known in before)


def _unmarked_between(asks: Sequence[Ask], posts: Sequence[Post], hosts: Sequence[str], letters: Letters) -> list[Ask]:
    """Questions whose number the host forgot: people answer with a number that was skipped in the asking."""
    numbers = {ask.number for ask in asks if ask.number is not None}
    found: list[Ask] = []
    for number in sorted(set(range(1, max(numbers, default=0))) - numbers):
        since = max((ask.post.posted_at for ask in asks if ask.number and ask.number < number), default=None)
        until = min((post.posted_at for post in posts if _answers(post, number, letters)), default=None)
        if since is None or until is None:
            continue
        between = [
            post
            for post in posts
            if since + SOON_AFTER < post.posted_at < until
            and post.author in hosts
            and plain_question(post)
            and not own_markers(post.text, letters)
        ]
        if between:
            letter = asks[0].letter
            text = question_text(between[-1].text, None)
            found.append(Ask(between[-1], f"{letter}{number}", number, text, letter))
    return found


def _answers(post: Post, number: int, letters: Letters) -> bool:
    if not is_original(post):
        return False
    return any(
        mark.number == number and mark.role is not Role.ASK and mark.place is not Place.INSIDE and not mark.quoted
        for mark in own_markers(post.text, letters)
    )


def _folded(asks: Sequence[Ask]) -> list[AskedQuestion]:
    by_label: dict[str, list[Ask]] = {}
    for ask in asks:
        by_label.setdefault(ask.label, []).append(ask)
    return [_question(label, same) for label, same in by_label.items()]


def _question(label: str, asks: Sequence[Ask]) -> AskedQuestion:
    ordered = sorted(asks, key=lambda ask: (ask.post.posted_at, ask.post.sequence, ask.post.key))
    text = next((ask.text for ask in ordered if ask.text), "")
    keys = tuple(ask.post.key for ask in ordered)
    return AskedQuestion(label, ordered[0].number, text, ordered[0].post.posted_at, keys)


def _known_by_answers(
    asks: Sequence[Ask], posts: Sequence[Post], hosts: Sequence[str], letters: Letters
) -> list[AskedQuestion]:
    """Questions that only their answers tell of: two people, or one amid other numbers, answer with the number."""
    asked = {ask.number for ask in asks}
    answers: dict[int, list[Post]] = {}
    for post in posts:
        for number in _answered(post, letters):
            answers.setdefault(number, []).append(post)
    highest = max([*(number for number in asked if number), *answers], default=0)
    letter = letters.question[0] if letters.question else "Q"
    return [
        AskedQuestion(f"{letter}{number}", number, "", _asked_elsewhere(some, hosts), ())
        for number, some in sorted(answers.items())
        if number not in asked
        and (
            len({post.author for post in some}) >= 2
            or number < highest
            or (number == highest and number - 1 in answers)
        )
    ]


def _asked_elsewhere(answers: Sequence[Post], hosts: Sequence[str]) -> datetime | None:
    """When a question was asked in a post of a host that is not at hand: the one that most of its answers reply to."""
    times = Counter(post.answered_at for post in answers if post.answered_at and post.reply_to_author in hosts)
    return max(times, key=lambda time: (times[time], -time.timestamp()), default=None)


def _answered(post: Post, letters: Letters) -> list[int]:
    if not is_original(post):
        return []
    marks = [mark for mark in own_markers(post.text, letters) if not mark.quoted and mark.place is not Place.INSIDE]
    return [mark.number for mark in marks if mark.number is not None and mark.role is not Role.ASK]


def _with_headings(
    questions: list[AskedQuestion], headings: Sequence[Heading], posts: Sequence[Post], letters: Letters
) -> list[AskedQuestion]:
    merged = list(questions)
    for heading in headings:
        if heading.part is not None:
            continue
        at = next((place for place, known in enumerate(merged) if _is_of(known, heading)), None)
        if at is None:
            merged.append(_headed(heading, posts))
        else:
            text = merged[at].text or heading.text
            merged[at] = replace(merged[at], text=text, headings=(*merged[at].headings, heading.written))
    return merged


def _is_of(question: AskedQuestion, heading: Heading) -> bool:
    if question.label == heading.label:
        return True
    return question.number is not None and question.number == heading.number and question.label[1:] == heading.label[1:]


def _headed(heading: Heading, posts: Sequence[Post]) -> AskedQuestion:
    """A question of which only the heading tells, asked by whichever original post says the same."""
    same = [post for post in posts if is_original(post) and likeness(post.text, heading.text) >= COPIED]
    at = same[0].posted_at if same else None
    keys = tuple(post.key for post in same[:1])
    return AskedQuestion(heading.label, heading.number, heading.text, at, keys, (heading.written,))


def _sorted(questions: Sequence[AskedQuestion]) -> list[AskedQuestion]:
    """By time of asking; those without a time stand by their number."""
    times = {question.number: question.asked_at for question in questions if question.asked_at is not None}
    return sorted(questions, key=lambda question: (_time_of(question, times), question.number or 0, question.label))


def _time_of(question: AskedQuestion, times: dict[int | None, datetime]) -> tuple[int, float]:
    if question.asked_at is not None:
        return (0, question.asked_at.timestamp())
    earlier = [
        time for number, time in times.items() if number is not None and question.number and number < question.number
    ]
    if earlier:
        return (0, max(earlier).timestamp())
    return (-1, 0.0) if question.number is not None else (1, 0.0)
