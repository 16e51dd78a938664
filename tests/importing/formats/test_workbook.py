from __future__ import annotations

import zipfile
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import datetime
from io import BytesIO
from pathlib import Path
from zoneinfo import ZoneInfo

import openpyxl
import pytest

from transcripts.importing.formats.workbook_cells import cell_text
from transcripts.importing.records import Precision, ReadOptions, UnreadableFile

from .conftest import SAMPLES, Reading, Written, read, sample

BERLIN = ReadOptions(timezone=ZoneInfo("Europe/Berlin"))
SHEET = "xl/worksheets/sheet1.xml"
STRINGS = "xl/sharedStrings.xml"


@pytest.fixture
def workbook(written: Written) -> Callable[..., Path]:
    """Write a workbook of one sheet with these rows."""

    def write(*rows: Sequence[object]) -> Path:
        made, content = openpyxl.Workbook(), BytesIO()
        for row in rows:
            made.active.append(row)
        made.save(content)
        return written("a.xlsx", content.getvalue())

    return write


def with_part(name: str, content: bytes) -> bytes:
    """The sample with another part in place of its own, or with shared strings, which it lacks."""
    kind = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    override = b'<Override PartName="/xl/sharedStrings.xml" ContentType="%s"/></Types>' % kind
    packed = BytesIO()
    with (
        zipfile.ZipFile(SAMPLES / "workbook.xlsx") as whole,
        zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as made,
    ):
        parts = {part: whole.read(part) for part in whole.namelist()} | {name: content}
        if name == STRINGS:
            parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(b"</Types>", override)
        for part in parts:
            made.writestr(part, parts[part])
    return packed.getvalue()


def texts(reading: Reading) -> list[str]:
    return [post.text for post in reading.own]


def test_every_sheet_that_has_posts_is_read_and_no_other() -> None:
    reading = sample("workbook.xlsx")
    assert texts(reading) == [
        "Q1: What do you grow & why? #gardenlib",
        "@ann A1 beans #gardenlib",
        "A1 nothing yet #gardenlib",
        "a post of my own",
        "late, but here",
    ]
    assert [post.position for post in reading.own] == [3, 4, 5, 9, 10]


def test_what_was_rejected_is_told_with_its_row_and_sheet() -> None:
    assert [(r.line, r.field) for r in sample("workbook.xlsx").rejections] == [
        (7, "text (sheet “Archive”)"),
        (4, "author (sheet “Handwritten”)"),
    ]


def test_an_id_kept_as_a_number_is_rounded_and_never_used() -> None:
    whole, with_address, without = sample("workbook.xlsx").own[:3]
    assert (whole.source_id, with_address.source_id) == ("598287395168161809", "598287646989852673")
    assert (without.source_id, without.reply_to_id) == ("", whole.source_id)
    assert (with_address.reply_to_id, with_address.rounded_reply_to_id) == ("", "598287395168161800")


def test_an_account_id_kept_as_a_number_is_unknown(workbook: Callable[..., Path]) -> None:
    header = ["id_str", "from_user", "from_user_id_str", "text", "created_at"]
    path = workbook(
        header, ["598287395168161809", "ann", 735369652956766208, "hi", "2015-05-13"], ["5", "b", 77, "ho", ""]
    )
    assert [post.author.source_id for post in read(path).own] == [""]


def test_dates_of_excel_are_dates_in_the_chats_zone() -> None:
    day, evening = sample("workbook.xlsx", BERLIN).own[3:]
    assert (str(day.posted_at), day.precision) == ("2015-05-11 22:00:00+00:00", Precision.DAY)
    assert (str(evening.posted_at), evening.precision) == ("2015-05-12 18:05:00+00:00", Precision.SECOND)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (3.0, "3"),
        (0.5, "0.5"),
        (5.982873951681618e17, "598287395168161800"),
        (598287395168161809, "598287395168161809"),
        (True, "TRUE"),
        (datetime(2015, 5, 12, 20, 5, 0, 400), "2015-05-12 20:05:00"),
        (float("inf"), "inf"),
    ],
)
def test_cells_read_as_a_text_file_would_have_them(value: object, text: str) -> None:
    assert cell_text(value) == text


def test_a_workbook_reads_like_its_sheet_saved_as_csv(workbook: Callable[..., Path], written: Written) -> None:
    header = ["Date", "Screen Name", "Full Name", "Tweet Text", "Tweet ID", "Retweets", "Favorites"]
    row = ["5/12/2015 20:00:00", "@ann", "Ann", "hello #gardenlib", "598291567211450385", "2", "3"]
    sheet = written("a.csv", "\n".join(map(",".join, (header, row))))
    assert read(workbook(header, row)).own == read(sheet).own


