"""Room 3: the only place where people's decisions are written."""

from .placing import place
from .removing import remove
from .schedule import announce, call_off
from .series import change_series
from .visibility import bring_index_in_step, hide, publish, show, withdraw

__all__ = [
    "announce",
    "bring_index_in_step",
    "call_off",
    "change_series",
    "hide",
    "place",
    "publish",
    "remove",
    "show",
    "withdraw",
]
