"""The recap of a chat: what somebody picked and wrote at the desk, question by question, and who took part."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from statistics import fmean

from ..counting import count, people
from ..grouping import Part
from .addresses import chat_path
from .gaps import Gaps
from .posts import Person, ShownPost
from .quote import Quote
from .threads import unfolded
from .transcript import ANCHORS, Section, Stretch, Transcript

HARDLY = 1 / 3
"""A question with fewer answers than this share of what a question of the same chat had on average was hardly
discussed. The median would not do: where one question of three took all the time, two with next to none set it."""


@dataclass(frozen=True, slots=True)
class Picked:
    """One of the best answers: the post, what is quoted of it, and the remark beside it, in Markdown."""

    post: ShownPost
    quote: Quote

    @property
    def remark(self) -> str:
        """The remark, empty where there is none."""
        return self.post.host_remark


@dataclass(frozen=True, slots=True)
class RecapSection:
    """A question as the recap tells it, or a part of the hour (without a label) of which something was picked.

    `permalink` is its absolute address, `discussed` says how much it was, in a phrase; `note` is Markdown.
    """

    label: str
    title: str
    permalink: str
    discussed: str
    note: str
    picked: tuple[Picked, ...]

    @property
    def heading(self) -> str:
        """Its label and title in a line."""
        title = " ".join(self.title.split())
        return f"{self.label}: {title}" if self.label else title


@dataclass(frozen=True, slots=True)
class Recap:
    """A chat in short. `opening` and `closing` are Markdown; who only posted outside the chat is not in `took_part`."""

    series: str
    series_name: str
    address: str
    title: str
    date: date
    sessions: tuple[Stretch, ...]
    hosts: tuple[Person, ...]
    gaps: Gaps
    people: frozenset[str]
    site_url: str
    opening: str
    sections: tuple[RecapSection, ...]
    took_part: tuple[Person, ...]
    closing: str

    @classmethod
    def of(cls, transcript: Transcript, site_url: str) -> Recap:
        """Return the recap of a transcript, with addresses of this site."""
        return cls(
            series=transcript.series,
            series_name=transcript.series_name,
            address=transcript.address,
            title=transcript.title,
            date=transcript.date,
            sessions=transcript.sessions,
            hosts=transcript.hosts,
            gaps=transcript.gaps,
            people=transcript.people,
            site_url=site_url,
            opening=transcript.opening,
            sections=tuple(_sections(transcript, site_url)),
            took_part=_took_part(transcript),
            closing=transcript.closing,
        )

    @property
    def path(self) -> str:
        """Where its page is."""
        return f"{chat_path(self.series, self.address)}recap/"

    @property
    def transcript_url(self) -> str:
        """The absolute address of the whole transcript."""
        return f"{self.site_url}{chat_path(self.series, self.address)}"

    @property
    def is_picked(self) -> bool:
        """True when somebody marked a best answer."""
        return any(section.picked for section in self.sections)

    @property
    def summary(self) -> str:
        """What it is, in a sentence for those who only see a link to it."""
        number = sum(len(section.picked) for section in self.sections)
        told = f"The best of the {self.series_name} chat of {self.date:%-d %B %Y}"
        return f"{told}: {count(number, 'answer')} from {people(len(self.took_part))}."

    def suggested(self, posts: Iterable[ShownPost]) -> tuple[RecapSection, ...]:
        """Return its questions with other posts in place of those that were picked."""
        chosen = {post.key: post for post in posts}
        by_label: dict[str, list[Picked]] = {}
        for post in chosen.values():
            by_label.setdefault(post.place.label, []).append(Picked(post, Quote.of(post, self.site_url)))
        shown = (replace(one, picked=tuple(by_label.get(one.label, ()))) for one in self.sections if one.label)
        return tuple(one for one in shown if one.picked)


def how_discussed(section: Section, questions: Sequence[Section], gaps: Gaps) -> str:
    """Say how much a question was discussed: by number, and by comparison with the others of its chat."""
    answers = list(unfolded(section.posts))
    by = people(len({post.author for post in answers}))
    if gaps.is_selection:
        return f"{count(len(answers), 'quote')} by {by}, all that is kept" if answers else "no quote is kept"
    if not answers:
        return "not answered"
    told = f"{count(len(answers), 'answer')} by {by}"
    is_hardly = len(answers) < HARDLY * fmean(one.count for one in questions)
    return f"hardly discussed: {told}" if is_hardly else told


def _sections(transcript: Transcript, site_url: str) -> Iterator[RecapSection]:
    """Yield every question, and of the parts of the hour those of which something was picked."""
    for section in transcript.sections:
        picked = tuple(Picked(post, Quote.of(post, site_url)) for post in section.every_post if post.best)
        if not (section.is_question or picked):
            continue
        anchored = f"{transcript.path}#{section.anchor}"
        yield RecapSection(
            label=section.label,
            title=section.title,
            permalink=f"{site_url}{section.path or anchored}",
            discussed=_discussed(section, transcript),
            note=section.note,
            picked=picked,
        )


def _discussed(section: Section, transcript: Transcript) -> str:
    if section.is_question:
        return how_discussed(section, transcript.questions, transcript.gaps)
    return count(section.count, "post")


def _took_part(transcript: Transcript) -> tuple[Person, ...]:
    """Return who wrote anything in the hour, hosts first, then by name."""
    within = [section for section in transcript.sections if section.anchor != ANCHORS[Part.OFF]]
    authors = {post.author for section in within for post in section.every_post}
    hosts = set(transcript.hosts)
    return tuple(sorted(authors, key=lambda one: (one not in hosts, one.name.casefold(), one.folded)))
