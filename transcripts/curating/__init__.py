"""Room 3: the only place where people's decisions are written."""

from .deciding import SORTED_PARTS, Undecidable, decide_asking, decide_place, hide_posts, show_posts
from .journal import undo_last
from .noise import keep_posts
from .placing import place
from .removing import clear_out, remove, remove_person, remove_person_later, resume_removals
from .requests import (
    Asked,
    TooMany,
    ask,
    decline,
    hide_as_asked,
    remove_as_asked,
    remove_author_as_asked,
    settle,
    sort_as_asked,
)
from .schedule import announce, call_off
from .series import change_series
from .visibility import bring_index_in_step, hide, publish, show, withdraw

__all__ = [
    "SORTED_PARTS",
    "Asked",
    "TooMany",
    "Undecidable",
    "announce",
    "ask",
    "bring_index_in_step",
    "call_off",
    "change_series",
    "clear_out",
    "decide_asking",
    "decide_place",
    "decline",
    "hide",
    "hide_as_asked",
    "hide_posts",
    "keep_posts",
    "place",
    "publish",
    "remove",
    "remove_as_asked",
    "remove_author_as_asked",
    "remove_person",
    "remove_person_later",
    "resume_removals",
    "settle",
    "show",
    "show_posts",
    "sort_as_asked",
    "undo_last",
    "withdraw",
]
