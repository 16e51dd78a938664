from __future__ import annotations

import json
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from transcripts.importing.records import PostRecord, Precision, ReadOptions, UnreadableFile

from .conftest import Path, Reading, Written, read, sample

BERLIN = ReadOptions(timezone=ZoneInfo("Europe/Berlin"))


def critlib(shared: Path, week: str, kind: str = "csv") -> Reading:
    folder = "twarc1_csv" if kind == "csv" else "twarc1_jsonl"
    return read(shared / folder / f"histlib-critlib-tweets__{week}.{kind}")


def one(path: Path, **options: object) -> PostRecord:
    return read(path, ReadOptions(**options)).own[0]  # type: ignore[arg-type]


def test_a_twarc_sheet_says_what_its_json_twin_says() -> None:
    sheet = {post.source_id: post for post in sample("twarc_sheet.csv").own}
    for post in sample("twitter_v1.jsonl").own[:2]:
        twin = sheet[post.source_id]
        assert (twin.text, twin.posted_at, twin.reply_to_id) == (post.text, post.posted_at, post.reply_to_id)
        assert (twin.links, twin.hashtags, twin.app) == (post.links, post.hashtags, post.app)


def test_the_misspelt_retweet_column_makes_a_repost() -> None:
    repost = sample("twarc_sheet.csv").own[2]
    assert repost.is_repost
    assert repost.cut_at_source
    assert repost.repost_of_id.isdigit()


def test_a_cell_may_have_several_lines() -> None:
    assert sample("twarc_sheet.csv").own[4].text == 'two\nlines, one "cell" #gardenlib'


def test_raw_keeps_both_of_two_columns_with_one_name() -> None:
    pairs = json.loads(sample("twarc_sheet.csv").own[0].raw)
    assert [cell for header, cell in pairs if header == "user_screen_name"] == ["ann", "ann"]


def test_rounded_ids_are_read_from_the_address_of_each_tweet() -> None:
    true_ids = [post.source_id for post in sample("twarc_sheet.csv").own]
    assert [post.source_id for post in sample("rounded_sheet.csv").own] == true_ids


def test_rounded_references_are_kept_apart_from_true_ones() -> None:
    reply, repost = sample("rounded_sheet.csv").own[1:3]
    assert (reply.reply_to_id, repost.repost_of_id) == ("", "")
    assert reply.rounded_reply_to_id.endswith("000")
    assert repost.rounded_repost_of_id.endswith("000")


def test_one_true_id_may_end_in_zeros(written: Written) -> None:
    rows = "\n".join(
        f"{post_id},ann,2015-05-13T01:00:00Z,hello" for post_id in (598287395168162000, 598287395168161809)
    )
    reading = read(written("a.csv", f"id,user,created_at,text\n{rows}\n"))
    assert [post.source_id for post in reading.own] == ["598287395168162000", "598287395168161809"]


def test_rounded_ids_without_addresses_are_unknown(written: Written) -> None:
    rows = "\n".join(f"59828739516{n}000000,ann,2015-05-13T01:00:00Z,hello" for n in range(3))
    assert {post.source_id for post in read(written("a.csv", f"id,user,created_at,text\n{rows}\n")).own} == {""}


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        ("1.26426E+18", "1264255250585849857"),
        ("x1264255250585849857", "1264255250585849857"),
        ("NA", "1264255250585849857"),
    ],
)
def test_a_mangled_id_is_found_again(written: Written, cell: str, found: str) -> None:
    address = "http://twitter.com/fan/statuses/1264255250585849857"
    path = written(
        "a.csv", f"id_str,from_user,text,created_at,status_url\n{cell},fan,hi,2020-05-23T18:01:55Z,{address}\n"
    )
    assert one(path).source_id == found


def test_a_damaged_id_of_twitter_is_unknown(written: Written) -> None:
    rows = "".join(f"{post_id},ann,hi,2015-05-13T01:00:00Z\n" for post_id in ("598291567211450385", "5982915672é1145"))
    posts = read(written("a.csv", f"id,user,text,date\n{rows}")).own
    assert [post.source_id for post in posts] == ["598291567211450385", ""]


def test_an_id_in_scientific_notation_alone_is_unknown(written: Written) -> None:
    assert one(written("a.csv", "id,user,text,date\n1.26E+18,ann,hi,2020-05-23T18:01:55Z\n")).source_id == ""


def test_a_plain_sheet_with_semicolons_and_a_line_above_its_header() -> None:
    reading = sample("plain_sheet.csv", BERLIN)
    first, second = reading.own
    assert (first.author.handle, first.author.name) == ("ann", "")
    assert first.text == "Q1: What do you grow & why?"
    assert second.text == "=beans & peas"
    assert [(r.line, r.field) for r in reading.rejections] == [(5, "created_at")]


def test_times_without_a_zone_are_the_chats_own() -> None:
    first, second = sample("plain_sheet.csv", BERLIN).own
    assert first.posted_at == datetime(2015, 5, 13, 1, 0, tzinfo=UTC)
    assert (second.posted_at.hour, second.precision) == (19, Precision.MINUTE)


def test_ids_settle_what_zone_and_which_order_a_date_has(written: Written) -> None:
    path = written("a.csv", "Date,Screen Name,Tweet Text,Tweet ID\n5/12/2015 20:00:00,@ann,hello,598291567211450385\n")
    assert str(one(path, timezone=ZoneInfo("Asia/Tokyo")).posted_at) == "2015-05-13 01:00:00+00:00"


