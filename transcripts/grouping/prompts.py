"""The questions of hosts who do not number them, or number one and forget the rest: numbered in their order.

A host asks to and fro with those who answer, too. Who announces ("next question: …") means that one; otherwise a
question counts when some minutes have passed since the last.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from .asking import Ask, asking_mark, is_original, question_text
from .markers import Place, own_markers
from .phrases import announces_a_question, asks_about_people, asks_something, is_countdown
from .plain_sessions import plain_question
from .posts import Letters, Post, Role
from .wording import all_words, likeness

SOON_AFTER = timedelta(minutes=2)
AFTER_AN_ANNOUNCED_ONE = timedelta(minutes=4)
FEWEST_ANNOUNCED = 3
MOST_NUMBERED_BY_CHANCE = 2
FEWEST_PROMPTS = 3
FEWEST_WHO_NUMBER = 2
SAME_QUESTION = 0.6
FEWEST_WORDS_OF_A_TASK = 3


def not_by_number(asks: Sequence[Ask], posts: Sequence[Post], hosts: Sequence[str], letters: Letters) -> bool:
    """True for one or two numbers amid more questions without any, where hardly anybody answers with a number."""
    numbers = {ask.number for ask in asks} - {None}
    if len(numbers) > MOST_NUMBERED_BY_CHANCE or numbers_are_used(posts, hosts, letters):
        return False
    found = prompts(posts, hosts, letters)
    known = {ask.post.key for ask in asks}
    return len({ask.label for ask in found if ask.post.key not in known}) >= FEWEST_PROMPTS


def numbers_are_used(posts: Sequence[Post], hosts: Sequence[str], letters: Letters) -> bool:
    """Several people, apart from hosts, begin posts with the number of a question."""
    people = {
        post.author
        for post in posts
        if post.author not in hosts
        and is_original(post)
        and any(
            mark.number is not None and mark.role is not Role.ASK and mark.place is Place.LEADING and not mark.quoted
            for mark in own_markers(post.text, letters)
        )
    }
    return len(people) >= FEWEST_WHO_NUMBER


def prompts(posts: Sequence[Post], hosts: Sequence[str], letters: Letters) -> list[Ask]:
    """The questions of hosts to all, in order; a repeat joins the question it repeats."""
    asks: list[Ask] = []
    told = _announced(posts, hosts, letters)
    pause = AFTER_AN_ANNOUNCED_ONE if len(told) >= FEWEST_ANNOUNCED else SOON_AFTER
    for post in posts:
        if post.author not in hosts or not (post.key in told or _asks_all(post, letters)):
            continue
        ask = _ask(post, asks, letters)
        same = next((known for known in asks if likeness(ask.text, known.text) >= SAME_QUESTION), None)
        if same is not None:
            asks.append(replace(ask, label=same.label, number=same.number))
        elif not asks or post.key in told or post.posted_at - asks[-1].post.posted_at > pause:
            asks.append(ask)
    return asks


def _asks_all(post: Post, letters: Letters) -> bool:
    """A question to all which is about the topic."""
    if not plain_question(post) or asks_about_people(post.text) or is_countdown(post.text):
        return False
    return not own_markers(post.text, letters)


def _announced(posts: Sequence[Post], hosts: Sequence[str], letters: Letters) -> set[str]:
    """The questions of hosts that are called a question or carry a number, in the same post or in the one before."""
    found: set[str] = set()
    announced: dict[str, Post] = {}
    for post in posts:
        if post.author not in hosts or not is_original(post) or post.reply_to:
            continue
        before = announced.pop(post.author, None)
        says_so = announces_a_question(post.text) or asking_mark(post, letters) is not None
        soon = before is not None and post.posted_at - before.posted_at <= SOON_AFTER and not post.reply_to_author
        if (says_so or soon) and _says_it(post, says_so):
            found.add(post.key)
        elif says_so:
            announced[post.author] = post
    return found


def _says_it(post: Post, announced: bool) -> bool:
    """The question itself, or a task ("next question: explain this line"), not only that one is coming."""
    if asks_about_people(post.text):
        return False
    task = post.text.partition(":")[2] if announced else ""
    return asks_something(post.text) or len(all_words(task)) >= FEWEST_WORDS_OF_A_TASK


def _ask(post: Post, asks: Sequence[Ask], letters: Letters) -> Ask:
    """The post as the next question, under its own number when that goes on from the last."""
    letter = letters.question[0] if letters.question else "Q"
    last = max((known.number or 0 for known in asks), default=0)
    mark = asking_mark(post, letters)
    number = mark.number if mark and mark.number and last < mark.number <= last + 3 else last + 1
    return Ask(post, f"{letter}{number}", number, question_text(post.text, mark), letter)
