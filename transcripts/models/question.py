"""Questions of a chat: the names grouping knows them by, and their places in its addresses."""

from __future__ import annotations

import re

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Coalesce
from django.urls import reverse

from .alias import Alias
from .annotation import Annotation
from .chat import Chat
from .ledger import LedgerEntry

NO_QUESTION = frozenset({"asked", "cards", "cite", "edit", "embed", "feed", "missing", "posts", "print", "recap"})
"""What stands below a chat's address without being a question."""

LONGEST = 20


class QuestionQuerySet(models.QuerySet["Question"]):
    """Questions."""

    def by_hand(self) -> QuestionQuerySet:
        """Those about which a person decided something, or above which one wrote a note."""
        known_as = Coalesce(KeyTextTransform("0", "found_as"), "label", output_field=models.TextField())
        notes = Annotation.objects.filter(kind=Annotation.Kind.NOTE, chat=OuterRef("chat"), key=OuterRef("known_as"))
        told = Q(by_hand=True) | Q(text_by_hand=True) | Q(asked_at_by_hand=True)
        return self.alias(known_as=known_as).filter(told | Exists(notes))

    def by_name(self) -> dict[str, Question]:
        """Return them by every name that grouping has for them; those that were merged have several."""
        return {name: question for question in self.all() for name in question.names}


class Question(models.Model):
    """A question of a chat; the posts that ask it are its placements with role `ask`."""

    chat = models.ForeignKey(Chat, models.CASCADE, related_name="questions")
    label = models.CharField(max_length=LONGEST, help_text="Q1, T2a, Bonus.")
    slug = models.CharField(max_length=LONGEST, help_text="Its place in the chat's addresses.")
    number = models.PositiveSmallIntegerField(null=True, blank=True)
    position = models.PositiveSmallIntegerField(help_text="Its place in the chat, from 1.")
    text = models.TextField(blank=True)
    text_by_hand = models.BooleanField(default=False, help_text="The text was edited and stays as it is.")
    asked_at = models.DateTimeField(null=True, blank=True)
    asked_at_by_hand = models.BooleanField(default=False, help_text="A person told that moment, and it stays.")
    by_hand = models.BooleanField(
        default=False, help_text="A person added, relabelled or merged it: it stays though nothing is found of it."
    )
    found_as = models.JSONField(
        default=list, blank=True, help_text="The labels under which it is found, where its own is another one."
    )

    objects = QuestionQuerySet.as_manager()

    class Meta:
        ordering = ["position", "label"]
        constraints = [
            models.UniqueConstraint(fields=["chat", "label"], name="one_question_per_label"),
            models.UniqueConstraint(fields=["chat", "slug"], name="one_question_per_address"),
        ]

    def __str__(self) -> str:
        return f"{self.label}: {self.text[:60]}"

    def get_absolute_url(self) -> str:
        return reverse("question", args=[self.chat.series.slug, self.chat.address, self.slug])

    @property
    def names(self) -> tuple[str, ...]:
        """The labels under which grouping finds it; its own unless a person relabelled or merged it."""
        return tuple(self.found_as) or (self.label,)

    @property
    def name(self) -> str:
        """What it is called wherever its label may change: in the journal, and by grouping."""
        return self.names[0]


def slug_of(label: str, position: int) -> str:
    """Return a question's place in the chat's addresses: its label, else `q` and its place."""
    slug = re.sub(r"[^a-z0-9]+", "-", label.lower()).strip("-")[:LONGEST] or f"q{position}"
    return f"{slug}-question" if slug in NO_QUESTION else slug


def free_slug(chat: Chat, slug: str) -> str:
    """Return a place in the chat's addresses that no question has, nor ever had where the chat was public."""
    given_out = set(chat.questions.values_list("slug", flat=True))
    entered = LedgerEntry.objects.questions_of(chat) if chat.was_public else LedgerEntry.objects.none()
    once = {*old_addresses(chat), *entered.values_list("path", flat=True)}
    given_out |= {path.rstrip("/").rpartition("/")[2] for path in once}
    return unlike(given_out, slug)


def old_addresses(chat: Chat) -> set[str]:
    """Return the addresses below a chat's where there was a question once."""
    below = Alias.objects.filter(path__startswith=chat.get_absolute_url()) if chat.was_public else Alias.objects.none()
    return set(below.values_list("path", flat=True))


def unlike(taken: set[str], wanted: str) -> str:
    """Return a word, with a number behind it where it is taken."""
    free, number = wanted, 1
    while free in taken:
        number += 1
        free = f"{wanted[: LONGEST - 1 - len(str(number))]}-{number}"
    return free
