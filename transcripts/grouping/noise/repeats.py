"""Posts that say once more what was said: by the same author, to one person after another, or by several accounts."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property

from rapidfuzz import fuzz

from .proposals import Noise, Proposal, accounts, keys_of, times
from .sent import Sending, Sent

LINK = re.compile(r"(?:https?://|www\.)\S+")
TAG = re.compile(r"[#＃](\w+)")
WORD = re.compile(r"[@＠]?\w+")
REPEATED_BY_HAND = re.compile(r"\b(?:RT|MT)\b\W*[@＠]\w|♺|\bvia\s+[@＠]\w", re.IGNORECASE)

FEWEST_WORDS = 4
FEWEST_LETTERS = 20
FEWEST_NEAR_WORDS = 8
NEARLY = 92.0
NEAR_WITHIN = timedelta(minutes=30)
LOOK_BACK = 10
LONGEST = 2_000
LIKE_A_SLIP = 60.0
DENIALS = frozenset({"not", "no", "never", "without"})
FEWEST_ADDRESSED = 3
FEWEST_OF_SEVERAL = 3
FEWEST_SHARED_LETTERS = 40
LIKE_A_QUESTION = 85.0

SURE_OF_THE_SAME = 0.95
SURE_OF_ADDRESSED = 0.85
SURE_OF_SEVERAL = 0.7


@dataclass(frozen=True)
class Said:
    """A post and its words as they are compared: folded, without links and without the chat's own hashtags."""

    post: Sent
    words: tuple[str, ...]

    @cached_property
    def text(self) -> str:
        """Its words in a row."""
        return " ".join(self.words)

    @cached_property
    def unaddressed(self) -> str:
        """Its words but for the people it names."""
        return " ".join(word for word in self.words if word not in self.named)

    @cached_property
    def named(self) -> frozenset[str]:
        """The people it names."""
        return frozenset(word for word in self.words if word.startswith(("@", "＠")))

    @cached_property
    def numbers(self) -> tuple[str, ...]:
        """The words with a digit: marks, times, amounts; where they differ, something else is said."""
        return tuple(word for word in self.words if any(sign.isdigit() for sign in word))

    @property
    def says_enough(self) -> bool:
        """False for what people say in the same words by chance: hellos, thanks, short agreement."""
        return len(self.words) >= FEWEST_WORDS and len(self.text) >= FEWEST_LETTERS


def find_repeats(chat: Sending, questions: Sequence[str]) -> list[Proposal]:
    """Return what is said once more; what hosts say, what asks or repeats a question and what was answered is none."""
    own = [post for post in chat.posts if not post.is_repost and post.author not in chat.hosts]
    said = [one for post in own if (one := Said(post, words_of(post.text, chat.tags))).says_enough]
    found: list[Proposal] = []
    for look in (to_one_after_another, of_several, of_one_author, nearly_of_one_author):
        found += list(look(without(said, found), chat))
    return [one for one in found if not says_what_others_said(one, chat, questions)]


def says_what_others_said(found: Proposal, chat: Sending, questions: Sequence[str]) -> bool:
    """True when the posts of a proposal ask a question again, or say whose words they repeat."""
    first = next(post.text for post in chat.posts if post.key == found.keys[0])
    if REPEATED_BY_HAND.search(first):
        return True
    text = " ".join(words_of(first, chat.tags))
    asked = (*questions, *(post.text for post in chat.posts if post.asks))
    return any(fuzz.ratio(text, " ".join(words_of(one, chat.tags))) >= LIKE_A_QUESTION for one in asked)


def words_of(text: str, tags: frozenset[str]) -> tuple[str, ...]:
    """Return the words of a text as they are compared."""
    folded = LINK.sub(" ", text[:LONGEST].casefold().replace("’", "'"))
    return tuple(WORD.findall(TAG.sub(lambda tag: "" if tag[1] in tags else tag[1], folded)))


def without(said: Iterable[Said], found: Iterable[Proposal]) -> list[Said]:
    """Return the posts that no proposal names yet."""
    named = {key for one in found for key in one.keys}
    return [one for one in said if one.post.key not in named]


def of_one_author(said: Sequence[Said], chat: Sending) -> Iterator[Proposal]:
    """Yield what one author posted twice, links and all; the hashtag of the chat may have been missing."""
    for group in alike(said, lambda one: (one.post.author, one.text, one.post.targets)):
        posts = [one.post for one in group]
        stays, rest = what_stays(posts, chat)
        if rest:
            sentence = f"@{stays.author} posted the same words {times(len(posts))}; {which(stays, posts)} stays."
            yield Proposal(Noise.EXACT_REPEAT, keys_of(rest), sentence, SURE_OF_THE_SAME, stays.key)


