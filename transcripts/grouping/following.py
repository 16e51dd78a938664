"""Posts that follow from others: they go where the post went that they answer, quote or carry on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from .phrases import is_continued, is_farewell, is_hello, is_praise, is_thanks, part_number
from .posts import AskedQuestion, Method, Part, Post, Role, Verdict, label_of, placed
from .scene import Scene
from .side_talk import side_talk

ANSWERED_A_QUESTION = 0.92
ANSWERED_AT_ITS_TIME = 0.9
KEPT_BY_A_REPLY = 0.97
KEPT_BY_A_QUOTE = 0.9
KEPT_IN_A_CIRCLE = 0.9
SPOKEN_ASIDE = 0.75
DRIFTED = 0.3
ASKED_AGAIN_WITHIN = timedelta(seconds=90)
WHATEVER_PART = -1
PARTS_FOLLOW = timedelta(minutes=10)
CIRCLE_HOLDS = timedelta(minutes=5)
CROWD_HOLDS = timedelta(minutes=10)
FEWEST_IN_A_CROWD = 3
STILL_THE_SAME = 0.5


@dataclass(slots=True)
class Course:
    """A chat as it goes on: what was said so far, and where that went.

    `verdicts` are those known by now, later posts' too where they are sure; `unseen` are those of posts that are not at
    hand; `quotes` tells whom a post quotes without saying so by a reference.
    """

    scene: Scene
    questions: tuple[AskedQuestion, ...]
    quotes: Mapping[str, str]
    here: frozenset[str]
    verdicts: dict[str, Verdict]
    unseen: dict[str, Verdict]
    said: list[Post] = field(default_factory=list)
    parts: dict[tuple[str, int], Post] = field(default_factory=dict)

    def follow(self, post: Post) -> Verdict | None:
        """Where a post goes that follows from another, None when it follows from none; by the surest tie."""
        return self._by_reference(post) or self._by_unseen(post) or self._by_part_before(post) or self._by_company(post)

    def note(self, post: Post, verdict: Verdict) -> None:
        """Remember what was said and where it went."""
        self.verdicts[post.key] = verdict
        self.said.append(post)
        self.parts[post.author, part_number(post.text)] = self.parts[post.author, WHATEVER_PART] = post
        if post.reply_to and post.reply_to not in self.verdicts:
            self.unseen.setdefault(post.reply_to, verdict)

    def _by_reference(self, post: Post) -> Verdict | None:
        """With the post it answers or quotes, when that one is placed and this one does not greet or part."""
        quoted = post.quote_of or self.quotes.get(post.key, "")
        for key, method, kept in (
            (post.reply_to, Method.REPLY, KEPT_BY_A_REPLY),
            (quoted, Method.QUOTE, KEPT_BY_A_QUOTE),
        ):
            parent = self.verdicts.get(key)
            if parent is None or parent.part in (Part.OFF, Part.UNPLACED):
                continue
            if (part := self._spoken_aside(post, parent)) is not None:
                return placed(post.key, part, Method.TEXT, SPOKEN_ASIDE)
            sure = ANSWERED_A_QUESTION if parent.role is Role.ASK else parent.confidence * kept
            return placed(post.key, label_of(parent), method, sure)
        return None

    def _by_unseen(self, post: Post) -> Verdict | None:
        """With a post not at hand: the question that it asked by its time, or where others that answer it went."""
        asked = self._asked_unseen(post)
        if asked is not None:
            return placed(post.key, asked.label, Method.REPLY, ANSWERED_AT_ITS_TIME)
        other = self.unseen.get(post.reply_to)
        if other is None or other.part in (Part.OFF, Part.UNPLACED):
            return None
        return placed(post.key, label_of(other), Method.REPLY, other.confidence * KEPT_BY_A_QUOTE)

    def _asked_unseen(self, post: Post) -> AskedQuestion | None:
        """The question that a host asked at the very time of the post that this one answers."""
        at = post.answered_at
        if at is None or post.reply_to_author not in self.scene.hosts or post.reply_to in self.here:
            return None
        known = [(abs(one.asked_at - at), place) for place, one in enumerate(self.questions) if one.asked_at]
        apart, place = min(known, default=(ASKED_AGAIN_WITHIN * 2, 0))
        return self.questions[place] if apart <= ASKED_AGAIN_WITHIN else None

    def _by_part_before(self, post: Post) -> Verdict | None:
        """Where the part before went, of something that its author said in several posts: 2/2 after 1/2, "(cont)"."""
        number = part_number(post.text)
        earlier = number - 1 if number > 1 else WHATEVER_PART if is_continued(post.text) else None
        before = self.parts.get((post.author, earlier)) if earlier is not None else None
        if before is None or post.posted_at - before.posted_at > PARTS_FOLLOW:
            return None
        verdict = self.verdicts[before.key]
        if verdict.part in (Part.OFF, Part.UNPLACED) or verdict.role is Role.ASK:
            return None
        return placed(post.key, label_of(verdict), Method.THREAD, verdict.confidence * KEPT_BY_A_REPLY)

    def _by_company(self, post: Post) -> Verdict | None:
        """Where the same people talked a while ago, when nothing tells which post this one answers."""
        before = self._among_the_same(post) if post.mentions else None
        if before is None:
            return None
        verdict = self.verdicts[before.key]
        if verdict.question is None or verdict.role is Role.ASK or self._spoken_aside(post, verdict) is not None:
            return None
        return placed(post.key, verdict.question, Method.THREAD, verdict.confidence * KEPT_IN_A_CIRCLE)

    def _among_the_same(self, post: Post) -> Post | None:
        """The latest post among the very same people, or among three or more of whom few came or went."""
        people = _people_of(post)
        for before in reversed(self.said):
            pause = post.posted_at - before.posted_at
            if pause > CROWD_HOLDS:
                return None
            others = _people_of(before)
            shared = len(people & others)
            is_a_crowd = shared >= FEWEST_IN_A_CROWD and shared >= STILL_THE_SAME * len(people | others)
            if is_a_crowd or (others == people and pause <= CIRCLE_HOLDS):
                return before
        return None

    def _spoken_aside(self, post: Post, parent: Verdict) -> Part | None:
        """A hello, a goodbye or side talk that happens to be an answer to a post about a question."""
        if parent.part in (Part.INTRO, Part.WRAPUP):
            return None
        at_end = post.posted_at.timestamp() > self.scene.last_asked
        thanks = is_thanks(post.text) and (is_praise(post.text) or is_farewell(post.text))
        if at_end and (thanks or (is_farewell(post.text) and is_praise(post.text))):
            return Part.WRAPUP
        if parent.role is Role.ASK:
            return Part.INTRO if is_hello(post.text) else None
        going_on = self.scene.asked and self.scene.is_going_on(post.posted_at)
        return Part.ASIDE if going_on and side_talk(post, self.scene) > DRIFTED else None


def _people_of(post: Post) -> frozenset[str]:
    """Who takes part in what a post says: its author and those it names."""
    return frozenset((post.author, *post.mentions))