def test_a_person_may_name_the_columns(workbook: Callable[..., Path]) -> None:
    path = workbook(["wann", "wer", "was"], ["2015-05-12", "ann", "hallo"])
    options = ReadOptions(columns={"text": "was", "author": "wer", "created_at": "wann"})
    assert texts(read(path, options)) == ["hallo"]


def test_a_workbook_without_posts_says_what_it_has(workbook: Callable[..., Path]) -> None:
    with pytest.raises(
        UnreadableFile, match=r"^a\.xlsx: none of its sheets.*its columns are id, user; .*--column text="
    ):
        read(workbook(["id", "user"], [1, "ann"]))


def test_a_column_that_no_sheet_has_is_told(workbook: Callable[..., Path]) -> None:
    with pytest.raises(UnreadableFile, match=r"no column “words” for text; its columns are id, user"):
        read(workbook(["id", "user"]), ReadOptions(columns={"text": "words"}))


@pytest.mark.parametrize("several", [False, True])
def test_a_workbook_may_lie_in_a_zip(written: Written, several: bool) -> None:
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.write(SAMPLES / "workbook.xlsx", "a.xlsx")
        if several:
            archive.write(SAMPLES / "workbook.xlsx", "b.xlsx")
    reading = read(written("a.zip", packed.getvalue()))
    assert texts(reading) == texts(sample("workbook.xlsx")) * (2 if several else 1)
    assert reading.format == ("zip" if several else "excel")


@pytest.mark.parametrize(
    ("part", "content"),
    [
        (SHEET, b"<row>" + b"<c/>" * 2_000_000 + b"</row>"),
        (SHEET, b"<row/>" * 1_100_000),
        (STRINGS, b"<si/>" * 9_000_000),
        ("xl/workbook.xml", b" " * 9_000_000),
        ("xl/styles.xml", b" " * 9_000_000),
    ],
)
def test_a_bomb_is_refused_before_it_is_read(written: Written, part: str, content: bytes) -> None:
    with pytest.raises(UnreadableFile, match="more than any Excel workbook can"):
        read(written("a.xlsx", with_part(part, content)))


def test_a_sheet_as_wide_as_excel_allows_takes_no_longer(written: Written) -> None:
    rows = b"".join(b'<row r="%d"><c r="XFD%d"><v>1</v></c></row>' % (n, n) for n in range(1, 20_000))
    start = (
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><dimension ref="A1:XFD1048576"/>'
    )
    wide = with_part("xl/worksheets/sheet2.xml", start + b"<sheetData>" + rows + b"</sheetData></worksheet>")
    assert texts(read(written("a.xlsx", wide))) == ["a post of my own", "late, but here"]


@pytest.mark.parametrize("part", [SHEET, STRINGS, "xl/workbook.xml", "xl/styles.xml", "xl/worksheets/sheet2.xml"])
@pytest.mark.parametrize("content", [b"", b"<x/>", b"<worksheet", b"\xff" * 99])
def test_a_damaged_workbook_is_refused_or_read_in_part(written: Written, part: str, content: bytes) -> None:
    with suppress(UnreadableFile):
        read(written("a.xlsx", with_part(part, content)))


def test_entities_do_not_multiply(written: Written) -> None:
    entities = b"".join(b'<!ENTITY l%d "%s">' % (n, b"&l%d;" % (n - 1) * 10) for n in range(1, 12))
    laughs = b'<!DOCTYPE x [<!ENTITY l0 "ha">' + entities + b"]>"
    strings = b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>&l11;</t></si></sst>'
    with pytest.raises(UnreadableFile, match="damaged Excel workbook"):
        read(written("a.xlsx", with_part(STRINGS, laughs + strings)))


def test_an_edge_list_of_nodexl_gives_its_tweets(workbook: Callable[..., Path]) -> None:
    path = workbook(
        ["", "", "Visual Properties"],
        ["Vertex 1", "Vertex 2", "Relationship", "Tweet", "Tweet Date (UTC)", "Twitter Page for Tweet", "Imported ID"],
        *(
            ["ann", other, "Mentions", "hello @bob @cyd", datetime(2015, 5, 13, 0, 43, 23), None, "598287395168161809"]
            for other in ("bob", "cyd")
        ),
    )
    assert {(p.author.handle, p.source_id, p.text) for p in read(path).own} == {
        ("ann", "598287395168161809", "hello @bob @cyd")
    }
