"""Who is who: accounts are known by id, else by handle, whatever comes first."""

from datetime import timedelta
from itertools import permutations

import pytest

from tests.builders import START
from transcripts.importing.people import People, Seen
from transcripts.importing.records import AuthorRecord
from transcripts.models import Participant

pytestmark = pytest.mark.django_db

SEEN = [
    Seen("twitter", AuthorRecord("ann", "Ann", "5"), START),
    Seen("twitter", AuthorRecord("Ann"), START + timedelta(hours=2)),
    Seen("twitter", AuthorRecord("ann_grows", "Ann B.", "5"), START + timedelta(hours=1)),
]


def take(seen: Seen) -> None:
    """Take in a batch of one."""
    People.met([seen])


@pytest.mark.parametrize("order", list(permutations(SEEN)))
def test_one_account_is_one_row_in_whatever_order_it_is_seen(order: list[Seen]) -> None:
    for seen in order:
        take(seen)

    account = Participant.objects.get()
    assert (account.source_id, account.handle, account.name) == ("5", "ann_grows", "Ann B.")
    assert sorted(account.handles.values_list("folded", flat=True)) == ["ann", "ann_grows"]


def test_two_ids_are_never_one_account() -> None:
    take(Seen("twitter", AuthorRecord("ann", "Ann", "5"), START))
    take(Seen("twitter", AuthorRecord("ann", "Another Ann", "6"), START))

    assert Participant.objects.count() == 2


def test_the_same_handle_on_another_network_is_another_account() -> None:
    take(Seen("twitter", AuthorRecord("ann"), START))
    take(Seen("mastodon", AuthorRecord("ann"), START))

    assert Participant.objects.count() == 2


def test_who_is_told_without_and_then_with_an_id_in_one_batch_is_the_account_of_that_id() -> None:
    take(Seen("twitter", AuthorRecord("ann", "Ann", "5"), START))
    without_id = Seen("twitter", AuthorRecord("ann_grows"), START)
    with_id = Seen("twitter", AuthorRecord("ann_grows", "Ann", "5"), START + timedelta(hours=1))

    people = People.met([without_id, with_id])

    assert people.of(without_id) == people.of(with_id) == Participant.objects.get()


def test_who_is_merely_seen_again_is_not_shown_anew() -> None:
    take(Seen("twitter", AuthorRecord("ann", "Ann", "5"), START))

    later = People.met([Seen("twitter", AuthorRecord("ann", "Ann", "5"), START + timedelta(days=7))])
    renamed = People.met([Seen("twitter", AuthorRecord("ann", "Ann B.", "5"), START + timedelta(days=8))])

    assert later.shown_anew == set()
    assert renamed.shown_anew == {Participant.objects.get().pk}
