"""What looks like noise is proposed on top of the desk, and nothing is hidden before somebody presses."""

from __future__ import annotations

from html import escape

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.builders import make_tweet, place
from tests.site.validators.axe import faults_of
from tests.web.lively import HOSTILE, Lively
from transcripts.grouping import Part
from transcripts.models import Chat, Decision, Tweet
from transcripts.publishing import Transcript

pytestmark = pytest.mark.django_db
DESK = "/gardenlib/2015-05-12/edit/"
LINK = [{"shown": "https://t.co/1", "url": "https://paper.example/1"}]
DAILY = "The Seed Daily is out! https://t.co/1"


def make_noise(chat: Chat, number: int = 2, **fields: object) -> list[Tweet]:
    """Posts of a newspaper made by a program."""
    told = {"author": "daily", "app": "Paper.li", "links": LINK, "minute": 30} | fields
    made = [make_tweet(f"{DAILY} {edition}", **told) for edition in range(number)]  # type: ignore[arg-type]
    for tweet in made:
        place(chat, tweet, Part.OFF)
    return made


def noise(client: Client, path: str = DESK) -> str:
    """The section's markup."""
    html = client.get(path).content.decode()
    return html[html.index('<details class="fold noise"') : html.index('<ol class="plain desk">')]


def press(client: Client, do: str, tweets: list[Tweet]) -> None:
    told = {"do": do, "key": [tweet.key for tweet in tweets], "reason": "because", "back": "noise", "show": "all"}
    response = client.post(DESK, told)
    assert response.headers["Location"] == f"{DESK}#noise"


def test_it_is_closed_when_there_is_nothing(admin_client: Client, lively: Lively) -> None:
    html = noise(admin_client)
    assert '<details class="fold noise" id="noise" >' in html
    assert "nothing found" in html
    assert "<form" not in html


def test_a_proposal_says_why_and_names_its_posts(admin_client: Client, lively: Lively) -> None:
    daily = make_noise(lively.chat)
    html = noise(admin_client)
    assert '<details class="fold noise" id="noise" open>' in html
    assert "2 posts to look at" in html
    assert "2 posts by @daily: sent with Paper.li, which posts by itself, always with a link" in html
    for tweet in daily:
        assert f'<input type="hidden" name="key" value="{tweet.key}">' in html
        assert f'<a href="{DESK}#d-{tweet.key}">@daily, 8:30 pm</a>' in html
    assert not Tweet.objects.filter(hidden=True).exists()


def test_of_many_posts_the_first_are_shown_and_all_are_named(admin_client: Client, lively: Lively) -> None:
    make_noise(lively.chat, 9)
    html = noise(admin_client)
    assert html.count("The Seed Daily is out!") == 5
    assert "and 4 more posts" in html
    assert "Hide these 9" in html


def test_a_repeat_names_what_stays(admin_client: Client, lively: Lively) -> None:
    words = "A1 Seeds, garden tools and a telescope that nobody brings back"
    first, second = make_tweet(words, author="dot", minute=30), make_tweet(words, author="dot", minute=31)
    for tweet in (first, second):
        place(lively.chat, tweet, lively.question)
    html = noise(admin_client)
    assert "<b>Stays:</b>" in html
    assert f'name="key" value="{first.key}"' not in html
    assert f'name="key" value="{second.key}"' in html


def test_hiding_takes_the_sentence_for_the_reason_and_is_undone(admin_client: Client, lively: Lively) -> None:
    daily = make_noise(lively.chat)
    press(admin_client, "hide", daily)
    assert {tweet.hidden_reason for tweet in Tweet.objects.filter(hidden=True)} == {"because"}
    assert "nothing found" in noise(admin_client)
    assert ", 2 hidden," in str(Transcript.of(lively.chat).gaps)
    admin_client.post(DESK, {"do": "undo"})
    assert not Tweet.objects.filter(hidden=True).exists()
    assert "2 posts to look at" in noise(admin_client)


