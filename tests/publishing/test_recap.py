"""A recap tells of each question how much it was discussed, and what somebody picked and wrote."""

from __future__ import annotations

import pytest
from lxml import html as lxml_html
from lxml.etree import Comment

from tests.builders import make_chat, make_person, make_question, make_tweet, place
from transcripts.grouping import Part, Role
from transcripts.models import Annotation, Chat, ImportRun, Question, Tweet
from transcripts.publishing import RECAPS, Recap, Transcript, suggest

pytestmark = pytest.mark.django_db
SITE = "https://chats.example"


def annotate(chat: Chat, **texts: str | dict[str, str]) -> None:
    """Write texts of each kind: of the whole chat, or by key."""
    for kind, told in texts.items():
        Annotation.objects.put(chat, kind, told if isinstance(told, dict) else {"": told})


def recap_of(chat: Chat) -> Recap:
    return Recap.of(Transcript.of(chat), SITE)


def discuss(chat: Chat, number: int, answers: int) -> Question:
    question = make_question(chat, number)
    for person in range(answers):
        place(chat, make_tweet(f"A{number} no. {person}", author=f"p{person % 3}"), question)
    return question


def discussed(*answers: int) -> list[str]:
    chat = make_chat()
    for number, count in enumerate(answers, 1):
        discuss(chat, number, count)
    return [section.discussed for section in recap_of(chat).sections]


def test_how_much_a_question_was_discussed_is_told_by_answers_and_people() -> None:
    assert discussed(4, 3, 2) == ["4 answers by 3 people", "3 answers by 3 people", "2 answers by 2 people"]


def test_one_that_took_all_the_time_left_the_others_hardly_discussed() -> None:
    assert discussed(10, 1, 0) == ["10 answers by 3 people", "hardly discussed: 1 answer by one person", "not answered"]


@pytest.mark.parametrize("answers", [(1,), (1, 1, 1), (3, 1, 2)])
def test_a_small_chat_is_not_hardly_discussed(answers: tuple[int, ...]) -> None:
    assert not any("hardly" in told for told in discussed(*answers))


def test_chosen_quotes_are_not_counted_as_if_they_were_all_answers() -> None:
    chat = make_chat()
    run = ImportRun.objects.create(series=chat.series, file_name="r", sha256="r", format="recap", is_selection=True)
    chat.runs.add(run)
    discuss(chat, 1, 9)
    discuss(chat, 2, 1)
    assert [section.discussed for section in recap_of(chat).sections] == [
        "9 quotes by 3 people, all that is kept",
        "1 quote by one person, all that is kept",
    ]


def test_the_best_stand_under_their_question_with_remark_and_permalink() -> None:
    chat = make_chat()
    place(chat, make_tweet("A1 Beans", key="77"), make_question(chat, 1))
    place(chat, make_tweet("A2 Peas", key="78"), make_question(chat, 2))
    annotate(chat, best={"77": ""}, remark={"77": "loved this!", "78": "Hm"}, note={"Q2": "Nobody came."})
    first, second = recap_of(chat).sections
    assert [(one.post.text, one.remark, one.quote.permalink) for one in first.picked] == [
        ("A1 Beans", "loved this!", f"{SITE}/t/77/")
    ]
    assert (second.picked, second.note, second.permalink) == ((), "Nobody came.", f"{SITE}/gardenlib/2015-05-12/q2/")


def test_what_was_picked_elsewhere_stands_where_it_was_said() -> None:
    chat = make_chat()
    place(chat, make_tweet("dating and living together", key="77"), Part.ASIDE)
    place(chat, make_tweet("Bye"), Part.WRAPUP)
    annotate(chat, best={"77": ""})
    [section] = recap_of(chat).sections
    assert (section.heading, section.permalink) == ("Side talk", f"{SITE}/gardenlib/2015-05-12/#side-talk")


def test_a_hidden_post_is_in_no_recap() -> None:
    chat = make_chat()
    place(chat, make_tweet("Spam", key="77", hidden=True), make_question(chat, 1))
    annotate(chat, best={"77": ""})
    assert not Transcript.of(chat).has_recap
    assert not recap_of(chat).is_picked


@pytest.mark.parametrize("kind", ["opening", "closing"])
def test_a_note_alone_makes_a_recap(kind: str) -> None:
    chat = make_chat()
    assert not Transcript.of(chat).has_recap
    annotate(chat, **{kind: "Thanks all"})
    assert Transcript.of(chat).has_recap


def test_a_remark_on_a_post_nobody_picked_makes_none() -> None:
    chat = make_chat()
    place(chat, make_tweet(key="77"), make_question(chat, 1))
    annotate(chat, remark={"77": "Hm"}, note={"Q9": "gone"})
    assert not Transcript.of(chat).has_recap


def test_who_took_part_begins_with_the_hosts_and_leaves_out_who_was_outside() -> None:
    chat = make_chat(host="zoe")
    question = make_question(chat, 1)
    for author in ("zoe", "ben", "ann"):
        place(chat, make_tweet(author=author), question)
    place(chat, make_tweet(author="late"), Part.OFF)
    assert [person.handle for person in recap_of(chat).took_part] == ["zoe", "ann", "ben"]


