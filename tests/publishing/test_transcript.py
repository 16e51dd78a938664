"""A transcript is read once and tells all that anyone may see of a chat."""

from __future__ import annotations

from datetime import timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from tests.builders import START, make_chat, make_person, make_question, make_series, make_tweet, place
from transcripts.grouping import Method, Part, Role
from transcripts.models import Chat, ImportRun, Placement, Tweet
from transcripts.publishing import Doubt, Section, Transcript, chat_cards

pytestmark = pytest.mark.django_db
QUERIES = 7


def texts(section: Section) -> list[str]:
    return [post.text for post in section.every_post]


def make_run(chat: Chat, name: str, **fields: object) -> None:
    run = ImportRun.objects.create(series=chat.series, file_name=name, sha256=name, format=name, **fields)
    chat.runs.add(run)


def fill(chat: Chat, count: int) -> None:
    question, people = make_question(chat, 1), [make_person(f"p{number}") for number in range(20)]
    tweets = Tweet.objects.bulk_create(
        Tweet(
            key=f"{5_000 + number}",
            network="twitter",
            author=people[number % 20],
            text=f"Answer {number} @p3",
            mentions=["p3", f"stranger{number}"],
            posted_at=START + timedelta(seconds=number),
            reply_to_key=f"{5_000 + number - number % 7}",
        )
        for number in range(count)
    )
    Placement.objects.bulk_create(
        Placement(chat=chat, tweet=tweet, question=question, method=Method.TIME, confidence=0.5) for tweet in tweets
    )


