from __future__ import annotations

from datetime import date
from zoneinfo import ZoneInfo

import pytest

from transcripts.importing.formats import detect
from transcripts.importing.formats.text_entities import hashtags_in, links_in, mentions_in
from transcripts.importing.records import PostRecord, Precision, ReadOptions, UnreadableFile

from .conftest import Path, Written, read, sample

CHICAGO = ReadOptions(timezone=ZoneInfo("America/Chicago"))
A_DAY = ReadOptions(date=date(2009, 10, 6), timezone=ZoneInfo("America/New_York"))


def transcript_post(words: str) -> PostRecord:
    return next(post for post in sample("transcript.txt", CHICAGO).own if words in post.text)


def test_headings_come_in_the_order_of_the_page_without_their_marks() -> None:
    assert sample("transcript.txt", CHICAGO).headings == [
        "Q1: What do you grow?",
        "Q2 Where do you grow it?",
        "Topic 3",
        "Goodbye",
    ]


def test_a_post_may_go_on_in_the_next_line() -> None:
    post = transcript_post("A1 beans")
    assert post.text == "A1 beans\nand peas #gardenlib"
    assert post.raw == "8:03 PM @ann: A1 beans\nand peas #gardenlib"
    assert (post.heading, post.hashtags) == ("Q1: What do you grow?", ("gardenlib",))


def test_a_time_is_local_and_exact_to_the_minute() -> None:
    post = transcript_post("A1 beans")
    assert (str(post.posted_at), post.precision) == ("2015-05-13 01:03:00+00:00", Precision.MINUTE)


def test_a_time_may_bring_its_own_zone() -> None:
    assert str(transcript_post("in pots").posted_at) == "2015-05-13 00:05:00+00:00"


def test_a_post_without_a_time_has_only_its_day() -> None:
    post = transcript_post("thanks all")
    assert post.precision is Precision.DAY


def test_times_run_on_past_midnight() -> None:
    assert str(transcript_post("RT @ann").posted_at) == "2015-05-13 05:02:00+00:00"


def test_a_bare_handle_counts_behind_a_time() -> None:
    post = transcript_post("nothing yet")
    assert (post.author.handle, post.links[0].url) == ("bob_t", "https://example.org/why")


def test_the_second_handle_is_the_one_addressed() -> None:
    post = transcript_post("in pots")
    assert (post.author.handle, post.reply_to_handle, post.mentions) == ("cyd", "ann", ("ann",))


def test_a_line_of_nobody_is_rejected() -> None:
    assert [(r.line, r.field) for r in sample("transcript.txt", CHICAGO).rejections] == [(15, "author")]


@pytest.mark.parametrize("line", ["Hellos", "Goodbyes", "Wrap-up:", "Introductions"])
def test_a_part_of_the_hour_may_have_a_heading(written: Written, line: str) -> None:
    assert read(written("a.txt", f"{line}\n@ann: well\n@bob: hi\n"), A_DAY).headings == [line.rstrip(":")]


def test_a_bracketed_line_is_what_the_blogger_adds_to_the_post_above_it(written: Written) -> None:
    reading = read(written("a.txt", "@ann: a meteorite\n\n[It still holds the door.]\n\n@bob: hi\n"), A_DAY)

    assert [(post.text, post.remark) for post in reading.own] == [
        ("a meteorite", "It still holds the door."),
        ("hi", ""),
    ]
    assert reading.rejections == []


def test_without_a_day_the_person_is_asked_for_it(written: Written) -> None:
    with pytest.raises(UnreadableFile, match=r"^a\.txt: it does not say on which day.*--date"):
        read(written("a.txt", "@ann: hello\n@bob: hi\n"))


def test_a_recap_gives_its_quotes_and_no_prose() -> None:
    reading = sample("recap.txt", A_DAY)
    assert reading.format == "recap"
    assert [post.author.handle for post in reading.own] == ["ann", "bob_t", "cyd", "dee"]
    assert reading.own[3].text == "a garden is a library that you may eat..."
    assert reading.rejections == []


