"""What is proposed for hiding in hand-placed chats: of honest posts none should be, of noise put in all.

Run from the checkout: python -m benchmarks.grouping.noise
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from random import Random
from zoneinfo import ZoneInfo

from benchmarks.grouping.samples import DATA, as_post, lthechat
from transcripts.grouping import Letters, Post, Proposal, Role, Sent, find_hours, find_noise, group
from transcripts.importing.formats import by_name
from transcripts.importing.records import PostRecord, ReadOptions

LETTERS = Letters()
BEFORE, AFTER = timedelta(hours=2), timedelta(hours=24)
SEED = 7
ADVERTS = (
    "Win a gift card, click here",
    "Free followers, only 9 left",
    "Lose 20 lbs, weird trick",
    "Earn $90, click now",
)
ABOUT_A_QUESTION = re.compile(r"Q\d")


@dataclass(frozen=True, slots=True)
class Chat:
    """A hand-placed chat: its posts as they were sent, its questions, and the labels of the readers by key."""

    name: str
    posts: tuple[Sent, ...]
    questions: tuple[str, ...]
    gold: dict[str, list[str]]

    def proposals(self, *put_in: Sent) -> list[Proposal]:
        return find_noise([*self.posts, *put_in], self.questions, LETTERS)


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of noise that is put into a chat."""

    name: str
    make: Callable[[Chat, Random], list[Sent]]


def critlib(name: str, day: str) -> Chat:
    path = DATA / "twarc1_jsonl" / f"histlib-critlib-tweets__{name}.json"
    with path.open("rb") as file:
        told = by_name("twitter-v1").read(file, ReadOptions())  # type: ignore[union-attr]
        records = {record.source_id: record for record in told if isinstance(record, PostRecord)}
    posts = [as_post(record) for record in records.values()]
    return chat_of(f"critlib-{name}", posts, day, "America/New_York", records)


def chat_of(name: str, posts: Sequence[Post], day: str, zone: str, records: dict[str, PostRecord]) -> Chat:
    """The chat of a day, its hosts and questions found as an import finds them."""
    tag = name.partition("-")[0]
    hours = find_hours(posts, tz=ZoneInfo(zone), letters=LETTERS, hashtags=(tag,))
    hour = next(hour for hour in hours if f"{hour.start.astimezone(ZoneInfo(zone)):%Y-%m-%d}" == day)
    around = [post for post in posts if hour.start - BEFORE <= post.posted_at <= hour.end + AFTER]
    grouped = group(around, [hour], letters=LETTERS)
    asking = {verdict.key for verdict in grouped.verdicts if verdict.role is Role.ASK}
    sent = tuple(
        replace(sent_of(post, records.get(post.key)), asks=post.key in asking, by_host=post.author in grouped.hosts)
        for post in around
    )
    lines = (DATA / "gold" / f"{name}.tsv").read_text("utf-8").splitlines()
    gold = {key: labels for key, *labels in (line.split("\t") for line in lines if line.strip())}
    return Chat(name, sent, tuple(question.text for question in grouped.questions), gold)


def sent_of(post: Post, record: PostRecord | None) -> Sent:
    """A post and what its record tells of program and links; archives of one participant tell neither here."""
    links = tuple(link.url for link in (*record.links, *record.media)) if record else ()
    app = record.app if record else ""
    fields = (post.key, post.author, post.text, post.posted_at, app, links, post.hashtags, post.reply_to)
    return Sent(*fields, is_repost=post.is_repost or bool(post.repost_of))


def answers(chat: Chat, draw: Random) -> list[Sent]:
    """Ten answers of people who do not host, long enough to be told from chance."""
    plain = [post for post in chat.posts if not (post.repeats or post.by_host or post.asks) and len(post.text) > 80]
    return draw.sample(plain, 10)


def again(post: Sent, text: str) -> Sent:
    return replace(post, key=f"{post.key}+", text=text, posted_at=post.posted_at + timedelta(minutes=1))


def said_again(chat: Chat, draw: Random) -> list[Sent]:
    return [again(post, post.text) for post in answers(chat, draw)]


def without_hashtags(chat: Chat, draw: Random) -> list[Sent]:
    return [again(post, re.sub(r"#(?:critlib|lthechat)", "", post.text, flags=re.I)) for post in answers(chat, draw)]


def with_a_slip(chat: Chat, draw: Random) -> list[Sent]:
    """Two neighbouring letters of a long word change places."""
    return [
        again(post, re.sub(r"\b([a-z]{2})([a-z])([a-z])(?=[a-z]{2})", r"\1\3\2", post.text, count=1))
        for post in answers(chat, draw)
    ]


