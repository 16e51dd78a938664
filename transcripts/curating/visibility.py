"""Who may see what: publishing and withdrawing chats, hiding and showing posts."""

from __future__ import annotations

import logging
from collections.abc import Collection, Iterable

from django.db import transaction
from django_tasks import task
from django_tasks_db.models import DBTaskResult

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
    number = write_hidden(ids, hidden=hidden, reason=reason)
    have_questions_follow(ids)
    bring_index_in_step()
    return number


@transaction.atomic
def write_hidden(ids: Collection[int], *, hidden: bool, reason: str) -> int:
    """Write whether posts are hidden, and give the chats that show them a new version."""
    number = Tweet.objects.filter(pk__in=ids).update(hidden=hidden, hidden_reason=reason[:200])
    for chat in Chat.objects.filter(placements__tweet__in=ids).distinct():
        chat.renew()
    return number


def have_questions_follow(ids: Collection[int]) -> None:
    """Group again around hidden or shown posts: a question that only hidden posts ask loses their words, too."""
    for series in Series.objects.filter(tweets__in=ids).distinct():
        regroup(series, series.tweets.filter(pk__in=ids).values_list("posted_at", flat=True), ids)


def bring_index_in_step() -> None:
    """Index the chats that changed; one that is busy catches up later, the database decides what is shown."""
    try:
        search.index(Chat.objects.stale_in_index())
    except search.IndexBusy as busy:
        log.warning("%s", busy)


def index_later() -> None:
    """Have a worker bring the index in step, which takes longer than a person at the desk should wait."""
    # One that waits already will find this change, too.
    if not DBTaskResult.objects.ready().filter(task_path=bring_in_step.module_path).exists():
        bring_in_step.enqueue()


@task
def bring_in_step() -> None:
    """Index the chats that changed, in the background."""
    bring_index_in_step()
