"""Grouping: which hour, which question. Pure: no Django, no database."""

from .assignment import assign
from .explaining import Explanation, explain
from .grouped import Grouping, group
from .markers import Marker, Place, own_markers, read_markers
from .noise import Noise, Proposal, Sent, find_noise
from .phrases import asks_something, wants_to_know
from .posts import AskedQuestion, Hour, Letters, Method, Part, Post, Role, Verdict
from .questions import find_questions
from .reposts import match_cut_reposts, match_manual_quotes
from .sessions import find_hours
from .untimed import seat

__all__ = [
    "AskedQuestion",
    "Explanation",
    "Grouping",
    "Hour",
    "Letters",
    "Marker",
    "Method",
    "Noise",
    "Part",
    "Place",
    "Post",
    "Proposal",
    "Role",
    "Sent",
    "Verdict",
    "asks_something",
    "assign",
    "explain",
    "find_hours",
    "find_noise",
    "find_questions",
    "group",
    "match_cut_reposts",
    "match_manual_quotes",
    "own_markers",
    "read_markers",
    "seat",
    "wants_to_know",
]
