"""Why a post stands where it stands, in words: the evidence for its place, and what speaks for the next best."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from .asking import in_order
from .assignment import Settled, settle
from .grouped import Grouping
from .markers import own_markers
from .posts import Hour, Letters, Method, Part, Post, Role, Verdict, label_of
from .scoring import Ballot, weigh

IN_PARTS: Mapping[str, str] = {
    Part.INTRO: "among the hellos",
    Part.WRAPUP: "among the goodbyes",
    Part.ASIDE: "as side talk",
    Part.OFF: "outside of the chat",
    Part.UNPLACED: "nowhere",
}
PARTS_NAMED: Mapping[str, str] = {
    Part.INTRO: "hellos",
    Part.WRAPUP: "goodbyes",
    Part.ASIDE: "side talk",
    Part.OFF: "outside",
    Part.UNPLACED: "unsorted",
}
SHORT = 40
MOST_SHOWN = 4


@dataclass(frozen=True, slots=True)
class Explanation:
    """The verdict on a post with its reason, the next best place with its share, and how each place scored."""

    verdict: Verdict
    place: str
    reason: str
    runner_up: str
    scores: tuple[str, ...]

    def lines(self) -> list[str]:
        """The explanation as it is told to a person."""
        last = f"; {self.runner_up}" if self.runner_up else ""
        return [f"{self.place}: {self.reason}, {self.verdict.confidence:.2f}{last}", *self.scores]


@dataclass(frozen=True, slots=True)
class _Case:
    """A post in question and all that is known of its chat."""

    post: Post
    verdict: Verdict
    posts: Mapping[str, Post]
    verdicts: Mapping[str, Verdict]
    settled: Settled
    letters: Letters


def explain(
    key: str,
    posts: Iterable[Post],
    hours: Sequence[Hour],
    grouping: Grouping,
    *,
    letters: Letters,
    outline: Sequence[str] = (),
) -> Explanation | None:
    """Say why a post stands where it does, None when it is not among the posts; all else is given as to `group`."""
    ordered = in_order(posts)
    in_turn = sorted(hours, key=lambda hour: (hour.start, hour.end))
    settled = settle(ordered, grouping.questions, in_turn, grouping.hosts, letters, outline, grouping.by_hand)
    verdicts = {verdict.key: verdict for verdict in settled.verdicts}
    known = {post.key: post for post in ordered}
    if key not in known:
        return None
    return _explained(_Case(known[key], verdicts[key], known, verdicts, settled, letters))


def _explained(case: _Case) -> Explanation:
    ballot = weigh(case.post, case.settled.scene) if case.settled.scene else None
    scored = ballot is not None and not case.post.is_repost
    return Explanation(
        case.verdict,
        place_in_words(label_of(case.verdict)),
        _reason(case),
        _runner_up(case.verdict, ballot) if scored and ballot else "",
        _scores(ballot) if scored and ballot else (),
    )


def place_in_words(label: str) -> str:
    """A place as it reads in a sentence: "under Q2", "among the hellos"."""
    return IN_PARTS.get(label, f"under {label}")


def _reason(case: _Case) -> str:
    """What decided, in words."""
    post, verdict, sure = case.post, case.verdict, case.settled.sure
    if verdict.method is Method.HAND:
        return "a person put it here"
    if verdict.role is Role.ASK:
        return "it asks the question"
    if post.heading and post.key in sure:
        return f"its source puts it below “{_short(post.heading)}”"
    if verdict.method is Method.MARKER:
        return f"it carries the mark {' and '.join(_marks(case))}"
    if verdict.method is Method.REPLY:
        return _reason_of_reply(case)
    if verdict.method is Method.QUOTE:
        return f"it quotes {_other(post.quote_of or case.settled.quotes.get(post.key, ''), case)}"
    if verdict.method is Method.RETWEET:
        return f"it repeats {_other(case.settled.originals.get(post.key, ''), case)}"
    return _reason_of_score(case)


def _marks(case: _Case) -> list[str]:
    return list(dict.fromkeys(mark.label for mark in own_markers(case.post.text, case.letters)))


def _reason_of_reply(case: _Case) -> str:
    """The post it answers; else one that answers it and is sure; else another answer to the same post."""
    label, verdicts = label_of(case.verdict), case.verdicts
    answered = verdicts.get(case.post.reply_to)
    if answered is not None and label_of(answered) == label:
        return f"it replies to {_other(case.post.reply_to, case)}"
    answers = [key for key, post in case.posts.items() if post.reply_to == case.post.key and key in case.settled.sure]
    agreeing = next((key for key in answers if label_of(verdicts[key]) == label), "")
    if agreeing:
        return f"it is answered by {_other(agreeing, case)}"
    beside = (key for key, post in case.posts.items() if post.reply_to == case.post.reply_to and key != case.post.key)
    return f"it answers the same unknown post as {_other(next(beside, ''), case)}"


def _other(key: str, case: _Case) -> str:
    """Another post: whose it is, what it does, how it begins."""
    post = case.posts.get(key)
    if post is None:
        return "a post that is not here"
    verdict = case.verdicts[key]
    does = "asks" if verdict.role is Role.ASK else "stands"
    return f"@{post.author}'s “{_short(post.text)}”, which {does} {_told(verdict, does)}"


def _told(verdict: Verdict, does: str) -> str:
    return label_of(verdict) if does == "asks" else place_in_words(label_of(verdict))


def _reason_of_score(case: _Case) -> str:
    if case.verdict.part is not None:
        return "so it reads at its time of the hour"
    return {
        Method.TIME: "that was being answered at the time",
        Method.THREAD: "its author, or those it talks with, were at this question",
        Method.TEXT: "its words are those of this question's answers",
    }.get(case.verdict.method, "by its words")


def _runner_up(verdict: Verdict, ballot: Ballot) -> str:
    """The likeliest other place, with its share of the doubt that the verdict leaves."""
    others = {label: share for label, share in ballot.shares.items() if label != label_of(verdict)}
    total = sum(others.values())
    if not total:
        return ""
    label = max(others, key=lambda name: (others[name], name))
    share = (1 - verdict.confidence) * others[label] / total
    return f"next best {PARTS_NAMED.get(label, label)} {_ground(label, ballot)}, {share:.2f}"


def _ground(label: str, ballot: Ballot) -> str:
    """The evidence that speaks most for a label, against what it says for the questions on the whole."""
    if label in ballot.parts:
        return "by how it reads"
    evidence = (("by time", ballot.by_time), ("by people", ballot.by_people), ("by its words", ballot.by_words))
    return max(evidence, key=lambda one: one[1][label] - sum(one[1].values()) / len(one[1]))[0]


def _scores(ballot: Ballot) -> tuple[str, ...]:
    """The best-scored places, each with what every evidence gave it (logarithms of odds)."""
    questions, shares = ballot.questions, ballot.shares
    told = []
    for label in sorted(shares, key=lambda name: (-shares[name], name))[:MOST_SHOWN]:
        if label in ballot.parts:
            told.append(f"  {PARTS_NAMED[label]:<9} {ballot.parts[label]:+.1f} (any question {ballot.about_any:+.1f})")
        else:
            time, people, words = (one[label] for one in (ballot.by_time, ballot.by_people, ballot.by_words))
            told.append(
                f"  {label:<9} {questions[label]:+.1f} = time {time:+.1f}, people {people:+.1f}, words {words:+.1f}"
            )
    return tuple(told)


def _short(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= SHORT else f"{plain[: SHORT - 1].rstrip()}…"
