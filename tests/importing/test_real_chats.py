"""The #critlib exports: what is really in them is found, in whatever order they come."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path

import pytest
from django.db.models import Count, Q

from transcripts.grouping import Role
from transcripts.importing import ImportOptions, import_file
from transcripts.models import Chat, Placement, Question, Series, Tweet

pytestmark = [pytest.mark.django_db, pytest.mark.real_data]

WEDNESDAY = 2
MARCH_10 = "twarc1_jsonl/histlib-critlib-tweets__mar102015.json"
MARCH_10_CSV = "twarc1_csv/histlib-critlib-tweets__mar102015.csv"
MARCH_31 = "twarc1_csv/histlib-critlib-tweets__mar312015.csv"
APRIL_7 = "twarc1_csv/histlib-critlib-tweets__apr072015.csv"
JUNE_2 = "twarc1_jsonl/histlib-critlib-tweets__june032015.json"


def take(shared: Path, *files: str) -> None:
    """Take files into #critlib, as the README does."""
    for file in files:
        import_file(shared / file, ImportOptions(series="critlib", timezone="America/New_York", publish=True))


def asking(chat: Chat) -> set[tuple[str, str]]:
    """The labels and keys of the posts that ask the chat's questions."""
    asks = chat.placements.filter(role=Role.ASK, tweet__is_repost=False)
    return {
        (f"{ask.question.label}.ask", ask.tweet.key) for ask in asks.select_related("question", "tweet") if ask.question
    }


def gold_asks(shared: Path, name: str) -> set[tuple[str, str]]:
    """The same, as two people placed them."""
    rows = [line.split("\t") for line in (shared / "gold" / name).read_text().splitlines()]
    return {(label, key) for key, label, _ in rows if label.endswith(".ask")}


def addresses() -> list[str]:
    """The addresses of all chats."""
    return [chat.get_absolute_url() for chat in Chat.objects.select_related("series").order_by("address")]


@pytest.mark.parametrize(
    ("file", "url", "gold"),
    [
        (MARCH_10, "/critlib/2015-03-10/", "critlib-mar102015.tsv"),
        (JUNE_2, "/critlib/2015-06-02/", "critlib-june032015.tsv"),
    ],
)
def test_the_hosts_six_questions_are_found_where_people_see_them(shared: Path, file: str, url: str, gold: str) -> None:
    take(shared, file)

    assert addresses() == [url]
    assert Question.objects.count() == 6
    assert gold_asks(shared, gold) <= asking(Chat.objects.get())


def test_embedded_originals_with_the_hashtag_make_635_posts_of_625(shared: Path) -> None:
    take(shared, MARCH_10)
    assert Series.objects.get().tweets.count() == 635

    take(shared, MARCH_10_CSV)
    assert Series.objects.get().tweets.count() == 635


def test_two_weeks_of_tables_hold_two_chats_and_no_other_burst(shared: Path) -> None:
    take(shared, MARCH_31, APRIL_7)

    found = {
        chat.address: ([host.handle for host in chat.hosts.all()], chat.questions.count())
        for chat in Chat.objects.all()
    }
    assert found == {"2015-03-31": (["pumpedlibrarian"], 5), "2015-04-07": (["jmymcginniss"], 5)}


def test_the_posts_that_two_tables_share_are_one_row_each(shared: Path) -> None:
    take(shared, MARCH_31)
    before = Series.objects.get().tweets.count()
    take(shared, APRIL_7)

    with (shared / APRIL_7).open(encoding="utf-8-sig") as table:
        ids = {row["tweet_url"].rpartition("/")[2] for row in csv.DictReader(table)}
    assert Tweet.objects.filter(source_id__in=ids).count() == len(ids)
    assert Series.objects.get().tweets.count() == before + len(ids) - 839


def test_rounded_references_lead_to_posts_or_nowhere(shared: Path) -> None:
    take(shared, MARCH_31)

    replies = Tweet.objects.exclude(rounded={}).exclude(reply_to_key="")
    assert replies.count() > 100
    assert Tweet.objects.filter(key__in=replies.values("reply_to_key")).count() == len(
        {row.reply_to_key for row in replies}
    )


def everything() -> list[object]:
    """All that a rebuilt archive must have alike, in an order of its own."""
    tweets = Tweet.objects.select_related("author").order_by("key")
    hidden = {"_state", "id", "author_id", "_author_cache"}
    rows = [({n: v for n, v in vars(tweet).items() if n not in hidden}, str(tweet.author)) for tweet in tweets]
    places = Placement.objects.select_related("chat", "question", "tweet").order_by("chat__address", "tweet__key")
    placed = [(str(place.chat), place.tweet.key, place.label, place.method, place.confidence) for place in places]
    asked = list(Question.objects.order_by("chat__address", "position").values_list("chat__address", "label", "text"))
    hours = list(Chat.objects.order_by("address").values_list("address", "title", "sessions__start", "sessions__end"))
    return [
        *rows,
        *placed,
        *asked,
        *hours,
        *Series.tweets.through.objects.order_by("tweet__key").values_list("tweet__key"),
    ]


ORDERS = [
    (MARCH_10, MARCH_10_CSV, MARCH_31, APRIL_7, JUNE_2),
    (APRIL_7, MARCH_31, JUNE_2, MARCH_10_CSV, MARCH_10),
]


def test_the_five_files_in_any_order_give_the_same_archive(shared: Path) -> None:
    one, other = (taken_in(shared, order) for order in ORDERS)

    assert one == other


def taken_in(shared: Path, order: Sequence[str]) -> list[object]:
    """What the archive holds after files came in an order; it is empty again afterwards."""
    take(shared, *order)
    archive = everything()
    Chat.objects.all().delete()
    for row in Series.objects.all():
        row.runs.all().delete()
        row.delete()
    Tweet.objects.all().delete()
    return archive


@pytest.mark.slow
def test_one_persons_archive_holds_117_evenings_with_the_hosts_questions(shared: Path) -> None:
    archive = shared / "twitter_archive_2012" / "cpjobling-cpjobling-tweets__archive_rebuilt.zip"
    import_file(archive, ImportOptions(series="lthechat", timezone="Europe/London"))

    asked = Count("question", filter=Q(role=Role.ASK, tweet__author__handle__iexact="lthechat"), distinct=True)
    led = Placement.objects.values("chat").annotate(asked=asked).filter(asked__gte=3).values("chat")
    evenings = [chat for chat in Chat.objects.filter(pk__in=led) if chat.date.weekday() == WEDNESDAY]
    assert len(evenings) == 117


def test_a_chat_that_nobody_numbers_has_its_hosts_prompts_for_questions(shared: Path) -> None:
    file = shared / "transcript_markdown" / "jdhitsolutions-PSTweetChat__02_PSTweetChat_February2020.md"
    import_file(file, ImportOptions(series="pstweetchat", timezone="America/New_York"))

    chat = Chat.objects.get()
    assert {host.handle for host in chat.hosts.all()} == {"JeffHicks", "MikeKanakos"}
    asked = [question.text.partition("?")[0] for question in chat.questions.all()]
    assert "How long will you wait until you move to #PowerShell7 as you daily driver" in asked
