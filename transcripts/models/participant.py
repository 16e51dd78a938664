"""The people of the chats: accounts, and the handles they went by."""

from __future__ import annotations

from functools import lru_cache
from urllib.parse import quote

from django.db import models
from django.db.models.functions import Lower

from .writing import WritingQuerySet


def fold_handle(handle: str) -> str:
    """Return a handle as it is compared and stands in addresses: no "@", lower case."""
    return handle.strip().removeprefix("@").lower()


@lru_cache(maxsize=4096)
def person_path(network: str, folded: str) -> str:
    """Return the path of a person's page; whatever is not a-z, 0-9, ".", "_", "@" or "-" is percent-encoded."""
    return f"/people/{quote(network, safe='')}/{quote(folded, safe='@')}/"


SEEN_LAST_FIRST = (models.F("seen_at").desc(nulls_last=True), "-source_id")


class ParticipantQuerySet(WritingQuerySet["Participant"]):
    """Accounts."""

    def called(self, network: str, handle: str) -> ParticipantQuerySet:
        """Accounts of a network that go, or once went, by a handle."""
        return self.filter(network=network, handles__folded=fold_handle(handle)).distinct()

    def seen_last_first(self) -> ParticipantQuerySet:
        """Of several accounts that went by one handle, first the one that goes by it now."""
        return self.order_by(*SEEN_LAST_FIRST)

    def by_name(self) -> ParticipantQuerySet:
        """By network and handle in any case; of those who share a handle, first the one that goes by it now."""
        return self.order_by("network", Lower("handle"), *SEEN_LAST_FIRST)


class Participant(models.Model):
    """One account on one network: known by its stable id where there is one, else by its handle.

    The archive never guesses that two accounts are one person.
    """

    network = models.CharField(max_length=20)
    source_id = models.CharField(max_length=200, blank=True, help_text="The network's stable id of the account.")
    handle = models.CharField(max_length=200, help_text="The handle it went by last.")
    name = models.CharField(max_length=200, blank=True, help_text="Display name.")
    noindex = models.BooleanField(
        "kept out of search engines",
        default=False,
        help_text="Asks other search engines not to list this person's page and posts.",
    )
    is_leaving = models.BooleanField(default=False, help_text="Is being removed for good.")
    seen_at = models.DateTimeField(null=True, help_text="Time of the post that told handle and name.")

    objects = ParticipantQuerySet.as_manager()

    class Meta:
        ordering = ["handle", "network", "source_id"]
        constraints = [
            models.UniqueConstraint(
                fields=["network", "source_id"], condition=~models.Q(source_id=""), name="one_account_per_id"
            ),
        ]
        indexes = [models.Index(fields=["network", "handle"])]

    def __str__(self) -> str:
        return f"@{self.handle}"

    @property
    def folded(self) -> str:
        """The handle as it stands in addresses."""
        return fold_handle(self.handle)

    def get_absolute_url(self) -> str:
        return person_path(self.network, self.folded)


class Handle(models.Model):
    """A handle an account was seen with; old addresses of people lead on by it."""

    participant = models.ForeignKey(Participant, models.CASCADE, related_name="handles")
    network = models.CharField(max_length=20)
    folded = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["participant", "folded"], name="a_handle_once_per_account"),
        ]
        indexes = [models.Index(fields=["network", "folded"])]

    def __str__(self) -> str:
        return f"@{self.folded}"
