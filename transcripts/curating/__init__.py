"""Room 3: the only place where people's decisions are written."""

from .deciding import SORTED_PARTS, Undecidable, decide_asking, decide_place, hide_posts, show_posts
from .journal import undo_last
from .noise import keep_posts
from .placing import place
from .removing import remove
from .schedule import announce, call_off
from .series import change_series
from .visibility import bring_index_in_step, hide, publish, show, withdraw

__all__ = [
    "SORTED_PARTS",
    "Undecidable",
    "announce",
    "bring_index_in_step",
    "call_off",
    "change_series",
    "decide_asking",
    "decide_place",
    "hide",
    "hide_posts",
    "keep_posts",
    "place",
    "publish",
    "remove",
    "show",
    "show_posts",
    "undo_last",
    "withdraw",
]