def test_a_date_alone_is_kept_as_a_day(written: Written) -> None:
    post = one(written("a.csv", "who,text,date,handle\nAnn,hi,2015-05-12,ann\n"), timezone=ZoneInfo("America/Chicago"))
    assert (str(post.posted_at), post.precision) == ("2015-05-12 05:00:00+00:00", Precision.DAY)


@pytest.mark.parametrize(
    "written_date",
    [
        *("Wed May 13 01:00:00 +0000 2015", "Wed, 13 May 2015 01:00:00 +0000", "2015-05-13T01:00:00.000Z"),
        *(
            "2015-05-12 20:00:00 -0500",
            "2015-05-13 01:00:00 UTC",
            "1431478800",
            "1431478800000",
            "5/13/2015 1:00:00 AM",
        ),
    ],
)
def test_every_way_to_write_a_date(written: Written, written_date: str) -> None:
    post = one(written("a.csv", f'user,text,created_at\nann,hi,"{written_date}"\n'))
    assert post.posted_at == datetime(2015, 5, 13, 1, 0, tzinfo=UTC)


def test_texts_that_were_never_escaped_stay_as_they_are(written: Written) -> None:
    path = written(
        "a.csv", 'user,text,date\nann,"R & D & tea, or &amp; in HTML",2015-05-12\nbob,salt & pepper,2015-05-12\n'
    )
    assert one(path).text == "R & D & tea, or &amp; in HTML"


def test_a_person_may_name_the_columns(written: Written) -> None:
    path = written("a.csv", "wann,wer,was\n2015-05-12,ann,hallo\n")
    options = ReadOptions(columns={"text": "was", "author": "wer", "created_at": "wann"})
    assert read(path, options).own[0].text == "hallo"


def test_a_sheet_without_text_says_what_it_has_and_what_to_do(written: Written) -> None:
    with pytest.raises(UnreadableFile, match=r"^a\.csv: no column holds.* id, user, when; .*--column text="):
        read(written("a.csv", "id,user,when\n1,ann,2015\n"))


def test_a_wrongly_named_column_is_told_with_those_there_are(written: Written) -> None:
    with pytest.raises(UnreadableFile, match=r"^a\.csv: there is no column “words” for text; its columns are id, user"):
        read(written("a.csv", "id,user,body\n1,ann,hi\n"), ReadOptions(columns={"text": "words"}))


def test_a_sheet_without_authors_is_refused_with_advice() -> None:
    with pytest.raises(UnreadableFile, match=r"^minimal_no_author\.csv: it has no header line.*author"):
        sample("minimal_no_author.csv")


def test_a_row_the_file_breaks_off_in_is_rejected(written: Written) -> None:
    reading = read(written("a.csv", 'user,date,text\nann,2015-05-12,hi\nbob,2015-05-12,"it broke o'))
    assert len(reading.own) == 1
    assert [(r.line, r.field) for r in reading.rejections] == [(3, "text")]


def test_flat_json_is_read_like_a_sheet() -> None:
    reading = sample("flat_posts.jsonl")
    assert reading.format == "flat-json"
    assert reading.own[0].text == "Q1: What do you grow & why? #gardenlib"
    assert reading.own[1].reply_to_id == reading.own[0].source_id


def test_a_false_midnight_before_ids_told_time_is_only_a_day() -> None:
    assert [post.precision for post in sample("flat_posts.jsonl").own] == ["second", "second", "day"]


def test_real_sheets_have_the_ids_and_texts_of_their_json_twins(shared: Path) -> None:
    for week, size in (("mar102015", 625), ("june032015", 654)):
        sheet = {post.source_id: post for post in critlib(shared, week).own}
        twins = {post.source_id: post for post in critlib(shared, week, "json").own}
        assert (len(sheet), sheet.keys()) == (size, twins.keys())
        assert all(post.is_repost or post.text == twins[key].text for key, post in sheet.items())
        assert all(post.repost_of_id == twins[key].repost_of_id for key, post in sheet.items())


def test_a_real_rounded_week_shares_839_tweets_with_the_next(shared: Path) -> None:
    rounded = critlib(shared, "mar312015").own
    following = {post.source_id for post in critlib(shared, "apr072015").own}
    assert len({post.source_id for post in rounded} & following) == 839
    assert not any(post.reply_to_id or post.repost_of_id for post in rounded)
    assert sum(bool(post.rounded_reply_to_id) for post in rounded) == 204


def test_a_real_local_sheet_takes_its_times_from_the_ids(shared: Path) -> None:
    reading = read(shared / "twitter_archiver_gsheet_csv" / "jdhitsolutions-PSTweetChat__pstweetchat.csv")
    assert len(reading.own) == 2473
    assert str(reading.own[0].posted_at) == "2023-03-03 18:48:03+00:00"


def test_a_sheet_of_an_old_mac_is_read(written: Written) -> None:
    assert one(written("a.csv", "user,text,date\rann,hi,2015-05-12\rbob,ho,2015-05-12\r")).text == "hi"


def test_a_quote_mark_in_a_table_without_quoted_cells_swallows_nothing(written: Written) -> None:
    said = ['"@bob: hello', '"Beans," she said', "and peas", 'no "marks" at all']
    rows = "".join(f"{text},2015-05-12,ann\n" for text in said)
    assert [post.text for post in read(written("a.csv", f"text,created,screenName\n{rows}")).own] == said
