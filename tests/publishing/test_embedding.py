"""What is pasted elsewhere is text first: whole, escaped, and linked, whatever becomes of its frame."""

from __future__ import annotations

from dataclasses import replace

import pytest
from lxml import html
from markdown_it import MarkdownIt

from tests.builders import make_chat, make_question, make_tweet, place
from tests.web.lively import HOSTILE, Lively, make_lively
from transcripts.models import Annotation, Tweet
from transcripts.publishing import (
    Conversation,
    Embed,
    Transcript,
    embed_code,
    first_answers,
    oembed_html,
)

pytestmark = pytest.mark.django_db
SITE = "https://seeds.example"


@pytest.fixture
def lively() -> Lively:
    """A chat with something of everything."""
    return make_lively()


def of_post(tweet: Tweet) -> Embed:
    return Embed.of_post(Conversation.of(tweet), SITE)


def of_question(lively: Lively) -> Embed:
    transcript = Transcript.of(lively.chat)
    return Embed.of_question(transcript, transcript.questions[0], SITE)


def text(markup: str) -> str:
    """What a reader sees of a quote where frames and scripts are gone."""
    found = html.fromstring(f"<div>{markup}</div>").find("blockquote")
    assert found is not None
    return str(found.text_content())


def test_a_post_is_quoted_whole_with_who_and_when(lively: Lively) -> None:
    assert text(embed_code(of_post(lively.answer))) == (
        "A1 In a cold cellar, with sixty “cans” & a map https://t.co/abc #gardenlib "
        "— Ann Lee (@ann), Lending seeds, 12 May 2015"
    )


def test_a_question_is_quoted_with_its_answers(lively: Lively) -> None:
    told = text(embed_code(of_question(lively)))
    assert told.startswith("Q1: How did your seed library begin? Ann Lee: “A1 In a cold cellar, with sixty “cans”")
    assert told.endswith("Bob: “@ann Sixty?” — 2 answers, Lending seeds, 12 May 2015")


def test_a_chat_is_quoted_with_its_questions(lively: Lively) -> None:
    assert text(embed_code(Embed.of_chat(Transcript.of(lively.chat), SITE))) == (
        "Lending seeds Q1: How did your seed library begin? (2 answers) Q2: What grows? (3 answers) "
        "— #gardenlib chats, hosted by Gardenhost, 12 May 2015"
    )


def test_a_chat_without_questions_says_what_is_kept_of_it() -> None:
    embed = Embed.of_chat(Transcript.of(make_chat()), SITE)
    assert embed.words == ("Lending seeds", "0 posts by 0 people.")


def test_the_quote_comes_first_then_the_frame_then_the_script(lively: Lively) -> None:
    address = f"{SITE}/t/{lively.answer.key}/"
    quote, frame, script = embed_code(of_post(lively.answer)).split("\n")
    assert quote.startswith(f'<blockquote class="wp-embedded-content" cite="{address}"><p dir="auto">A1 In')
    assert quote.endswith(f'<a href="{address}">Lending seeds, 12 May 2015</a></p></blockquote>')
    assert frame.startswith(f'<iframe src="{address}embed/" title="Ann Lee in Lending seeds" width="600" height="')
    assert script == f'<script async src="{SITE}/embed.js"></script>'


def test_what_is_pasted_holds_no_blank_line_that_would_end_it_in_markdown(lively: Lively) -> None:
    Tweet.objects.filter(pk=lively.answer.pk).update(text="one\n\n\n    *two*")
    code = embed_code(of_post(lively.answer))
    assert f"\n{code}\n" in MarkdownIt().render(f"Look:\n\n{code}\n\nThat *is* it.")


def test_what_oembed_gives_is_one_line_and_shows_its_frame(lively: Lively) -> None:
    told = oembed_html(of_post(lively.answer), 400, 300)
    assert "\n" not in told
    assert ' width="400" height="300" frameborder="0"></iframe>' in told
    assert "hidden" not in told


@pytest.mark.parametrize(
    "words", [HOSTILE, "</blockquote><iframe src=x>", "a\x00b\u202ec", "&lt;b&gt; &amp;amp; &#60;"]
)
def test_hostile_words_stay_words(lively: Lively, words: str) -> None:
    embed = replace(of_post(lively.answer), words=(words,), title=words, by=words, within=words)
    for told in (embed_code(embed), oembed_html(embed, 600, 300)):
        found = html.fragments_fromstring(told)
        assert [one.tag for one in found] == ["blockquote", "iframe", "script"]
        assert found[0].text_content().startswith(words.replace("\x00", "").replace("\u202e", ""))


def test_the_best_answers_stand_first(lively: Lively) -> None:
    Annotation.objects.put(lively.chat, Annotation.Kind.BEST, {lively.reply.key: ""})
    section = Transcript.of(lively.chat).questions[0]
    assert next(iter(first_answers(section))).text == "@ann Sixty?"


def test_answers_come_before_what_replies_to_them_and_are_five_at_most() -> None:
    chat = make_chat()
    question = make_question(chat, 1)
    for number in range(4):
        answer = make_tweet(f"answer {number}", minute=6 + number)
        place(chat, answer, question)
        place(chat, make_tweet(f"reply {number}", minute=20 + number, reply_to_key=answer.key), question)
    section = Transcript.of(chat).questions[0]
    told = [post.text for post in first_answers(section)]
    assert told == ["answer 0", "answer 1", "answer 2", "answer 3", "reply 0"]
    assert not any(post.replies for post in first_answers(section))


@pytest.mark.parametrize(("length", "number"), [(14, 5), (140, 3), (500, 1), (9000, 1)])
def test_there_are_as_many_answers_as_a_phone_shows_at_once_and_one_at_least(length: int, number: int) -> None:
    question = make_question(make_chat(), 1)
    for minute in range(7):
        place(question.chat, make_tweet("s" * length, minute=6 + minute), question)
    section = Transcript.of(question.chat).questions[0]
    assert len(first_answers(section)) == number


def test_a_long_answer_is_cut_with_an_ellipsis(lively: Lively) -> None:
    Tweet.objects.filter(pk=lively.answer.pk).update(text="seed " * 200)
    assert "seed seed…”" in of_question(lively).words[1]
    assert len(of_question(lively).words[1]) < 300


def test_a_frame_is_reckoned_taller_for_more_words_and_in_a_narrow_column(lively: Lively) -> None:
    short = of_post(lively.answer)
    long = replace(short, words=("seed " * 100,))
    assert short.height() < long.height() < long.height(300)
    assert short.height() < replace(short, words=("種" * 200,)).height() > replace(short, words=("s" * 200,)).height()
    assert replace(short, words=("seed " * 9000,)).height() == 1000
