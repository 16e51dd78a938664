"""A post in its conversation, and all that a person said, as files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from django.conf import settings

from ...counting import count
from ...models import Participant, Sighting, Tweet
from ...once import once_in_a_copy
from ..conversation import Conversation
from ..directory import Saying, said_by, sayings
from ..posts import Person
from ..transcript import kinds_by
from .document import Chapter, Document
from .facts import PersonFacts, PostFacts, StandingFacts
from .rows import ExportedPost, exported_posts, ids_of, with_retweets

AT_ONCE = 500


@dataclass(frozen=True)
class PostDocument(Document):
    """A post, with what it answers and what answers it, as in the first chat it stands in."""

    talk: Conversation

    @property
    def title(self) -> str:
        return self.talk.headline

    @property
    def about(self) -> tuple[str, ...]:
        first = self.talk.standings[0]
        return (f"{first.series_name}, {first.date:%-d %B %Y}", first.place_name)

    @property
    def path(self) -> str:
        return self.talk.post.path

    def facts(self) -> PostFacts:
        stands_in = [
            StandingFacts(one.chat_path.strip("/"), one.title, one.place.label, one.question)
            for one in self.talk.standings
        ]
        return PostFacts(self.talk.post.key, stands_in, f"{settings.SITE_URL}{self.path}")

    def rows(self) -> Iterable[ExportedPost]:
        posts = with_retweets(self.talk.every_post)
        chat = self.talk.standings[0].chat_path.strip("/")
        return exported_posts(posts, chat, ids_of(posts), sources_of(tuple(post.key for post in posts)))

    def chapters(self) -> Iterable[Chapter]:
        told = [("What it answers", self.talk.above), ("The post", (self.talk.post,)), ("Replies", self.talk.below)]
        return [Chapter(heading, posts) for heading, posts in told if posts]


@dataclass(frozen=True)
class PersonDocument(Document):
    """What a person said across chats, newest first, retweets left out; the account seen last is the first."""

    accounts: tuple[Participant, ...]

    @cached_property
    def person(self) -> Person:
        """Who it is."""
        return Person.of(self.accounts[0])

    @cached_property
    def said(self) -> tuple[int, ...]:
        """The rows of what they said."""
        return said_by(self.accounts)

    @property
    def title(self) -> str:
        return f"{self.person.name} (@{self.person.handle})"

    @property
    def about(self) -> tuple[str, ...]:
        return (f"On {self.person.network.capitalize()}", f"{count(len(self.said), 'post')} in the chats kept here")

    @property
    def path(self) -> str:
        return self.person.path

    def facts(self) -> PersonFacts:
        one = self.person
        return PersonFacts(one.network, one.handle, one.name, len(self.said), f"{settings.SITE_URL}{one.path}")

    def rows(self) -> Iterator[ExportedPost]:
        known = Tweet.objects.public().filter(author__in=self.accounts).exclude(source_id="")
        ids = dict(known.values_list("key", "source_id"))
        for batch in self._batches():
            sources = sources_of(tuple(saying.post.key for saying in batch))
            for saying in batch:
                yield from exported_posts([saying.post], saying.chat_path.strip("/"), ids, sources)

    def chapters(self) -> Iterator[Chapter]:
        every = (saying for batch in self._batches() for saying in batch)
        for _, said in groupby(every, key=lambda one: one.chat_path):
            together = list(said)
            heading = f"{together[0].chat_title}, {together[0].series_name}, {together[-1].post.local:%-d %B %Y}"
            yield Chapter(heading, tuple(saying.post for saying in together))

    def _batches(self) -> Iterator[list[Saying]]:
        return (sayings(self.said[at : at + AT_ONCE]) for at in range(0, len(self.said), AT_ONCE))


@once_in_a_copy(keep=16)
def sources_of(keys: tuple[str, ...]) -> dict[str, str]:
    """Return the kinds of upload that told of posts, by key."""
    return kinds_by("tweet__key", Sighting.objects.filter(tweet__key__in=keys))
