"""How many posts of real chats are placed right: against hand-placed chats, and by hiding marks and predicting them.

Run from the checkout: python -m benchmarks.grouping
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from time import process_time

from benchmarks.grouping.chats import (
    HAND_PLACED,
    LETTERS,
    LTHECHAT,
    Chat,
    chats_in,
    critlib_chats,
    hand_placed,
    marked_answers,
    two_halves_hidden,
)
from benchmarks.grouping.finding import asks_found, evenings_found, prepared_questions_found
from benchmarks.grouping.samples import critlib_json, lthechat
from transcripts.grouping import (
    AskedQuestion,
    Hour,
    Post,
    Role,
    Verdict,
    assign,
    find_questions,
    group,
    own_markers,
)


@dataclass(frozen=True, slots=True)
class Share:
    """So many right out of so many."""

    right: int
    of: int

    def __str__(self) -> str:
        return f"{100 * self.right / self.of:.0f} % ({self.of})" if self.of else "-"


@dataclass(frozen=True, slots=True)
class Measured:
    """Right placements on posts about a question, on the unmarked of them, and on all; asks told apart or not."""

    questions: Share
    unmarked: Share
    everything: Share
    asks_not_told_apart: Share


def our_labels(chat: Chat) -> dict[str, str]:
    return {verdict.key: _label(verdict) for verdict in group(chat.posts, [chat.hour], letters=LETTERS).verdicts}


def _label(verdict: Verdict) -> str:
    return (verdict.question or str(verdict.part)) + (".ask" if verdict.role is Role.ASK else "")


def latest_question(chat: Chat) -> dict[str, str]:
    """The first simple method, told nothing either: the latest question asked, `intro` before the first."""
    questions = _questions(chat)
    return {post.key: _latest(post, questions) for post in chat.posts}


def mark_reply_or_latest(chat: Chat) -> dict[str, str]:
    """The second simple method: the mark, else where the post it answers went, else the latest question."""
    questions = _questions(chat)
    labels: dict[str, str] = {}
    for post in sorted(chat.posts, key=lambda post: (post.posted_at, post.key)):
        asking = next((f"{one.label}.ask" for one in questions if post.key in one.asked_by), "")
        marks = own_markers(post.text, LETTERS)
        marked = next((one.label for one in questions if marks and one.number == marks[0].number), "")
        followed = labels.get(post.reply_to, "").removesuffix(".ask")
        labels[post.key] = asking or marked or followed or _latest(post, questions)
    return labels


def _questions(chat: Chat) -> list[AskedQuestion]:
    return find_questions(chat.posts, [chat.hour], chat.hour.hosts, LETTERS)


def _latest(post: Post, questions: Sequence[AskedQuestion]) -> str:
    asking = next((question for question in questions if post.key in question.asked_by), None)
    if asking is not None:
        return f"{asking.label}.ask"
    before = [one for one in questions if one.asked_at is not None and one.asked_at <= post.posted_at]
    return before[-1].label if before else "intro"


def measured(gold: dict[str, tuple[str, ...]], labels: dict[str, str], posts: Sequence[Post]) -> Measured:
    """A placement is right when it equals either reading; a post outside the chat's stretch counts as `off`."""
    texts = {post.key: post.text for post in posts}
    known = [key for key in gold if key in texts]
    about = [key for key in known if any(label.startswith("Q") for label in gold[key])]
    plain = [key for key in about if not own_markers(texts[key], LETTERS)]

    def right(keys: Sequence[str], told_apart: bool = True) -> Share:
        return Share(sum(_is_right(labels.get(key, "off"), gold[key], told_apart) for key in keys), len(keys))

    return Measured(right(about), right(plain), right(known), right(about, told_apart=False))


def _is_right(ours: str, readings: Sequence[str], told_apart: bool) -> bool:
    if told_apart:
        return ours in readings
    return ours.removesuffix(".ask") in {reading.removesuffix(".ask") for reading in readings}


def hidden_marks(chat: Chat) -> Share:
    """Half of the marked answers lose their marks and are predicted from the rest, then the other half."""
    questions, truth = _questions(chat), marked_answers(chat, LETTERS)
    right = 0
    for half in two_halves_hidden(chat, truth, LETTERS):
        verdicts = assign(half.posts, questions, [chat.hour], chat.hour.hosts, LETTERS)
        right += sum(verdict.question == truth[verdict.key] for verdict in verdicts if verdict.key in half.hidden)
    return Share(right, len(truth))


def calibration(chats: dict[str, Chat]) -> tuple[dict[str, Share], dict[str, Share]]:
    """How often placements are right by their own confidence (rounded to tenths), and by their method."""
    judged = [
        (f"{verdict.confidence:.1f}", str(verdict.method), _label(verdict) in gold[verdict.key])
        for name, chat in chats.items()
        for gold in [hand_placed(chat.name)]
        for verdict in group(chat.posts, [chat.hour], letters=LETTERS).verdicts
        if verdict.key in gold
    ]
    return (
        _shares((sure, is_right) for sure, _, is_right in judged),
        _shares((method, is_right) for _, method, is_right in judged),
    )


def _shares(judged: Iterable[tuple[str, bool]]) -> dict[str, Share]:
    found: dict[str, list[bool]] = defaultdict(list)
    for name, is_right in judged:
        found[name].append(is_right)
    return {name: Share(sum(all_of_it), len(all_of_it)) for name, all_of_it in sorted(found.items())}


