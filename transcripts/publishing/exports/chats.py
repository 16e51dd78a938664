"""A transcript, and one question of it, as files."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings

from ..posts import ShownPost
from ..transcript import Section, Transcript
from .document import Chapter, Document
from .facts import ChatFacts, QuestionFacts, QuestionFileFacts, SessionFacts
from .rows import ExportedPost, exported_posts, ids_of, with_retweets


@dataclass(frozen=True)
class ChatDocument(Document):
    """A transcript."""

    transcript: Transcript

    @property
    def title(self) -> str:
        return self.transcript.title

    @property
    def about(self) -> tuple[str, ...]:
        return (f"{self.transcript.series_name}, {self.transcript.date:%-d %B %Y}", str(self.transcript.gaps))

    @property
    def path(self) -> str:
        return self.transcript.path

    def facts(self) -> ChatFacts:
        told = self.transcript
        return ChatFacts(
            series=told.series,
            address=told.address,
            date=told.date.isoformat(),
            title=told.title,
            framing=told.framing,
            hosts=[host.handle for host in told.hosts],
            sessions=[SessionFacts(one.start.isoformat(), one.end.isoformat()) for one in told.sessions],
            opening=told.opening,
            closing=told.closing,
            completeness=str(told.gaps),
            questions=[QuestionFacts(one.label, one.title, one.path, one.count, one.note) for one in told.questions],
            page=f"{settings.SITE_URL}{told.path}",
        )

    def rows(self) -> Iterable[ExportedPost]:
        return posts_of(self.transcript, self.transcript.every_post)

    def chapters(self) -> Iterable[Chapter]:
        return map(chapter, self.transcript.sections)


@dataclass(frozen=True)
class QuestionDocument(Document):
    """One question with its answers."""

    transcript: Transcript
    section: Section

    @property
    def title(self) -> str:
        return heading(self.section)

    @property
    def about(self) -> tuple[str, ...]:
        told = self.transcript
        return (f"{told.title}, {told.series_name}, {told.date:%-d %B %Y}", str(told.gaps))

    @property
    def path(self) -> str:
        return self.section.path

    def facts(self) -> QuestionFileFacts:
        one = self.section
        page = f"{settings.SITE_URL}{one.path}"
        return QuestionFileFacts(self.transcript.path.strip("/"), one.label, one.title, one.count, one.note, page)

    def rows(self) -> Iterable[ExportedPost]:
        return posts_of(self.transcript, self.section.every_post)

    def chapters(self) -> Iterable[Chapter]:
        return [chapter(self.section)]


def posts_of(transcript: Transcript, shown: Iterable[ShownPost]) -> Iterable[ExportedPost]:
    """Return posts of a transcript; what they refer to is named by its id wherever in the chat it stands."""
    posts = with_retweets(shown)
    return exported_posts(posts, transcript.path.strip("/"), ids_of(with_retweets(transcript.every_post)), {})


def chapter(section: Section) -> Chapter:
    """Return a question or a part of the hour; posts that ask come first."""
    return Chapter(heading(section), (*section.asks, *section.posts), note=section.note)


def heading(section: Section) -> str:
    """Return a section's label and title in a line."""
    title = " ".join(section.title.split())
    return f"{section.label}: {title}" if section.is_question else title
