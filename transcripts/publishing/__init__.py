"""What is shown: transcripts, conversations, people and files, read from rows and never written."""

from .addresses import person_path, post_path
from .answering import FOUND, GONE, MOVED, SHOWN, Answer, answers_of
from .asked import Addressed, posts_to, show
from .cards import (
    Card,
    archive_card,
    card_path,
    chat_card,
    draw,
    draw_and_keep,
    forget_picture,
    kept_picture,
    lacking_scripts,
    person_card,
    post_card,
    question_card,
    series_card,
)
from .citations import Quote
from .conversation import Conversation, published_places
from .datasets import EDITIONS, DatasetOrder, NotADataset, write_dataset, write_files
from .datasets import FORMS as DATASET_FORMS
from .decided import Press, is_told_in_place, labels_of, press_words, presses
from .desk import ALL, NEED, Desk
from .desk_html import DeskPage
from .desk_recap import told_of_recap
from .directory import Saying, by_year, chat_cards, current_person, said_by, sayings, sayings_at, series_cards, title_of
from .embedding import FRAME_WIDTH, Embed, embed_code, first_answers, oembed_html
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
from .placed import PlacedPost, placed_at, placed_posts
from .post_html import Page, clock
from .posts import Doubt, Person, ShownPost, people_with_pages
from .reasons import place_words, why_here
from .recap import Recap
from .recaps import RECAPS
from .setup import Setup
from .statistics import (
    ArchiveNumbers,
    ChatCounts,
    ChatNumbers,
    PersonNumbers,
    QuestionNumbers,
    Speaker,
    archive_numbers,
    chat_counts,
    newcomers,
    people_numbers,
    person_numbers,
    question_numbers,
    series_numbers,
    speakers,
)
from .structured import as_json, describe_archive, describe_chat, describe_person, describe_post, describe_question
from .suggesting import suggest
from .threads import unfolded
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
    "FRAME_WIDTH",
    "GONE",
    "MOVED",
    "NEED",
    "PER_LEAF",
    "RECAPS",
    "SHOWN",
    "TITLES",
    "Addressed",
    "Answer",
    "ArchiveNumbers",
    "Card",
    "ChatCounts",
    "ChatNumbers",
    "Conversation",
    "DatasetOrder",
    "Desk",
    "DeskPage",
    "Doubt",
    "Embed",
    "Feed",
    "Gaps",
    "Listed",
    "NoiseFound",
    "NotADataset",
    "Page",
    "Person",
    "PersonNumbers",
    "PlacedPost",
    "Press",
    "QuestionNumbers",
    "Quote",
    "Recap",
    "Saying",
    "Section",
    "Setup",
    "ShownPost",
    "Speaker",
    "Transcript",
    "Words",
    "answers_of",
    "archive_card",
    "archive_numbers",
    "as_json",
    "by_year",
    "calendar_link",
    "card_path",
    "chat_card",
    "chat_cards",
    "chat_counts",
    "clock",
    "count",
    "current_person",
    "describe_archive",
    "describe_chat",
    "describe_person",
    "describe_post",
    "describe_question",
    "draw",
    "draw_and_keep",
    "embed_code",
    "export",
    "feed_links",
    "feed_of_chats",
    "feed_of_person",
    "feed_of_search",
    "first_answers",
    "forget_picture",
    "is_told_in_place",
    "kept_picture",
    "labels_of",
    "lacking_scripts",
    "listed_chats",
    "listed_people",
    "listed_series",
    "newcomers",
    "note_box",
    "note_html",
    "oembed_html",
    "pages_of",
    "people_numbers",
    "people_slices",
    "people_with_pages",
    "person_card",
    "person_feed",
    "person_numbers",
    "person_path",
    "place_words",
    "placed_at",
    "placed_posts",
    "plain",
    "post_card",
    "post_path",
    "posts_to",
    "press_words",
    "presses",
    "published_places",
    "question_card",
    "question_numbers",
    "said_by",
    "sayings",
    "sayings_at",
    "search_feed",
    "series_card",
    "series_cards",
    "series_feed",
    "series_numbers",
    "show",
    "speakers",
    "suggest",
    "title_of",
    "to_calendar",
    "told_of_recap",
    "unfolded",
    "why_here",
    "write_dataset",
    "write_files",
]