def made_up(chat: Chat, draw: Random, texts: Sequence[tuple[str, str]], app: str, link: str) -> list[Sent]:
    """Posts with a link by made-up authors, at any time of the hour."""
    moments = [draw.choice(chat.posts).posted_at for _ in texts]
    return [
        Sent(f"{app}{place}", author, f"{text} #chat {link}", moment, app, (link.format(place),), ("chat",))
        for place, ((author, text), moment) in enumerate(zip(texts, moments, strict=True))
    ]


def a_feed(chat: Chat, draw: Random) -> list[Sent]:
    texts = [("feed", f"{draw.choice(chat.posts).text[:60]}… ") for _ in range(8)]
    return made_up(
        chat,
        draw,
        [("feed", re.sub(r"[@#]|\b[AQ]\d", "", text)) for _, text in texts],
        "dlvr.it",
        "http://feed.example/{}",
    )


def adverts(chat: Chat, draw: Random) -> list[Sent]:
    texts = [(f"deals{number}", advert) for number, advert in enumerate(ADVERTS)]
    return made_up(chat, draw, texts, "Twitter Web Client", "http://deals{}.example/")


def one_link(chat: Chat, draw: Random) -> list[Sent]:
    return made_up(
        chat, draw, [("shop", f"Reason {n} for gloves") for n in range(5)], "Twitter Web Client", "http://shop.example/"
    )


def shared_words(chat: Chat, draw: Random) -> list[Sent]:
    texts = [(f"crowd{number}", "Ten raised beds for your yard, all of them tested") for number in range(5)]
    return made_up(chat, draw, texts, "Twitter Web Client", "http://beds.example/")


def notices(chat: Chat, draw: Random) -> list[Sent]:
    people = sorted({post.author for post in chat.posts})[:6]
    texts = [("teller", f"@{person} You have been quoted in my story") for person in people]
    return made_up(chat, draw, texts, "Storify", "http://story.example/")


def robot_retweets(chat: Chat, draw: Random) -> list[Sent]:
    return [
        replace(
            again(post, f"RT @{post.author}: {post.text}"),
            author="repeater",
            app="RoundTeam",
            is_repost=True,
            reply_to="",
        )
        for post in answers(chat, draw)
    ]


KINDS = (
    Kind("an answer said again", said_again),
    Kind("again without the hashtag", without_hashtags),
    Kind("again with a slip", with_a_slip),
    Kind("a feed", a_feed),
    Kind("advertisements", adverts),
    Kind("one link again and again", one_link),
    Kind("the same words by five accounts", shared_words),
    Kind("notices to one after another", notices),
    Kind("retweets by a program", robot_retweets),
)


def rows(chats: Sequence[Chat]) -> Iterator[str]:
    for chat in chats:
        spam = {key for one in chat.proposals() if one.kind.is_spam for key in one.keys}
        repeats = {key for one in chat.proposals() if not one.kind.is_spam for key in one.keys}
        about = {key for key, labels in chat.gold.items() if any(map(ABOUT_A_QUESTION.match, labels))}
        yield f"| {chat.name} | {len(chat.posts)} | {len(about)} | {len(spam)} | {len(spam & about)} | {len(repeats)} |"


def found_of(kind: Kind, chats: Sequence[Chat]) -> str:
    """How many of what is put in are found, and how many others are proposed besides."""
    found = put = others = 0
    for chat in chats:
        made = kind.make(chat, Random(SEED))
        keys = {key for one in chat.proposals(*made) for key in one.keys}
        mine = {post.key for post in made}
        # Of an answer and its repeat either may stay.
        either = {key.removesuffix("+") for key in mine}
        found += len(keys & mine) + len(keys & (either - mine))
        put += len(made)
        others += len(keys - mine - either)
    return f"| {kind.name} | {found} of {put} | {others} |"


def main() -> None:
    evenings = lthechat()
    chats = [critlib("mar102015", "2015-03-10"), critlib("june032015", "2015-06-02")]
    chats += [chat_of(f"lthechat-{day}", evenings, day, "Europe/London", {}) for day in ("2016-02-17", "2020-11-04")]
    print("| chat | posts | about a question | proposed as spam | of these about a question | proposed as repeats |")
    print("|---|---|---|---|---|---|")
    print("\n".join(rows(chats)))
    print("\n| put into the two #critlib chats | proposed | others besides |\n|---|---|---|")
    print("\n".join(found_of(kind, chats[:2]) for kind in KINDS))


if __name__ == "__main__":
    main()