def nearly_of_one_author(said: Sequence[Said], chat: Sending) -> Iterator[Proposal]:
    """Yield what an author posted again soon with a word or sign changed."""
    for group in alike(said, lambda one: one.post.author):
        left: list[Said] = []
        for one in group:
            left.append(one)
            other = next((other for other in reversed(left[-LOOK_BACK:-1]) if nearly_alike(other, one)), None)
            found = near_repeat(other, one, chat) if other else None
            if found:
                left = without(left, [found])
                yield found


def near_repeat(other: Said, one: Said, chat: Sending) -> Proposal | None:
    """Return the proposal for two wordings of one post; none where both were answered."""
    stays, rest = what_stays([other.post, one.post], chat)
    if not rest:
        return None
    share, which_one = fuzz.ratio(one.text, other.text), which(stays, [other.post, one.post])
    sentence = f"@{stays.author} posted this twice, {share:.0f} % alike; {which_one} stays."
    return Proposal(Noise.NEAR_REPEAT, keys_of(rest), sentence, round(share / 100, 2), stays.key)


def nearly_alike(one: Said, other: Said) -> bool:
    """True for two wordings of one post: the same numbers, people and links; a slip put right, or a word more."""
    return (
        fuzz.ratio(one.text, other.text, score_cutoff=NEARLY) > 0
        and min(len(one.words), len(other.words)) >= FEWEST_NEAR_WORDS
        and other.post.posted_at - one.post.posted_at <= NEAR_WITHIN
        and (one.numbers, one.named, one.post.targets) == (other.numbers, other.named, other.post.targets)
        and only_slips(set(one.words) - set(other.words), set(other.words) - set(one.words))
    )


def only_slips(gone: set[str], new: set[str]) -> bool:
    """True when words were only spelt otherwise, or stand on one side alone; "not" says the contrary."""
    if not gone or not new:
        return DENIALS.isdisjoint(gone | new)
    return all(max(fuzz.ratio(word, other) for other in new) >= LIKE_A_SLIP for word in gone)


def to_one_after_another(said: Sequence[Said], chat: Sending) -> Iterator[Proposal]:
    """Yield what one author sent in the same words, with the same link, to one person after another."""
    linked = [one for one in said if one.post.links and one.named]
    for group in alike(linked, lambda one: (one.post.author, one.unaddressed, one.post.targets)):
        posts = [one.post for one in group]
        addressed = {one.named for one in group}
        rest = [post for post in posts if not chat.replies[post.key]]
        if len(addressed) >= FEWEST_ADDRESSED and rest:
            people = len(frozenset().union(*addressed))
            sentence = f"@{posts[0].author} sent the same words and link {times(len(posts))}, to {people} people."
            yield Proposal(Noise.LINK_SPAM, keys_of(rest), sentence, SURE_OF_ADDRESSED)


def of_several(said: Sequence[Said], chat: Sending) -> Iterator[Proposal]:
    """Yield what several accounts that talk with nobody posted in the same words, with the same link."""
    linked = [one for one in said if one.post.links and len(one.text) >= FEWEST_SHARED_LETTERS]
    quiet = [one for one in linked if one.post.author not in chat.talkers]
    for group in alike(quiet, lambda one: (one.text, one.post.targets)):
        posts = [one.post for one in group]
        authors = {post.author for post in posts}
        if len(authors) > 1 and len(posts) >= FEWEST_OF_SEVERAL:
            sentence = (
                f"Posted {times(len(posts))} by {accounts(authors)} in the same words, always with the same link."
            )
            yield Proposal(Noise.EXACT_REPEAT, keys_of(posts[1:]), sentence, SURE_OF_SEVERAL, posts[0].key)


def alike(said: Iterable[Said], by: Callable[[Said], Hashable]) -> list[list[Said]]:
    """Return the groups of two or more that are alike in something."""
    groups: dict[Hashable, list[Said]] = defaultdict(list)
    for one in said:
        groups[by(one)].append(one)
    return [group for group in groups.values() if len(group) > 1]


def what_stays(posts: Sequence[Sent], chat: Sending) -> tuple[Sent, list[Sent]]:
    """Return the post with most answers, of equal ones the first, and those of the others that nobody answered."""
    stays = max(posts, key=lambda post: chat.replies[post.key])
    return stays, [post for post in posts if post is not stays and not chat.replies[post.key]]


def which(stays: Sent, posts: Sequence[Sent]) -> str:
    """Return which of some posts stays, in words."""
    return "the first" if stays is posts[0] else "the one that was answered"
