"""Conversations held elsewhere: Slack, Discord, Reddit, and tweets by way of Nitter."""

from __future__ import annotations

import pytest

from transcripts.importing.records import Link, Media, UnreadableFile

from .conftest import SAMPLES, Written, read, sample


def test_slack_gives_public_channels_and_nothing_private() -> None:
    reading = sample("slack.zip")
    assert [p.source_id for p in reading.own] == [
        f"C1/{moment}"
        for moment in ("1452837352.000006", "1452837360.000007", "1452837370.000008", "1452837380.000009")
    ]
    assert "hedge" not in repr(reading.records)
    assert "between us" not in repr(reading.records)
    assert [r.reason for r in reading.rejections] == ["it has no text"]


def test_slacks_markup_reads_as_people_see_it() -> None:
    question = sample("slack.zip").own[0]
    assert question.text == "Q1 what do you grow, @bob_t? see this page <soon> @here #gardenlib #beans"
    assert question.links == (Link("this page", "https://garden.example/a?x=1&y=2"),)
    assert (question.mentions, question.hashtags) == (("bob_t",), ("gardenlib", "beans"))
    assert (question.author.handle, question.author.name, question.author.source_id) == ("ann", "Ann F", "U1")


def test_a_slack_thread_answers_its_first_message() -> None:
    answer = sample("slack.zip").own[1]
    assert (answer.reply_to_id, answer.reply_to_handle) == ("C1/1452837352.000006", "ann")
    assert str(answer.posted_at) == "2016-01-15 05:56:00+00:00"


def test_a_slack_bot_speaks_in_attachments_and_files_keep_their_secret() -> None:
    _, _, bot, picture = sample("slack.zip").own
    assert (bot.author.handle, bot.text) == ("weather", "Forecast\nRain & more")
    assert (picture.author.handle, picture.text) == ("U9", "")
    assert picture.media == (Media("https://garden.slack.example/f/1", "file", "A bean"),)


def test_discord_gives_messages_and_replies() -> None:
    question, answer, picture = sample("discord.json").own
    assert (question.network, question.source_id, question.likes) == ("discord", "1045178587575242772", 2)
    assert (question.author.handle, question.author.name, question.author.source_id) == ("ann", "Ann F", "7")
    assert (answer.reply_to_id, answer.mentions) == ("1045178587575242772", ("ann",))
    assert (picture.text, picture.media) == ("", (Media("https://cdn.example/1.png", "file"),))


def test_a_direct_conversation_is_refused(written: Written) -> None:
    export = (SAMPLES / "discord.json").read_text().replace("GuildTextChat", "DirectTextChat")
    with pytest.raises(UnreadableFile, match="private conversation"):
        read(written("dm.json", export))


def test_a_reddit_thread_is_read_comments_before_their_replies() -> None:
    reading = sample("reddit.json")
    assert [(p.source_id, p.author.handle, p.text, p.reply_to_id, p.reply_to_handle) for p in reading.own] == [
        ("t3_a", "ann", "Ask me about beans\n\nI grow & eat them", "", ""),
        ("t1_b", "bob_t", "Which > ones?", "t3_a", ""),
        ("t1_c", "ann", "All of them", "t1_b", "bob_t"),
        ("t1_e", "cyd", "Why?", "t3_a", ""),
    ]
    assert sorted(r.reason for r in reading.rejections) == ["3 comments left out of the file", "it was deleted"]


def test_nitter_gives_tweets_with_ids_and_whole_links() -> None:
    reading = sample("nitter.xml")
    question, answer = reading.own
    assert question.text == "Q1 What do you grow?\nSee garden.example/pars… & #gardenlib"
    assert question.links == (Link("garden.example/pars…", "https://garden.example/parsley"),)
    assert question.media == (Media("https://pbs.twimg.com/media/BEAN1.jpg"),)
    assert (question.source_id, question.author.handle) == ("1415045781233545218", "ann")
    assert (answer.source_id, answer.reply_to_handle) == ("1415045781233545219", "ann")
    assert [r.reason for r in reading.rejections] == ["it has no text"]


def test_entities_that_breed_are_not_resolved(written: Written) -> None:
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 20}">' for n in range(1, 9))
    feed = (SAMPLES / "nitter.xml").read_text().replace('<!ENTITY lol "lol">', f'<!ENTITY e0 "ha">{entities}')
    reading = read(written("bomb.xml", feed.replace("beans</p>]]>", "beans</p>]]>&e8;")))
    assert all(len(p.text) < 1000 for p in reading.own)


def test_a_graph_says_what_to_export_instead(written: Written) -> None:
    with pytest.raises(UnreadableFile, match="holds no posts; export the posts themselves"):
        read(written("a.graphml", '<?xml version="1.0"?><graphml><graph edgedefault="directed"></graph></graphml>'))


@pytest.mark.parametrize("key", ["[1]", "{}", "7", "null"])
def test_a_key_that_is_no_name_costs_no_more_than_the_file(written: Written, key: str) -> None:
    export = (SAMPLES / "discord.json").read_text().replace('"channel":', f"{key}:", 1)
    assert len(read(written("odd.json", export), kind="discord").own) == 3
