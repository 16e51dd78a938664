"""Lines about posts and people: places, what is hidden, what was added for the recap, what waits for a post."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal, Self

from pydantic import Field, model_validator

from ...grouping import Method
from ...models import Annotation, Chat, Decision, KeptDecision, Participant, Placement, Tweet
from .line import Key, Line, OfChat, Text
from .rebuild import Rebuild

CERTAIN = 1.0


class PlaceLine(OfChat):
    """Where a person put a post."""

    kind: Literal["place"] = "place"
    key: Key = Field(description="The key of the post.")
    question: Text = Field(max_length=20, description="The name of the question, or empty.")
    part: Literal["intro", "wrapup", "aside", "off", "unplaced", ""] = Field(description="The part, or empty.")
    role: Literal["ask", "answer"] = Field(description="Whether it asks the question.")

    @model_validator(mode="after")
    def stands_somewhere(self) -> Self:
        """Refuse a place that is none."""
        if bool(self.question) == bool(self.part) or (self.role == "ask" and not self.question):
            raise ValueError("a post stands under a question, which it may ask, or in a part")
        return self

    @classmethod
    def told(cls) -> Iterator[Self]:
        """Yield each."""
        rows = Placement.objects.by_hand().select_related("chat__series", "question", "tweet")
        for row in rows.order_by("chat__series__slug", "chat__address", "tweet__key"):
            place = {"part": row.part, "role": row.role, "question": row.question.name if row.question else ""}
            where = {"series": row.chat.series.slug, "chat": row.chat.address, "key": row.tweet.key}
            yield cls.model_validate(where | place)

    def needs(self) -> Iterator[tuple[str, str]]:
        """Yield the chat, and the question in it."""
        yield from super().needs()
        if self.question:
            yield "question", f"{self.series}/{self.chat} {self.question}"

    def apply(self, rebuild: Rebuild) -> None:
        """Put the post there; one that is not in the archive is put there when it comes."""
        chat, tweet = self.the_chat(), Tweet.objects.filter(key=self.key).first()
        if tweet is None:
            keep(self.key, place={"series": self.series, "address": self.chat, **self.place()})
            return
        question = chat.questions.by_name().get(self.question)
        place = {"question": question, "part": self.part, "role": self.role, "method": Method.HAND}
        row = chat.placements.filter(tweet=tweet).first() or Placement(chat=chat, tweet=tweet)
        if row.pk is None or any(getattr(row, name) != value for name, value in place.items()):
            for name, value in (place | {"confidence": CERTAIN}).items():
                setattr(row, name, value)
            row.save()
            rebuild.touch_posts(chat.series, [tweet.posted_at])

    def place(self) -> dict[str, str]:
        """Return the place in words."""
        return {"question": self.question, "part": self.part, "role": self.role}


def keep(key: str, *, place: dict[str, str] | None = None, hidden: bool = False, reason: str = "") -> None:
    """Keep a decision about a post that is away, to be given back when it comes."""
    kept, _ = KeptDecision.objects.get_or_create(key=key)
    if place and place not in kept.places:
        kept.places = [*kept.places, place]
    kept.hidden, kept.hidden_reason = kept.hidden or hidden, kept.hidden_reason or reason
    kept.save()


class SightLine(Line):
    """A hidden post, or one that a person showed though its file says that it is not for everyone."""

    kind: Literal["sight"] = "sight"
    key: Key = Field(description="The key of the post.")
    hidden: bool = Field(description="Whether it is hidden.")
    reason: Text = Field(max_length=200, description="Why, for staff.")

    @classmethod
    def told(cls) -> Iterator[Self]:
        """Yield each."""
        shown = Decision.objects.standing().filter(about=Decision.About.SIGHT, after__hidden=False)
        back = Tweet.objects.visible().filter(key__in=shown.values("key"))
        rows = [*Tweet.objects.filter(hidden=True), *back]
        for row in sorted(rows, key=lambda one: one.key):
            yield cls(key=row.key, hidden=row.hidden, reason=row.hidden_reason)

    def apply(self, rebuild: Rebuild) -> None:
        """Hide or show it; one that is not in the archive is hidden when it comes."""
        tweet = Tweet.objects.filter(key=self.key).first()
        if tweet is None:
            if self.hidden:
                keep(self.key, hidden=True, reason=self.reason)
            return
        if (tweet.hidden, tweet.hidden_reason) != (self.hidden, self.reason):
            Tweet.objects.filter(pk=tweet.pk).update(hidden=self.hidden, hidden_reason=self.reason)
            for chat in Chat.objects.filter(placements__tweet=tweet).select_related("series"):
                rebuild.touch_posts(chat.series, [tweet.posted_at])
                chat.renew()


class AnnotationLine(OfChat):
    """What somebody marked or wrote for the recap of a chat."""

    kind: Literal["annotation"] = "annotation"
    what: Literal["best", "remark", "note", "opening", "closing"] = Field(description="What it is.")
    key: Text = Field(max_length=40, description="The key of a post, the name of a question, or empty.")
    text: Text = Field(description="Markdown; empty for a mark.")

    @classmethod
    def told(cls) -> Iterator[Self]:
        """Yield each."""
        rows = Annotation.objects.select_related("chat__series")
        for row in rows.order_by("chat__series__slug", "chat__address", "kind", "key"):
            where = {"series": row.chat.series.slug, "chat": row.chat.address}
            yield cls.model_validate(where | {"what": row.kind, "key": row.key, "text": row.text})

    def apply(self, rebuild: Rebuild) -> None:
        """Write it, also where the post is away just now."""
        chat = self.the_chat()
        if chat.annotations.all().texts(self.what, [self.key]).get(self.key) != self.text:
            Annotation.objects.put(chat, self.what, {self.key: self.text})
            chat.renew()


class KeptLine(Line):
    """What was decided about a post that is away since its upload was taken back; it comes back with the post."""

    kind: Literal["kept"] = "kept"
    key: Key = Field(description="The key of the post.")
    hidden: bool = Field(description="Whether it was hidden.")
    reason: Text = Field(max_length=200, description="Why, for staff.")
    places: list[dict[str, Text]] = Field(description="Series, address, question, part and role of each place.")

    @classmethod
    def told(cls) -> Iterator[Self]:
        """Yield each."""
        for row in KeptDecision.objects.order_by("key"):
            yield cls(key=row.key, hidden=row.hidden, reason=row.hidden_reason, places=row.places)

    def apply(self, rebuild: Rebuild) -> None:
        """Keep it, unless the post is there."""
        if not Tweet.objects.filter(key=self.key).exists():
            told: dict[str, Any] = {"hidden": self.hidden, "hidden_reason": self.reason, "places": self.places}
            KeptDecision.objects.update_or_create(key=self.key, defaults=told)


class PersonLine(Line):
    """Somebody whom other search engines are asked not to list."""

    kind: Literal["person"] = "person"
    network: Text = Field(max_length=20, description="The network of the account.")
    handle: Text = Field(max_length=200, description="Its handle, in lower case.")

    @classmethod
    def told(cls) -> Iterator[Self]:
        """Yield each."""
        rows = Participant.objects.filter(noindex=True)
        for network, handle in sorted({(row.network, row.folded) for row in rows}):
            yield cls(network=network, handle=handle)

    def apply(self, rebuild: Rebuild) -> None:
        """Write it."""
        listed = Participant.objects.called(self.network, self.handle).filter(noindex=False)
        for row in [one for one in listed if one.folded == self.handle]:
            Participant.objects.filter(pk=row.pk).update(noindex=True)
            for chat in Chat.objects.filter(placements__tweet__author=row).distinct():
                chat.renew()
