"""What is shown: transcripts, conversations, people and files, read from rows and never written."""

from .addresses import person_path, post_path
from .citations import Quote
from .conversation import Conversation, published_places
from .decided import Press, is_about_posts, labels_of, press_words, presses
from .desk import ALL, NEED, Desk
from .desk_html import DeskPage
from .directory import Saying, by_year, chat_cards, current_person, said_by, sayings, sayings_at, series_cards
from .exports import EXPORTS, export
from .gaps import Gaps, count
from .noise import NoiseFound
from .post_html import Page, clock
from .posts import Doubt, Person, ShownPost, people_with_pages
from .reasons import place_words, why_here
from .setup import Setup
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
    "Press",
    "Quote",
    "Saying",
    "Section",
    "Setup",
    "ShownPost",
    "Transcript",
    "Words",
    "by_year",
    "chat_cards",
    "clock",
    "count",
    "current_person",
    "export",
    "is_about_posts",
    "labels_of",
    "people_with_pages",
    "person_path",
    "place_words",
    "plain",
    "post_path",
    "press_words",
    "presses",
    "published_places",
    "said_by",
    "sayings",
    "sayings_at",
    "series_cards",
    "why_here",
]
