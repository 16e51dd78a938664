"""One post in its context: every chat it stands in, what it answers, and what answers it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from ..grouping import Part, Role
from ..models import Chat, Placement, Tweet
from ..once import once_in_a_copy
from .addresses import chat_path, series_path
from .posts import Place, Reading, ShownPost, people_with_pages
from .threads import fold_retweets, thread, unfolded
from .transcript import ANCHORS, TITLES

ABOVE = 12


@dataclass(frozen=True, slots=True)
class Standing:
    """A published chat in which a post stands: `path` leads to the post in the transcript.

    `question` and `question_path` are empty for a post that stands in a part of the hour.
    """

    series_name: str
    series_path: str
    title: str
    date: date
    zone: str
    chat_path: str
    path: str
    place: Place
    question: str = ""
    question_path: str = ""

    @property
    def place_name(self) -> str:
        """The question's label, or the name of the part."""
        label = self.place.label
        return label.removesuffix(".ask") if self.question else TITLES[Part(label)]


@dataclass(frozen=True, slots=True)
class Conversation:
    """A post, the posts above it (oldest first), its replies, and where it stands (its first chat first)."""

    post: ShownPost
    above: tuple[ShownPost, ...]
    below: tuple[ShownPost, ...]
    standings: tuple[Standing, ...]

    @classmethod
    @once_in_a_copy(keep=64)
    def of(cls, tweet: Tweet) -> Conversation:
        """Read a public post and its conversation in the first of its chats; raises Tweet.DoesNotExist for others."""
        return cls.at(tweet, published_places(tweet))

    @classmethod
    def at(cls, tweet: Tweet, placements: Sequence[Placement]) -> Conversation:
        """Read a post and its conversation in the first of some places of it; raises Tweet.DoesNotExist for none."""
        if not placements or tweet.hidden:
            raise Tweet.DoesNotExist
        chat = placements[0].chat
        around = _around(chat, tweet)
        replies = [post for post in around if post.key in _below(tweet.key, around)]
        above = _above(tweet.reply_to_key, {post.key: post for post in around})
        post = next(post for post in around if post.key == tweet.key)
        return cls(
            post=post,
            above=above,
            below=thread([replace(post, replies=()), *replies])[0].replies,
            standings=tuple(_standing(placement) for placement in placements),
        )

    @property
    def people(self) -> frozenset[str]:
        """The folded handles that have a page, among its authors and those they mention; one query."""
        return people_with_pages(self.every_post)

    @property
    def headline(self) -> str:
        """What the page is called where it is linked."""
        return f"{self.post.author.name} in {self.standings[0].title}"

    @property
    def every_post(self) -> Iterable[ShownPost]:
        """Its posts one by one, in reading order."""
        return [*self.above, self.post, *unfolded(self.below)]


@once_in_a_copy(keep=64)
def published_places(tweet: Tweet) -> tuple[Placement, ...]:
    """Return where a post stands in published chats, the earliest chat first."""
    rows = tweet.placements.filter(chat__published_at__isnull=False).earliest_chat_first()
    return tuple(rows.select_related("chat__series", "question", "tweet"))


def _around(chat: Chat, tweet: Tweet) -> list[ShownPost]:
    """Return the chat's posts that take part in the post's conversation, and its retweets, oldest first."""
    wanted = _connected(tweet.key, _references(chat))
    return fold_retweets(Reading.of(chat).posts(chat.placements.visible().filter(tweet__key__in=wanted)))


@once_in_a_copy(keep=8)
def _references(chat: Chat) -> Mapping[str, tuple[str, str]]:
    """Return what each shown post of a chat that leads to another replies to and repeats, by keys."""
    leading = chat.placements.visible().exclude(tweet__reply_to_key="", tweet__repost_of_key="")
    rows = leading.values_list("tweet__key", "tweet__reply_to_key", "tweet__repost_of_key")
    return {key: (answered, repeated) for key, answered, repeated in rows}


def _connected(key: str, links: Mapping[str, tuple[str, str]]) -> set[str]:
    """Return the keys above and below a post, and of the retweets of any of them; `links` are of those that lead on."""
    found = {key}
    above = key
    while (above := links.get(above, ("", ""))[0]) and above not in found and len(found) <= ABOVE:
        found.add(above)
    below = {key}
    while grown := {child for child, (parent, _) in links.items() if parent in below} - below - found:
        below |= grown
    found |= below
    return found | {repeat for repeat, (_, original) in links.items() if original in found}


def _above(key: str, posts: Mapping[str, ShownPost]) -> tuple[ShownPost, ...]:
    found: list[ShownPost] = []
    while key in posts and posts[key] not in found:
        found.append(posts[key])
        key = posts[key].reply_to
    return tuple(reversed(found))


def _below(key: str, posts: Iterable[ShownPost]) -> set[str]:
    """Return the keys of all that follows from a post; the posts come oldest first."""
    found = {key}
    for post in posts:
        if post.reply_to in found:
            found.add(post.key)
    return found - {key}


def _standing(placement: Placement) -> Standing:
    chat, question = placement.chat, placement.question
    path = chat_path(chat.series.slug, chat.address)
    asks = ".ask" if placement.role == Role.ASK else ""
    label = f"{question.label}{asks}" if question else placement.part
    return Standing(
        series_name=chat.series.name,
        series_path=series_path(chat.series.slug),
        title=chat.name,
        date=chat.date,
        zone=chat.timezone,
        chat_path=path,
        path=f"{path}#t-{placement.tweet.key}",
        place=Place(label, placement.role, placement.method, placement.confidence),
        question=question.text or question.label if question else "",
        question_path=f"{path}{question.slug}/" if question else f"{path}#{ANCHORS[Part(placement.part)]}",
    )
