"""What no person sent: the signs of it are weighed in one table, and said in the sentence that proposes to hide it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta

from ...counting import count
from ..markers import own_markers
from ..phrases import SPAM, is_hello, is_spam
from ..posts import Letters
from .proposals import Noise, Proposal, keys_of, listed, times
from .sent import Sending, Sent, host_of

# Programs that post without anyone pressing a button: feeds, newspapers made of links, recipes, retweeters.
# Schedulers (Buffer, Hootsuite, TweetDeck, Twuffer) are none: a person wrote what they send. Share buttons are none.
PROGRAMS = """
autotweetbot bottweet crowdfire dlvrit friendfeed hashonomy hashtagbot iconohash ifttt microsoftflow
microsoftpowerplatform nyoozly paperli rebelmouse roundteam rssgraffiti scoopit tweetedtimes thetweetedtimes
toptoptopics trendinaliagraph trendsmapalerting tweetoldpost twibble twitterfeed twittbotnet whosaiditfirst zapier
"""
SELF_DRIVEN = frozenset(PROGRAMS.split())
# Tweetbot is a program for people.
ROBOT = re.compile(r"(?<!tweet)bots?\b|\bauto[ -]?(?:re)?tweet|\bretweeter\b", re.IGNORECASE)
JOB = re.compile(
    r"\b(?:hiring|job (?:opening|alert|opportunity)|vacanc(?:y|ies)|now recruiting|apply (?:now|here|today))\b"
    r"|[#＃]jobs?\b",
    re.IGNORECASE,
)
NOT_LETTERS = re.compile(r"[\W_]+")

ENOUGH = 0.7
SUREST = 0.95
MANY_TAGS = 5
SEVERAL = 4
FLOOD = 6
FLOOD_WITHIN = timedelta(minutes=2)


@dataclass(frozen=True, slots=True)
class Batch:
    """What one account sent with one program, oldest first."""

    author: str
    app: str
    posts: tuple[Sent, ...]

    @property
    def own(self) -> tuple[Sent, ...]:
        """Those that are no retweets: only they say something about what their author writes."""
        return tuple(post for post in self.posts if not post.repeats)

    @property
    def program(self) -> str:
        """The program's name as it is compared."""
        return NOT_LETTERS.sub("", self.app.casefold())


@dataclass(frozen=True, slots=True)
class Signal:
    """Something that speaks for a batch being sent by itself: how much, what it makes of it, and how that is said."""

    weight: float
    kind: Noise
    holds: Callable[[Batch], bool]
    words: Callable[[Batch], str]


def is_self_driven(batch: Batch) -> bool:
    """The program is known to post by itself, or says that it is a robot."""
    return batch.program in SELF_DRIVEN or bool(ROBOT.search(batch.app))


def is_its_own_program(batch: Batch) -> bool:
    """The program bears the account's name, or that of its site: somebody made it for this account."""
    site = NOT_LETTERS.sub("", batch.app.casefold().partition(".")[0])
    return NOT_LETTERS.sub("", batch.author) in {batch.program, site} - {""}


def always_links(batch: Batch) -> bool:
    """Every post has a link."""
    return bool(batch.own) and all(post.links for post in batch.own)


def any_links(batch: Batch) -> bool:
    """Every post has a link; nothing more is to be said of them."""
    return always_links(batch) and not one_host(batch) and not one_link(batch)


def one_host(batch: Batch) -> bool:
    """Several posts, all with links to one site, though not the same."""
    return len(batch.own) >= SEVERAL and len(hosts_of(batch)) == 1 and always_links(batch) and not one_link(batch)


def hosts_of(batch: Batch) -> set[str]:
    """Return the sites that a batch's links lead to."""
    return {host_of(link) for post in batch.own for link in post.targets}


def one_link(batch: Batch) -> bool:
    """Several posts, all with the very same link."""
    return len(batch.own) >= SEVERAL and always_links(batch) and len({post.targets for post in batch.own}) == 1


def many_tags(batch: Batch) -> bool:
    """Half a dozen hashtags in each post."""
    return bool(batch.own) and all(len(post.hashtags) > MANY_TAGS for post in batch.own)


def advertises(batch: Batch) -> bool:
    """Most posts have several phrases of advertisements, and a link."""
    return 2 * sum(is_spam(post.text) and phrases_in(post) > 1 for post in batch.own) > len(batch.own)


