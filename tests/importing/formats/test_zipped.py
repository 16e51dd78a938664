"""Zips: of one export, of several of a kind, and of those who mean harm."""

from __future__ import annotations

import io
import struct
import zipfile
from pathlib import Path

import pytest

from transcripts.importing.opening import open_source
from transcripts.importing.records import UnreadableFile

from .conftest import SAMPLES, Written, read, sample


def zipped(**files: str | bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return packed.getvalue()


def refusal(path: Path) -> str:
    with pytest.raises(UnreadableFile) as refused:
        read(path)
    return str(refused.value)


@pytest.mark.parametrize("name", ["twitter_v1.jsonl", "twarc_sheet.csv", "twitter_v2.jsonl"])
def test_a_zip_of_one_export_reads_like_the_export(written: Written, name: str) -> None:
    inside = {name: (SAMPLES / name).read_bytes(), "__MACOSX/._" + name: b"\x00\x05\x16\x07"}
    assert read(written("a.zip", zipped(**inside))) == sample(name)


def test_several_exports_of_a_kind_are_read_one_after_the_other() -> None:
    assert sample("weeks.zip").records == sample("twitter_v1.jsonl").records


def test_tables_in_a_zip_are_read_too(written: Written) -> None:
    table = (SAMPLES / "twarc_sheet.csv").read_text()
    posts = read(written("a.zip", zipped(**{"1.csv": table, "2.csv": table}))).own
    assert [post.text for post in posts] == [post.text for post in sample("twarc_sheet.csv").own] * 2
    assert len({post.position for post in posts}) == len(posts)


def test_exports_of_several_kinds_are_not_mixed(written: Written) -> None:
    inside = {name: (SAMPLES / name).read_bytes() for name in ("twitter_v1.jsonl", "twarc_sheet.csv")}
    assert "unpack it and import the files one by one" in refusal(written("a.zip", zipped(**inside)))


def test_a_zip_of_nothing_known_says_what_it_holds(written: Written) -> None:
    inside = {"data/direct-messages.js": "window.YTD.direct_messages.part0 = []", "b.bin": "x"}
    assert "a.zip holds no export of a known kind, but b.bin, data/direct" in refusal(
        written("a.zip", zipped(**inside))
    )


@pytest.mark.parametrize(
    ("part", "sentence"),
    [
        ("word/document.xml", "is a Word document: save it as plain text"),
        ("xl/workbook.bin", "is a binary Excel workbook: save it as .xlsx"),
        ("content.xml", "is an OpenDocument file: save a sheet as .xlsx"),
        ("Index/Document.iwa", "is an Apple iWork document: export it as .xlsx"),
        ("ppt/presentation.xml", "is an Office document but no Excel workbook"),
    ],
)
def test_other_documents_are_told_what_to_be_saved_as(written: Written, part: str, sentence: str) -> None:
    assert sentence in refusal(written("a.zip", zipped(**{"[Content_Types].xml": "<x/>", part: "<x/>"})))


@pytest.mark.parametrize(
    "name", ["../tweets.js", "/etc/tweets.js", "..\\tweets.js", "data/../../tweets.js", "C:\\x.js"]
)
def test_names_that_lead_out_of_the_zip_are_refused(written: Written, name: str) -> None:
    assert "lead out of it" in refusal(written("a.zip", zipped(**{name: "[]", "b.js": "[]"})))


@pytest.mark.parametrize("others", [{}, {"data/b.js": "x"}])
def test_a_bomb_is_refused_before_it_goes_off(written: Written, others: dict[str, str]) -> None:
    packed = zipped(**{"data/tweets.js": b"\x20" * (100 << 20)}, **others)
    assert "more than any export" in refusal(written("a.zip", packed))


def test_a_member_of_five_gigabytes_is_refused(written: Written) -> None:
    packed = bytearray(zipped(**{"a.json": "[]" * 99}))
    place = packed.index(b"PK\x01\x02")
    packed[place + 24 : place + 28] = struct.pack("<L", 0xFFFF_FFF0)
    assert "4,294,967,280 bytes" in refusal(written("a.zip", bytes(packed)))


def test_a_zip_with_a_password_is_refused(written: Written) -> None:
    packed = bytearray(zipped(**{"a.json": "[]"}))
    packed[packed.index(b"PK\x01\x02") + 8] |= 1
    assert "with a password" in refusal(written("a.zip", bytes(packed)))


def test_a_table_of_contents_too_large_to_read_is_refused(written: Written) -> None:
    packed = bytearray(zipped(**{"a.json": "[]"}))
    place = packed.index(b"PK\x05\x06") + 12
    packed[place : place + 4] = struct.pack("<L", 1 << 28)
    assert "more files in it than any export" in refusal(written("a.zip", bytes(packed)))


def test_names_that_are_no_utf_8_are_damage(written: Written) -> None:
    packed = bytearray(zipped(**{"é.json": "[]"}))
    packed[packed.rindex("é".encode()) + 1] = 0x20
    assert "damaged" in refusal(written("a.zip", bytes(packed)))


def test_a_note_beside_the_exports_is_passed_over(written: Written) -> None:
    week = (SAMPLES / "twitter_v1.jsonl").read_text()
    packed = zipped(**{"week1.jsonl": week, "about.txt": "What these are, in a sentence.\n", "notes.md": "# Notes\n"})
    assert len(read(written("a.zip", packed)).own) == len(sample("twitter_v1.jsonl").own)


def test_half_a_zip_is_refused(written: Written) -> None:
    whole = (SAMPLES / "weeks.zip").read_bytes()
    assert "damaged" in refusal(written("a.zip", whole[: len(whole) // 2]))


def test_a_zip_in_a_zip_is_refused(written: Written) -> None:
    inner = (SAMPLES / "weeks.zip").read_bytes()
    assert "packed twice" in refusal(written("a.zip", zipped(**{"weeks.zip": inner})))


def test_no_bytes_of_a_zip_make_reading_it_fail(written: Written) -> None:
    whole = (SAMPLES / "grailbird.zip").read_bytes()
    for place in range(0, len(whole), 7):
        broken = whole[:place] + bytes([whole[place] ^ 0x5A]) + whole[place + 1 :]
        try:
            read(written("a.zip", broken))
        except (UnreadableFile, AssertionError):
            continue


def test_the_fingerprint_of_a_zip_is_that_of_the_zip(written: Written) -> None:
    with open_source(SAMPLES / "weeks.zip") as opened:
        assert opened.head.startswith(b"PK\x03\x04\nREADME.md\nweek1.jsonl")
        assert opened.stream.read(4) == b"PK\x03\x04"