@pytest.mark.parametrize("count", [1, 1_000])
def test_a_transcript_is_read_in_as_many_queries_however_long_it_is(
    count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    chat = make_chat()
    fill(chat, count)
    chat = Chat.objects.select_related("series").get()
    with django_assert_num_queries(QUERIES):
        assert Transcript.of(chat).gaps.posts == count


def test_answers_stand_under_their_question_oldest_first() -> None:
    chat = make_chat()
    question = make_question(chat, 1)
    place(chat, make_tweet("later", minute=12), question)
    place(chat, make_tweet("sooner", minute=11), question)
    assert texts(Transcript.of(chat).questions[0]) == ["sooner", "later"]


def test_who_asks_comes_before_who_answers() -> None:
    chat = make_chat()
    question = make_question(chat, 1)
    place(chat, make_tweet("A1 early bird", minute=1), question)
    place(chat, make_tweet("Q1 What grows?", minute=5), question, role=Role.ASK)
    section = Transcript.of(chat).questions[0]
    assert [post.text for post in section.asks] == ["Q1 What grows?"]
    assert section.count == 1


def test_parts_stand_around_the_questions() -> None:
    chat = make_chat()
    make_question(chat, 1)
    for part in (Part.UNPLACED, Part.OFF, Part.ASIDE, Part.WRAPUP, Part.INTRO):
        place(chat, make_tweet(part), part)
    titles = [section.title for section in Transcript.of(chat).sections]
    assert titles == ["Hellos", "What grows?", "Goodbyes", "Side talk", "Outside the chat", "Not sorted yet"]


def test_a_reply_stands_within_what_it_answers() -> None:
    chat = make_chat()
    question = make_question(chat, 1)
    answer = make_tweet("A1 Beans", minute=6)
    place(chat, answer, question)
    place(chat, make_tweet("Which?", minute=7, reply_to_key=answer.key), question)
    [root] = Transcript.of(chat).questions[0].posts
    assert [reply.text for reply in root.replies] == ["Which?"]


def test_conversations_are_at_most_three_replies_deep() -> None:
    chat = make_chat()
    question, key = make_question(chat, 1), ""
    for number in range(8):
        tweet = make_tweet(str(number), minute=number, reply_to_key=key)
        place(chat, tweet, question)
        key = tweet.key
    [root] = Transcript.of(chat).questions[0].posts
    deepest = root.replies[0].replies[0].replies
    assert [post.text for post in deepest] == ["3", "4", "5", "6", "7"]


def test_posts_that_answer_each_other_in_a_circle_are_all_shown() -> None:
    chat = make_chat()
    question = make_question(chat, 1)
    first = make_tweet("hen", minute=6, reply_to_key="590000000000000001")
    place(chat, first, question)
    place(chat, make_tweet("egg", minute=7, reply_to_key=first.key), question)
    assert texts(Transcript.of(chat).questions[0]) == ["hen", "egg"]


def test_retweets_are_folded_into_what_they_repeat() -> None:
    chat = make_chat()
    question = make_question(chat, 1)
    answer = make_tweet("A1 Beans")
    place(chat, answer, question)
    for author in ("bob", "cid"):
        repeat = make_tweet("RT @ann: A1 Beans", author=author, is_repost=True, repost_of_key=answer.key)
        place(chat, repeat, question, method=Method.RETWEET)
    transcript = Transcript.of(chat)
    assert texts(transcript.questions[0]) == ["A1 Beans"]
    assert transcript.gaps.retweets == 2


def test_of_retweets_without_their_original_one_is_shown() -> None:
    chat = make_chat()
    for author in ("bob", "cid"):
        place(chat, make_tweet("RT @ann: Beans", author=author, is_repost=True, repost_of_key="1"), Part.ASIDE)
    [post] = Transcript.of(chat).every_post
    assert [repeat.author.handle for repeat in post.retweets] == ["cid"]


def test_who_retweeted_is_told_each_once() -> None:
    chat = make_chat()
    answer = make_tweet("A1 Beans")
    place(chat, answer, Part.ASIDE)
    for author in ("bob", "cid", "bob"):
        place(
            chat, make_tweet("RT @ann: A1 Beans", author=author, is_repost=True, repost_of_key=answer.key), Part.ASIDE
        )
    [post] = Transcript.of(chat).every_post
    assert post.retold == "3 retweets: @bob, @cid"
    assert post.retweets[0].retold == ""


def test_what_repeats_another_by_hand_is_folded_like_any_retweet() -> None:
    chat = make_chat()
    answer = make_tweet("A1 Beans and onions")
    place(chat, answer, Part.ASIDE)
    place(chat, make_tweet("MT @ann A1 Beans", author="bob", repost_of_key=answer.key), Part.ASIDE)
    [post] = Transcript.of(chat).every_post
    assert post.retold == "1 retweet: @bob"
    assert Tweet.objects.originals().get() == answer
    assert chat_cards()[0].told.startswith("1 post by one person")


@pytest.mark.parametrize("has_original", [True, False])
def test_a_retweet_of_a_retweet_is_folded_into_the_same_post(has_original: bool) -> None:
    chat = make_chat()
    if has_original:
        place(chat, make_tweet("Beans", key="1"), Part.ASIDE)
    first = make_tweet("RT @ann: Beans", author="bob", is_repost=True, repost_of_key="1", minute=11)
    second = make_tweet("RT @bob: RT @ann: Beans", author="cid", is_repost=True, repost_of_key=first.key, minute=12)
    for tweet in (first, second):
        place(chat, tweet, Part.ASIDE)
    [post] = Transcript.of(chat).every_post
    assert [repeat.author.handle for repeat in post.retweets] == (["bob", "cid"] if has_original else ["cid"])


def test_retweets_that_repeat_each_other_in_a_circle_are_shown_once() -> None:
    chat = make_chat()
    place(chat, make_tweet("RT @b: x", key="a", is_repost=True, repost_of_key="b"), Part.ASIDE)
    place(chat, make_tweet("RT @a: x", key="b", is_repost=True, repost_of_key="a"), Part.ASIDE)
    assert {post.key for shown in Transcript.of(chat).every_post for post in (shown, *shown.retweets)} == {"a", "b"}


def test_what_repeats_a_hidden_post_through_another_is_not_shown() -> None:
    chat = make_chat()
    place(chat, make_tweet("Buy", key="1", hidden=True), Part.ASIDE)
    place(chat, make_tweet("RT @ann: Buy", key="2", is_repost=True, repost_of_key="1"), Part.ASIDE)
    place(chat, make_tweet("RT @bob: RT @ann: Buy", key="3", is_repost=True, repost_of_key="2"), Part.ASIDE)
    assert list(Transcript.of(chat).every_post) == []


def test_hidden_posts_and_their_retweets_are_not_shown() -> None:
    chat = make_chat()
    hidden = make_tweet("Buy now", hidden=True)
    place(chat, hidden, Part.ASIDE)
    place(chat, make_tweet("RT @ann: Buy now", is_repost=True, repost_of_key=hidden.key), Part.ASIDE)
    transcript = Transcript.of(chat)
    assert not list(transcript.every_post)
    assert transcript.gaps.hidden == 1


def test_times_are_the_chats_own() -> None:
    chat = make_chat(make_series(timezone="Europe/Madrid"))
    place(chat, make_tweet(minute=10), Part.ASIDE)
    [post] = Transcript.of(chat).every_post
    assert f"{post.local:%H:%M %Z}" == "03:10 CEST"


def test_a_day_without_a_time_is_the_same_day_in_every_zone() -> None:
    chat = make_chat()
    place(chat, make_tweet(minute=-60, precision="day"), Part.ASIDE)
    [post] = Transcript.of(chat).every_post
    assert f"{post.local:%Y-%m-%d}" == "2015-05-13"


def test_hosts_are_known_by_their_posts() -> None:
    chat = make_chat(host="ann")
    place(chat, make_tweet(author="ann"), Part.ASIDE)
    place(chat, make_tweet(author="bob"), Part.ASIDE)
    assert [post.by_host for post in Transcript.of(chat).every_post] == [True, False]


@pytest.mark.parametrize(
    ("confidence", "doubt"), [(0.85, Doubt.SURE), (0.84, Doubt.LIKELY), (0.6, Doubt.LIKELY), (0.59, Doubt.GUESS)]
)
def test_confidence_is_told_in_a_word(confidence: float, doubt: Doubt) -> None:
    assert Doubt.of(confidence) == doubt


def test_a_retweet_of_what_is_not_in_the_chat_counts_as_one_wherever_the_chat_is_told_of() -> None:
    chat = make_chat()
    place(chat, make_tweet(), Part.ASIDE)
    stray = make_tweet("RT @eve: Come tonight", author="bob", is_repost=True, repost_of_key="elsewhere")
    place(chat, stray, Part.ASIDE, method=Method.RETWEET)

    transcript = Transcript.of(chat)
    assert len(list(transcript.every_post)) == 2
    assert str(transcript.gaps).startswith("1 post by one person, 1 retweet folded in")
    assert chat_cards()[0].told.startswith("1 post by one person")


def test_the_gaps_are_told_in_a_line() -> None:
    chat = make_chat()
    make_run(chat, "twitter-v1")
    place(chat, make_tweet(author="ann"), Part.ASIDE)
    place(chat, make_tweet(author="bob"), Part.UNPLACED)
    assert str(Transcript.of(chat).gaps) == "2 posts by 2 people, 1 not sorted yet, from a Twitter file."


def test_chosen_quotes_never_pose_as_a_whole_chat() -> None:
    chat = make_chat()
    make_run(chat, "recap", is_selection=True)
    place(chat, make_tweet(), Part.ASIDE)
    assert str(Transcript.of(chat).gaps) == "1 quote from a recap, by one person; not the whole chat."


def test_a_chat_without_a_title_goes_by_its_day() -> None:
    assert Transcript.of(make_chat(title="")).title == "Chat of 12 May 2015"
