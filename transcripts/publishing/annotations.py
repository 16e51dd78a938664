"""What was added to chats at the desk, read in one query."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from ..models import Annotation, Chat, Question

SAID = {
    Annotation.Kind.BEST: ("Picked for the recap", "Not picked any more"),
    Annotation.Kind.REMARK: ("Remark saved", "Remark taken away"),
    Annotation.Kind.NOTE: ("Note above {} saved", "Note above {} taken away"),
    Annotation.Kind.OPENING: ("Opening note saved", "Opening note taken away"),
    Annotation.Kind.CLOSING: ("Closing note saved", "Closing note taken away"),
}


@dataclass(frozen=True, slots=True)
class NoteField:
    """A place where a note can be written: its word for the machine, its name, what it stands above, what it says."""

    place: str
    name: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Annotations:
    """The keys of the best answers, remarks by key of post, notes by name of question, and the recap's two ends."""

    best: frozenset[str] = frozenset()
    remarks: Mapping[str, str] = field(default_factory=dict)
    notes: Mapping[str, str] = field(default_factory=dict)
    opening: str = ""
    closing: str = ""

    @classmethod
    def of(cls, chat: Chat) -> Annotations:
        """Read a chat's."""
        told: dict[str, dict[str, str]] = defaultdict(dict)
        for kind, key, text in chat.annotations.values_list("kind", "key", "text"):
            told[kind][key] = text
        return cls(
            best=frozenset(told[Annotation.Kind.BEST]),
            remarks=told[Annotation.Kind.REMARK],
            notes=told[Annotation.Kind.NOTE],
            opening=told[Annotation.Kind.OPENING].get("", ""),
            closing=told[Annotation.Kind.CLOSING].get("", ""),
        )

    @classmethod
    def of_posts(cls, keys: Iterable[str], chats: Iterable[int]) -> dict[int, Annotations]:
        """Read what was added to posts, by the rows of the chats where it was."""
        told: dict[int, dict[str, dict[str, str]]] = defaultdict(lambda: defaultdict(dict))
        rows = Annotation.objects.about(keys).filter(chat__in=list(chats))
        for chat, kind, key, text in rows.values_list("chat", "kind", "key", "text"):
            told[chat][kind][key] = text
        best, remark = Annotation.Kind.BEST, Annotation.Kind.REMARK
        return {chat: cls(best=frozenset(kinds[best]), remarks=kinds[remark]) for chat, kinds in told.items()}

    def above(self, question: Question) -> str:
        """Return the note above a question; those of questions that were merged stand one below the other."""
        return "\n\n".join(self.notes[name] for name in question.names if name in self.notes)

    def fields(self, questions: Iterable[Question]) -> tuple[NoteField, ...]:
        """Return the places for notes in the order of the recap: its opening, each question, its closing."""
        return (
            NoteField("opening", "Opening", "What the recap begins with.", self.opening),
            *(NoteField(one.label, f"Above {one.label}", one.text, self.above(one)) for one in questions),
            NoteField("closing", "Closing", "What the recap ends with.", self.closing),
        )


def annotation_words(about: str, text: str | None, question: str) -> str:
    """Return how something is that a decision added or took away, by what it is about; `question` is a label."""
    there, gone = SAID[Annotation.Kind(about)]
    return (gone if text is None else there).format(question)
