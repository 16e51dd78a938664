"""Room 3: the only place where people's decisions are written."""

from .annotating import mark_best, write_note, write_remark
from .chats import edit_heading, list_chat, mark_author, mark_host, publish_chat, redate, set_hours, withdraw_chat
from .curation import AddressLine, BadCuration, export_curation, import_curation, read_curation
from .deciding import SORTED_PARTS, Undecidable, decide_asking, decide_place, hide_posts, show_posts
from .guests import Invitation, invite, note_use, revoke
from .journal import Decider, undo_last
from .keys import NewKey, make_key
from .noise import keep_posts
from .people import list_people
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
    "AddressLine",
    "Asked",
    "BadCuration",
    "Decider",
    "Invitation",
    "NewKey",
    "TooMany",
    "Undecidable",
    "add_question",
    "announce",
    "ask",
    "bring_index_in_step",
    "call_off",
    "change_series",
    "clear_out",
    "decide_asking",
    "decide_place",
    "decline",
    "delete_question",
    "edit_heading",
    "edit_question",
    "export_curation",
    "hide",
    "hide_as_asked",
    "hide_posts",
    "import_curation",
    "invite",
    "keep_posts",
    "list_chat",
    "list_people",
    "make_key",
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
    "read_curation",
    "redate",
    "remove",
    "remove_as_asked",
    "remove_author_as_asked",
    "remove_person",
    "remove_person_later",
    "resume_removals",
    "revoke",
    "set_hours",
    "settle",
    "show",
    "show_posts",
    "sort_as_asked",
    "undo_last",
    "withdraw",
    "withdraw_chat",
    "write_note",
    "write_remark",
]
