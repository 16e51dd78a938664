from __future__ import annotations

from datetime import date
from zoneinfo import ZoneInfo

import pytest

from transcripts.importing.formats.text_entities import hashtags_in, links_in, mentions_in
from transcripts.importing.records import PostRecord, Precision, ReadOptions, UnreadableFile

from .conftest import Path, Reading, Written, read, sample

CHICAGO = ReadOptions(timezone=ZoneInfo("America/Chicago"))
A_DAY = ReadOptions(date=date(2009, 10, 6), timezone=ZoneInfo("America/New_York"))


def transcript_post(words: str) -> PostRecord:
    return next(post for post in sample("transcript.txt", CHICAGO).own if words in post.text)


def layout(shared: Path, number: str) -> Reading:
    return read(next((shared / "transcript_layouts").glob(f"{number.rstrip('-')}-*")), A_DAY)


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
    ("number", "posts", "people"),
    [
        *(("01", 7, 6), ("02", 13, 11), ("03", 6, 5), ("04", 4, 4), ("05a", 4, 4), ("06-", 6, 6), ("07", 3, 3)),
        *(("09", 8, 6), ("11", 8, 2), ("12", 5, 4), ("14", 6, 3), ("15", 3, 3), ("16", 2, 2), ("17", 1, 1)),
        ("19", 4, 4),
    ],
)
def test_layouts_met_in_the_wild(shared: Path, number: str, posts: int, people: int) -> None:
    reading = layout(shared, number)
    assert (len(reading.own), len({post.author.handle for post in reading.own})) == (posts, people)


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
