"""What structured files tell of a post and of a chat, flat: a column each, with what it means.

Files of every kind of page tell a post in the same columns. `docs/data.md` is made of the meanings that stand here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated

from django.conf import settings

from ..directory import ChatCard
from ..moments import iso_utc
from ..posts import ShownPost


@dataclass(frozen=True, slots=True)
class ExportedPost:
    """A post, or a retweet of one, where it stands in a chat."""

    network: Annotated[str, "The network it is from: twitter, mastodon, bluesky, slack, irc …"]
    id: Annotated[str, "The network’s id, digits and all, as text; the archive’s key where the network’s is unknown."]
    author: Annotated[str, "The handle of who wrote it, without @."]
    posted_at: Annotated[str, "When, in UTC (ISO 8601); the day alone where the source knew no time."]
    placement: Annotated[str, "A question’s label (Q1), asking it (Q1.ask), or intro, wrapup, aside, off, unplaced."]
    method: Annotated[str, "By which evidence: marker, reply, quote, thread, retweet, time, text, or hand (a person)."]
    confidence: Annotated[float, "How sure that place is, from 0 to 1."]
    reply_to: Annotated[str, "The id of the post it answers, where that is in the same file; else the archive’s key."]
    retweet_of: Annotated[str, "The same of the post it repeats."]
    hidden: Annotated[bool, "True when it is not shown: only in files that the archive’s keepers made on the server."]
    source: Annotated[str, "The kinds of upload that told of it, with semicolons; see the table of formats."]
    text: Annotated[str, "The author’s words, unchanged."]
    url: Annotated[str, "Where the original stood, as far as known."]
    name: Annotated[str, "The display name of who wrote it; their handle where none is known."]
    key: Annotated[str, "Its key in the archive: it stands at /t/<key>/ for ever."]
    best: Annotated[bool, "True when it was picked as one of the best answers."]
    remark: Annotated[str, "A remark that was written beside it for the recap, in Markdown."]
    chat: Annotated[str, "The chat it stands in, as in its address: series/date."]


@dataclass(frozen=True, slots=True)
class ExportedChat:
    """A published chat of a series."""

    series: Annotated[str, "The series, as in its address."]
    address: Annotated[str, "The chat’s place in the addresses of its series: its day, as a rule."]
    date: Annotated[str, "The local day on which it began (ISO 8601)."]
    title: Annotated[str, "What it was about; its day where nobody said."]
    start: Annotated[str, "When its first session began, in UTC (ISO 8601); empty where only the day is known."]
    end: Annotated[str, "When its last session ended."]
    hosts: Annotated[tuple[str, ...], "The handles of its hosts; in CSV one below the other."]
    posts: Annotated[int, "Posts that are shown, retweets left out."]
    people: Annotated[int, "People who wrote those."]
    questions: Annotated[tuple[str, ...], "Its questions, each with its label; in CSV one below the other."]
    page: Annotated[str, "Its address."]


def exported_posts(
    posts: Iterable[ShownPost], chat: str, ids: Mapping[str, str], sources: Mapping[str, str]
) -> Iterator[ExportedPost]:
    """Yield posts of a chat (`series/date`); by key, `ids` is what each is known by and `sources` what told of it."""
    for post in posts:
        yield ExportedPost(
            network=post.author.network,
            id=post.source_id or post.key,
            author=post.author.handle,
            posted_at=iso_utc(post.posted_at) if post.has_time else f"{post.local:%Y-%m-%d}",
            placement=post.place.label,
            method=post.place.method,
            confidence=round(post.place.confidence, 3),
            reply_to=ids.get(post.reply_to, post.reply_to),
            retweet_of=ids.get(post.repost_of, post.repost_of),
            hidden=post.hidden,
            source=post.source or sources.get(post.key, ""),
            text=post.text,
            url=post.original,
            name=post.author.name,
            key=post.key,
            best=post.best,
            remark=post.host_remark,
            chat=chat,
        )


def with_retweets(posts: Iterable[ShownPost]) -> list[ShownPost]:
    """Return posts in reading order, each followed by its retweets."""
    return [told for post in posts for told in (post, *post.retweets)]


def ids_of(posts: Iterable[ShownPost]) -> dict[str, str]:
    """Return by which id each of some posts is known in a file, by key."""
    return {post.key: post.source_id or post.key for post in posts}


def exported_chat(card: ChatCard) -> ExportedChat:
    """Return a chat as files tell of it."""
    return ExportedChat(
        series=card.series,
        address=card.address,
        date=card.date.isoformat(),
        title=card.title,
        start=iso_utc(card.sessions[0].start) if card.sessions else "",
        end=iso_utc(card.sessions[-1].end) if card.sessions else "",
        hosts=tuple(host.handle for host in card.hosts),
        posts=card.posts,
        people=card.people,
        questions=tuple(f"{question.label}: {' '.join(question.text.split())}" for question in card.questions),
        page=f"{settings.SITE_URL}{card.path}",
    )
