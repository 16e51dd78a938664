"""What is shown: transcripts, conversations, people and files, read from rows and never written."""

from .addresses import person_path, post_path
from .asked import Addressed, posts_to, show
from .citations import Quote
from .conversation import Conversation
from .desk import ALL, NEED, Desk, place_sentence
from .desk_html import DeskPage
from .desk_recap import annotation_words, told_of_recap
from .directory import by_year, chat_cards, current_person, said_by, sayings, sayings_at, series_cards
from .exports import EXPORTS, export
from .gaps import Gaps, count
from .notes import note_box, note_html
from .post_html import Page, clock
from .posts import Doubt, Person, ShownPost, people_with_pages
from .reasons import place_words, why_here
from .recap import Recap
from .recaps import RECAPS
from .suggesting import suggest
from .transcript import Section, Transcript
from .tweet_html import Words, plain

__all__ = [
    "ALL",
    "EXPORTS",
    "NEED",
    "RECAPS",
    "Addressed",
    "Conversation",
    "Desk",
    "DeskPage",
    "Doubt",
    "Gaps",
    "Page",
    "Person",
    "Quote",
    "Recap",
    "Section",
    "ShownPost",
    "Transcript",
    "Words",
    "annotation_words",
    "by_year",
    "chat_cards",
    "clock",
    "count",
    "current_person",
    "export",
    "note_box",
    "note_html",
    "people_with_pages",
    "person_path",
    "place_sentence",
    "place_words",
    "plain",
    "post_path",
    "posts_to",
    "said_by",
    "sayings",
    "sayings_at",
    "series_cards",
    "show",
    "suggest",
    "told_of_recap",
    "why_here",
]
