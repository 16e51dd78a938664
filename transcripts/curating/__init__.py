"""Room 3: the only place where people's decisions are written."""

from .deciding import SORTED_PARTS, Undecidable, decide_asking, decide_place, hide_posts, show_posts
from .journal import undo_last
from .noise import keep_posts
from .placing import place
from .removing import remove, remove_person, remove_person_later
from .schedule import announce, call_off
from .series import change_series
from .sweeping import sweep, sweep_later
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
    "remove_person",
    "remove_person_later",
    "show",
    "show_posts",
    "sweep",
    "sweep_later",
    "undo_last",
    "withdraw",
]
