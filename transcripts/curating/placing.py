"""Where a person says that a post belongs."""

from __future__ import annotations

from django.db import transaction

from ..grouping import Method
from ..models import Placement
from .visibility import bring_index_in_step


def place(placement: Placement) -> None:
    """Save a placement as a person's decision, which regrouping and new files leave alone."""
    # Regrouping may have written the place anew since the form was opened.
    now = Placement.objects.filter(chat=placement.chat, tweet=placement.tweet).first()
    placement.pk = now.pk if now else None
    placement.method = Method.HAND
    placement.confidence = 1.0
    with transaction.atomic():
        placement.save()
        placement.chat.renew()
    bring_index_in_step()
