"""What a person says about a series as a whole."""

from __future__ import annotations

from ..importing import regroup_all
from ..models import Series
from .visibility import bring_index_in_step

# What grouping goes by.
BEARING = frozenset({"timezone", "hashtags", "usual_hosts", "question_letters", "answer_letters"})


def change_series(series: Series, changed: set[str]) -> None:
    """Save a series; group its chats again where what changed bears on that."""
    series.save()
    if changed & BEARING:
        regroup_all(series)
        bring_index_in_step()
