"""Grouping: which hour, which question. Pure: no Django, no database."""

from .posts import AskedQuestion, Hour, Letters, Method, Part, Post, Role, Verdict

__all__ = ["AskedQuestion", "Hour", "Letters", "Method", "Part", "Post", "Role", "Verdict"]
