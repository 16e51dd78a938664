"""Files of people who mean harm, or whose program went wrong: each writes itself at a path.

They are large when read and small to make; none is kept.
"""

from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from itertools import repeat
from pathlib import Path
from typing import Any

MIB = 1 << 20
STATUS: Mapping[str, object] = {
    "id_str": "598300000000000000",
    "created_at": "Wed May 13 01:10:00 +0000 2015",
    "text": "A1 Seeds want to be shared. #gardenlib",
    "user": {"id_str": "7", "screen_name": "ann", "name": "Ann"},
    "entities": {"hashtags": [{"text": "gardenlib", "indices": [28, 38]}], "urls": [], "user_mentions": []},
}
HEADER = "id_str,from_user,text,created_at\n"
ROW = '598300000000000000,ann,"A1 Seeds want to be shared.",2015-05-13 01:10:00\n'
PAGE = "<!doctype html><html><body>"
FEED = '<rss xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>'
ITEM = (
    "<item><title>{words}</title><dc:creator>@ann</dc:creator><description>{words}</description>"
    "<pubDate>Wed, 13 May 2015 01:10:00 GMT</pubDate><link>https://nitter.net/ann/status/598300000000000000#m</link>"
    "</item>"
)

Writer = Callable[[Path], None]


def line(**changed: object) -> str:
    """A good line of JSON, but for what is told."""
    return json.dumps({**STATUS, **changed}) + "\n"


def text(*pieces: str | Iterator[str]) -> Writer:
    """A file of these pieces."""

    def write(path: Path) -> None:
        with path.open("w", encoding="utf-8") as out:
            for piece in pieces:
                out.writelines([piece] if isinstance(piece, str) else piece)

    return write


def data(content: Callable[[], bytes]) -> Writer:
    """A file of these bytes."""

    def write(path: Path) -> None:
        path.write_bytes(content())

    return write


def archive(members: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip of these members."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", method) as out:
        for name, content in members.items():
            out.writestr(name, content)
    return packed.getvalue()


