"""What a person says is no noise: remembered in the journal, so that it is not proposed for hiding again."""

from __future__ import annotations

from collections.abc import Collection

from django.db import transaction

from ..models import Chat, Decision
from .deciding import standing
from .journal import Change, Decider, lock, write_down
from .states import Noise


def keep_posts(decider: Decider, chat: Chat, keys: Collection[str]) -> list[Decision]:
    """Say that posts of a chat are no noise; raises Undecidable when one does not stand in it."""
    with transaction.atomic():
        lock(chat)
        known = Decision.objects.kept(keys)
        fresh = [one.tweet.key for one in standing(chat, keys) if one.tweet.key not in known]
        return write_down(decider, chat, [Change(key, Decision.Kind.KEPT, Noise(False), Noise(True)) for key in fresh])
