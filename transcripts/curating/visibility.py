"""Who may see what: publishing and withdrawing chats, hiding and showing posts."""

from __future__ import annotations

import logging
from collections.abc import Iterable

from django.db import transaction

from .. import search
from ..importing import regroup
from ..models import Chat, Series, Tweet, TweetQuerySet

log = logging.getLogger(__name__)


def publish(chats: Iterable[Chat]) -> None:
    """Show chats to everyone; their addresses are frozen from the first time on."""
    for chat in chats:
        with transaction.atomic():
            chat.publish()
    bring_index_in_step()


def withdraw(chats: Iterable[Chat]) -> None:
    """Take chats out of public view; their addresses say 410 from now on."""
    for chat in chats:
        with transaction.atomic():
            chat.withdraw()
    bring_index_in_step()


def hide(tweets: TweetQuerySet, reason: str) -> int:
    """Hide posts (never delete) for a reason that only staff sees; return how many."""
    return set_hidden(tweets, hidden=True, reason=reason)


def show(tweets: TweetQuerySet) -> int:
    """Show hidden posts again; return how many."""
    return set_hidden(tweets, hidden=False, reason="")


def set_hidden(tweets: TweetQuerySet, *, hidden: bool, reason: str) -> int:
    """Write whether posts are hidden, and renew the chats that show them."""
    ids = list(tweets.values_list("pk", flat=True))
    with transaction.atomic():
        number = Tweet.objects.filter(pk__in=ids).update(hidden=hidden, hidden_reason=reason[:200])
        for chat in Chat.objects.filter(placements__tweet__in=ids).distinct():
            chat.renew()
    # A question that only hidden posts ask loses their words, too.
    for series in Series.objects.filter(tweets__in=ids).distinct():
        regroup(series, series.tweets.filter(pk__in=ids).values_list("posted_at", flat=True), ids)
    bring_index_in_step()
    return number


def bring_index_in_step() -> None:
    """Index the chats that changed; one that is busy catches up later, the database decides what is shown."""
    try:
        search.index(Chat.objects.stale_in_index())
    except search.IndexBusy as busy:
        log.warning("%s", busy)
