"""Keeping the index in step with the chats. Each chat remembers the version in which it was indexed."""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection, Iterable, Iterator

from django.conf import settings
from django.db.models import F

from ..models import Chat, Tweet, TweetQuerySet
from .documents import BATCH, Document, batches, read_documents
from .engines import EngineStatus, IndexBusy, IndexUnusable, current_engine
from .results import IndexStatus

log = logging.getLogger(__name__)

CHATS_AT_ONCE = 200


def index(chats: Iterable[Chat]) -> int:
    """Take in the visible posts of published chats and drop those of others; return how many were taken in.

    Makes a new index of everything where there is none. Raises IndexBusy when another process keeps writing.
    """
    try:
        return sum(_index_some(pks) for pks in batches((chat.pk for chat in chats), CHATS_AT_ONCE))
    except IndexUnusable as error:
        log.info("%s Making a new one.", str(error))
        return rebuild()


def catch_up() -> int:
    """Take in every chat that changed since it was indexed; return how many posts that were. Raises IndexBusy."""
    return index(Chat.objects.stale_in_index())


def rebuild(progress: Callable[[int, int], None] | None = None) -> int:
    """Make a new index of all public posts; the old one answers until it is complete. Raises IndexBusy.

    `progress` is told now and then how many posts of how many are done.
    """
    versions = dict(Chat.objects.values_list("pk", "version"))
    # The newest first: engines list posts of equal rank in the order they got them.
    keys = list(Tweet.objects.public().in_order().reverse().values_list("key", flat=True))
    written = current_engine().rebuild(_told(read_documents(keys), len(keys), progress))
    _remember(versions)
    return written


def forget(keys: Collection[str], *, for_good: bool = False) -> None:
    """Drop posts that were hidden, withdrawn or removed.

    `for_good` also clears their words out of the index's files, which rewrites them. Never raises: nothing that the
    database hides is shown anyway, and the next `catch_up` or rebuild does what could not be done now.
    """
    try:
        current_engine().forget(keys, for_good=for_good)
    except IndexBusy as error:
        log.warning("What was dropped stays in the index's files for now (%d posts): %s", len(keys), str(error))
    except IndexUnusable as error:
        log.info("%s There is nothing to drop.", str(error))


def status() -> IndexStatus:
    """Say how the index is; never raises for its sake."""
    told: EngineStatus = current_engine().status()
    return IndexStatus(
        engine=settings.SEARCH_ENGINE,
        state=told.state,
        documents=told.documents,
        posts=Tweet.objects.public().count(),
        stale_chats=Chat.objects.stale_in_index().count(),
        reason=told.reason,
    )


def _index_some(chats: list[int]) -> int:
    engine = current_engine()
    # Versions first: what changes while posts are read leaves its chat stale.
    versions = dict(Chat.objects.filter(pk__in=chats).values_list("pk", "version"))
    known = engine.keys_in(chats)
    # Which of them anyone may see is asked batch by batch: asked of all at once, it takes PostgreSQL minutes while its
    # statistics lag behind an import.
    placed = list(_posts_in(chats).distinct().in_order().reverse().values_list("key", flat=True))
    elsewhere = known.difference(placed)
    written = engine.replace(known.union(placed), read_documents([*placed, *elsewhere]))
    _remember(versions)
    return written


def _posts_in(chats: list[int]) -> TweetQuerySet:
    return Tweet.objects.filter(placements__chat__in=chats)


def _remember(versions: dict[int, str]) -> None:
    """Note the versions that were indexed, of the chats that were not noted with them already."""
    chats = [Chat(pk=pk, indexed_version=version) for pk, version in versions.items()]
    stale = set(Chat.objects.exclude(indexed_version=F("version")).values_list("pk", flat=True))
    Chat.objects.bulk_update([chat for chat in chats if chat.pk in stale], ["indexed_version"], batch_size=BATCH)


def _told(
    read: Iterable[list[Document]], total: int, progress: Callable[[int, int], None] | None
) -> Iterator[list[Document]]:
    done = 0
    for batch in read:
        yield batch
        done += len(batch)
        if progress:
            progress(done, total)
