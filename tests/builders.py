"""Small builders: each names only what a test is about."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from transcripts.grouping import Method, Part, Role
from transcripts.models import Chat, Handle, Participant, Placement, Question, Series, Session, Tweet

START = datetime(2015, 5, 13, 1, 0, tzinfo=UTC)


def make_series(slug: str = "gardenlib", **fields: object) -> Series:
    """A series that chats under its slug, in Chicago."""
    defaults: dict[str, object] = {"name": f"#{slug} chats", "hashtags": [slug], "timezone": "America/Chicago"}
    return Series.objects.get_or_create(slug=slug, defaults=defaults | fields)[0]


def make_person(handle: str = "ann", name: str = "", network: str = "twitter") -> Participant:
    """An account known by its handle."""
    known = Participant.objects.called(network, handle).first()
    if known:
        return known
    person = Participant.objects.create(network=network, handle=handle, name=name or handle.title())
    Handle.objects.create(participant=person, network=network, folded=handle.lower())
    return person


def make_chat(
    series: Series | None = None,
    *,
    start: datetime = START,
    published: bool = True,
    host: str = "",
    **fields: object,
) -> Chat:
    """An hour of chat, published unless told otherwise."""
    series = series or make_series()
    date = start.astimezone(series.zone).date()
    defaults: dict[str, object] = {
        "address": date.isoformat(),
        "title": "Lending seeds",
        "timezone": series.timezone,
    }
    chat = Chat.objects.create(series=series, date=date, **(defaults | fields))
    Session.objects.create(chat=chat, start=start, end=start + timedelta(hours=1))
    if host:
        chat.hosts.add(make_person(host))
    if published:
        chat.publish()
    return chat


def make_question(chat: Chat, number: int, text: str = "What grows?", **fields: object) -> Question:
    """Question n of a chat, asked five minutes after the one before."""
    defaults: dict[str, object] = {
        "label": f"Q{number}",
        "slug": f"q{number}",
        "number": number,
        "position": number,
        "text": text,
        "asked_at": START + timedelta(minutes=5 * number),
    }
    return Question.objects.create(chat=chat, **(defaults | fields))


def make_tweet(
    text: str = "Seeds want to be shared.", *, author: str = "ann", minute: float = 10, **fields: object
) -> Tweet:
    """A post, so many minutes into the hour; its key is a status id that rises with the number of posts."""
    key = str(590_000_000_000_000_000 + Tweet.objects.count())
    defaults: dict[str, object] = {"key": key, "source_id": key, "network": "twitter"}
    return Tweet.objects.create(
        author=make_person(author),
        text=text,
        posted_at=START + timedelta(minutes=minute),
        **(defaults | fields),
    )


def place(
    chat: Chat,
    tweet: Tweet,
    under: Question | Part,
    *,
    role: Role = Role.ANSWER,
    method: Method = Method.MARKER,
    confidence: float = 0.95,
) -> Placement:
    """Put a post under a question or into a part of a chat."""
    chat.series.tweets.add(tweet)
    return Placement.objects.create(
        chat=chat,
        tweet=tweet,
        question=under if isinstance(under, Question) else None,
        part="" if isinstance(under, Question) else under,
        role=role,
        method=method,
        confidence=confidence,
    )
