"""The chat shows."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, available_timezones

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.urls import reverse

from ..grouping import Letters

if TYPE_CHECKING:
    from .tweet import Tweet

RESERVED_SLUGS = frozenset(
    {
        "about",
        "admin",
        "api",
        "apple-touch-icon.png",
        "asked",
        "cards",
        "embed.js",
        "favicon.ico",
        "feeds",
        "guest",
        "healthz",
        "oembed",
        "people",
        "quotes",
        "requests",
        "robots",  # its text would stand at /robots.txt
        "robots.txt",
        "search",
        "site.webmanifest",
        "sitemap-series.xml",
        "sitemap.xml",
        "static",
        "t",
        "uploads",
    }
)


def check_zone(name: str) -> None:
    """Refuse what is no IANA time zone."""
    if name not in available_timezones():
        raise ValidationError(f"“{name}” is no IANA time zone; write it like America/New_York.")


def check_not_reserved(slug: str) -> None:
    """Refuse a slug that would hide one of the archive's own addresses."""
    if slug in RESERVED_SLUGS:
        raise ValidationError(f"/{slug}/ is an address of the archive itself.")


def fold_hashtag(hashtag: str) -> str:
    """Return a hashtag as it is compared: no "#", lower case."""
    return hashtag.strip().lstrip("#＃").lower()


class SeriesQuerySet(models.QuerySet["Series"]):
    """Chat shows."""

    def public(self) -> SeriesQuerySet:
        """Series with at least one published chat."""
        return self.filter(chats__published_at__isnull=False).distinct()

    def listed(self) -> SeriesQuerySet:
        """Series with a published chat that other search engines may list."""
        return self.filter(chats__published_at__isnull=False, chats__noindex=False).distinct()

    def with_hashtag(self, hashtag: str) -> Series | None:
        """The series that chats under a hashtag, if any."""
        wanted = fold_hashtag(hashtag)
        return next((series for series in self.order_by("slug") if wanted in series.folded_hashtags), None)


def default_question_letters() -> list[str]:
    """Q and T: the letters that ask in most series."""
    return list(Letters().question)


def default_answer_letters() -> list[str]:
    """A and R: the letters that answer in most series."""
    return list(Letters().answer)


class Series(models.Model):
    """A chat show: its hashtags, zone, usual hosts and the letters its questions and answers are marked with."""

    slug = models.CharField(
        max_length=60,
        unique=True,
        validators=[
            RegexValidator(r"^[a-z0-9][a-z0-9_-]*$", "Lower-case letters, digits, - and _."),
            check_not_reserved,
        ],
        help_text="Stands in every address of the series; it cannot change once a chat is published.",
    )
    name = models.CharField(max_length=100)
    description = models.TextField(blank=True)
    hashtags = models.JSONField(default=list, help_text='Without "#", as in ["critlib"].')
    network = models.CharField(
        max_length=20, default="twitter", help_text="Where its posts are from, unless a file says."
    )
    timezone = models.CharField(max_length=60, default="UTC", validators=[check_zone])
    usual_hosts = models.JSONField(default=list, blank=True, help_text='Handles, as in ["edchathost"].')
    question_letters = models.JSONField(default=default_question_letters)
    answer_letters = models.JSONField(default=default_answer_letters)
    is_slow = models.BooleanField(
        default=False, help_text="Its chats take days, with a question now and then, rather than an hour."
    )
    publish_on_import = models.BooleanField(default=False, help_text="Publish the chats an upload finds at once.")
    tweets: models.ManyToManyField[Tweet, models.Model] = models.ManyToManyField(
        "Tweet", related_name="series", blank=True
    )

    objects = SeriesQuerySet.as_manager()

    class Meta:
        ordering = ["name", "slug"]
        verbose_name_plural = "series"

    def __str__(self) -> str:
        return self.name

    @property
    def is_listed(self) -> bool:
        """True when other search engines may list it: at least one of its published chats."""
        return Series.objects.listed().filter(pk=self.pk).exists()

    @property
    def zone(self) -> ZoneInfo:
        """The zone in which its chats are dated."""
        return ZoneInfo(self.timezone)

    @property
    def folded_hashtags(self) -> frozenset[str]:
        """Its hashtags as they are compared."""
        return frozenset(fold_hashtag(tag) for tag in self.hashtags)

    @property
    def letters(self) -> Letters:
        """The letters of its markers."""
        return Letters(question=tuple(self.question_letters), answer=tuple(self.answer_letters))

    def get_absolute_url(self) -> str:
        return reverse("series", args=[self.slug])
