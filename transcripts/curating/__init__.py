"""Room 3: the only place where people's decisions are written."""

from .annotating import mark_best, write_note, write_remark
from .chats import edit_heading, mark_author, mark_host, publish_chat, set_hours, withdraw_chat
from .deciding import SORTED_PARTS, Undecidable, decide_asking, decide_place, hide_posts, show_posts
from .guests import Invitation, invite, note_use, revoke
from .journal import Decider, undo_last
from .noise import keep_posts
from .placing import place
from .questions import (
    add_question,
    delete_question,
    edit_question,
    merge_questions,
    move_question,
    number_questions,
    order_questions,
    posts_from,
)
from .removing import remove
from .schedule import announce, call_off
from .series import change_series
from .visibility import bring_index_in_step, hide, publish, show, withdraw

__all__ = [
    "SORTED_PARTS",
    "Decider",
    "Invitation",
    "Undecidable",
    "add_question",
    "announce",
    "bring_index_in_step",
    "call_off",
    "change_series",
    "decide_asking",
    "decide_place",
    "delete_question",
    "edit_heading",
    "edit_question",
    "hide",
    "hide_posts",
    "invite",
    "keep_posts",
    "mark_author",
    "mark_best",
    "mark_host",
    "merge_questions",
    "move_question",
    "note_use",
    "number_questions",
    "order_questions",
    "place",
    "posts_from",
    "publish",
    "publish_chat",
    "remove",
    "revoke",
    "set_hours",
    "show",
    "show_posts",
    "undo_last",
    "withdraw",
    "withdraw_chat",
    "write_note",
    "write_remark",
]