def sounds_advertising(batch: Batch) -> bool:
    """Most posts have a phrase of advertisements, which may be innocent, and a link."""
    return 2 * sum(is_spam(post.text) for post in batch.own) > len(batch.own) and not advertises(batch)


def phrases_in(post: Sent) -> int:
    """Return how many phrases of advertisements a post has."""
    return len(set(SPAM.findall(post.text.casefold())))


def offers_jobs(batch: Batch) -> bool:
    """Every post offers a job, with a link."""
    return always_links(batch) and all(JOB.search(post.text) for post in batch.own)


def floods(batch: Batch) -> bool:
    """Many posts in two minutes."""
    moments = [post.posted_at for post in batch.own]
    return any(last - first <= FLOOD_WITHIN for first, last in zip(moments, moments[FLOOD - 1 :], strict=False))


def only_repeats(batch: Batch) -> bool:
    """Nothing but retweets."""
    return not batch.own


SIGNALS = (
    Signal(0.50, Noise.AUTOMATED, is_self_driven, lambda batch: f"sent with {batch.app}, which posts by itself"),
    Signal(0.45, Noise.AUTOMATED, is_its_own_program, lambda batch: "sent with a program made for this account"),
    Signal(0.50, Noise.LINK_SPAM, advertises, lambda batch: "with the phrases of advertisements"),
    Signal(0.35, Noise.LINK_SPAM, sounds_advertising, lambda batch: "with a phrase of advertisements"),
    Signal(0.30, Noise.LINK_SPAM, offers_jobs, lambda batch: "offering jobs"),
    Signal(0.55, Noise.LINK_SPAM, one_link, lambda batch: f"the same link {times(len(batch.own))}"),
    Signal(0.25, Noise.LINK_SPAM, one_host, lambda batch: f"always a link to {min(hosts_of(batch))}"),
    Signal(0.30, Noise.FLOOD, floods, lambda batch: f"{FLOOD} or more posts within two minutes"),
    Signal(0.20, Noise.LINK_SPAM, many_tags, lambda batch: f"more than {MANY_TAGS} hashtags in each"),
    Signal(0.10, Noise.LINK_SPAM, any_links, lambda batch: "always with a link"),
    Signal(0.10, Noise.AUTOMATED, only_repeats, lambda batch: "only retweets"),
)
"""What speaks for a batch. One signal alone never reaches ENOUGH."""

TALKS_TO_NOBODY = 0.15
TALKS_OTHERWISE = -0.35


def find_automated(chat: Sending, letters: Letters) -> list[Proposal]:
    """Return what was probably sent by no person."""
    return [one for batch in batches(chat, letters) if (one := judged(batch, chat)) is not None]


def batches(chat: Sending, letters: Letters) -> Iterator[Batch]:
    """Yield what each account sent with each program, but for what speaks to somebody, answers, asks or greets."""
    sent: dict[tuple[str, str], list[Sent]] = defaultdict(list)
    for post in chat.posts:
        if post.author not in chat.hosts:
            sent[post.author, post.app].append(post)
    for (author, app), posts in sent.items():
        plain = [post for post in posts if not takes_part(post, chat, letters)]
        if plain:
            yield Batch(author, app, tuple(plain))


def takes_part(post: Sent, chat: Sending, letters: Letters) -> bool:
    """True for a post of somebody in the conversation: answered, a reply, a marked answer, a hello."""
    if post.repeats:
        return False
    return (
        bool(chat.replies[post.key])
        or post.speaks_to_someone
        or bool(own_markers(post.text, letters))
        or is_hello(post.text)
    )


def judged(batch: Batch, chat: Sending) -> Proposal | None:
    """Return a proposal where enough speaks for it."""
    signals = [signal for signal in SIGNALS if signal.holds(batch)]
    weight = sum(signal.weight for signal in signals)
    weight += TALKS_OTHERWISE if batch.author in chat.talkers else TALKS_TO_NOBODY
    if weight < ENOUGH:
        return None
    kind = max(signals, key=lambda signal: signal.weight).kind
    told = [signal.words(batch) for signal in signals]
    told += [] if batch.author in chat.talkers else ["in conversation with nobody"]
    return Proposal(kind, keys_of(batch.posts), sentence(batch, told), round(min(weight, SUREST), 2))


def sentence(batch: Batch, told: Sequence[str]) -> str:
    """Return what speaks for a batch."""
    noun = "post" if batch.own else "retweet"
    return f"{count(len(batch.posts), noun)} by @{batch.author}: {listed(told)}."
