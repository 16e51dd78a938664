"""`check_links` says of every address that was ever public whether it still answers, and as itself."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from tests.builders import make_chat, make_person, make_question, make_tweet, place
from tests.web.lively import Lively
from transcripts import curating
from transcripts.grouping import Method, Part, Role
from transcripts.models import Alias, Annotation, Chat, Handle, LedgerEntry, Placement, Question, Tweet
from transcripts.publishing import answers_of
from transcripts.web import check_links
from transcripts.web.links import Visitor

pytestmark = pytest.mark.django_db


@pytest.fixture
def eventful(lively: Lively) -> Chat:
    """A public chat to which everything happened that changes what an address answers."""
    chat = lively.chat
    make_person("ann_of_old")
    place(chat, make_tweet("Long ago", author="ann_of_old", key="50"), Part.ASIDE)
    place(chat, make_tweet("A paste", key="paste"), Part.ASIDE)
    place(chat, make_tweet("Spam", author="spammer", key="51"), Part.ASIDE)
    place(chat, make_tweet("Secret", author="leaver", key="52"), Part.ASIDE)
    make_question(chat, 3)
    Annotation.objects.create(chat=chat, kind="best", key="50")
    chat.renew()
    old = make_chat(chat.series, address="2015-01-01")
    make_question(old, 1)
    place(old, make_tweet("Withdrawn", author="eve", key="53"), Part.ASIDE)
    old.renew()
    old.withdraw()
    become_another(chat)
    return chat


def become_another(chat: Chat) -> None:
    """Have posts, people, questions and the recap move or go."""
    Handle.objects.filter(folded="ann_of_old").update(participant=make_person("ann"))
    Tweet.objects.filter(key="50").update(author=make_person("ann"))
    Alias.objects.lead("/t/paste/", "/t/50/")
    Tweet.objects.filter(key="paste").delete()
    Alias.objects.lead(f"{chat.get_absolute_url()}q3/", f"{chat.get_absolute_url()}q2/")
    Question.objects.filter(label="Q3").delete()
    Tweet.objects.filter(key="51").update(hidden=True)
    Annotation.objects.all().delete()
    curating.remove_person("twitter", "leaver")


def broken() -> list[str]:
    """What is broken, by rows and by requests alike."""
    in_full = sorted(map(str, check_links(in_full=True).broken))
    assert sorted(map(str, check_links().broken)) == in_full
    return in_full


@pytest.mark.django_db(transaction=True)
def test_rows_tell_what_requests_would(eventful: Chat) -> None:
    entries = list(LedgerEntry.objects.all())
    by_rows, by_requests = answers_of(entries), Visitor().answers(entries)

    assert {path: answer.status for path, answer in by_rows.items()} == {
        path: answer.status for path, answer in by_requests.items()
    }
    assert {answer.status for answer in by_rows.values()} == {200, 301, 302, 410}
    assert broken() == []


def test_the_command_counts_what_is_answered(lively: Lively) -> None:
    lively.chat.renew()
    lively.chat.withdraw()
    told = StringIO()
    call_command("check_links", stdout=told)

    assert told.getvalue() == f"{LedgerEntry.objects.count()} addresses: {LedgerEntry.objects.count()} answer 410.\n"


def test_the_command_fails_where_a_link_is_broken(lively: Lively) -> None:
    lively.chat.renew()
    LedgerEntry.objects.create(path="/about/", kind="series")
    told = StringIO()

    with pytest.raises(CommandError) as failed:
        call_command("check_links", stdout=told)
    assert failed.value.returncode == 1
    assert "/about/: is no address of this archive" in told.getvalue()


def test_an_address_that_leads_nowhere_is_broken(lively: Lively) -> None:
    LedgerEntry.objects.create(path="/t/1/", kind="post", key="1")
    Alias.objects.create(path="/t/1/", target="/t/2/")

    assert broken() == ["/t/1/: leads to /t/2/, which does not answer"]


def test_an_address_that_leads_in_a_circle_is_broken(lively: Lively) -> None:
    for one, other in (("1", "2"), ("2", "1")):
        LedgerEntry.objects.create(path=f"/t/{one}/", kind="post", key=one)
        Alias.objects.create(path=f"/t/{one}/", target=f"/t/{other}/")

    assert broken() == [f"/t/{one}/: leads to /t/{other}/, which only leads on" for one, other in ("12", "21")]


def test_a_question_that_became_another_is_broken(lively: Lively) -> None:
    lively.chat.renew()
    first, second = lively.chat.questions.all()
    asks = Placement.objects.get(question=first, role=Role.ASK)
    Placement.objects.filter(pk=asks.pk).update(question=second)

    path = first.get_absolute_url()
    assert broken() == [f"{path}: shows another question; post {asks.tweet.key} asks {second.get_absolute_url()}"]
    Placement.objects.filter(pk=asks.pk).update(method=Method.HAND)
    assert broken() == []


def test_a_page_that_fails_is_broken(lively: Lively, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("transcripts.web.pages._transcript", lambda request, found: 1 / 0)

    assert [str(one) for one in check_links(in_full=True).broken] == ["/gardenlib/2015-05-12/: answers 500"]
