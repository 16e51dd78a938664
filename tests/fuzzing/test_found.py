"""What the damaged inputs brought to light, each in its smallest form."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from transcripts.importing.formats import by_name
from transcripts.importing.formats.decoding import decoded
from transcripts.importing.formats.timestamps import parse_stamp
from transcripts.importing.opening import open_source
from transcripts.importing.records import PostRecord, Rejection, UnreadableFile

from .reading import TOLD, within

SAMPLES = Path(__file__).parents[1] / "samples"


def records(kind: str, content: bytes) -> list[object]:
    return list(by_name(kind).read(BytesIO(content), TOLD))


def test_the_foot_of_a_quote_without_words_is_no_post() -> None:
    found = records("recap", "— Ann Ames (@ann) March 10, 2015\n".encode())

    assert [type(one) for one in found] == [Rejection]


def test_a_time_that_a_nul_hides_does_not_count_posts_below_one() -> None:
    post = b"Ann @ann\nwords\n\n10:0%s0 AM\n"
    found = records("tchat", post % b"" + post % b"\x00")

    assert [one.position for one in found if isinstance(one, PostRecord)] == [2, 1]


def test_a_post_of_nothing_that_can_be_stored_is_none() -> None:
    found = records("transcript", b"@ann: words and more\n@bo: \x00\n@cy: words again\n")

    assert [one.author.handle for one in found if isinstance(one, PostRecord)] == ["ann", "cy"]
    assert sum(isinstance(one, Rejection) for one in found) == 1


@pytest.mark.parametrize("bad", [b"\xff", b"\xe9", b"\x80\x9f", b"\xc3\xff\x80"])
def test_bytes_that_are_no_utf_8_are_windows_1252_however_many(bad: bytes) -> None:
    with within(10):
        assert decoded(bad * 200_000 + b"caf\xc3\xa9") == bad.decode("cp1252", "replace") * 200_000 + "café"


@pytest.mark.parametrize("written", ["9999-12-31T23:59:59-23:59", "0001-01-01T00:00:00+23:59", "01/01/9999 10:00"])
def test_a_date_at_the_end_of_the_calendar_is_none(written: str) -> None:
    assert parse_stamp(written) is None


@pytest.mark.parametrize("member", ["xl/styles.xml", "xl/workbook.xml", "[Content_Types].xml"])
def test_a_workbook_that_is_damaged_inside_is_refused_in_one_line(tmp_path: Path, member: str) -> None:
    damaged = tmp_path / "damaged.xlsx"
    with ZipFile(SAMPLES / "workbook.xlsx") as whole, ZipFile(damaged, "w") as written:
        for name in whole.namelist():
            written.writestr(name, b"\x00" if name == member else whole.read(name))

    with pytest.raises(UnreadableFile) as refusal, open_source(damaged) as opened:
        list(by_name("excel").read(opened.stream, TOLD))

    assert "\n" not in str(refusal.value)
    assert str(refusal.value).startswith("damaged.xlsx is a damaged Excel workbook")
