"""Which words of a passage are which words of a post: the best local alignment (Smith and Waterman, affine gaps).

Words may be left out of the post, freely where the passage has an ellipsis; words may be put in, freely in brackets.
What a quote can lack (mentions, hashtags, links, markers, emoji) costs nothing on either side.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .words import Word, alike

UNLIKE = -0.9
COMMON_MATCH = 0.55
OPTIONAL_MATCH = 0.3
LEAVE_OUT, LEAVE_OUT_MORE = 0.6, 0.12
PUT_IN, PUT_IN_MORE = 0.7, 0.4
AT_A_CUT = 0.1
NEVER = float("-inf")


@dataclass(frozen=True, slots=True)
class Pair:
    """A word of the passage and the word of the post it stems from, by their places in the two sequences."""

    here: int
    there: int
    likeness: float


@dataclass(frozen=True, slots=True)
class Alignment:
    """The words that correspond, in order on both sides. `score` compares alignments of one passage."""

    pairs: tuple[Pair, ...]
    score: float


def align(passage: Sequence[Word], post: Sequence[Word]) -> Alignment | None:
    """Return the best alignment of a stretch of the passage with a stretch of the post, or None without any."""
    if not passage or not post:
        return None
    return _Grid(passage, post).best()


class _Grid:
    """Scores of all alignments that end at a word of the passage and a word of the post.

    `ends` end with a pair of words, `left` with words of the post that are left out, `put` with words put in.
    """

    def __init__(self, passage: Sequence[Word], post: Sequence[Word]) -> None:
        self.passage, self.post = passage, post
        self.ends: list[list[float]] = []
        self.left: list[list[float]] = []
        self.put: list[list[float]] = []
        self.likeness: list[dict[int, float]] = [
            {place: likeness for place, theirs in enumerate(post) if (likeness := alike(word, theirs))}
            for word in passage
        ]
        for row in range(len(passage)):
            self._fill(row)

    def best(self) -> Alignment | None:
        row = max(range(len(self.ends)), key=lambda number: max(self.ends[number]))
        column = max(range(len(self.post)), key=self.ends[row].__getitem__)
        score = self.ends[row][column]
        return Alignment(tuple(self._traced(row, column)), score) if score > 0 else None

    def _fill(self, row: int) -> None:
        word, likeness, width = self.passage[row], self.likeness[row], len(self.post)
        above = self._row_above(row)
        ends, left, put = [0.0] * width, [NEVER] * width, [NEVER] * width
        opening, more = self._insertion(word)
        # Where the next word stands after an ellipsis, what is left out of the post before it is free.
        free = row + 1 < len(self.passage) and self.passage[row + 1].after_cut
        for column in range(width):
            before = above[column - 1] if column else 0.0
            match = self._match(word, likeness.get(column, 0.0))
            ends[column] = max(before, 0.0) + match if column in likeness else NEVER
            put[column] = max(above[column] - opening, self.put[row - 1][column] - more if row else NEVER)
            if column:
                begin, go_on = self._omission(self.post[column], free)
                reached = max(ends[column - 1], put[column - 1])
                left[column] = max(reached - begin, left[column - 1] - go_on)
        self.ends.append(ends)
        self.left.append(left)
        self.put.append(put)

    def _row_above(self, row: int) -> list[float]:
        if not row:
            return [0.0] * len(self.post)
        return [max(three) for three in zip(self.ends[row - 1], self.left[row - 1], self.put[row - 1], strict=True)]

    def _match(self, word: Word, likeness: float) -> float:
        if not likeness:
            return UNLIKE
        if not word.is_plain:
            return OPTIONAL_MATCH * likeness
        return likeness * (1.0 if word.weight > 0.4 else COMMON_MATCH)

    def _insertion(self, word: Word) -> tuple[float, float]:
        return (0.0, 0.0) if word.bracketed or not word.is_plain else (PUT_IN, PUT_IN_MORE)

    def _omission(self, word: Word, free: bool) -> tuple[float, float]:
        if not word.is_plain:
            return 0.0, 0.0
        return (AT_A_CUT, 0.0) if free else (LEAVE_OUT, LEAVE_OUT_MORE)

    def _traced(self, row: int, column: int) -> list[Pair]:
        """Walk back from an end; each step repeats the choice that was made on the way there."""
        pairs: list[Pair] = []
        state = "ends"
        while row >= 0 and column >= 0:
            if state == "ends":
                likeness = self.likeness[row][column]
                pairs.append(Pair(row, column, likeness))
                if not row or not column or self._begins(row, column, likeness):
                    break
                row, column = row - 1, column - 1
                state = self._best_state(row, column)
            elif state == "put":
                _, more = self._insertion(self.passage[row])
                going_on = row and self.put[row][column] == self.put[row - 1][column] - more
                row -= 1
                state = "put" if going_on else self._best_state(row, column)
            else:
                free = row + 1 < len(self.passage) and self.passage[row + 1].after_cut
                _, go_on = self._omission(self.post[column], free)
                going_on = self.left[row][column] == self.left[row][column - 1] - go_on
                column -= 1
                opened = "ends" if self.ends[row][column] >= self.put[row][column] else "put"
                state = "left" if going_on else opened
        return pairs[::-1]

    def _begins(self, row: int, column: int, likeness: float) -> bool:
        before = max(self.ends[row - 1][column - 1], self.left[row - 1][column - 1], self.put[row - 1][column - 1])
        return before <= 0

    def _best_state(self, row: int, column: int) -> str:
        scores = {"ends": self.ends, "left": self.left, "put": self.put}
        return max(scores, key=lambda state: scores[state][row][column])
