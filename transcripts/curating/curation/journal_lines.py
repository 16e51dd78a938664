"""Lines of the journal: who decided what, when; by it a decision can still be undone elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal, Self
from uuid import UUID

from django.contrib.auth import get_user_model
from pydantic import Field

from ...models import Chat, Decision
from .line import Address, Line, Moment, Slug, Text
from .rebuild import Rebuild


class DecisionLine(Line):
    """A decision as the journal has it. Its effect stands in the other lines; “no noise” is remembered here alone."""

    kind: Literal["decision"] = "decision"
    press: UUID = Field(description="Decisions made at one press share it.", strict=False)
    made_at: Moment = Field(description="When.")
    undone_at: Moment | None = Field(description="When it was taken back, if it was.")
    by: Text = Field(description="The account name of who decided; an account of that name may undo it.")
    by_name: Text = Field(max_length=80, description="What they were called.")
    series: Slug | Literal[""] = Field(description="The series of the chat.")
    chat: Address | Literal[""] = Field(description="The chat.")
    where: Text = Field(max_length=80, description="Series and address of then.")
    key: Text = Field(max_length=40, description="The key of a post, the name of a question, or empty.")
    did: Text = Field(max_length=12, description="What was done, as in `placed`, `hidden`, `merged`.")
    about: Text = Field(max_length=12, description="What it bears on, as in `place`, `sight`, `question`.")
    before: dict[str, Any] = Field(description="What was so before.")
    after: dict[str, Any] = Field(description="What is so since.")

    @classmethod
    def told(cls) -> Iterator[Self]:
        """Yield each, the first one made first."""
        rows = Decision.objects.select_related("by", "chat__series").order_by("made_at", "pk")
        same = ("press", "made_at", "undone_at", "by_name", "where", "key", "about", "before", "after")
        for row in rows.iterator(chunk_size=2000):
            at = {"series": row.chat.series.slug, "chat": row.chat.address} if row.chat else {"series": "", "chat": ""}
            by = row.by.get_username() if row.by else ""
            told = {name: getattr(row, name) for name in same}
            yield cls.model_validate({"did": row.kind, "by": by, **at, **told})

    def apply(self, rebuild: Rebuild) -> None:
        """Write it down, unless it is."""
        known = Decision.objects.filter(press=self.press, key=self.key, about=self.about, made_at=self.made_at)
        if known.exists():
            known.exclude(undone_at=self.undone_at).update(undone_at=self.undone_at)
            return
        same = ("press", "undone_at", "by_name", "where", "key", "about", "before", "after")
        row = Decision(kind=self.did, **{name: getattr(self, name) for name in same})
        row.chat = Chat.objects.filter(series__slug=self.series, address=self.chat).first()
        row.by = get_user_model().objects.filter(username=self.by).first() if self.by else None
        row.save()
        Decision.objects.filter(pk=row.pk).update(made_at=self.made_at)
