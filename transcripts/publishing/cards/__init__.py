"""Card pictures: what other sites show beside a link to a page. PNG, 1200 by 630 pixels."""

from .card import HEIGHT, WIDTH, Card, card_path
from .contents import archive_card, chat_card, person_card, post_card, question_card, series_card
from .drawing import draw
from .fonts import lacking_scripts
from .keeping import draw_and_keep, forget_picture, kept_picture

__all__ = [
    "HEIGHT",
    "WIDTH",
    "Card",
    "archive_card",
    "card_path",
    "chat_card",
    "draw",
    "draw_and_keep",
    "forget_picture",
    "kept_picture",
    "lacking_scripts",
    "person_card",
    "post_card",
    "question_card",
    "series_card",
]
