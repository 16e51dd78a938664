"""Taking posts and people out for good, on somebody's word; nothing brings them back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime

from django.db import transaction
from django_tasks import task

from .. import search
from ..importing import ErasedPerson, erase, erase_person, regroup
from ..models import Participant, Series, TweetQuerySet
from .sweeping import empty_log, sweep
from .visibility import bring_index_in_step, write_hidden


def remove(tweets: TweetQuerySet) -> int:
    """Remove posts for good, with the retweets that repeat them; return how many are gone.

    Their words leave the files of index and database soon after: a worker does that.
    """
    erased = erase(tweets.values_list("key", flat=True))
    follow_removal(erased.moments)
    clear_later.enqueue()
    return erased.posts


def clear_out() -> None:
    """Clear what was removed out of the files of index and database."""
    search.forget([], for_good=True)
    empty_log()


@task
def clear_later() -> None:
    """Clear out in the background."""
    clear_out()


def remove_person(
    network: str, handle: str, progress: Callable[[str, int], None] = lambda work, done: None
) -> ErasedPerson:
    """Remove the person of a handle for good, from all that others say, and from the database's files.

    They are kept out of later uploads even if the archive never had them. Takes as long as reading all raw records
    does, and cannot run in a transaction.
    """
    erased = erase_person(network, handle, progress)
    follow_removal(erased.moments)
    search.forget([], for_good=True)
    sweep()
    return erased


def remove_person_later(person: Participant) -> None:
    """Have a worker remove a person; what they said is out of sight at once."""
    with transaction.atomic():
        Participant.objects.filter(pk=person.pk).update(is_leaving=True)
        write_hidden(list(person.tweets.values_list("pk", flat=True)), hidden=True, reason="being removed")
        work_on_removal.enqueue(person.pk)


def resume_removals() -> None:
    """Have a worker remove those whose removal was cut off; twice does no harm."""
    for person_id in Participant.objects.filter(is_leaving=True).values_list("pk", flat=True):
        work_on_removal.enqueue(person_id)


@task
def work_on_removal(person_id: int) -> None:
    """Remove a person in the background; nothing, when somebody else already did."""
    person = Participant.objects.filter(pk=person_id).first()
    if person:
        remove_person(person.network, person.handle)


def follow_removal(moments: Mapping[Series, Iterable[datetime]]) -> None:
    """Group again what was around those that are gone, and bring the index in step."""
    for series, touched in moments.items():
        regroup(series, touched)
    bring_index_in_step()
