"""The journal of what people decided about chats, their questions and posts."""

from __future__ import annotations

from collections.abc import Collection

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.db import models
from django.db.models import Exists, OuterRef

from .api_key import ApiKey
from .chat import Chat
from .guest_link import GuestLink


class DecisionQuerySet(models.QuerySet["Decision"]):
    """Decisions."""

    def standing(self) -> DecisionQuerySet:
        """Those that were not taken back, and that no later one about the same post took the place of."""
        same = Decision.objects.filter(chat=OuterRef("chat"), key=OuterRef("key"), about=OuterRef("about"))
        later = same.filter(pk__gt=OuterRef("pk"), undone_at__isnull=True)
        return self.filter(undone_at__isnull=True).exclude(Exists(later))

    def kept(self, keys: Collection[str]) -> set[str]:
        """Of some posts those of which a person said that they are no noise, in whichever chat."""
        told = self.standing().filter(about=Decision.About.NOISE, key__in=keys)
        return set(told.values_list("key", flat=True))

    def undoable(self) -> DecisionQuerySet:
        """Those that a key may take back: what was published is withdrawn by a button, with a warning."""
        return self.exclude(about=Decision.About.PUBLICATION)

    def of(self, decider: AbstractBaseUser | GuestLink | ApiKey) -> DecisionQuerySet:
        """Those that one person, or one program, made."""
        if isinstance(decider, GuestLink):
            return self.filter(guest=decider)
        return self.filter(api_key=decider) if isinstance(decider, ApiKey) else self.filter(by_id=decider.pk)


class Decision(models.Model):
    """What a person decided about a post, a question or the chat: what was so before, and what is since.

    `before` and `after` hold without row numbers: of a place the question's name, part, role, method and confidence;
    of hiding whether it is hidden and why; of an annotation its text. Decisions made at one press share their `press`.
    Whoever sat at the desk by a guest link has no account: `guest` is that link. What a program decided is its key's.
    """

    class Kind(models.TextChoices):
        """What was done."""

        PLACED = "placed"
        HIDDEN = "hidden"
        SHOWN = "shown"
        KEPT = "kept"
        ADDED = "added"
        EDITED = "edited"
        MERGED = "merged"
        SPLIT = "split"
        DELETED = "deleted"
        ORDERED = "ordered"
        NUMBERED = "numbered"
        TITLED = "titled"
        HOSTED = "hosted"
        TIMED = "timed"
        REDATED = "redated"
        LISTED = "listed"
        UNLISTED = "unlisted"
        PUBLISHED = "published"
        WITHDRAWN = "withdrawn"
        MARKED = "marked"
        UNMARKED = "unmarked"
        WRITTEN = "written"

    class About(models.TextChoices):
        """What it bears on; only decisions about the same thing replace each other."""

        PLACE = "place"
        SIGHT = "sight"
        NOISE = "noise"
        QUESTION = "question"
        OUTLINE = "outline"
        HEADING = "heading"
        HOSTS = "hosts"
        HOURS = "hours"
        DAY = "day"
        LISTING = "listing"
        PUBLICATION = "publication"
        BEST = "best"
        REMARK = "remark"
        NOTE = "note"
        OPENING = "opening"
        CLOSING = "closing"

    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    guest = models.ForeignKey(GuestLink, models.SET_NULL, null=True, blank=True, related_name="+")
    api_key = models.ForeignKey(ApiKey, models.SET_NULL, null=True, blank=True, related_name="+")
    by_name = models.CharField(max_length=80, blank=True, help_text="What who decided was called then.")
    chat = models.ForeignKey(Chat, models.SET_NULL, null=True, related_name="+")
    where = models.CharField(max_length=80, help_text="Series and address of the chat at that time.")
    key = models.CharField(max_length=40, help_text="The key of a post, the name of a question, or empty.")
    kind = models.CharField(max_length=12, help_text="One of Kind.")
    about = models.CharField(max_length=12, help_text="One of About.")
    before = models.JSONField()
    after = models.JSONField()
    press = models.UUIDField()
    made_at = models.DateTimeField(auto_now_add=True)
    undone_at = models.DateTimeField(null=True, blank=True)

    objects = DecisionQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["chat", "key"])]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"

    @property
    def who(self) -> str:
        """What who decided was called then."""
        return self.by_name or (self.by.get_username() if self.by else "somebody")
