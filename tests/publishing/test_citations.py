"""Citations follow their style to the letter, and say what is not known by leaving it out."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from tests.builders import make_chat, make_person, make_question, make_tweet, place
from transcripts.grouping import Part
from transcripts.models import Chat, Participant, Tweet
from transcripts.publishing import CITATIONS, Cited, Site, Transcript

pytestmark = pytest.mark.django_db
SITE = Site("Seedbed", "https://chats.example")
ORIGINAL = "https://twitter.com/ann/status/77"
KEPT = "Archived at Seedbed, https://chats.example/t/77/"
LONG = "one two three four five six seven eight nine ten 11 12 13 14 15 16 17 18"


def post(text: str = "Seeds want to be shared.", *, name: str = "Ann Lee", **fields: object) -> Cited:
    """A post by @ann at 01:10 UTC, 13 May 2015."""
    chat = make_chat()
    tweet = make_tweet(text, key="77", source_id="77")
    Participant.objects.update(name=name)
    Tweet.objects.update(**fields)
    place(chat, tweet, Part.ASIDE)
    return Cited.post(next(Transcript.of(chat).every_post), SITE)


def transcript(title: str = "Lending seeds", hosts: tuple[str, ...] = ("gardenhost",)) -> Transcript:
    """A chat with a question and an answer."""
    chat = make_chat(title=title)
    chat.hosts.set([make_person(handle, f"Host {handle}") for handle in hosts])
    place(chat, make_tweet("A1 Beans"), make_question(chat, 1, "What grows?"))
    return Transcript.of(chat)


def cited(style: str, what: Cited) -> str:
    return CITATIONS[style].write([what])


@pytest.mark.parametrize(
    ("style", "expected"),
    [
        ("apa", f"Ann Lee [@ann]. (2015, May 13). Seeds want to be shared. [Tweet]. Twitter. {ORIGINAL} {KEPT}"),
        (
            "mla",
            f"Ann Lee [@ann]. “Seeds want to be shared.” Twitter, 13 May 2015, 1:10 a.m. UTC, {ORIGINAL}. {KEPT}.",
        ),
        (
            "chicago",
            f"Ann Lee (@ann). “Seeds want to be shared.” Twitter, May 13, 2015, 1:10 a.m. UTC. {ORIGINAL}. {KEPT}.",
        ),
        (
            "bibtex",
            "@online{ann-2015-77,\n"
            "  author = {{Ann Lee (@ann)}},\n"
            "  title = {{Seeds want to be shared.}},\n"
            "  titleaddon = {Tweet},\n"
            "  organization = {{Seedbed}},\n"
            "  date = {2015-05-13},\n"
            "  year = {2015},\n"
            "  url = {https://chats.example/t/77/},\n"
            "  note = {Twitter, 1:10 a.m. UTC. Original: https://twitter.com/ann/status/77},\n"
            "}\n",
        ),
    ],
)
def test_a_post_is_cited_with_its_original_and_its_permalink(style: str, expected: str) -> None:
    assert cited(style, post()) == expected


def test_csl_json_is_a_list_with_a_post() -> None:
    assert json.loads(cited("csl", post())) == [
        {
            "id": "ann-2015-77",
            "type": "post",
            "author": [{"literal": "Ann Lee [@ann]"}],
            "title": "Seeds want to be shared.",
            "genre": "Tweet",
            "container-title": "Twitter",
            "issued": {"date-parts": [[2015, 5, 13]]},
            "URL": "https://chats.example/t/77/",
            "archive": "Seedbed",
            "note": f"1:10 a.m. UTC; Original: {ORIGINAL}",
        }
    ]


def test_apa_gives_twenty_words_of_which_tags_addresses_and_emoji_are_one_each() -> None:
    told = cited("apa", post(f"{LONG} 🌱👩🏽‍🌾 https://t.co/abc #GardenLib"))
    assert f"(2015, May 13). {LONG} 🌱👩🏽‍🌾… [Tweet]." in told


def test_apa_gives_a_text_of_twenty_words_whole() -> None:
    assert f"{LONG} #a https://t.co/b [Tweet]." in cited("apa", post(f"{LONG} #a https://t.co/b"))


def test_mla_gives_the_whole_text_in_a_line_and_chicago_160_characters() -> None:
    what = post("A1 Seeds,\n" + "and more seeds " * 20)
    assert f"“A1 Seeds, {'and more seeds ' * 19}and more seeds.”" in cited("mla", what)
    assert f"“A1 Seeds, {'and more seeds ' * 9}and more seeds…”" in cited("chicago", what)


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("She said “sow” now", "“She said ‘sow’ now.”"),
        ('Why "sow"?', "“Why 'sow'?”"),
        ("He asked “Why?”", "“He asked ‘Why?’”"),
        ("It’s #sowing time 🌱", "“It’s #sowing time 🌱.”"),
        ("Wait…", "“Wait…”"),
    ],
)
@pytest.mark.parametrize("style", ["mla", "chicago"])
def test_quotes_inside_quotes_are_single_and_signs_are_not_doubled(style: str, text: str, quoted: str) -> None:
    assert f". {quoted} Twitter" in cited(style, post(text))


@pytest.mark.parametrize(
    ("style", "start"), [("apa", "@ann. (2015"), ("mla", "@ann. “"), ("chicago", "@ann. “"), ("csl", "[")]
)
def test_without_a_name_the_handle_stands_alone(style: str, start: str) -> None:
    told = cited(style, post(name="ann"))
    assert told.startswith(start)
    assert "ann [@ann]" not in told


def test_without_a_time_the_day_stands_alone() -> None:
    what = post(precision="day", posted_at=datetime(2009, 6, 2, tzinfo=UTC))
    assert f"Twitter, 2 June 2009, {ORIGINAL}." in cited("mla", what)
    assert "Twitter, June 2, 2009. http" in cited("chicago", what)
    assert "note = {Twitter. Original" in cited("bibtex", what)


def test_without_an_original_the_permalink_stands_alone() -> None:
    what = post(source_id="", network="slack", author=make_person("zoe", network="slack"))
    assert cited("apa", what).endswith(f"[Slack message]. Slack. {KEPT}")
    assert cited("mla", what).endswith(f"Slack, 13 May 2015, 1:10 a.m. UTC. {KEPT}.")
    assert cited("chicago", what).endswith(f"1:10 a.m. UTC. {KEPT}.")
    assert "Original" not in cited("bibtex", what) + cited("csl", what)


def test_what_the_text_does_not_show_is_told_in_brackets() -> None:
    picture = {"url": "https://example.org/1.jpg", "kind": "photo"}
    what = post("Look", media=[picture, picture], cut_at_source=True)
    assert "Look [Photo attached] [cut at source] [Tweet]." in cited("apa", what)
    assert "“Look.” [Photo attached] [cut at source] Twitter" in cited("mla", what)
    assert "Photo attached. Cut at source}" in cited("bibtex", what)


@pytest.mark.parametrize(
    ("network", "day", "genre", "name"),
    [
        ("twitter", 23, "Tweet", "Twitter"),
        ("twitter", 24, "Post", "X"),
        ("mastodon", 24, "Mastodon post", "Mastodon"),
        ("bluesky", 24, "Bluesky post", "Bluesky"),
        ("irc", 24, "IRC message", "IRC"),
        ("threads", 24, "Post", "Threads"),
    ],
)
def test_a_post_is_called_what_its_network_called_it_then(network: str, day: int, genre: str, name: str) -> None:
    author = make_person("eve", network=network)
    what = post(author=author, network=network, posted_at=datetime(2023, 7, day, 9, tzinfo=UTC))
    assert (what.genre, what.network) == (genre, name)


def test_bibtex_escapes_what_latex_would_read() -> None:
    told = cited("bibtex", post("50% of #seeds & roots_{}~^\\ cost $1 “é”", name="A } and {B"))
    assert (
        r"title = {{50\% of \#seeds \& roots\_\textbraceleft{}\textbraceright{}\textasciitilde{}\textasciicircum{}"
        r"\textbackslash{} cost \$1 “é”}}"
    ) in told
    assert r"author = {{A \textbraceright{} and \textbraceleft{}B (@ann)}}" in told
    assert told.count("{") == told.count("}")


@pytest.mark.parametrize(
    ("style", "expected"),
    [
        (
            "apa",
            "Host gardenhost [@gardenhost]. (2015, May 12). #gardenlib chat: Lending seeds [Twitter chat transcript]. "
            "Seedbed. https://chats.example/gardenlib/2015-05-12/",
        ),
        (
            "mla",
            "Host gardenhost [@gardenhost]. “#gardenlib chat: Lending seeds.” Seedbed, 12 May 2015, "
            "https://chats.example/gardenlib/2015-05-12/. Twitter chat transcript.",
        ),
        (
            "chicago",
            "Host gardenhost (@gardenhost). “#gardenlib chat: Lending seeds.” Twitter chat transcript, May 12, 2015. "
            "Seedbed. https://chats.example/gardenlib/2015-05-12/.",
        ),
        (
            "bibtex",
            "@online{gardenlib-2015-05-12,\n"
            "  author = {{Host gardenhost (@gardenhost)}},\n"
            "  title = {{\\#gardenlib chat: Lending seeds}},\n"
            "  titleaddon = {Twitter chat transcript},\n"
            "  organization = {{Seedbed}},\n"
            "  date = {2015-05-12},\n"
            "  year = {2015},\n"
            "  url = {https://chats.example/gardenlib/2015-05-12/},\n"
            "}\n",
        ),
    ],
)
def test_a_chat_is_cited_with_its_hosts_as_authors(style: str, expected: str) -> None:
    assert cited(style, Cited.chat(transcript(), SITE)) == expected


@pytest.mark.parametrize(
    ("style", "expected"),
    [
        (
            "apa",
            "Host gardenhost [@gardenhost]. (2015, May 12). Q1: What grows? In #gardenlib chat: Lending seeds "
            "[Twitter chat transcript]. Seedbed. https://chats.example/gardenlib/2015-05-12/q1/",
        ),
        (
            "mla",
            "Host gardenhost [@gardenhost]. “Q1: What grows?” #gardenlib chat: Lending seeds. Seedbed, 12 May 2015, "
            "https://chats.example/gardenlib/2015-05-12/q1/. Twitter chat transcript.",
        ),
        (
            "chicago",
            "Host gardenhost (@gardenhost). “Q1: What grows?” In “#gardenlib chat: Lending seeds.” "
            "Twitter chat transcript, May 12, 2015. Seedbed. https://chats.example/gardenlib/2015-05-12/q1/.",
        ),
    ],
)
def test_a_question_is_cited_within_its_chat(style: str, expected: str) -> None:
    told = transcript()
    assert cited(style, Cited.question(told, told.questions[0], SITE)) == expected


def test_csl_json_of_a_question_names_its_chat() -> None:
    told = transcript()
    [item] = json.loads(cited("csl", Cited.question(told, told.questions[0], SITE)))
    assert (item["type"], item["id"]) == ("webpage", "gardenlib-2015-05-12-q1")
    assert (item["container-title"], item["publisher"]) == ("#gardenlib chat: Lending seeds", "Seedbed")


def test_a_chat_without_a_host_begins_with_its_title() -> None:
    what = Cited.chat(transcript(hosts=()), SITE)
    assert cited("apa", what).startswith("#gardenlib chat: Lending seeds [Twitter chat transcript]. (2015, May 12).")
    assert cited("mla", what).startswith("“#gardenlib chat")
    assert "author" not in cited("bibtex", what) + cited("csl", what)


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("", "#gardenlib chat of 12 May 2015"),
        ("#gardenlib: peas", "#gardenlib: peas"),
        ("Peas", "#gardenlib chat: Peas"),
    ],
)
def test_a_chat_is_called_by_its_hashtag_once(title: str, shown: str) -> None:
    assert Cited.chat(transcript(title), SITE).title == shown


def test_several_hosts_stand_in_a_row_as_each_style_has_it() -> None:
    what = Cited.chat(transcript(hosts=("a", "b", "c")), SITE)
    assert cited("apa", what).startswith("Host a [@a], Host b [@b], & Host c [@c]. (2015")
    assert cited("mla", what).startswith("Host a [@a], et al. “")
    assert cited("chicago", what).startswith("Host a (@a), Host b (@b), and Host c (@c). “")
    assert "author = {{Host a (@a)} and {Host b (@b)} and {Host c (@c)}}" in cited("bibtex", what)


def test_a_chat_of_several_networks_is_no_twitter_chat() -> None:
    told = transcript()
    tweet = make_tweet(network="mastodon")
    tweet.author = make_person("zoe", network="mastodon")
    tweet.save()
    chat = Chat.objects.get()
    place(chat, tweet, Part.ASIDE)
    assert Cited.chat(told, SITE).genre == "Twitter chat transcript"
    assert Cited.chat(Transcript.of(chat), SITE).genre == "Chat transcript"


def test_several_are_written_one_below_the_other() -> None:
    what = post()
    assert CITATIONS["bibtex"].write([what, what]).count("@online{") == 2
    assert CITATIONS["apa"].write([what, what]).count("\n") == 1
    assert len(json.loads(CITATIONS["csl"].write([what, what]))) == 2