def test_a_recap_has_bare_questions_for_headings_with_posts_or_without() -> None:
    reading = sample("recap.txt", A_DAY)
    assert reading.headings == ["What should a library grow first?", "Who waters in August", "What does it cost"]
    assert {post.heading for post in reading.own} == {"What should a library grow first?"}


def test_what_the_blogger_adds_in_brackets_is_a_remark() -> None:
    inline, trailing = sample("recap.txt", A_DAY).own[:2]
    assert (inline.text, inline.remark) == ("Herbs first, they forgive [us] everything", "")
    assert trailing.text.endswith("Never again.")
    assert (trailing.remark, trailing.reply_to_handle) == ("he did!", "ann")


def test_entities_are_found_as_readers_see_them() -> None:
    text = ".@ann see (https://x.org/a_(b)), mail me@here.org #tag, #1 C#major &#39; #one#two https://x.org/#no…"
    assert mentions_in(text) == ("ann",)
    assert hashtags_in(text) == ("tag", "one", "two")
    assert links_in(text) == ("https://x.org/a_(b)", "https://x.org/#no")


def test_the_real_recap_has_eleven_quotes_by_ten_people(shared: Path) -> None:
    reading = read(shared / "recap_2009" / "socialmedia-recap.txt", A_DAY)
    assert len(reading.own) == 11
    assert len({post.author.handle for post in reading.own[:10]}) == 9
    assert reading.own[10].text == "maybe social media is dating and community is living together..."
    assert [post.remark for post in reading.own if post.remark] == ["loved this!"]
    assert str(reading.own[0].posted_at) == "2009-10-06 04:00:00+00:00"


def test_the_real_recap_has_three_bare_questions(shared: Path) -> None:
    assert read(shared / "recap_2009" / "socialmedia-recap.txt", A_DAY).headings == [
        "What is the difference between social media and community?",
        "What should a company focus on",
        "What are the metrics of success for each",
    ]


@pytest.mark.parametrize(
    "line", [" " * 50_000 + "[x", "@a." * 20_000, "first question " * 5_000, "said " * 15_000 + "@x"]
)
def test_no_line_keeps_a_pattern_busy(written: Written, line: str) -> None:
    for cut in (line, line[:3_999]):
        read(written("a.txt", f"@ann: hello\n@bob: hi\n{cut}\n"), A_DAY, "recap")
        assert read(written("a.txt", f"@ann: hello\n@bob: hi\n{cut}\n"), A_DAY, "transcript").own


def test_text_copied_from_bluesky_has_its_author_in_a_line_above() -> None:
    reading = sample("bluesky_copied.txt")
    assert [(p.author.handle, p.text, p.network) for p in reading.own] == [
        ("ann.example.org", "Q1 What do you grow? #GardenSky\n\nDo tell!", "bluesky"),
        ("bob.bsky.social", "A1 beans", "bluesky"),
        ("ann.example.org", "Me too.", "bluesky"),
    ]
    assert {str(p.posted_at) for p in reading.own} == {"2025-05-12 00:00:00+00:00"}
    assert [r.reason for r in reading.rejections] == ["it has no text"]


def test_a_quote_that_is_nothing_but_a_bracket_is_the_authors_own(written: Written) -> None:
    page = "@ann: [nods]\n@bob: hi\n"
    reading = read(written("a.txt", page), A_DAY, "recap")
    assert [(p.text, p.remark) for p in reading.own] == [("[nods]", ""), ("hi", "")]


def test_a_guests_answers_are_the_guests_by_the_name_the_article_gives(written: Written) -> None:
    page = (
        "Head of Seeds, Mattis Knoll, joined us. Ann Field @ann came too. There was a lot to say, and here is some.\n\n"
        "Why grow anything?\n\nFrom Mattis:\n\n  • “It’s a map: “beans -> peas”“\n  • “Why not?”\n\n"
        "Other insights:\n\n  • To eat it in the end, of course.” @bob_t\n\n"
        "Where?\n\nFrom Ann:\n- In pots, mostly\n\nFrom Zoe:\n- Nowhere\n"
    )
    reading = read(written("a.txt", page), A_DAY, "recap")
    assert [(p.author.handle, p.author.name, p.text, p.heading) for p in reading.own] == [
        ("Mattis Knoll", "Mattis Knoll", "It’s a map: “beans -> peas”", "Why grow anything?"),
        ("Mattis Knoll", "Mattis Knoll", "Why not?", "Why grow anything?"),
        ("bob_t", "", "To eat it in the end, of course.", "Why grow anything?"),
        ("ann", "Ann Field", "In pots, mostly", "Where?"),
    ]
    assert [(r.line, r.reason) for r in reading.rejections] == [(20, "“From Zoe” is no more than a first name")]


