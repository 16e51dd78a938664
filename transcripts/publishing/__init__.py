"""What is shown: transcripts, conversations, people and files, read from rows and never written."""

from .citations import Quote
from .conversation import Conversation
from .gaps import Gaps
from .post_html import Page
from .posts import Doubt, Person, ShownPost
from .transcript import Section, Transcript

__all__ = [
    "Conversation",
    "Doubt",
    "Gaps",
    "Page",
    "Person",
    "Quote",
    "Section",
    "ShownPost",
    "Transcript",
]
