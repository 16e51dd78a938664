"""The ledger: whatever is shown enters it at once, and nothing leaves it but the name of somebody removed."""

from __future__ import annotations

from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.builders import make_chat, make_person, make_question, make_tweet, place
from transcripts.grouping import Part, Role
from transcripts.importing import erase, erase_person
from transcripts.models import Alias, Annotation, Chat, LedgerEntry, Tweet, free_slug

pytestmark = pytest.mark.django_db


def paths(kind: str = "") -> set[str]:
    entries = LedgerEntry.objects.filter(kind=kind) if kind else LedgerEntry.objects.all()
    return set(entries.values_list("path", flat=True))


@pytest.fixture
def draft() -> Chat:
    """A draft with a question, its answer, a hidden post and a picked answer."""
    chat = make_chat(published=False)
    question = make_question(chat, 1)
    place(chat, make_tweet(author="host", key="1"), question, role=Role.ASK)
    place(chat, make_tweet(key="2"), question)
    place(chat, make_tweet(author="spam", key="3", hidden=True), Part.ASIDE)
    Annotation.objects.create(chat=chat, kind="best", key="2")
    return chat


def test_a_draft_is_in_no_ledger(draft: Chat) -> None:
    draft.renew()

    assert paths() == set()


def test_all_that_a_published_chat_shows_enters_the_ledger(draft: Chat) -> None:
    draft.publish()

    chat = "/gardenlib/2015-05-12/"
    pages = {"/gardenlib/", chat, f"{chat}q1/", f"{chat}recap/"}
    assert paths() == pages | {"/t/1/", "/t/2/", "/people/twitter/host/", "/people/twitter/ann/"}
    assert LedgerEntry.objects.get(kind="question").key == "1"


def test_what_a_public_chat_shows_later_enters_with_its_new_version(draft: Chat) -> None:
    draft.publish()
    place(draft, make_tweet(author="zoë/x", key="4"), Part.ASIDE)
    Tweet.objects.filter(key="3").update(hidden=False)
    draft.renew()

    assert {"/t/3/", "/t/4/", "/people/twitter/zo%C3%AB%2Fx/"} <= paths()


def test_a_chat_that_changed_nothing_asks_six_queries_and_writes_nothing(draft: Chat) -> None:
    draft.publish()
    with CaptureQueriesContext(connection) as asked:
        LedgerEntry.objects.enter(draft)

    assert len(asked) <= 7
    assert not any("INSERT" in query["sql"] for query in asked)


def test_what_is_in_the_ledger_is_never_merely_not_found(client: Client, draft: Chat) -> None:
    draft.publish()
    draft.annotations.all().delete()
    draft.questions.all().delete()
    Tweet.objects.exclude(key="1").delete()

    assert {client.get(path).status_code for path in paths()} == {200, 410}


def test_the_address_of_a_question_that_went_goes_to_no_other(draft: Chat) -> None:
    draft.publish()
    draft.questions.all().delete()

    assert free_slug(draft, "q1") == "q1-2"


def test_the_ledger_keeps_no_name_of_a_removed_person(client: Client, draft: Chat) -> None:
    draft.publish()
    erase_person("twitter", "ann")

    assert "/people/twitter/ann/" not in paths()
    assert client.get("/people/twitter/ann/").status_code == 410
    assert client.get("/t/2/").status_code == 410


def test_the_ledger_keeps_no_name_of_whoever_removed_their_last_post(client: Client, draft: Chat) -> None:
    draft.publish()
    make_person("other", "").handles.create(network="twitter", folded="host")
    erase(["1", "2"])

    assert paths("person") == {"/people/twitter/host/"}
    assert client.get("/people/twitter/ann/").status_code == 410


def test_what_was_public_before_there_was_a_ledger_is_entered_by_its_migration(draft: Chat) -> None:
    Tweet.objects.filter(key="3").delete()
    draft.publish()
    Alias.objects.create(path="/t/gone/", target="")
    Alias.objects.create(path="/t/moved/", target="/t/1/")
    Alias.objects.create(path="/t/never-public/", target="/t/of-a-draft/")
    told = set(LedgerEntry.objects.values_list("path", "kind", "key"))
    LedgerEntry.objects.all().delete()
    draft.withdraw()

    migration = import_module("transcripts.migrations.0008_ledger")
    migration.enter_what_was_public(apps, None)

    entered = set(LedgerEntry.objects.values_list("path", "kind", "key"))
    assert entered == told | {("/t/gone/", "post", "gone"), ("/t/moved/", "post", "moved")}
