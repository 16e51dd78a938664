"""Where a person says that a post belongs, in the admin."""

from __future__ import annotations

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction

from ..grouping import Method
from ..models import Decision, Placement
from .journal import Change, lock, write_down
from .states import Place
from .visibility import bring_index_in_step


def place(placement: Placement, user: AbstractBaseUser) -> None:
    """Save a placement as a person's decision, which regrouping and new files leave alone, and journal it."""
    with transaction.atomic():
        lock(placement.chat)
        # Regrouping may have written the place anew since the form was opened.
        now = Placement.objects.filter(chat=placement.chat, tweet=placement.tweet).first()
        placement.pk = now.pk if now else None
        placement.method = Method.HAND
        placement.confidence = 1.0
        placement.save()
        if now:
            change = Change(placement.tweet.key, Decision.Kind.PLACED, Place.of(now), Place.of(placement))
            write_down(user, placement.chat, [change])
        placement.chat.renew()
    bring_index_in_step()
