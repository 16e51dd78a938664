"""The pages of what somebody was asked."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.builders import make_chat, make_person, make_question, make_series, make_tweet, place
from tests.web.lively import Lively
from transcripts.grouping import Part
from transcripts.models import Chat, Handle

pytestmark = pytest.mark.django_db
IN_CHAT = "/gardenlib/2015-05-12/asked/twitter/ann/"


def read(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200
    return response.content.decode()


def test_a_post_to_somebody_says_whether_it_was_answered(client: Client, lively: Lively) -> None:
    html = read(client, IN_CHAT)
    assert "Sixty?" in html
    assert "<strong>Asks.</strong>" in html
    assert "Not answered yet" in html
    answer = make_tweet("@bob Sixty-one.", minute=9, reply_to_key=lively.reply.key)
    place(lively.chat, answer, lively.question)
    assert f'Answered: <a href="/t/{answer.key}/">Ann Lee replied to it</a>' in read(client, IN_CHAT)


def test_what_is_not_answered_can_be_looked_at_alone(client: Client, lively: Lively) -> None:
    place(lively.chat, make_tweet("@ann thanks!", author="cid", minute=30), lively.question)
    assert "thanks!" in read(client, f"{IN_CHAT}?show=unanswered")
    assert "thanks!" not in read(client, f"{IN_CHAT}?show=questions")
    assert "Sixty?" in read(client, f"{IN_CHAT}?show=questions")
    answer = make_tweet("@bob Sixty-one.", minute=9, reply_to_key=lively.reply.key)
    place(lively.chat, answer, lively.question)
    assert "Sixty?" not in read(client, f"{IN_CHAT}?show=unanswered")
    assert "Sixty?" in read(client, f"{IN_CHAT}?show=nonsense")


def test_across_chats_it_stands_beside_the_persons_page(client: Client, lively: Lively) -> None:
    other = make_chat(make_series("seedtalk"))
    question = make_question(other, 1)
    place(other, make_tweet("A1 Peas"), question)
    place(other, make_tweet("@ann How many?", author="dora", minute=20), question)
    html = read(client, "/asked/twitter/ann/")
    assert html.index("Sixty?") < html.index("How many?")
    assert 'href="/asked/twitter/ann/"' in read(client, "/people/twitter/ann/")


def test_no_search_engine_lists_it(client: Client, lively: Lively) -> None:
    for path in (IN_CHAT, "/asked/twitter/ann/"):
        assert '<meta name="robots" content="noindex">' in read(client, path)


def test_the_transcript_leads_to_its_hosts_questions(client: Client, lively: Lively) -> None:
    path = "/gardenlib/2015-05-12/asked/twitter/gardenhost/"
    assert f'href="{path}"' in read(client, lively.chat.get_absolute_url())
    assert "No such post." in read(client, path)


def test_a_handle_may_hold_anything(client: Client) -> None:
    chat = make_chat()
    tweet = make_tweet("Hi", network="irc")
    tweet.author = make_person("a/asked c%", network="irc")
    tweet.save()
    place(chat, tweet, Part.ASIDE)
    assert 'href="/asked/irc/a%2Fasked%20c%25/"' in read(client, "/people/irc/a%2Fasked%20c%25/").replace(
        "/a/", "/a%2F"
    )
    assert "Questions to" in read(client, "/asked/irc/a%2Fasked%20c%25/")
    assert "Questions to" in read(client, "/gardenlib/2015-05-12/asked/irc/a%2Fasked%20c%25/")


@pytest.mark.parametrize(
    "path",
    [
        "/asked/twitter/nobody/",
        "/gardenlib/2015-05-12/asked/twitter/nobody/",
        "/gardenlib/1999-01-01/asked/twitter/ann/",
    ],
)
def test_where_nobody_is_nothing_is_found(client: Client, lively: Lively, path: str) -> None:
    assert client.get(path).status_code == 404


def test_drafts_are_for_staff(client: Client, admin_client: Client, lively: Lively) -> None:
    Chat.objects.update(published_at=None, first_published_at=None)
    assert client.get(IN_CHAT).status_code == 404
    assert client.get("/asked/twitter/ann/").status_code == 404
    response = admin_client.get(IN_CHAT)
    assert "Sixty?" in response.content.decode()
    assert response.headers["Cache-Control"] == "no-store"


def test_long_lists_are_paged_and_keep_what_is_shown(client: Client, lively: Lively) -> None:
    for number in range(60):
        place(lively.chat, make_tweet(f"@ann no. {number}.", author="cid", minute=11), lively.question)
    html = read(client, f"{IN_CHAT}?show=unanswered")
    assert 'href="?show=unanswered&amp;page=2"' in html
    assert "no. 59." in read(client, f"{IN_CHAT}?show=unanswered&page=2")


def test_a_former_handle_is_understood(client: Client, lively: Lively) -> None:
    Handle.objects.create(participant=make_person("ann"), network="twitter", folded="ann_of_old")
    assert "Sixty?" in read(client, "/asked/twitter/ann_of_old/")
