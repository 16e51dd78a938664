"""Who may edit one chat for a while without an account."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth.models import AbstractBaseUser
from django.utils import timezone

from ..models import Chat, GuestLink
from .deciding import Undecidable

MOST_DAYS = 90


@dataclass(frozen=True, slots=True)
class Invitation:
    """A new guest link and its token, which nothing keeps."""

    link: GuestLink
    token: str


def invite(user: AbstractBaseUser, chat: Chat, name: str, *, days: int, may_publish: bool) -> Invitation:
    """Make a link that gives one person the desk of one chat for some days.

    Raises Undecidable without a name, or for too many days.
    """
    called = " ".join(name.replace("\0", "").split())[:60]
    if not called:
        raise Undecidable("Say whom the link is for: what they do is written down under that name.")
    if not 1 <= days <= MOST_DAYS:
        raise Undecidable(f"A link holds for 1 to {MOST_DAYS} days.")
    link = GuestLink(chat=chat, name=called, may_publish=may_publish, made_by_id=user.pk)
    token = link.new_token(days)
    link.save()
    return Invitation(link, token)


def revoke(chat: Chat, pk: int) -> None:
    """Have a link of a chat give no access from now on."""
    chat.guest_links.filter(pk=pk, revoked_at__isnull=True).update(revoked_at=timezone.now())


def note_use(link: GuestLink) -> None:
    """Remember when a link was used last."""
    link.last_used_at = timezone.now()
    link.save(update_fields=["last_used_at"])
