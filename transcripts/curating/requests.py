"""What readers ask for, and what staff decide about it.

A request to take a post down may hide it at once. So that nobody can blank an archive with it, one address hides a few
posts a day, all addresses together some, and a post that staff decided to show stays where it is.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.utils import timezone

from ..models import Archive, Chat, Request, Tweet
from .deciding import Undecidable, decide_place, hide_posts, show_posts
from .removing import remove, remove_person_later

MOST_A_DAY = 10
"""So many requests one address may send within a day."""

MOST_HIDDEN_A_DAY = 3
"""So many posts one address may hide within a day."""

MOST_HIDDEN = 50
"""So many posts may be hidden by requests that nobody has answered yet."""

HIDING = (Request.Kind.TAKEDOWN, Request.Kind.EVERYTHING)

REASON = "a reader asked to have it taken down"
# Whoever asks has no account: the journal names nobody.
READER: Any = AnonymousUser()


class TooMany(Exception):
    """One address sent more requests than anyone needs to."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a reader asks: the kind of request, where the post belongs, words, how to answer, and from where it came.

    `sender` is a keyed hash of the address.
    """

    kind: Request.Kind
    sender: str
    place: str = ""
    words: str = ""
    contact: str = ""


def ask(chat: Chat, tweet: Tweet | None, asked: Asked) -> Request:
    """Put a request into the queue and hide the post where that is called for; raises TooMany."""
    Request.objects.forget_senders()
    if Request.objects.of_late(asked.sender).count() >= MOST_A_DAY:
        raise TooMany
    request = Request.objects.create(
        kind=asked.kind,
        chat=chat,
        tweet=tweet,
        key=tweet.key if tweet else "",
        place=asked.place,
        words=asked.words,
        contact=asked.contact,
        sender=asked.sender,
    )
    if tweet and may_hide(request, tweet):
        hide_at_once(request, tweet)
    return request


def hide_at_once(request: Request, tweet: Tweet) -> None:
    """Hide a post until somebody decides; one that left the chat in this moment waits in the queue like others."""
    with suppress(Undecidable):
        hide_posts(READER, request.chat, [tweet.key], REASON)
        request.hid = True
        request.save(update_fields=["hid"])


def may_hide(request: Request, tweet: Tweet) -> bool:
    """True when a request takes a post out of sight before anyone has looked at it."""
    if request.kind not in HIDING or tweet.hidden or not Archive.current().hide_on_request:
        return False
    hiding = Request.objects.filter(hid=True)
    return (
        not hiding.filter(key=tweet.key).exists()
        and hiding.of_late(request.sender).count() < MOST_HIDDEN_A_DAY
        and hiding.open().count() < MOST_HIDDEN
    )


def sort_as_asked(user: AbstractBaseUser, request: Request, place: str) -> None:
    """Sort the post where a person says; raises Undecidable."""
    decide_place(user, request.chat, [key_of(request)], place)
    close(user, request, Request.State.DONE)


def hide_as_asked(user: AbstractBaseUser, request: Request) -> None:
    """Hide the post, or leave it hidden; raises Undecidable."""
    hide_posts(user, request.chat, [key_of(request)], REASON)
    close(user, request, Request.State.DONE)


def remove_as_asked(user: AbstractBaseUser, request: Request) -> None:
    """Remove the post for good; raises Undecidable."""
    key = key_of(request)
    close(user, request, Request.State.DONE)
    remove(Tweet.objects.filter(key=key))


def remove_author_as_asked(user: AbstractBaseUser, request: Request) -> None:
    """Have whoever wrote the post removed for good; raises Undecidable."""
    key_of(request)
    close(user, request, Request.State.DONE)
    if request.tweet:
        remove_person_later(request.tweet.author)


def settle(user: AbstractBaseUser, request: Request) -> None:
    """Say that what was asked is done."""
    close(user, request, Request.State.DONE)


def decline(user: AbstractBaseUser, request: Request) -> None:
    """Decline, and show the post again where the request had hidden it."""
    if request.hid and request.tweet:
        show_posts(user, request.chat, [request.tweet.key])
    close(user, request, Request.State.DECLINED)


def key_of(request: Request) -> str:
    """Return the key of the post a request is about; raises Undecidable where there is none, or none any more."""
    if request.tweet is None:
        raise Undecidable("That post is not in the archive any more.")
    return request.tweet.key


def close(user: AbstractBaseUser, request: Request, state: Request.State) -> None:
    """Write who decided what; how to answer is not needed any longer."""
    Request.objects.filter(pk=request.pk).update(
        state=state, decided_by=user.pk, decided_at=timezone.now(), contact="", sender=""
    )