def test_a_suggestion_is_what_was_noticed_most_and_not_by_the_host() -> None:
    chat = make_chat(host="host")
    question = make_question(chat, 1)
    place(chat, make_tweet("Q1 What grows?", author="host", likes=99), question, role=Role.ASK)
    place(chat, make_tweet("A1 mine", author="host", likes=99), question)
    for text, likes, reposts in (("a", 0, 0), ("b", 3, 0), ("c", 0, 2), ("d", 1, None), ("e", 2, 0)):
        place(chat, make_tweet(text, likes=likes, reposts=reposts), question)
    replied = Tweet.objects.get(text="a")
    place(chat, make_tweet("Which?", author="bob", reply_to_key=replied.key), question)
    suggested = suggest(chat, Transcript.of(chat))
    assert [post.text for post in suggested] == ["c", "b", "e"]
    [section] = recap_of(chat).suggested(suggested)
    assert (section.label, len(section.picked)) == ("Q1", 3)


def test_what_nobody_noticed_is_suggested_to_nobody() -> None:
    chat = make_chat()
    discuss(chat, 1, 5)
    assert suggest(chat, Transcript.of(chat)) == []


HOSTILE = '"><script>hurt()</script> [gallery] <!-- wp:html -->\nhttps://evil.example'


@pytest.fixture
def hostile() -> Recap:
    """A recap in which everything that others typed is hostile."""
    chat = make_chat(title=HOSTILE, host="host")
    make_person("mallory", HOSTILE)
    place(chat, make_tweet(HOSTILE, author="mallory", key="77"), make_question(chat, 1, HOSTILE))
    annotate(chat, best={"77": ""}, remark={"77": HOSTILE}, note={"Q1": HOSTILE}, opening=HOSTILE, closing=HOSTILE)
    return recap_of(chat)


@pytest.mark.parametrize("name", ["html", "wordpress"])
def test_no_hostile_word_becomes_markup(hostile: Recap, name: str) -> None:
    told = RECAPS[name].write(hostile)
    found = lxml_html.fromstring(f"<div>{told}</div>")
    blocks = {comment.text.split()[0].strip("/") for comment in found.iter(Comment)}
    assert blocks <= {"wp:paragraph", "wp:heading", "wp:quote"}
    elements = {element.tag for element in found.iter() if isinstance(element.tag, str)}
    assert elements <= {"div", "p", "h2", "a", "blockquote", "cite", "footer", "br"}
    assert {name for element in found.iter("a") for name in element.attrib} == {"href"}
    assert "".join(found.itertext()).count("<script>hurt()</script> [gallery] <!-- wp:html -->") >= 5


def test_wordpress_finds_no_shortcode_to_run_and_no_address_to_embed(hostile: Recap) -> None:
    told = RECAPS["wordpress"].write(hostile)
    assert "[gallery]" not in told
    assert "&#91;gallery]" in told
    assert "https://evil" not in told.replace('href="https://evil', "")


def test_markdown_shows_hostile_words_as_they_are(hostile: Recap) -> None:
    told = RECAPS["md"].write(hostile)
    assert "<script" not in told.replace("\\<script", "")
    assert r'> "\>\<script\>hurt()\</script\> \[gallery\] \<!-- wp:html --\>  ' in told


def pasted(name: str) -> str:
    chat = make_chat(host="host")
    make_person("ann", "Ann Lee")
    place(chat, make_tweet("A1 Beans\n& peas", key="77"), make_question(chat, 1))
    annotate(chat, best={"77": ""}, remark={"77": "*loved* this!"}, note={"Q1": "One\n\nTwo"})
    return RECAPS[name].write(recap_of(chat))


def test_html_is_blockquotes_with_cite_and_link_and_remarks_apart() -> None:
    assert (
        '<h2>Q1: What grows?</h2>\n<p><a href="https://chats.example/gardenlib/2015-05-12/q1/">1 answer by one person'
        "</a>.</p>\n<p>One</p>\n<p>Two</p>\n"
        '<blockquote cite="https://chats.example/t/77/"><p>A1 Beans<br>&amp; peas</p>'
        '<footer>— Ann Lee (@ann), <a href="https://chats.example/t/77/">12 May 2015</a></footer></blockquote>\n'
        "<p><em>loved</em> this!</p>" in pasted("html")
    )


def test_markdown_is_block_quotes_with_links() -> None:
    assert (
        "> A1 Beans  \n> & peas  \n>\n> — [Ann Lee (@ann), 12 May 2015](https://chats.example/t/77/)\n\n*loved* this!"
        in pasted("md")
    )


def test_wordpress_is_the_blocks_its_editor_writes() -> None:
    assert (
        '<!-- wp:quote -->\n<blockquote class="wp-block-quote"><!-- wp:paragraph -->\n<p>A1 Beans<br>&amp; peas</p>\n'
        '<!-- /wp:paragraph --><cite>— Ann Lee (@ann), <a href="https://chats.example/t/77/">12 May 2015</a></cite>'
        "</blockquote>\n<!-- /wp:quote -->\n\n<!-- wp:paragraph -->\n<p><em>loved</em> this!</p>" in pasted("wordpress")
    )


def test_no_form_needs_a_script_or_a_style() -> None:
    for name in RECAPS:
        told = pasted(name)
        assert "<script" not in told
        assert "style=" not in told
        Chat.objects.all().delete()
        Tweet.objects.all().delete()
