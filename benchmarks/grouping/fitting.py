"""Fits the weights of grouping and says how well they hold on chats they were not fitted to.

Run from the checkout: python -m benchmarks.grouping.fitting

Fitted are the weights of `transcripts/grouping/weights.py` to posts that scores decide: unmarked ones of the
hand-placed chats that reply to nothing placed, and marked answers whose marks are hidden; and those of `side_talk.py`
to all posts of the hand-placed chats that are about a question or side talk, with the hidden ones. The likelihood of
what is right (conditional logit) is maximised by Newton's method, with a ridge penalty that keeps weights small where
little is known.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import exp

from benchmarks.grouping.chats import Chat, all_chats, hand_placed, marked_answers, two_halves_hidden
from transcripts.grouping import AskedQuestion, Letters, Method, Part, Post, find_questions
from transcripts.grouping.assignment import Settled, settle
from transcripts.grouping.measures import fits_of, measure
from transcripts.grouping.side_talk import WEIGHTS as SIDE_TALK_WEIGHTS
from transcripts.grouping.side_talk import measure_side_talk
from transcripts.grouping.weights import WEIGHTS

RIDGE = 1.0
STEPS = 12
HAND_PLACED, HIDDEN = "hand-placed", "hidden mark"
FOLDS = 8
SCORED = (Method.TIME, Method.TEXT, Method.THREAD)


@dataclass(frozen=True, slots=True)
class Case:
    """A post to be placed: what is measured of each choice, which of them is right, and how much it counts."""

    chat: str
    kind: str
    measures: tuple[tuple[float, ...], ...]
    right: int
    counts: float


@dataclass(frozen=True, slots=True)
class Lesson:
    """A chat as it is grouped, and where some of its posts belong."""

    chat: Chat
    posts: tuple[Post, ...]
    truth: Mapping[str, str]
    kind: str

    def settled(self, letters: Letters) -> Settled:
        """How the chat is grouped."""
        questions: list[AskedQuestion] = find_questions(
            self.chat.posts, [self.chat.hour], self.chat.hour.hosts, letters
        )
        return settle(self.posts, questions, [self.chat.hour], self.chat.hour.hosts, letters)


def lessons(chats: Iterable[Chat], letters: Letters) -> Iterator[Lesson]:
    """Every chat as it is, where it was placed by hand, and with each half of its marks hidden."""
    for chat in chats:
        placed = {key: one for key, (one, other) in hand_placed(chat.name).items() if one == other}
        yield Lesson(chat, chat.posts, placed, HAND_PLACED)
        marked = marked_answers(chat, letters)
        for half in two_halves_hidden(chat, marked, letters):
            yield Lesson(chat, half.posts, {key: marked[key] for key in half.hidden}, HIDDEN)


def question_cases(lesson: Lesson, settled: Settled) -> Iterator[Case]:
    """The choice between the questions, for posts that are about one."""
    scored = {verdict.key for verdict in settled.verdicts if verdict.method in SCORED}
    for post in lesson.posts:
        if settled.scene is None or post.key not in lesson.truth or post.key not in scored:
            continue
        measured = measure(post, settled.scene, fits_of(post, settled.scene))
        labels = list(measured)
        if lesson.truth[post.key] in labels:
            rows = tuple(tuple(measured[label].get(name, 0.0) for name in WEIGHTS) for label in labels)
            counts = 3.0 if lesson.kind == HAND_PLACED else 1.0
            yield Case(lesson.chat.name, lesson.kind, rows, labels.index(lesson.truth[post.key]), counts)


def side_talk_cases(lesson: Lesson, settled: Settled) -> Iterator[Case]:
    """The choice between side talk and any question, for unmarked posts of the hour."""
    for post in lesson.posts:
        scene, truth = settled.scene, lesson.truth.get(post.key, "")
        if scene is None or post.key in settled.sure or not scene.asked or not scene.is_going_on(post.posted_at):
            continue
        if truth == Part.ASIDE or (truth and truth.removesuffix(".ask") in {one.label for one in scene.asked}):
            measured = measure_side_talk(post, scene)
            rows = (tuple(measured[name] for name in SIDE_TALK_WEIGHTS), (0.0,) * len(SIDE_TALK_WEIGHTS))
            counts = 1.0 if lesson.kind == HAND_PLACED else 0.3
            yield Case(lesson.chat.name, lesson.kind, rows, int(truth != Part.ASIDE), counts)


def fit(cases: Sequence[Case]) -> list[float]:
    """The weights that make the right questions likeliest."""
    weights = [0.0] * len(cases[0].measures[0])
    for _ in range(STEPS):
        slope, curve = _slope_and_curve(cases, weights)
        weights = [weight + step for weight, step in zip(weights, _solved(curve, slope), strict=True)]
    return weights


def _slope_and_curve(cases: Sequence[Case], weights: Sequence[float]) -> tuple[list[float], list[list[float]]]:
    """First and second derivative of the penalised likelihood, the second one with its sign turned."""
    places = range(len(weights))
    slope = [-RIDGE * weight for weight in weights]
    curve = [[RIDGE if row == column else 0.0 for column in places] for row in places]
    for case in cases:
        shares = _shares(case, weights)
        mean = [sum(share * row[place] for share, row in zip(shares, case.measures, strict=True)) for place in places]
        for place in places:
            slope[place] += case.counts * (case.measures[case.right][place] - mean[place])
        for share, row in zip(shares, case.measures, strict=True):
            away = [(place, row[place] - mean[place]) for place in places if row[place] != mean[place]]
            for one, amount in away:
                for other, second in away:
                    curve[one][other] += case.counts * share * amount * second
    return slope, curve


def _shares(case: Case, weights: Sequence[float]) -> list[float]:
    scores = [sum(weight * amount for weight, amount in zip(weights, row, strict=True)) for row in case.measures]
    odds = [exp(score - max(scores)) for score in scores]
    return [one / sum(odds) for one in odds]


def _solved(curve: Sequence[Sequence[float]], slope: Sequence[float]) -> list[float]:
    """The step that `curve` times it makes `slope` (elimination; `curve` is symmetric and positive)."""
    rows = [[*row, value] for row, value in zip(curve, slope, strict=True)]
    size = len(rows)
    for at in range(size):
        for below in range(at + 1, size):
            factor = rows[below][at] / rows[at][at]
            rows[below] = [one - factor * other for one, other in zip(rows[below], rows[at], strict=True)]
    step = [0.0] * size
    for at in reversed(range(size)):
        known = sum(rows[at][place] * step[place] for place in range(at + 1, size))
        step[at] = (rows[at][size] - known) / rows[at][at]
    return step


def right(cases: Iterable[Case], weights: Sequence[float]) -> int:
    """How many posts the weights place under the right question."""
    return sum(shares.index(max(shares)) == case.right for case in cases for shares in [_shares(case, weights)])


def held_out(cases: Sequence[Case]) -> dict[str, str]:
    """How many posts are placed right by weights fitted to other chats, by kind."""
    chats = sorted({case.chat for case in cases})
    found: dict[str, list[int]] = {}
    for fold in range(FOLDS):
        left_out = set(chats[fold::FOLDS])
        weights = fit([case for case in cases if case.chat not in left_out])
        for kind in (HAND_PLACED, HIDDEN):
            those = [case for case in cases if case.chat in left_out and case.kind == kind]
            found.setdefault(kind, []).append(right(those, weights))
    of = {kind: sum(case.kind == kind for case in cases) for kind in found}
    return {kind: f"{sum(some)} of {of[kind]}" for kind, some in found.items()}


def report(title: str, names: Iterable[str], cases: Sequence[Case]) -> None:
    """Print how well weights hold on other chats, and the weights fitted to all."""
    print(f"\n{title}, right by weights fitted to other chats: {held_out(cases)}")
    for name, weight in zip(names, fit(cases), strict=True):
        print(f'        "{name}": {weight:.2f},')


def main() -> None:
    letters = Letters()
    questions: list[Case] = []
    side_talk: list[Case] = []
    for lesson in lessons(all_chats(), letters):
        settled = lesson.settled(letters)
        questions += question_cases(lesson, settled)
        side_talk += side_talk_cases(lesson, settled)
    report("Which question", WEIGHTS, questions)
    report("Side talk or question", SIDE_TALK_WEIGHTS, side_talk)


if __name__ == "__main__":
    main()
