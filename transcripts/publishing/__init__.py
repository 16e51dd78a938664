"""What is shown: transcripts, conversations, people and files, read from rows and never written."""

from .addresses import person_path, post_path
from .citations import Quote
from .conversation import Conversation, published_places
from .desk import ALL, NEED, Desk, place_sentence
from .desk_html import DeskPage
from .directory import by_year, chat_cards, current_person, said_by, sayings, sayings_at, series_cards
from .exports import EXPORTS, export
from .gaps import Gaps, count
from .noise import NoiseFound
from .post_html import Page, clock
from .posts import Doubt, Person, ShownPost, people_with_pages
from .reasons import place_words, why_here
from .transcript import TITLES, Section, Transcript
from .tweet_html import Words, plain

__all__ = [
    "ALL",
    "EXPORTS",
    "NEED",
    "TITLES",
    "Conversation",
    "Desk",
    "DeskPage",
    "Doubt",
    "Gaps",
    "NoiseFound",
    "Page",
    "Person",
    "Quote",
    "Section",
    "ShownPost",
    "Transcript",
    "Words",
    "by_year",
    "chat_cards",
    "clock",
    "count",
    "current_person",
    "export",
    "people_with_pages",
    "person_path",
    "place_sentence",
    "place_words",
    "plain",
    "post_path",
    "published_places",
    "said_by",
    "sayings",
    "sayings_at",
    "series_cards",
    "why_here",
]