def spaces(size: int, compressor: Callable[[], Any]) -> bytes:
    """White space behind a good line, packed piece by piece."""
    packer = compressor()
    pieces = [packer.compress(line().encode()), *(packer.compress(b" " * MIB) for _ in range(size // MIB))]
    return b"".join([*pieces, packer.flush()])


def gzip_bomb() -> bytes:
    """512 MiB in 2 MiB."""
    return spaces(512 * MIB, lambda: zlib.compressobj(1, zlib.DEFLATED, 31))


def bzip2_bomb() -> bytes:
    """512 MiB in some hundred bytes."""
    return spaces(512 * MIB, bz2.BZ2Compressor)


def xz_bomb() -> bytes:
    """1 GiB in 160 KiB."""
    return spaces(1024 * MIB, lambda: lzma.LZMACompressor(preset=0))


def xz_of_great_memory() -> bytes:
    """Words that want 1.5 GiB of memory to be unpacked."""
    filters = [{"id": lzma.FILTER_LZMA2, "preset": 0, "dict_size": 64 * MIB}]
    packed = bytearray(lzma.compress(line().encode(), filters=filters))
    header = 12
    size = (packed[header] + 1) * 4
    properties = packed.index(b"\x21\x01", header) + 2
    packed[properties] = 40
    checked = header + size - 4
    packed[checked : checked + 4] = struct.pack("<L", zlib.crc32(packed[header:checked]))
    return bytes(packed)


def gzip_in_gzip() -> bytes:
    """A bomb in a bomb."""
    return gzip.compress(gzip.compress(line().encode()))


def zip_in_zip() -> bytes:
    """Zips all the way down."""
    content = archive({"a.jsonl": line().encode(), "b.jsonl": line().encode()})
    for depth in range(20):
        content = archive({f"{depth}a.zip": content, f"{depth}b.zip": content})
    return content


def overlapping_zip() -> bytes:
    """Two thousand members that are one and the same stretch of the file, 128 MiB each (as David Fifield's)."""
    kernel = archive({"0000.jsonl": b" " * (60 * MIB)})
    place = kernel.rindex(b"PK\x01\x02")
    entry = kernel[place : kernel.rindex(b"PK\x05\x06")]
    entries = b"".join(entry.replace(b"0000.jsonl", b"%04d.jsonl" % number) for number in range(2000))
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 2000, 2000, len(entries), place, 0)
    return kernel[:place] + entries + end


def many_bombs() -> bytes:
    """Members that are each just small enough."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = packer.compress(b" " * (60 * MIB)) + packer.flush()
    checksum = zlib.crc32(b" " * (60 * MIB))
    content, entries = b"", b""
    for number in range(300):
        name = b"%04d.jsonl" % number
        common = struct.pack("<3H4s3L2H", 20, 0, 8, b"\0" * 4, checksum, len(packed), 60 * MIB, len(name), 0)
        entries += b"PK\x01\x02\x14\0" + common + struct.pack("<3H2L", 0, 0, 0, 0, len(content)) + name
        content += b"PK\x03\x04" + common + name + packed
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 300, 300, len(entries), len(content), 0)
    return content + entries + end


def lying_zip(method: int) -> Callable[[], bytes]:
    """A member that says 10 bytes and gives 1 GiB."""

    def make() -> bytes:
        compressor = {
            zipfile.ZIP_DEFLATED: lambda: zlib.compressobj(1, zlib.DEFLATED, -15),
            zipfile.ZIP_BZIP2: bz2.BZ2Compressor,
        }[method]
        packed = spaces(1024 * MIB, compressor)
        name = b"tweets.jsonl"
        common = struct.pack("<3H4s3L2H", 46, 0, method, b"\0" * 4, 0, len(packed), 10, len(name), 0)
        entry = b"PK\x01\x02\x2e\0" + common + struct.pack("<3H2L", 0, 0, 0, 0, 0) + name
        content = b"PK\x03\x04" + common + name + packed
        return content + entry + struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 1, 1, len(entry), len(content), 0)

    return make


def many_names() -> bytes:
    """A table of contents of 150,000 members without content."""
    count = 150_000
    entry = b"PK\x01\x02\x14\0" + struct.pack("<3H4s3L2H3H2L", 20, 0, 0, b"\0" * 4, 0, 0, 0, 8, 0, 0, 0, 0, 0, 0)
    entries = b"".join(entry + b"%08d" % number for number in range(count))
    record = struct.pack("<4sQ2H2L4Q", b"PK\x06\x06", 44, 45, 45, 0, 0, count, count, len(entries), 4)
    locator = struct.pack("<4sLQL", b"PK\x06\x07", 0, 4 + len(entries), 1)
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 0xFFFF, 0xFFFF, len(entries), 4, 0)
    return b"PK\x03\x04" + entries + record + locator + end


def sparse_zip(path: Path) -> None:
    """A member of 5 GiB of nothing, stored as it is, in a file that takes no room."""
    size, name = 5 << 30, b"tweets.jsonl"
    extra = struct.pack("<2H2Q", 1, 16, size, size)
    common = struct.pack("<3H4s3L2H", 45, 0, 0, b"\0" * 4, 0, 0xFFFF_FFFF, 0xFFFF_FFFF, len(name), len(extra))
    entry = b"PK\x01\x02\x2d\0" + common + struct.pack("<3H2L", 0, 0, 0, 0, 0) + name + extra
    with path.open("wb") as out:
        out.write(b"PK\x03\x04" + common + name + extra)
        out.seek(size, 1)
        out.write(entry + struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 1, 1, len(entry), 0xFFFF_FFFF, 0))


def sparse_file(path: Path) -> None:
    """5 GiB of nothing that take no room."""
    with path.open("wb") as out:
        out.truncate(5 << 30)


def sparse_tail(path: Path) -> None:
    """A good table, then a line of 1 GiB of nothing."""
    with path.open("wb") as out:
        out.write((HEADER + ROW).encode())
        out.truncate(1 << 30)


def laughs(root: str, inside: str) -> str:
    """Ten entities, each ten times the one before: a billion in all."""
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    return f'<?xml version="1.0"?><!DOCTYPE {root} [<!ENTITY e0 "laugh">{entities}]>{inside.replace("WORDS", "&e9;")}'


def quadratic(root: str, inside: str) -> str:
    """One entity of 100 kB, a hundred thousand times."""
    entity = f'<!ENTITY e "{"laugh" * 20_000}">'
    return f'<?xml version="1.0"?><!DOCTYPE {root} [{entity}]>{inside.replace("WORDS", "&e;" * 100_000)}'


def external(root: str, inside: str) -> str:
    """An entity that is a file of the machine that reads it."""
    return (
        f'<?xml version="1.0"?><!DOCTYPE {root} [<!ENTITY e SYSTEM "file:///etc/passwd">'
        f'<!ENTITY % p SYSTEM "http://127.0.0.1:9/x"> %p;]>{inside.replace("WORDS", "&e;")}'
    )


RSS = FEED + ITEM.format(words="WORDS") * 3 + "</channel></rss>"
WXR = (
    '<rss xmlns:wp="http://wordpress.org/export/1.2/" xmlns:content="http://purl.org/rss/1.0/modules/content/">'
    "<channel><wp:wxr_version>1.2</wp:wxr_version><item><content:encoded><p>WORDS</p></content:encoded></item>"
    "</channel></rss>"
)
GRAPH = '<graphml xmlns="http://graphml.graphdrawing.org/xmlns"><graph><node id="a">WORDS</node></graph></graphml>'
SPEECH = "@ann: hello to all of you\n@ben: hello to you\n\n" * 2000

DEEP = 200_000
WIDE = 1_000_000
LONG = 50 * MIB


def hostile_files() -> dict[str, tuple[str, Writer]]:
    """All of them by what is wrong with them: the name of the file and what writes it, once."""
    return {
        "gzip bomb": ("a.jsonl.gz", data(gzip_bomb)),
        "bzip2 bomb": ("a.jsonl.bz2", data(bzip2_bomb)),
        "xz bomb": ("a.jsonl.xz", data(xz_bomb)),
        "xz that wants all memory": ("a.jsonl.xz", data(xz_of_great_memory)),
        "gzip in gzip": ("a.gz", data(gzip_in_gzip)),
        "zips in zips": ("a.zip", data(zip_in_zip)),
        "zip of overlapping members": ("a.zip", data(overlapping_zip)),
        "zip of many bombs": ("a.zip", data(many_bombs)),
        "zip that lies about its size": ("a.zip", data(lying_zip(zipfile.ZIP_DEFLATED))),
        "zip that lies about bzip2": ("a.zip", data(lying_zip(zipfile.ZIP_BZIP2))),
        "zip of a sparse member": ("a.zip", sparse_zip),
        "zip of 150,000 names": ("a.zip", data(many_names)),
        "zip with names that lead out": (
            "a.zip",
            data(lambda: archive({"../../a.jsonl": b"{}", "/etc/b.jsonl": b"{}"})),
        ),
        "5 GiB of nothing": ("a.jsonl", sparse_file),
        "table before 1 GiB of nothing": ("a.csv", sparse_tail),
        "billion laughs in a feed": ("a.xml", text(laughs("rss", RSS))),
        "billion laughs in a WordPress export": ("a.xml", text(laughs("rss", WXR))),
        "billion laughs in a graph": ("a.graphml", text(laughs("graphml", GRAPH))),
        "quadratic laughs in a feed": ("a.xml", text(quadratic("rss", RSS))),
        "quadratic laughs in a WordPress export": ("a.xml", text(quadratic("rss", WXR))),
        "feed with a file of this machine": ("a.xml", text(external("rss", RSS))),
        "WordPress export with a file of this machine": ("a.xml", text(external("rss", WXR))),
        "feed of elements in elements": ("a.xml", text(FEED, ITEM.format(words="x"), repeat("<b>", DEEP))),
        "feed of one long text": ("a.xml", text(FEED, ITEM.format(words="word " * (LONG // 5)), "</channel></rss>")),
        "feed of undefined entities": (
            "a.xml",
            text(
                FEED,
                ITEM.format(words="x"),
                "<description>",
                repeat("&x;", LONG // 12),
                "</description></channel></rss>",
            ),
        ),
        "feed of items of undefined entities": (
            "a.xml",
            text(FEED, ITEM.format(words="x"), repeat(ITEM.format(words="&x;" * 1000), 2000), "</channel></rss>"),
        ),
        "feed of one endless item": (
            "a.xml",
            text(FEED, ITEM.format(words="x"), "<item>", repeat("<a>x</a>", 5_000_000)),
        ),
        "page of elements in elements": ("a.html", text(PAGE, repeat("<div>", DEEP), "@ann: hello")),
        "page of one long text": ("a.html", text(PAGE, repeat("words ", LONG // 6))),
        "page of one long attribute": ("a.html", text(PAGE, '<p class="', repeat("words ", LONG // 6), '">')),
        "page of one long tag": ("a.html", text(PAGE, "<", repeat("words", LONG // 5), ">")),
        "page of many attributes": ("a.html", text(PAGE, "<p ", (f"a{n}=1 " for n in range(WIDE)), ">")),
        "page of one endless quotation": ("a.html", text(PAGE, "<blockquote>", repeat("<p>words</p>", MIB // 2))),
        "page of quotations in quotations": ("a.html", text(PAGE, repeat("<blockquote>", DEEP))),
        "page of one long comment": ("a.html", text(PAGE, "<!--", repeat("words ", LONG // 6))),
        "page of unclosed tags": ("a.html", text(PAGE, repeat("<a <b <p>", WIDE // 4))),
        "page of a table 250,000 cells wide": ("a.html", text(PAGE, "<table><tr>", repeat("<td>text", WIDE // 4))),
        "page of a very long cell": (
            "a.html",
            text(PAGE, "<table><tr><td>user<td>text<td>date<tr><td>", repeat("words ", LONG // 6)),
        ),
        "JSON 10,000 levels deep": ("a.json", text("[" * 10_000)),
        "JSON a million levels deep": ("a.json", text(line(), repeat('{"a":[', WIDE))),
        "good posts around one of 100,000 levels": (
            "a.jsonl",
            text(line(), line(entities="DEEP").replace('"DEEP"', "[" * 100_000 + "]" * 100_000), line()),
        ),
        "JSON line of 50 MB": ("a.jsonl", text(line(), line(text="words " * (LONG // 6)), line())),
        "JSON line of 50 MB of emoji": (
            "a.jsonl",
            text(line(), '{"text": "', repeat("\U0001f331", LONG // 4), '"}\n', line()),
        ),
        "JSON line of 50 MB of lists": (
            "a.jsonl",
            text(line(), '{"id_str": [', repeat("[],", LONG // 3), "0]}\n", line()),
        ),
        "JSON line of 50 MB of names": (
            "a.jsonl",
            text(line(), '{"id_str": {', (f'"{n:08x}":{{}},' for n in range(LONG // 14)), '"a":0}}\n', line()),
        ),
        "JSON line of 50 MB of numbers": (
            "a.jsonl",
            text(line(), '{"id_str": ', repeat("12345", LONG // 5), "}\n", line()),
        ),
        "JSON that never closes its text": ("a.jsonl", text(line(), '{"text": "', repeat("words ", LONG // 6))),
        "JSON of nothing but brackets to open": ("a.jsonl", text(line(), repeat('{"a":\n', LONG // 6))),
        "JSON of nothing but commas": ("a.json", text("[", line(), repeat(",", LONG))),
        "JSON page with 50 MB beside its posts": (
            "a.json",
            text('{"search_metadata": {"a": [', repeat("[],", LONG // 3), '0]}, "statuses": [', line(), "]}"),
        ),
        "text of one line of 50 MB": ("a.txt", text(SPEECH, repeat("words ", LONG // 6))),
        "text of one post of 50 MB": ("a.txt", text(SPEECH, repeat("more and more words" * 50 + "\n", LONG // 950))),
        "text of one line of 50 MB of handles": ("a.txt", text(SPEECH, repeat("@ann: ", LONG // 6))),
        "table of one line of 50 MB": ("a.csv", text(HEADER, ROW, repeat("words ", LONG // 6), "\n", ROW)),
        "table of one cell of 200 MB": (
            "a.csv",
            text(HEADER, ROW, '1,ann,"', repeat("words and words " * 60 + "\n", 200 * MIB // 960), '"\n', ROW),
        ),
        "table of one row of commas": ("a.csv", text(HEADER, ROW, repeat(",", LONG), "\n", ROW)),
        "table a million columns wide": ("a.csv", text(HEADER[:-1], (f",c{n}" for n in range(WIDE)), "\n", ROW)),
        "table a million columns wide in every row": (
            "a.csv",
            text(
                HEADER[:-1],
                repeat(",", WIDE // 10),
                "\n",
                repeat("1,ann,hello,2015-05-13" + "," * (WIDE // 10) + "\n", 200),
            ),
        ),
        "invalid UTF-16": (
            "a.csv",
            data(lambda: b"\xff\xfe" + (HEADER + ROW).encode("utf-16-le") + b"\x00\xd8" * 99_999 + b"x"),
        ),
        "nothing but NULs in between": ("a.jsonl", text(line(), repeat("\0" * MIB, 100), "\n", line())),
    }
