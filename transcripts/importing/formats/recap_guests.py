"""The guest of a chat in a recap: “From Ash:” and below it the guest's answers, a bullet each, without a handle.

The article names the guest in full further up (“our own writer, Ash Brook”); a first name alone is nobody.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from .pasted_headings import LONGEST_LINE
from .pasted_speech import HANDLE, Speech

_INTRODUCED = re.compile(r"\s*(?:\*\*)?From (?P<name>[A-Z][\w’'-]+(?: [A-Z][\w’'-]+){0,3}):(?:\*\*)?\s*$")
_FULL_NAME = re.compile(rf"\b(?P<name>[A-Z][\w’'-]+(?: [A-Z][\w’'-]+){{1,3}})(?: \(?@(?P<handle>{HANDLE}))?")
_MOST_NAMES = 500


@dataclass(slots=True)
class Guests:
    """Whom the article has named so far, and whose answers stand below the line just read."""

    answering: str = ""
    _handles: dict[str, str] = field(default_factory=dict)

    def reads(self, line: str) -> bool:
        """Take the names from a line of the article; whether it introduces a guest's answers."""
        introduced = _INTRODUCED.match(line)
        self.answering = introduced["name"] if introduced else ""
        if not introduced and len(line) <= LONGEST_LINE:
            for found in _FULL_NAME.finditer(line):
                if len(self._handles) < _MOST_NAMES:
                    self._handles[found["name"]] = found["handle"] or self._handles.get(found["name"], "")
        return introduced is not None

    def answer(self, text: str) -> Speech | None:
        """What the guest says, who without a handle is known by the full name; None of a mere first name."""
        full = (name for name in self._handles if name == self.answering or name.startswith(f"{self.answering} "))
        name = next(full, self.answering if " " in self.answering else "")
        return Speech(self._handles.get(name) or name, text, name=name) if name else None
