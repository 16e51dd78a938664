"""What noise is looked for in: posts as they were sent, and who talks with whom in a chat."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from urllib.parse import urlsplit

REPEATING = re.compile(r"\W*(?:RT|MT)\W+[@＠]\w|\s*♺")
TAG_OF_THE_CHAT = 0.3
SHORTENING = "bit.ly buff.ly dlvr.it fb.me goo.gl is.gd lnkd.in ow.ly t.co tiny.cc tinyurl.com wp.me"
SHORTENERS = frozenset(SHORTENING.split())


@dataclass(frozen=True, slots=True)
class Sent:
    """One post of a chat and how it was sent.

    `links` are the addresses that its links and pictures lead to, `app` the program it was posted with (empty when
    unknown). `asks` and `by_host` say what the chat knows of it. References are keys, empty when there is none.
    """

    key: str
    author: str
    text: str
    posted_at: datetime
    app: str = ""
    links: tuple[str, ...] = ()
    hashtags: tuple[str, ...] = ()
    reply_to: str = ""
    is_repost: bool = False
    asks: bool = False
    by_host: bool = False

    @property
    def repeats(self) -> bool:
        """True for a retweet, also one that only says so: its words are somebody else's."""
        return self.is_repost or bool(REPEATING.match(self.text))

    @property
    def speaks_to_someone(self) -> bool:
        """True for a reply, also an old one that only begins with a handle."""
        return bool(self.reply_to) or self.text.lstrip(" .").startswith(("@", "＠"))

    @property
    def targets(self) -> frozenset[str]:
        """Where its links lead, without what only counts visitors."""
        return frozenset(map(target, self.links))


@dataclass(frozen=True)
class Sending:
    """All posts of a chat, oldest first."""

    posts: tuple[Sent, ...]

    @classmethod
    def of(cls, posts: Iterable[Sent]) -> Sending:
        """Return posts in the order of time."""
        return cls(tuple(sorted(posts, key=lambda post: (post.posted_at, post.key))))

    @cached_property
    def replies(self) -> Counter[str]:
        """How many posts of others answer a post, by its key."""
        authors = {post.key: post.author for post in self.posts}
        return Counter(post.reply_to for post in self.posts if authors.get(post.reply_to, post.author) != post.author)

    @cached_property
    def talkers(self) -> frozenset[str]:
        """The accounts that somebody answered, or that speak to somebody."""
        return frozenset(post.author for post in self.posts if self.replies[post.key] or post.speaks_to_someone)

    @cached_property
    def hosts(self) -> frozenset[str]:
        """The accounts that host, or that asked a question."""
        return frozenset(post.author for post in self.posts if post.by_host or post.asks)

    @cached_property
    def tags(self) -> frozenset[str]:
        """The hashtags of the chat itself: those that a good part of its posts carry."""
        own = [post for post in self.posts if not post.repeats]
        number = Counter(tag for post in own for tag in set(post.hashtags))
        return frozenset(tag for tag, count in number.items() if count >= max(2, TAG_OF_THE_CHAT * len(own)))


def target(link: str) -> str:
    """Return where a link leads, as it is compared: host and path, and the query but for what counts visitors."""
    try:
        parts = urlsplit(link.strip())
    except ValueError:
        return link
    query = "&".join(one for one in parts.query.split("&") if one and not one.startswith(("utm_", "fbclid=", "ref=")))
    return f"{parts.netloc.casefold().removeprefix('www.')}{parts.path.rstrip('/')}{'?' if query else ''}{query}"


def host_of(link: str) -> str:
    """Return the site of a link as it was compared; of a shortened one, which may lead anywhere, the link itself."""
    host = link.partition("/")[0]
    return link if host in SHORTENERS else host
