"""What is shown: transcripts, conversations, people and files, read from rows and never written."""

from .addresses import person_path, post_path
from .answering import FOUND, GONE, MOVED, SHOWN, Answer, answers_of
from .asked import Addressed, posts_to, show
from .citations import Quote
from .conversation import Conversation, published_places
from .datasets import EDITIONS, DatasetOrder, NotADataset, write_dataset, write_files
from .datasets import FORMS as DATASET_FORMS
from .decided import Press, is_told_in_place, labels_of, press_words, presses
from .desk import ALL, NEED, Desk
from .desk_html import DeskPage
from .desk_recap import told_of_recap
from .directory import Saying, by_year, chat_cards, current_person, said_by, sayings, sayings_at, series_cards
from .exports import EXPORTS, export
from .feeds import (
    ARCHIVE_FEED,
    FEEDS,
    PER_LEAF,
    Feed,
    calendar_link,
    feed_links,
    feed_of_chats,
    feed_of_person,
    feed_of_search,
    person_feed,
    search_feed,
    series_feed,
    to_calendar,
)
from .gaps import Gaps, count
from .listed import Listed, listed_chats, listed_people, listed_series, pages_of, people_slices
from .noise import NoiseFound
from .notes import note_box, note_html
from .post_html import Page, clock
from .posts import Doubt, Person, ShownPost, people_with_pages
from .reasons import place_words, why_here
from .recap import Recap
from .recaps import RECAPS
from .setup import Setup
from .suggesting import suggest
from .transcript import TITLES, Section, Transcript
from .tweet_html import Words, plain

__all__ = [
    "ALL",
    "ARCHIVE_FEED",
    "DATASET_FORMS",
    "EDITIONS",
    "EXPORTS",
    "FEEDS",
    "FOUND",
    "GONE",
    "MOVED",
    "NEED",
    "PER_LEAF",
    "RECAPS",
    "SHOWN",
    "TITLES",
    "Addressed",
    "Answer",
    "Conversation",
    "DatasetOrder",
    "Desk",
    "DeskPage",
    "Doubt",
    "Feed",
    "Gaps",
    "Listed",
    "NoiseFound",
    "NotADataset",
    "Page",
    "Person",
    "Press",
    "Quote",
    "Recap",
    "Saying",
    "Section",
    "Setup",
    "ShownPost",
    "Transcript",
    "Words",
    "answers_of",
    "by_year",
    "calendar_link",
    "chat_cards",
    "clock",
    "count",
    "current_person",
    "export",
    "feed_links",
    "feed_of_chats",
    "feed_of_person",
    "feed_of_search",
    "is_told_in_place",
    "labels_of",
    "listed_chats",
    "listed_people",
    "listed_series",
    "note_box",
    "note_html",
    "pages_of",
    "people_slices",
    "people_with_pages",
    "person_feed",
    "person_path",
    "place_words",
    "plain",
    "post_path",
    "posts_to",
    "press_words",
    "presses",
    "published_places",
    "said_by",
    "sayings",
    "sayings_at",
    "search_feed",
    "series_cards",
    "series_feed",
    "show",
    "suggest",
    "to_calendar",
    "told_of_recap",
    "why_here",
    "write_dataset",
    "write_files",
]