def seconds(posts: Sequence[Post], hour: Hour, times: int) -> tuple[int, float]:
    """How long grouping takes when so many copies of a chat's people talk in the same hour."""
    many = [_copy(post, number) for number in range(times) for post in posts]
    started = process_time()
    group(many, [hour], letters=LETTERS)
    return len(many), process_time() - started


def _copy(post: Post, number: int) -> Post:
    """The post once more, a few seconds later, by somebody else, in a conversation of its own."""
    if not number:
        return post
    return replace(
        post,
        key=f"{post.key}-{number}",
        author=f"{post.author}{number}",
        posted_at=post.posted_at + timedelta(seconds=7 * number),
        reply_to=post.reply_to and f"{post.reply_to}-{number}",
        quote_of=post.quote_of and f"{post.quote_of}-{number}",
        repost_of=post.repost_of and f"{post.repost_of}-{number}",
    )


METHODS: tuple[tuple[str, Callable[[Chat], dict[str, str]]], ...] = (
    ("latest question", latest_question),
    ("mark, reply, latest", mark_reply_or_latest),
    ("grouping", our_labels),
)


def print_hand_placed(name: str, chat: Chat, posts: Sequence[Post]) -> None:
    gold = hand_placed(chat.name)
    for method, labels in METHODS:
        found = measured(gold, labels(chat), posts)
        shares = (found.questions, found.unmarked, found.everything, found.asks_not_told_apart)
        print(f"| {name} | {method} | {' | '.join(map(str, shares))} |")


def print_together(chats: dict[str, Chat], files: Sequence[Sequence[Post]]) -> None:
    """The same for all hand-placed chats together."""
    for method, labels in METHODS:
        found = [
            measured(hand_placed(chat.name), labels(chat), posts)
            for chat in chats.values()
            for posts in files
            if set(hand_placed(chat.name)) & {post.key for post in posts}
        ]
        shares = (
            _all_of(one.questions for one in found),
            _all_of(one.unmarked for one in found),
            _all_of(one.everything for one in found),
            _all_of(one.asks_not_told_apart for one in found),
        )
        print(f"| all four | {method} | {' | '.join(map(str, shares))} |")


def print_hidden(critlib: dict[str, Chat], evenings: dict[str, Chat]) -> None:
    print("\n| chat | hidden marks predicted |\n|---|---|")
    for chat in critlib.values():
        print(f"| {chat.name} | {hidden_marks(chat)} |")
    by_size = sorted(evenings.values(), key=lambda chat: -len(chat.posts))
    every = [*critlib.values(), *by_size]
    groups = (("the 20 fullest #lthechat", by_size[:20]), (f"all {len(by_size)} #lthechat", by_size))
    for name, chats in (*groups, (f"all {len(every)}", every)):
        print(f"| {name} | {_all_of(hidden_marks(chat) for chat in chats)} |")


def _all_of(shares: Iterable[Share]) -> Share:
    known = list(shares)
    return Share(sum(share.right for share in known), sum(share.of for share in known))


def print_found(chats: dict[str, Chat], evenings: Sequence[Post], days: Sequence[str]) -> None:
    print("\n| found | of those known | of ours known |\n|---|---|---|")
    print(f"| #lthechat evenings | {evenings_found({date.fromisoformat(day) for day in days}, evenings, LETTERS)} |")
    for name, chat in chats.items():
        print(f"| posts that ask, {name} | {asks_found(hand_placed(chat.name), _questions(chat))} |")
    print(f"| prepared questions of review clubs on IRC | {prepared_questions_found(LETTERS)} |")


def print_methods(chats: dict[str, Chat]) -> None:
    """What each method places of the hand-placed chats, and how much of it is right."""
    by_method = calibration(chats)[1]
    placed = sum(share.of for share in by_method.values())
    print("\n| method | places | right |\n|---|---|---|")
    for name, share in sorted(by_method.items(), key=lambda one: -one[1].of):
        print(f"| {name} | {100 * share.of / placed:.0f} % ({share.of}) | {100 * share.right / share.of:.0f} % |")


def main() -> None:
    week = {day: critlib_json(day) for day in ("mar102015", "june032015")}
    evenings = lthechat()
    critlib, found = critlib_chats(), chats_in(evenings, LTHECHAT, "lthechat")
    by_name = {chat.name: chat for chat in (*critlib.values(), *found.values())}
    chats = {told: by_name[name] for name, told in HAND_PLACED.items()}
    print("| chat | method | on a question | of these unmarked | every post | on a question, asks not told apart |")
    print("|---|---|---|---|---|---|")
    for name, chat in chats.items():
        print_hand_placed(name, chat, week.get(name.removeprefix("critlib-"), evenings))
    print_together(chats, [*week.values(), evenings])
    print_hidden(critlib, found)
    print_found(chats, evenings, list(found))
    print_methods(chats)
    print("\n" + ", ".join(f"{name} {share}" for name, share in calibration(chats)[0].items()))
    fullest = chats["critlib-mar102015"]
    for times in (1, 3, 10):
        posts, taken = seconds(fullest.posts, fullest.hour, times)
        print(f"\n{posts} posts grouped in {taken:.2f} s")


if __name__ == "__main__":
    main()
