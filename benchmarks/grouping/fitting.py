"""Fits the weights of `transcripts/grouping/weights.py` and says how well they hold on chats they were not fitted to.

Run from the checkout: python -m benchmarks.grouping.fitting

The posts are those that scores decide: unmarked ones of the hand-placed chats that reply to nothing placed, and marked
answers whose marks are hidden. The likelihood of the right questions (conditional logit) is maximised by Newton's
method, with a ridge penalty that keeps weights small where little is known.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import exp

from benchmarks.grouping.chats import Chat, all_chats, hand_placed, marked_answers, two_halves_hidden
from transcripts.grouping import Letters, Method, Post, find_questions
from transcripts.grouping.assignment import settle
from transcripts.grouping.measures import measure
from transcripts.grouping.weights import WEIGHTS

NAMES = tuple(WEIGHTS)
RIDGE = 1.0
STEPS = 12
HAND_PLACED_COUNTS = 3.0
FOLDS = 8
SCORED = (Method.TIME, Method.TEXT, Method.THREAD)


@dataclass(frozen=True, slots=True)
class Case:
    """A post to be placed: the measures of each question, which of them is right, and how much it counts."""

    chat: str
    kind: str
    measures: tuple[tuple[float, ...], ...]
    right: int
    counts: float


def cases_of(chats: Iterable[Chat], letters: Letters) -> Iterator[Case]:
    """All posts of some chats that can teach something."""
    for chat in chats:
        placed = {key: labels[0] for key, labels in hand_placed(chat.name).items()}
        yield from _cases(chat, chat.posts, placed, "hand-placed", HAND_PLACED_COUNTS, letters)
        marked = marked_answers(chat, letters)
        for half in two_halves_hidden(chat, marked, letters):
            hidden = {key: marked[key] for key in half.hidden}
            yield from _cases(chat, half.posts, hidden, "hidden mark", 1.0, letters)


def _cases(
    chat: Chat, posts: Sequence[Post], truth: Mapping[str, str], kind: str, counts: float, letters: Letters
) -> Iterator[Case]:
    questions = find_questions(chat.posts, [chat.hour], chat.hour.hosts, letters)
    settled = settle(posts, questions, [chat.hour], chat.hour.hosts, letters)
    scored = {verdict.key for verdict in settled.verdicts if verdict.method in SCORED}
    for post in posts:
        if post.key in truth and post.key in scored and settled.scene is not None:
            measured = measure(post, settled.scene)
            labels = list(measured)
            if truth[post.key] in labels:
                rows = tuple(tuple(measured[label].get(name, 0.0) for name in NAMES) for label in labels)
                yield Case(chat.name, kind, rows, labels.index(truth[post.key]), counts)


def fit(cases: Sequence[Case]) -> list[float]:
    """The weights that make the right questions likeliest."""
    weights = [0.0] * len(NAMES)
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
        for kind in ("hand-placed", "hidden mark"):
            those = [case for case in cases if case.chat in left_out and case.kind == kind]
            found.setdefault(kind, []).append(right(those, weights))
    of = {kind: sum(case.kind == kind for case in cases) for kind in found}
    return {kind: f"{sum(some)} of {of[kind]}" for kind, some in found.items()}


def main() -> None:
    cases = list(cases_of(all_chats(), Letters()))
    for kind, share in held_out(cases).items():
        print(f"{kind}: {share} under the right question, by weights fitted to other chats")
    for name, weight in zip(NAMES, fit(cases), strict=True):
        print(f'        "{name}": {weight:.2f},')


if __name__ == "__main__":
    main()
