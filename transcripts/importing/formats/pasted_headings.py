"""Headings in pasted text: marked ones (“Q1: …”, “## Topic 2”), and questions that a sentence introduces.

A recap says “The first question kicked off the chat: What is …?”; the heading is the question, not its introduction.
"""

from __future__ import annotations

import re

_MARKER = r"(?:[QTFP]\s?\d{1,2}[a-z]?|(?:Question|Topic|Frage|Pregunta|Tema|Thema)\s+#?\d{1,2})"
_MARKED = re.compile(rf"\s*(?:\*\*|__)?(?P<text>{_MARKER}(?:\*\*|__)?\s*(?:[:.)\]–—-]|(?=\s)|$).*)$", re.IGNORECASE)
_MARKDOWN = re.compile(r"\s*#{1,6}\s+(?P<text>[^\s\[@].*?)\s*#*$")
_BOLD = re.compile(r"\s*(\*\*|__)(?P<text>[^*_].*\?)\s*\1\s*$")
_PART = re.compile(
    r"\s*(?P<text>hellos?|introductions?|intros|welcome|greetings|good-?byes?|wrap-?up|closing|side ?talk)\s*:?\s*$",
    re.IGNORECASE,
)
_ORDINAL = (
    r"(?:first|second|third|fourth|fifth|sixth|seventh|eighth|next|last|final|opening|\d+(?:st|nd|rd|th)"
    r"|(?:topic|question)\s+\d+)"
)
_INTRODUCED = re.compile(
    rf"(?=[^:?]*\b{_ORDINAL}\b)(?=[^:?]*\b(?:question|topic)s?\b)[^:?]{{3,140}}:\s+(?P<text>\S.*\?)", re.IGNORECASE
)
_LIST_FOLLOWS = re.compile(r"(?:^|.*[.!?]\s)[^.!?]*\b(?:questions|topics)\b[^.!?]*:\s*$", re.IGNORECASE)
_BULLET = re.compile(r"\s*(?:[•*‣–-]|\d{1,2}[.)])\s+(?P<text>\S.*)$")
_LONGEST = 300

LONGEST_LINE = 4000
"""No line of speech is longer; longer ones are passed over, so that none can keep a pattern busy."""


def heading_in(line: str) -> str:
    """The text of the heading that `line` is or introduces, its marker kept; "" when it is none."""
    if len(line) > LONGEST_LINE:
        return ""
    introduced = _INTRODUCED.match(line)
    if introduced and not re.match(rf"\s*{_MARKER}\s*[:.)]", line, re.IGNORECASE):
        return introduced["text"].strip()
    found = _MARKED.match(line) or _MARKDOWN.match(line) or _BOLD.match(line) or _PART.match(line)
    return _plain(found["text"]) if found and len(line) <= _LONGEST else ""


def announces_headings(line: str) -> bool:
    """Whether `line` ends in “… questions were:”, so that the bullets below it are headings."""
    return len(line) <= LONGEST_LINE and _LIST_FOLLOWS.match(line) is not None


def bullet_in(line: str) -> str:
    """The text of a list item; "" when `line` is none."""
    found = _BULLET.match(line)
    return found["text"].strip() if found else ""


def _plain(text: str) -> str:
    return re.sub(r"\*\*|__", "", text).strip()
