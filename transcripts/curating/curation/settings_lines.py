"""Lines about the archive as a whole, its series and their schedules."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import time
from typing import Annotated, Any, Literal, Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.timezone import now
from pydantic import AfterValidator, Field

from ...models import Archive, Removal, ScheduledChat, Series, check_zone, mark_of, secrets
from ..schedule import announce
from ..series import change_series
from .line import Day, Line, Moment, Slug, Text, the_series
from .rebuild import Rebuild


def a_zone(name: str) -> str:
    """Refuse what is no IANA time zone."""
    try:
        check_zone(name)
    except ValidationError as error:
        raise ValueError(error.messages[0]) from error
    return name


Zone = Annotated[str, AfterValidator(a_zone)]


class CurationLine(Line):
    """The first line: what this file is, and under which secret keys people and posts were removed."""

    kind: Literal["curation"] = "curation"
    version: Literal[1] = Field(1, description="Of this description.")
    made_at: Moment = Field(description="When it was exported.")
    url: Text = Field(description="Where the archive was reached.")
    secrets: list[Text] = Field(description="A digest of the secret key and of each former one; tells nothing else.")

    @classmethod
    def told(cls) -> Iterator[Self]:
        """Yield the one line."""
        keys = [mark_of(secret) for secret in secrets()]
        yield cls.model_validate({"made_at": now(), "url": settings.SITE_URL, "secrets": keys})

    def apply(self, rebuild: Rebuild) -> None:
        """Do nothing: it was checked before anything was written."""

    @property
    def is_under_known_secrets(self) -> bool:
        """True when what was removed there is recognised here."""
        return set(self.secrets) <= {mark_of(secret) for secret in secrets()}


class ArchiveLine(Line):
    """Who runs the archive."""

    kind: Literal["archive"] = "archive"
    name: Text = Field(max_length=100, description="Stands at the top of every page.")
    keeper: Text = Field(max_length=200, description="Who runs it.")
    contact: Text = Field(max_length=200, description="An e-mail or web address for questions.")
    about: Text = Field(description="What the about page says.")
    hide_on_request: bool = Field(description="Whether a post is hidden at once when a reader asks for that.")

    @classmethod
    def told(cls) -> Iterator[Self]:
        """Yield the archive's row, if somebody said who runs it."""
        for row in Archive.objects.all():
            yield cls.model_validate({name: getattr(row, name) for name in FIELDS_OF_ARCHIVE})

    def apply(self, rebuild: Rebuild) -> None:
        """Write the row."""
        if self not in ArchiveLine.told():
            Archive.objects.update_or_create(pk=1, defaults=self.model_dump(include=set(FIELDS_OF_ARCHIVE)))


FIELDS_OF_ARCHIVE = ("name", "keeper", "contact", "about", "hide_on_request")


class SeriesLine(Line):
    """A series and all its settings."""

    kind: Literal["series"] = "series"
    slug: Slug = Field(description="Its place in addresses.")
    name: Text = Field(max_length=100, description="What it is called.")
    description: Text = Field(description="What it says of itself.")
    hashtags: list[Text] = Field(description="Without “#”.")
    network: Text = Field(max_length=20, description="Where its posts are from, unless a file says.")
    timezone: Zone = Field(description="The zone by which its chats are dated.")
    usual_hosts: list[Text] = Field(description="Handles.")
    question_letters: list[Text] = Field(description="The letters of marks that ask.")
    answer_letters: list[Text] = Field(description="The letters of marks that answer.")
    is_slow: bool = Field(description="Whether its chats take days.")
    publish_on_import: bool = Field(description="Whether what an upload finds is published at once.")

    @classmethod
    def told(cls) -> Iterator[Self]:
        """Yield each series."""
        for row in Series.objects.order_by("slug"):
            yield cls.of(row)

    @classmethod
    def of(cls, row: Series) -> Self:
        """Return what a row says."""
        return cls.model_validate({name: getattr(row, name) for name in cls.model_fields if name != "kind"})

    def apply(self, rebuild: Rebuild) -> None:
        """Write the row; where there are chats already, they are grouped by it."""
        row = Series.objects.filter(slug=self.slug).first() or Series(slug=self.slug)
        wanted = self.model_dump(exclude={"kind"})
        changed = {name for name, value in wanted.items() if getattr(row, name) != value}
        for name in changed:
            setattr(row, name, wanted[name])
        if row.pk is None:
            row.save()
        elif changed:
            change_series(row, changed)


class ScheduleLine(Line):
    """A chat that a series announced."""

    kind: Literal["schedule"] = "schedule"
    series: Slug = Field(description="The series.")
    date: Day = Field(description="Local date of its start.")
    start: time | None = Field(description="Local time, where it is known.")
    end: time | None = Field(description="Local time; before the start: on the next day.")
    last_date: Day | None = Field(description="Of a chat over several days, its last one.")
    title: Text = Field(max_length=200, description="Its topic.")
    hosts: list[Text] = Field(description="Handles.")
    questions: list[Text] = Field(description="Their texts, in order.")

    @classmethod
    def told(cls) -> Iterator[Self]:
        """Yield each line of each schedule."""
        for row in ScheduledChat.objects.order_by("series__slug", "date").select_related("series"):
            yield cls.of(row)

    @classmethod
    def of(cls, row: ScheduledChat) -> Self:
        """Return what a row says."""
        told: dict[str, Any] = {name: getattr(row, name) for name in cls.model_fields if name not in ("kind", "series")}
        return cls.model_validate(told | {"series": row.series.slug})

    def needs(self) -> Iterator[tuple[str, str]]:
        """Yield the series."""
        yield "series", self.series

    def apply(self, rebuild: Rebuild) -> None:
        """Write the row, and have the chat of its day go by it."""
        series = the_series(self.series)
        row = ScheduledChat.objects.filter(series=series, date=self.date).first()
        if row is None or self != ScheduleLine.of(row):
            row = row or ScheduledChat(series=series)
            for name, value in self.model_dump(exclude={"kind", "series"}).items():
                setattr(row, name, value)
            announce(row)


class RemovalLine(Line):
    """A post or person that was removed for good: it is kept out by a keyed hash, which tells nobody who it was.

    It holds only under the secret key of the archive it comes from, which the new one must have, too.
    """

    kind: Literal["removal"] = "removal"
    of: Literal["post", "handle", "short", "account", "name", "page"] = Field(description="What it is the hash of.")
    digest: Text = Field(max_length=64, pattern="^[0-9a-f]{64}$", description="HMAC-SHA256, in hexadecimal.")
    made_at: Moment = Field(description="When it was removed.")

    @classmethod
    def told(cls) -> Iterator[Self]:
        """Yield each."""
        for row in Removal.objects.order_by("kind", "digest"):
            yield cls.model_validate({"of": row.kind, "digest": row.digest, "made_at": row.made_at})

    def apply(self, rebuild: Rebuild) -> None:
        """Remember it."""
        Removal.objects.get_or_create(digest=self.digest, defaults={"kind": self.of})
        # Here it may have been told anew by a file.
        Removal.objects.filter(digest=self.digest, made_at__gt=self.made_at).update(made_at=self.made_at)
