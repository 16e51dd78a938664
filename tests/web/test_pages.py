"""Every page shows what it is for."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.test import Client

from tests.builders import make_chat, make_person, make_question, make_series, make_tweet, place
from tests.web.lively import Lively
from transcripts.grouping import Part
from transcripts.models import Chat

pytestmark = pytest.mark.django_db


def read(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200
    return response.content.decode()


def test_home_leads_to_the_latest_chats_and_the_series(client: Client, lively: Lively) -> None:
    html = read(client, "/")
    assert 'href="/gardenlib/2015-05-12/"' in html
    assert 'href="/gardenlib/"' in html


def test_home_of_an_empty_archive_says_so(client: Client) -> None:
    assert "No chat is published here yet." in read(client, "/")


def test_home_asks_as_many_questions_of_the_database_however_many_chats(
    client: Client, lively: Lively, django_assert_max_num_queries: object
) -> None:
    for number in range(5):
        make_question(make_chat(make_series(f"s{number}")), 1)
    with django_assert_max_num_queries(8):  # type: ignore[operator]
        read(client, "/")


def test_a_series_lists_its_chats_with_their_questions(client: Client, lively: Lively) -> None:
    html = read(client, "/gardenlib/")
    assert "2015</h2>" in html
    assert 'href="/gardenlib/2015-05-12/q1/"' in html


def test_drafts_are_listed_nowhere(client: Client) -> None:
    make_chat(published=False, title="Not yet")
    make_chat(make_series("other"))
    assert "Not yet" not in read(client, "/")


def test_a_post_leads_to_its_original_on_its_own_page_only(client: Client, lively: Lively) -> None:
    original = f'href="https://twitter.com/ann/status/{lively.answer.key}"'
    assert original in read(client, lively.answer.get_absolute_url())
    assert original not in read(client, lively.chat.get_absolute_url())


def test_a_transcript_has_an_anchor_for_each_question_and_post(client: Client, lively: Lively) -> None:
    html = read(client, lively.chat.get_absolute_url())
    assert 'id="q1"' in html
    assert f'id="t-{lively.answer.key}"' in html
    assert f'href="/t/{lively.answer.key}/"' in html


def test_a_transcript_tells_its_time_hosts_and_gaps(client: Client, lively: Lively) -> None:
    html = read(client, lively.chat.get_absolute_url())
    assert "Tuesday, 12 May 2015" in html
    assert "8:00 pm" in html
    assert "CDT" in html
    assert "1 retweet folded in, 1 not sorted yet, from a Twitter file." in html


def test_every_page_of_a_post_tells_who_retweeted_it(client: Client, lively: Lively) -> None:
    for shown in (lively.chat, lively.question, lively.answer):
        html = read(client, shown.get_absolute_url())
        assert "<summary>1 retweet</summary><span>@cid</span>" in html


def test_doubt_is_told_with_its_reason(client: Client, lively: Lively) -> None:
    html = read(client, lively.chat.get_absolute_url())
    assert ">likely</summary><span>Why here? It answers a post that stands here.</span>" in html


def test_a_post_of_which_only_the_day_is_known_shows_no_time(client: Client, lively: Lively) -> None:
    html = read(client, lively.chat.get_absolute_url())
    assert 'datetime="2015-05-12">12 May 2015</time>' in html


def test_a_remark_stands_apart_from_the_words(client: Client, lively: Lively) -> None:
    html = read(client, lively.chat.get_absolute_url())
    assert '<p class="rm"><b>Quoted with the remark</b> [ha!]</p>' in html


def test_a_question_has_a_page_with_its_answers_only(client: Client, lively: Lively) -> None:
    html = read(client, lively.question.get_absolute_url())
    assert "Sixty?" in html
    assert "Something for" not in html


def test_a_post_has_a_page_with_its_conversation_and_places(client: Client, lively: Lively) -> None:
    html = read(client, lively.reply.get_absolute_url())
    assert "In a cold cellar" in html
    assert "Likely: it answers a post that stands here." in html
    assert f'href="/gardenlib/2015-05-12/#t-{lively.reply.key}"' in html


def test_the_page_of_a_post_holds_the_quote_to_select(client: Client, lively: Lively) -> None:
    html = read(client, lively.answer.get_absolute_url())
    assert "— Ann Lee (@ann), 12 May 2015\nhttp://localhost:8000/t/" in html


def test_lists_of_posts_name_the_question_or_the_part_in_which_each_stands(client: Client, lively: Lively) -> None:
    page = client.get("/people/twitter/cid/").content.decode()
    chat = lively.chat.get_absolute_url()
    for anchor, name in {"goodbyes": "Goodbyes", "side-talk": "Side talk", "not-sorted": "Not sorted yet"}.items():
        assert f'<a href="{chat}#{anchor}">{name}<span class="vh"> of this chat</span></a>' in page


def test_a_person_has_a_page_across_chats(client: Client, lively: Lively) -> None:
    place(make_chat(make_series("seedchat")), make_tweet("Peas, always."), Part.ASIDE)
    html = read(client, "/people/twitter/ann/")
    assert "Peas, always." in html
    assert "In a cold cellar" in html


def test_a_handle_may_hold_anything(client: Client) -> None:
    make_person("a/b c%", network="irc")
    tweet = make_tweet("Hi", author="zed", network="irc")
    tweet.author = make_person("a/b c%", network="irc")
    tweet.save()
    chat = make_chat()
    place(chat, tweet, Part.ASIDE)
    assert 'href="/people/irc/a%2Fb%20c%25/"' in read(client, chat.get_absolute_url())
    assert "Hi" in read(client, "/people/irc/a%2Fb%20c%25/")


def test_long_lists_of_posts_are_paged(client: Client) -> None:
    chat = make_chat()
    for number in range(51):
        place(chat, make_tweet(f"No. {number}.", minute=number), Part.ASIDE)
    assert "No. 0." in read(client, "/people/twitter/ann/?page=2")
    assert "No. 0." not in read(client, "/people/twitter/ann/?page=no")


def test_the_about_page_says_who_keeps_the_archive(client: Client, lively: Lively) -> None:
    html = read(client, "/about/")
    assert "kept by Ann" in html
    assert 'href="mailto:ann@example.org"' in html


def test_staff_find_the_way_to_the_admin_and_nobody_stores_their_pages(
    client: Client, admin_user: User, lively: Lively
) -> None:
    client.force_login(admin_user)
    response = client.get(lively.chat.get_absolute_url())
    assert "Edit this chat" in response.content.decode()
    assert response.headers["Cache-Control"] == "no-store"


def test_staff_see_who_is_signed_in_and_sign_out_from_any_page(client: Client, admin_user: User) -> None:
    assert "is signed in" not in read(client, "/about/")
    client.force_login(admin_user)
    page = read(client, "/about/")
    assert '<bdi>admin</bdi> is signed in. <a href="/admin/">Admin</a>' in page
    answer = client.post("/admin/logout/", {"next": "/"})
    assert answer.headers["Location"] == "/"
    assert "is signed in" not in read(client, "/about/")


def test_staff_see_drafts(client: Client, admin_user: User) -> None:
    chat = make_chat(published=False)
    client.force_login(admin_user)
    assert "Draft: only staff see this page." in read(client, chat.get_absolute_url())


@pytest.mark.parametrize("extension", ["csv", "json", "md", "txt"])
def test_a_transcript_can_be_taken_away_as_a_file(client: Client, lively: Lively, extension: str) -> None:
    response = client.get(f"/gardenlib/2015-05-12.{extension}")
    assert "cold cellar" in response.getvalue().decode()
    assert response.headers["Link"] == '<http://localhost:8000/gardenlib/2015-05-12/>; rel="canonical"'


def test_files_hold_no_hidden_posts(client: Client, lively: Lively) -> None:
    Chat.tweets.through.objects.get(tweet=lively.hello).tweet.__class__.objects.update(hidden=True)
    assert b"Ohio" not in client.get("/gardenlib/2015-05-12.csv").getvalue()


def test_search_pages_are_kept_out_of_other_indexes(client: Client) -> None:
    assert '<meta name="robots" content="noindex">' in read(client, "/search/?q=")
    assert "Disallow: /search/" in read(client, "/robots.txt")


def test_every_page_names_its_lasting_address(client: Client, lively: Lively) -> None:
    for path in lively.paths[:-1]:
        plain = path.partition("?")[0].removesuffix("embed/").removesuffix("print/")
        assert f'<link rel="canonical" href="http://localhost:8000{plain}">' in read(client, path)


def test_a_post_that_its_network_withheld_says_where(client: Client) -> None:
    chat = make_chat()
    place(chat, make_tweet(withheld=["DE", "FR"]), make_question(chat, 1))

    assert "withheld in DE, FR" in client.get(chat.get_absolute_url()).text
