"""What stands on the card of each page: the quote, its author, the chat."""

from __future__ import annotations

from ...counting import count, people
from ..conversation import Conversation
from ..posts import Person
from ..transcript import Section, Transcript
from ..tweet_html import Media, Words, is_web_address, plain, short
from .card import LONGEST, Card, Face, Foot


def archive_card(site: str) -> Card:
    """Return the card of the archive as a whole; its own page is about it, since "/" has no last part."""
    return Card("/about/", site, "Hashtag chats, kept for good")


def series_card(page: str, name: str, description: str, chats: int, site: str) -> Card:
    """Return the card of a series."""
    told = " ".join(description.split())[:LONGEST]
    return Card(page, site, name, instead="A series of chats", left=Foot(count(chats, "chat"), told))


def chat_card(transcript: Transcript, site: str) -> Card:
    """Return the card of a chat."""
    hosts = _hosts(transcript)
    asked = count(len(transcript.questions), "question")
    return Card(
        transcript.path,
        site,
        plain(transcript.title),
        instead=f"Chat of {_day(transcript)}",
        left=Foot(f"{count(transcript.gaps.posts, 'post')} by {people(transcript.gaps.people)}", hosts or asked),
        right=Foot(transcript.series_name, _day(transcript)),
    )


def question_card(transcript: Transcript, section: Section, site: str) -> Card:
    """Return the card of a question."""
    return Card(
        section.path,
        site,
        plain(section.title)[:LONGEST],
        label=section.label,
        instead=f"Question {section.label}",
        left=Foot(count(section.count, "answer"), _hosts(transcript)),
        right=Foot(plain(transcript.title), f"{transcript.series_name}, {_day(transcript)}"),
    )


def post_card(talk: Conversation, site: str) -> Card:
    """Return the card of a post, in the first of its chats."""
    post, where = talk.post, talk.standings[0]
    author = post.author
    return Card(
        post.path,
        site,
        as_shown(post.words)[:LONGEST],
        quoted=True,
        label=where.place_name if where.question else "",
        above=plain(where.question)[:LONGEST],
        instead=plain(where.question) or plain(where.title),
        face=_face(author),
        left=_who(author),
        right=Foot(plain(where.title), f"{where.series_name}, {where.date:%-d %B %Y}"),
        lang=post.words.lang,
    )


def person_card(person: Person, posts: int, site: str) -> Card:
    """Return the card of somebody."""
    told = f"{count(posts, 'post')} on {person.network.capitalize()}"
    return Card(
        person.path,
        site,
        person.name,
        instead=f"@{person.handle}",
        face=_face(person),
        left=Foot(f"@{person.handle}", told),
    )


def as_shown(words: Words) -> str:
    """Return a post's text as its page shows it: links short, without what stands for a picture."""
    text = plain(words.text)
    for entity in words.entities:
        if entity.shown and is_web_address(entity.shown):
            text = text.replace(entity.shown, "" if isinstance(entity, Media) else short(entity.url))
    return text.strip()


def _hosts(transcript: Transcript) -> str:
    names = ", ".join(host.name for host in transcript.hosts)
    return f"Hosted by {names}" if names else ""


def _day(transcript: Transcript) -> str:
    return f"{transcript.date:%-d %B %Y}"


def _face(person: Person) -> Face:
    return Face(person.initials, person.hue)


def _who(person: Person) -> Foot:
    if person.name == person.handle:
        return Foot(f"@{person.handle}")
    return Foot(person.name, f"@{person.handle}")
