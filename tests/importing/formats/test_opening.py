from __future__ import annotations

import bz2
import gzip
import hashlib
import lzma
import zipfile
from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest

from transcripts.importing.opening import open_source
from transcripts.importing.records import ReadOptions, UnreadableFile

from .conftest import SAMPLES, Written, read

A_DAY = ReadOptions(date=date(2015, 5, 12))


def refusal(path: Path) -> str:
    with pytest.raises(UnreadableFile) as refused, open_source(path):
        pass
    return str(refused.value)


def zipped(content: bytes) -> bytes:
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("inside.json", content)
    return packed.getvalue()


def test_a_directory_is_refused_by_name(tmp_path: Path) -> None:
    assert refusal(tmp_path) == f"{tmp_path.name} is a directory: name one file inside it."


def test_a_missing_file_is_refused_by_name(tmp_path: Path) -> None:
    assert refusal(tmp_path / "gone.json") == "gone.json does not exist."


@pytest.mark.parametrize("content", [b"", b"\n\n  ", b"\xef\xbb\xbf\n"])
def test_an_empty_file_is_called_empty(written: Written, content: bytes) -> None:
    assert refusal(written("a.json", content)) == "a.json is empty."


def test_a_zip_by_another_name_is_known(written: Written) -> None:
    with open_source(written("a.json", zipped(b"{} "))) as opened:
        assert opened.head == b"{} "


@pytest.mark.parametrize(
    "content",
    [
        *(b"RDX3\nX\n", b"\x89PNG\r\n", b"%PDF-1.4", b"SQLite format 3\x00", b"PAR1", b"\xd0\xcf\x11\xe0"),
        *(b"{\\rtf1", b"7z\xbc\xaf\x27\x1c", b"\x28\xb5\x2f\xfd", bytes(range(256)) * 20),
    ],
)
def test_what_is_no_text_gets_a_sentence_of_its_own(written: Written, content: bytes) -> None:
    sentence = refusal(written("a.bin", content))
    assert sentence.startswith("a.bin is ")
    assert sentence.count(". ") == 0


@pytest.mark.parametrize("compress", [gzip.compress, bz2.compress, lzma.compress, zipped])
@pytest.mark.parametrize(
    "name",
    [
        *("twitter_v1.jsonl", "twarc_sheet.csv", "bluesky_search.json", "web_page.html", "nitter.xml"),
        *("transcript.txt", "irc.txt", "workbook.xlsx"),
    ],
)
def test_compressed_files_read_like_plain_ones(written: Written, name: str, compress: Callable[[bytes], bytes]) -> None:
    plain = read(SAMPLES / name, A_DAY)
    packed = read(written("a.xx", compress((SAMPLES / name).read_bytes())), A_DAY)
    assert (packed.format, packed.records) == (plain.format, plain.records)


@pytest.mark.parametrize("compress", [gzip.compress, bz2.compress, lzma.compress])
def test_a_whole_archive_may_be_compressed_once_more(written: Written, compress: Callable[[bytes], bytes]) -> None:
    plain = SAMPLES / "twitter_archive.zip"
    assert read(written("a.xx", compress(plain.read_bytes()))).records == read(plain).records


@pytest.mark.parametrize("content", [b"RDX3\nX\n", b"X\n\x00\x00\x00"])
def test_r_data_says_how_to_save_it(written: Written, content: bytes) -> None:
    for data in (content, gzip.compress(content), bz2.compress(content), lzma.compress(content)):
        assert "save the table as CSV from R (write.csv)" in refusal(written("a.rds", data))


def test_a_damaged_compressed_file_is_refused(written: Written) -> None:
    assert "is damaged" in refusal(written("a.gz", gzip.compress(b"x" * 9999)[:-20]))


def test_a_compressed_bomb_is_stopped(written: Written) -> None:
    bomb = written("a.gz", gzip.compress(b"x" * 5_000_000))
    refused = pytest.raises(UnreadableFile, match=r"^a\.gz unpacks to more than 1,000,000 bytes")
    with refused, open_source(bomb, largest=1_000_000):
        pass


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_other_encodings_of_unicode_read_alike(written: Written, encoding: str) -> None:
    sheet = "user,text,date\nann,Grüße aus dem Garten,2015-05-12\n"
    assert read(written("a.csv", sheet.encode(encoding))).own[0].text == "Grüße aus dem Garten"


def test_bytes_that_are_no_utf_8_are_read_as_what_they_were(written: Written) -> None:
    sheet = b"user,text,date\nann,caf\xe9 \xed\xa0\xbd\xed\xb8\x80 caf\xc3\xa9,2015-05-12\n"
    assert read(written("a.csv", sheet)).own[0].text == "café 😀 café"


def test_nul_bytes_are_dropped_from_texts_only(written: Written) -> None:
    sheet = b"user,text,date\nann,be\x00ans and all that grows,2015-05-12\nbob,peas,2015-05-12\n"
    reading = read(written("a.csv", sheet))
    assert [post.text for post in reading.own] == ["beans and all that grows", "peas"]
    assert "\\u0000" in reading.own[0].raw


def test_the_fingerprint_is_of_the_file_as_it_was_chosen(written: Written) -> None:
    packed = gzip.compress(b"hello")
    with open_source(written("a.gz", packed)) as opened:
        assert opened.sha256 == hashlib.sha256(packed).hexdigest()
        assert (opened.head, opened.stream.read()) == (b"hello", b"hello")


def test_what_a_format_refuses_is_told_with_the_files_name(written: Written) -> None:
    with pytest.raises(UnreadableFile, match=r"^a\.txt: nothing in it\.$"), open_source(written("a.txt", "x")):
        raise UnreadableFile("nothing in it.")
