"""What people at the desk add to a chat for its recap, kept apart from the words of its posts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from django.db import models
from django.db.models import Exists, OuterRef

from .chat import Chat
from .tweet import Tweet

LONGEST_REMARK = 1_000
LONGEST_NOTE = 6_000
QUOTED_WORDS = 6
"""So many words of a post in a row, or all of a shorter one of at least four, are a quote of it."""


class AnnotationQuerySet(models.QuerySet["Annotation"]):
    """Marks, remarks and notes."""

    def in_recap(self) -> AnnotationQuerySet:
        """Those of which a recap is made; a remark alone makes none."""
        return self.exclude(kind=Annotation.Kind.REMARK)

    def about(self, keys: Iterable[str]) -> AnnotationQuerySet:
        """Those on posts, by the posts' keys."""
        return self.filter(kind__in=Annotation.ON_POSTS, key__in=set(keys))

    def quoting(self, tweets: Iterable[Tweet]) -> AnnotationQuerySet:
        """Those, in any chat, that repeat words of some posts or link to one."""
        posts = list(tweets)
        return self.filter(pk__in=[one.pk for one in self.exclude(text="") if quotes(one.text, posts)])

    def texts(self, kind: str, keys: Iterable[str]) -> dict[str, str]:
        """Return what is written at some places of one kind, where anything is."""
        return dict(self.filter(kind=kind, key__in=set(keys)).values_list("key", "text"))

    def put(self, chat: Chat, kind: str, texts: Mapping[str, str | None]) -> None:
        """Write texts of one kind at places of a chat; None takes away what is there."""
        self.filter(chat=chat, kind=kind, key__in=[key for key, text in texts.items() if text is None]).delete()
        rows = [Annotation(chat=chat, kind=kind, key=key, text=text) for key, text in texts.items() if text is not None]
        self.bulk_create(rows, update_conflicts=True, unique_fields=["chat", "kind", "key"], update_fields=["text"])

    def lead(self, old: str, new: str) -> None:
        """Have what is said about a post hold for the one it turned out to be, where that has nothing of the kind."""
        taken = self.about([new]).filter(chat=OuterRef("chat"), kind=OuterRef("kind"))
        self.about([old]).exclude(Exists(taken)).update(key=new)
        self.about([old]).delete()


class Annotation(models.Model):
    """One thing that a person added to a chat.

    `key` is the key of a post, the name of a question, or empty for the chat as a whole: it holds while rows are
    written anew, and while the post is away. `text` is Markdown, empty for a mark.
    """

    class Kind(models.TextChoices):
        """What it is."""

        BEST = "best", "a mark for one of the best answers"
        REMARK = "remark", "a remark beside a post"
        NOTE = "note", "a note above a question"
        OPENING = "opening", "what the recap begins with"
        CLOSING = "closing", "what the recap ends with"

    ON_POSTS = (Kind.BEST, Kind.REMARK)

    chat = models.ForeignKey(Chat, models.CASCADE, related_name="annotations")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    key = models.CharField(max_length=40, blank=True)
    text = models.TextField(blank=True)

    objects = AnnotationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["chat", "kind", "key"], name="one_annotation_per_place"),
        ]
        indexes = [models.Index(fields=["key"])]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}".strip()


def quotes(text: str, posts: Iterable[Tweet]) -> bool:
    """True when a text repeats words of one of some posts, or links to it."""
    said = f" {' '.join(words_of(text))} "
    return any(f"/t/{post.key}/" in text or any(run in said for run in runs_of(post.text)) for post in posts)


def runs_of(text: str) -> Iterable[str]:
    """Yield each run of words of a post that nobody writes without quoting it."""
    words = words_of(text)
    length = min(QUOTED_WORDS, len(words))
    if length >= 4:
        yield from (f" {' '.join(words[at : at + length])} " for at in range(len(words) - length + 1))


def words_of(text: str) -> list[str]:
    """Return the words of a text as they are compared: no links, no case, no punctuation."""
    return re.findall(r"\w+", re.sub(r"https?://\S+", " ", text).casefold().replace("’", "").replace("'", ""))
