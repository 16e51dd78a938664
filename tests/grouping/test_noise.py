"""What is proposed for hiding, and above all what is not."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from itertools import count, permutations

import pytest

from transcripts.grouping import Noise, Proposal, Sent, find_noise

from .chatting import NINE

_numbers = count(1)
ANSWER = "Seeds, garden tools and a telescope that nobody brings back"
FEED = "http://paper.example/today"


def sent(author: str, text: str, minute: float = 10, **more: object) -> Sent:
    """A post by someone, so many minutes after nine."""
    tags = tuple(word.strip("#.,").casefold() for word in text.split() if word.startswith("#"))
    links = tuple(word for word in text.split() if word.startswith("http"))
    fields: dict[str, object] = {"hashtags": tags, "links": links} | more
    return Sent(f"k{next(_numbers):06}", author, text, NINE + timedelta(minutes=minute), **fields)  # type: ignore[arg-type]


def crowd() -> list[Sent]:
    """People who talk with each other under one hashtag."""
    asked = sent("host", "Q1: What do libraries lend besides books? #chat", 5, asks=True, by_host=True)
    answers = [sent(name, f"A1 {name} lends {thing} #chat", 6) for name, thing in (("ann", "skates"), ("bob", "maps"))]
    talk = [sent("ann", f"@bob Which {word}? #chat", 7, reply_to=answers[1].key) for word in ("maps", "sizes")]
    return [asked, *answers, *talk]


def found(*posts: Sent, questions: Iterable[str] = ()) -> list[Proposal]:
    return find_noise([*crowd(), *posts], list(questions))


def the_one(*posts: Sent) -> Proposal:
    [only] = found(*posts)
    return only


# Repeats


def test_the_same_words_by_the_same_author_are_a_repeat_and_the_first_stays() -> None:
    first, second, third = (sent("cid", f"A1 {ANSWER} #chat", minute) for minute in (10, 12, 30))
    proposal = the_one(first, second, third)
    assert (proposal.kind, proposal.keys, proposal.stays) == (
        Noise.EXACT_REPEAT,
        (second.key, third.key),
        first.key,
    )
    assert proposal.sentence == "@cid posted the same words 3 times; the first stays."
    assert not proposal.kind.is_spam


def test_the_hashtag_of_the_chat_makes_no_difference() -> None:
    bare, tagged = sent("cid", f"A1 {ANSWER}", 10), sent("cid", f"A1: {ANSWER}. #chat", 11)
    assert the_one(bare, tagged).keys == (tagged.key,)


def test_other_hashtags_are_words() -> None:
    assert (
        found(
            sent("cid", "My favourite thing to lend is #skates", 10),
            sent("cid", "My favourite thing to lend is #maps", 11),
        )
        == []
    )


def test_what_was_answered_stays() -> None:
    first, second = sent("cid", f"A1 {ANSWER} #chat", 10), sent("cid", f"A1 {ANSWER} #chat", 11)
    proposal = the_one(first, second, sent("ann", "@cid A telescope?", 12, reply_to=second.key))
    assert (proposal.keys, proposal.stays) == ((first.key,), second.key)
    assert proposal.sentence.endswith("the one that was answered stays.")


def test_of_two_that_were_answered_both_stay() -> None:
    posts = [sent("cid", f"A1 {ANSWER} #chat", minute) for minute in (10, 11)]
    assert found(*posts, *(sent("ann", "@cid A telescope?", 12, reply_to=post.key) for post in posts)) == []


def test_answering_oneself_is_no_answer() -> None:
    first, second = sent("cid", f"A1 {ANSWER} #chat", 10), sent("cid", f"A1 {ANSWER} #chat", 11)
    assert the_one(first, second, sent("cid", "and a drum", 12, reply_to=second.key)).keys == (second.key,)


@pytest.mark.parametrize(
    ("once", "again"),
    [
        (f"A1 {ANSWER}", f"A1 {ANSWER.replace('telescope', 'telescpoe')}"),
        (f"A1 {ANSWER}", f"A1 {ANSWER} ever"),
    ],
)
def test_a_slip_put_right_or_a_word_more_is_a_near_repeat(once: str, again: str) -> None:
    first, second = sent("cid", once, 10), sent("cid", again, 11)
    proposal = the_one(first, second)
    assert (proposal.kind, proposal.keys, proposal.stays) == (Noise.NEAR_REPEAT, (second.key,), first.key)
    assert "% alike" in proposal.sentence


@pytest.mark.parametrize(
    ("once", "again"),
    [
        (f"A1 {ANSWER}", f"A2 {ANSWER}"),
        (f"A1 {ANSWER} since 2014", f"A1 {ANSWER} since 2015"),
        (f"A1 We lend {ANSWER}", f"A1 We do not lend {ANSWER}"),
        (f"@ann {ANSWER} in every town", f"@bob {ANSWER} in every town"),
        (f"A1 {ANSWER} in every town", f"A1 {ANSWER.replace('Seeds', 'Chairs')} in every town"),
        (f"{ANSWER} http://a.example/1", f"{ANSWER} http://a.example/2"),
    ],
)
def test_another_number_person_word_or_link_says_something_else(once: str, again: str) -> None:
    assert found(sent("cid", once, 10), sent("cid", again, 11)) == []


def test_of_several_wordings_one_stays() -> None:
    words = (f"A1 {ANSWER}", f"A1 {ANSWER} ever", f"A1 {ANSWER.replace('telescope', 'telescpoe')} ever")
    first, second, third = (sent("cid", text, 10 + number) for number, text in enumerate(words))
    answered = sent("ann", "@cid Ever?", 14, reply_to=third.key)
    assert {one.keys: one.stays for one in found(first, second, third)} == {
        (second.key,): first.key,
        (third.key,): first.key,
    }
    proposals = found(first, second, third, answered)
    assert {one.keys: one.stays for one in proposals} == {(second.key,): first.key, (first.key,): third.key}


def test_a_near_repeat_comes_soon() -> None:
    assert found(sent("cid", f"A1 {ANSWER}", 10), sent("cid", f"A1 {ANSWER} ever", 50)) == []


@pytest.mark.parametrize(
    "text", ["Hi all!", "Yes!", "Yes, I agree with that", "Thanks everyone, great chat! #chat", "👏👏👏"]
)
def test_what_people_say_in_the_same_words_is_no_repeat(text: str) -> None:
    assert found(*(sent(name, text) for name in ("cid", "dot", "eve", "fay"))) == []


@pytest.mark.parametrize("text", ["Hi all!", "Yes!", "I agree", "Thanks all"])
def test_short_words_may_be_said_again(text: str) -> None:
    assert found(*(sent("cid", text, minute) for minute in range(9))) == []


def test_hosts_may_repeat_themselves() -> None:
    lead_in = "Get ready, the next question is coming in a minute, everyone #chat"
    assert found(*(sent("host", lead_in, minute) for minute in (10, 20, 30))) == []
    assert found(*(sent("cohost", lead_in, minute, by_host=True) for minute in (10, 20, 30))) == []


def test_whoever_asks_the_question_again_asks_it_again() -> None:
    again = [sent("cid", "Q1. What do libraries lend, besides books? #chat", minute) for minute in (8, 9)]
    assert found(*again) == []
    later = [sent("cid", "Who pays for all of the repairs, and how? #chat", minute) for minute in (8, 9)]
    assert found(*later, questions=["Who pays for all the repairs, and how?"]) == []
    assert len(found(*later)) == 1


@pytest.mark.parametrize("form", ["RT @ann: {}", "MT @ann {}", "{} via @ann", "♺ @ann: {}", "So true! RT @ann: {}"])
def test_what_says_whose_words_it_repeats_is_no_repeat(form: str) -> None:
    assert found(*(sent("cid", form.format(ANSWER), minute) for minute in (10, 11))) == []


def test_the_same_words_and_link_by_accounts_that_talk_with_nobody_are_proposed_but_for_the_first() -> None:
    text = f"Ten raised beds for your yard this spring, tested #chat {FEED}"
    posts = [sent(name, text, 10 + number) for number, name in enumerate(("cid", "dot", "eve"))]
    proposal = the_one(*posts)
    assert (proposal.kind, proposal.keys) == (Noise.EXACT_REPEAT, (posts[1].key, posts[2].key))
    assert proposal.sentence == "Posted 3 times by 3 accounts in the same words, always with the same link."


def test_people_of_the_chat_may_share_a_link_in_the_same_words() -> None:
    text = f"Ten raised beds for your yard this spring, tested #chat {FEED}"
    assert found(*(sent(name, text) for name in ("ann", "bob", "dot"))) == []


def test_the_same_words_and_link_to_one_person_after_another_are_spam() -> None:
    posts = [
        sent("cid", f"@{name} You've been quoted in my story http://story.example/1", 40)
        for name in ("ann", "bob", "eve")
    ]
    proposal = the_one(*posts)
    assert (proposal.kind, len(proposal.keys)) == (Noise.LINK_SPAM, 3)
    assert proposal.sentence == "@cid sent the same words and link 3 times, to 3 people."


# What no person sent


@pytest.mark.parametrize("app", ["Paper.li", "IFTTT", "dlvr.it", "twitterfeed", "twittbot.net", "Garden Bot"])
def test_a_program_that_posts_links_by_itself_is_proposed(app: str) -> None:
    proposal = the_one(sent("daily", f"The Daily is out! #chat {FEED}", app=app))
    assert proposal.kind is Noise.AUTOMATED
    assert proposal.sentence == (
        f"1 post by @daily: sent with {app}, which posts by itself, always with a link and in conversation with nobody."
    )


@pytest.mark.parametrize(
    "app", ["TweetDeck", "Buffer", "HootSuite", "Tweetbot for iΟS", "Tweet Button", "tchat.io", ""]
)
def test_programs_that_people_use_are_none(app: str) -> None:
    assert found(sent("daily", f"The Daily is out! #chat {FEED}", app=app)) == []


def test_a_program_made_for_one_account_is_proposed_when_it_only_links() -> None:
    assert the_one(sent("seed_news", f"Seeds {FEED}", app="Seed News")).kind is Noise.AUTOMATED
    assert found(sent("dave", "I wrote this with my own script #chat", app="dave-tweets")) == []


def test_retweets_by_a_robot_are_proposed_and_those_of_people_not() -> None:
    repeats = [
        sent("helper", f"RT @ann: {ANSWER} {number}", 20, is_repost=True, app="RoundTeam") for number in range(2)
    ]
    assert the_one(*repeats).sentence.startswith("2 retweets by @helper: sent with RoundTeam")
    assert found(*(sent("fan", f"RT @ann: {ANSWER} {number}", 20, is_repost=True) for number in range(30))) == []


def test_an_advertisement_is_proposed() -> None:
    advert = sent("deals", "Win a $1000 gift card, only 9 left! http://x.example/1 #chat #win")
    assert the_one(advert).kind is Noise.LINK_SPAM
    innocent = "Would you let your students work from home? http://x.example/1 #chat"
    assert found(sent("cid", innocent)) == []


def test_the_same_link_again_and_again_is_proposed() -> None:
    posts = [sent("shop", f"Reason {number} to buy our gloves #chat {FEED}", 10 + number) for number in range(4)]
    proposal = the_one(*posts)
    assert proposal.keys == tuple(post.key for post in posts)
    assert "the same link 4 times" in proposal.sentence
    assert found(*posts[:3]) == []


def test_a_job_with_a_row_of_hashtags_is_proposed_and_a_colleagues_offer_not() -> None:
    assert the_one(sent("jobs", f"We are hiring! {FEED} #chat #a #b #c #d #e")).kind is Noise.LINK_SPAM
    assert found(sent("cid", f"Come and work with me, we are hiring! {FEED} #chat")) == []


def test_a_flood_of_links_with_rows_of_hashtags_is_proposed() -> None:
    posts = [sent("wave", f"No {n} http://{n}.example #chat #a #b #c #d #e", 10 + n / 10) for n in range(7)]
    assert the_one(*posts).kind is Noise.FLOOD


@pytest.mark.parametrize(
    "text",
    [
        f"A1 My library lends these {FEED} #chat",
        f"@ann Look at these {FEED} #chat",
        f"Hi all! Here is what we lend {FEED} #chat",
    ],
)
def test_whoever_answers_speaks_to_someone_or_greets_is_left_alone(text: str) -> None:
    assert found(sent("cid", text, app="IFTTT")) == []


def test_what_somebody_answered_is_left_alone() -> None:
    feed = sent("daily", f"The Daily is out! #chat {FEED}", app="Paper.li")
    assert found(feed, sent("ann", "@daily Nice", 11, reply_to=feed.key)) == []


def test_a_recipe_of_somebody_who_talks_is_left_alone() -> None:
    assert found(sent("ann", f"New on my blog: #chat {FEED}", app="IFTTT")) == []


def test_hosts_are_left_alone_whatever_they_use() -> None:
    assert found(sent("host", f"Read this before the chat #chat {FEED}", app="Paper.li")) == []


# All of it


def test_every_post_is_named_once_whatever_the_order_it_comes_in() -> None:
    posts = [sent("daily", f"The Daily is out! #chat {FEED}", 10 + number, app="Paper.li") for number in range(4)]
    proposals = {tuple(find_noise([*order, *crowd_once])) for crowd_once in [crowd()] for order in permutations(posts)}
    assert len(proposals) == 1
    named = [key for proposal in proposals.pop() for key in proposal.keys]
    assert sorted(named) == sorted(post.key for post in posts)


def test_a_plain_chat_has_no_noise() -> None:
    assert found() == []
    assert find_noise([]) == []