def test_tweets_run_together_with_their_article_begin_at_their_marker(written: Written) -> None:
    page = (
        "Did you come? It was about growing, as it is in every May, and there was a lot to say. Come again! "
        "— Garden (@gardenlib) May 5, 2015 It was lovely. Q1: What / where? Let’s see! "
        "A1 beans, and peas #gardenlib — Ann F ? (@ann) May 12, 2015 Ann grows beans. A1: in pots "
        "— Bob (@bob_t) May 12, 2015 So much for that."
    )
    reading = read(written("a.txt", f"#gardenlib\n{page}\n"))
    assert (reading.format, reading.headings) == ("recap", ["Q1: What / where?"])
    assert [(p.author.handle, p.text, str(p.posted_at.date()), p.position) for p in reading.own] == [
        ("ann", "A1 beans, and peas #gardenlib", "2015-05-12", 2),
        ("bob_t", "A1: in pots", "2015-05-12", 2),
    ]
    assert [r.reason for r in reading.rejections] == ["nothing tells where its words begin"]


def test_a_sentence_may_quote_first_and_name_after(written: Written) -> None:
    page = "“A1 the index,” — says Zad Web @zadweb, and Bart agrees.\n\n“HI ALL. Beans?” (View Tweet)\n"
    reading = read(written("a.txt", page), A_DAY, "recap")
    assert [(p.author.handle, p.author.name, p.text) for p in reading.own] == [("zadweb", "Zad Web", "A1 the index")]
    assert [(r.line, r.field) for r in reading.rejections] == [(3, "author")]


def test_lines_that_begin_with_whom_they_answer_are_nobodys(written: Written) -> None:
    page = (
        "The person being addressed appears with an “@”.\n\n@ann and you, what do you grow?\n\n@bob beans, all of it\n"
    )
    with pytest.raises(UnreadableFile, match="begin with whom they answer"):
        read(written("a.txt", page), A_DAY, "recap")


def test_a_full_name_may_stand_above_the_words() -> None:
    reading = sample("named_blocks.txt")
    assert [(p.author.handle, p.text.partition("\n")[0]) for p in reading.own] == [
        ("Ann Field", "A1. What would you grow in a yard without any sun? I would try #gardenlib mint."),
        ("Bob Tea", "A1: Ours is ferns, and nobody minds."),
        ("Cyd van Dee", "A1: I keep a list by the door, see https://example.org/list"),
        ("Ann Field", "A2. Every spring. Then again once the rain is over. #gardenlib"),
        ("Bob Tea", "@cyd A2: never in August #gardenlib"),
        ("Dora O’Hill, Esq", "A2: I do not measure. I look."),
    ]
    assert {str(p.posted_at.date()) for p in reading.own} == {"2015-05-12"}
    assert [(r.line, r.reason) for r in reading.rejections] == [(30, "it has no text")]


@pytest.mark.parametrize("name", ["notes.txt", "notes.md"])
def test_a_text_without_any_author_is_told_what_it_lacks(written: Written, name: str) -> None:
    with pytest.raises(UnreadableFile, match="begin each post with “@handle:”"):
        read(written(name, "It was a lovely hour.\n\nWe talked about beans.\n"), A_DAY)


def test_yaml_is_no_transcript_but_front_matter_may_be_above_one(written: Written) -> None:
    speech = "ann: hello\nbob: hi\nann: bye\nbob: bye\n"
    assert detect(f"---\n{speech}".encode(), "a") is None
    assert read(written("a", f"---\ndate: 2015-05-12\n---\n{speech}"), A_DAY).format == "transcript"
