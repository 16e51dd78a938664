"""People who were taken out stay out: their posts are not taken in again, and what others say of them is masked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from ..models import Removal, RemovedPeople, Tweet
from .masking import Mask
from .records import PostRecord


@dataclass(frozen=True, slots=True)
class Guard:
    """Keeps the people who were taken out from coming back; costs nothing where there are none."""

    people: RemovedPeople

    @classmethod
    def now(cls) -> Guard:
        """Return the guard against those who are taken out by now."""
        return cls(Removal.objects.people())

    def admits(self, record: PostRecord, network: str) -> bool:
        """False for a post by one of them, and for a retweet of one."""
        if not self.people:
            return True
        author = record.author
        is_theirs = (
            self.people.has_handle(network, author.handle)
            or bool(author.source_id and self.people.has_account(network, author.source_id))
            or self.people.has_name(author.handle)
        )
        return not (is_theirs or (record.is_repost and self.mask(network).repeats(record.text)))

    def mask(self, network: str) -> Mask:
        """Return what masks them in the words of a network."""
        return Mask(self.people, network)

    def words(self, text: str, network: str) -> str:
        """Return a text with them masked."""
        return self.mask(network).text(text) if self.people else text

    def file_name(self, name: str, network: str) -> str:
        """Return the name of a file with them masked."""
        return self.mask(network).file_name(name) if self.people else name

    def raw(self, raw: str, network: str) -> str:
        """Return a raw record with them masked."""
        return self.mask(network).raw(raw) if self.people else raw

    def told(self, value: Any, network: str, field: str = "") -> Any:
        """Return what was told, as JSON keeps it, with them masked."""
        return self.mask(network).value(value, field) if self.people else value

    def hosts(self, handles: Iterable[str], network: str) -> list[str]:
        """Return the handles that are none of theirs."""
        return [handle for handle in handles if not self.people or not self.people.has_handle(network, handle)]

    def row(self, row: Tweet) -> bool:
        """Mask them in a post's row, saved or not; True when that changed it. Its key stays as it was made."""
        if not self.people:
            return False
        before = [getattr(row, field) for field in MASKED_FIELDS]
        mask = self.mask(row.network)
        for field in ("text", "remark", "url", "hidden_reason"):
            setattr(row, field, mask.text(getattr(row, field)))
        row.reply_to_handle = "".join(self.hosts([row.reply_to_handle], row.network))
        row.mentions = self.hosts(row.mentions, row.network)
        row.links = [mask.value(link) for link in row.links]
        row.media = [mask.value(media) for media in row.media]
        return [getattr(row, field) for field in MASKED_FIELDS] != before


MASKED_FIELDS = ("text", "remark", "url", "hidden_reason", "reply_to_handle", "mentions", "links", "media")
