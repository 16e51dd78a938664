"""Where a person says that a post belongs."""

from __future__ import annotations

from django.db import transaction

from ..grouping import Method
from ..models import Placement
from .visibility import bring_index_in_step, renew


def place(placement: Placement) -> None:
    """Save a placement as a person's decision, which regrouping and new files leave alone."""
    placement.method = Method.HAND
    placement.confidence = 1.0
    with transaction.atomic():
        placement.save()
        renew([placement.chat])
    bring_index_in_step()