def test_what_is_kept_is_not_proposed_again_until_that_is_undone(admin_client: Client, lively: Lively) -> None:
    daily = make_noise(lively.chat)
    press(admin_client, "keep", daily)
    assert "2 posts: Kept: no noise." in admin_client.get(DESK).content.decode()
    assert "nothing found" in noise(admin_client)
    assert not Tweet.objects.filter(hidden=True).exists()
    admin_client.post(DESK, {"do": "undo"})
    assert "2 posts: Undone. May be noise." in admin_client.get(DESK).content.decode()
    assert "2 posts to look at" in noise(admin_client)


def test_of_what_is_kept_in_part_the_rest_is_proposed(admin_client: Client, lively: Lively) -> None:
    daily = make_noise(lively.chat)
    press(admin_client, "keep", daily[:1])
    html = noise(admin_client)
    assert "Hide this" in html
    assert f'name="key" value="{daily[0].key}"' not in html


def test_hidden_retweets_stand_alone_and_can_be_shown_again(admin_client: Client, lively: Lively) -> None:
    repeats = make_noise(lively.chat, 1, is_repost=True, repost_of_key=lively.answer.key, app="RoundTeam")
    html = noise(admin_client)
    assert "1 retweet by @daily" in html
    assert f'href="{DESK}#d-{lively.answer.key}"' in html
    assert f'id="d-{repeats[0].key}"' not in admin_client.get(DESK).content.decode()
    press(admin_client, "hide", repeats)
    assert f'<li class="dp gone" id="d-{repeats[0].key}"' in admin_client.get(DESK).content.decode()
    assert admin_client.get(f"{DESK}?show=hidden").content.decode().count('<li class="dp') == 1


def test_what_a_program_calls_itself_does_no_harm(admin_client: Client, lively: Lively) -> None:
    make_noise(lively.chat, app=f"Bot {HOSTILE}\u202e bot", author="daily")
    html = noise(admin_client)
    assert HOSTILE not in html
    assert escape(HOSTILE, quote=False)[2:20] in html
    assert "\u202e" not in html


def test_no_query_more_however_much_noise_there_is(admin_client: Client, lively: Lively) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as page:
            admin_client.get(DESK)
        return len(page)

    make_noise(lively.chat, 2)
    asked()
    few = asked()
    for author in range(20):
        make_noise(lively.chat, 5, author=f"daily{author}")
    assert asked() == few


def test_readers_see_nothing_of_it(client: Client, lively: Lively) -> None:
    make_noise(lively.chat)
    assert "noise" not in client.get(lively.chat.get_absolute_url()).content.decode()


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("scripts", [True, False])
def test_by_keyboard_noise_is_kept_hidden_and_shown_again(chromium: Browser, site: LiveServer, scripts: bool) -> None:
    chat = Chat.objects.get()
    make_noise(chat)
    make_noise(chat, author="weekly", app="IFTTT")
    User.objects.create_superuser("keeper", password="seeds")
    context = chromium.new_context(base_url=site.url, java_script_enabled=scripts)
    page = context.new_page()
    log_in(page)
    expect(page.locator("#noise")).to_contain_text("4 posts to look at")
    press_enter_on(page, "Keep: no noise")
    expect(page.locator("#noise")).to_contain_text("2 posts to look at")
    press_enter_on(page, "Hide these 2")
    expect(page.locator("#noise")).to_contain_text("nothing found")
    assert Tweet.objects.filter(hidden=True).count() == 2
    page.get_by_role("button", name="Undo").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Undone. Shown.").first).to_be_visible()
    page.goto(DESK)
    expect(page.locator("#noise")).to_contain_text("2 posts to look at")
    if scripts:
        assert faults_of(page) == []
    assert Decision.objects.count() == 4
    context.close()


def log_in(page: Page) -> None:
    page.goto(DESK)
    page.get_by_label("Username").fill("keeper")
    page.get_by_label("Password").fill("seeds")
    page.keyboard.press("Enter")


def press_enter_on(page: Page, name: str) -> None:
    page.get_by_role("button", name=name).first.focus()
    page.keyboard.press("Enter")
