"""Ways in which a good export goes bad. Each takes bytes and a source of chance and gives other bytes."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
import re
import zipfile
from collections.abc import Callable, Sequence
from random import Random
from typing import Any

Mutation = Callable[[bytes, Random, Sequence[bytes]], bytes]

ODD_VALUES: tuple[Any, ...] = (
    *(None, True, False, 0, -1, 1.5, 2**31, 2**63, 2**64, -(2**70), 10**400, 1e308, float("inf"), float("nan")),
    *("", " ", "\x00", "a\x00b", "\ud83c", "\u202e", "@", "@@", "#", "NaN", "1e400", "9" * 25, "0" * 30, "९९९", "²"),
    *("0001-01-01T00:00:00Z", "9999-12-31T23:59:59-23:59", "Wed Feb 30 25:61:61 +9999 2015", "99999999999999999"),
    *("javascript:alert(1)", "http://[::1", "&#0;&#x110000;&bogus;", "<p><a href='", "a" * 5000, "\U0001f331" * 300),
    *([], {}, [[]], [None], [1, "a"], {"": ""}, {"a": {"b": []}}, [{}] * 3, [[[[[[[[]]]]]]]]),
)
ODD_BYTES = (
    b"\x00",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b"\r",
    b"\x1b[0m",
    b"\xed\xa0\xbd",
    b"\xc0\xaf",
    b'"',
    b"'",
    b"\\",
    b"\x1e",
)


def place_in(data: bytes, chance: Random) -> int:
    return chance.randrange(len(data) + 1)


def piece_of(data: bytes, chance: Random) -> bytes:
    start = place_in(data, chance)
    return data[start : start + chance.choice((1, 7, 40, 300, 4000))]


def cut(data: bytes, chance: Random, others: Sequence[bytes]) -> bytes:
    return data[: place_in(data, chance)]


def cut_beginning(data: bytes, chance: Random, others: Sequence[bytes]) -> bytes:
    return data[place_in(data, chance) :]


def cut_out(data: bytes, chance: Random, others: Sequence[bytes]) -> bytes:
    start = place_in(data, chance)
    return data[:start] + data[start + len(piece_of(data, chance)) :]


def flip_bits(data: bytes, chance: Random, others: Sequence[bytes]) -> bytes:
    flipped = bytearray(data)
    for _ in range(chance.randrange(1, 30) if data else 0):
        flipped[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    return bytes(flipped)


def insert_odd_bytes(data: bytes, chance: Random, others: Sequence[bytes]) -> bytes:
    for _ in range(chance.randrange(1, 6)):
        place = place_in(data, chance)
        data = data[:place] + chance.choice(ODD_BYTES) * chance.choice((1, 1, 2, 500)) + data[place:]
    return data


def repeat_piece(data: bytes, chance: Random, others: Sequence[bytes]) -> bytes:
    place, piece = place_in(data, chance), piece_of(data, chance)
    return data[:place] + piece * chance.choice((1, 2, 50)) + data[place:]


def swap_pieces(data: bytes, chance: Random, others: Sequence[bytes]) -> bytes:
    one, two, three = sorted(place_in(data, chance) for _ in range(3))
    return data[:one] + data[two:three] + data[one:two] + data[three:]


def insert_of_another(data: bytes, chance: Random, others: Sequence[bytes]) -> bytes:
    place = place_in(data, chance)
    return data[:place] + piece_of(chance.choice(others), chance) + data[place:]


def interleave(data: bytes, chance: Random, others: Sequence[bytes]) -> bytes:
    mine, theirs = data.splitlines(True)[:300], chance.choice(others).splitlines(True)[:300]
    for line in theirs:
        mine.insert(chance.randrange(len(mine) + 1), line)
    return b"".join(mine)


def shuffle_lines(data: bytes, chance: Random, others: Sequence[bytes]) -> bytes:
    lines = data.splitlines(True)
    chance.shuffle(lines)
    return b"".join(lines)


def other_line_ends(data: bytes, chance: Random, others: Sequence[bytes]) -> bytes:
    return data.replace(b"\n", chance.choice((b"\r", b"\r\n", b"\n\n", b"", b"\x0b", "\u2028".encode())))


def other_encoding(data: bytes, chance: Random, others: Sequence[bytes]) -> bytes:
    text = data.decode("utf-8", "replace")
    encoding = chance.choice(("utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "utf-7", "utf-8-sig", "cp037"))
    return text.encode(encoding, "replace")


def half_other_encoding(data: bytes, chance: Random, others: Sequence[bytes]) -> bytes:
    place = place_in(data, chance)
    return data[:place] + other_encoding(data[place:], chance, others)


def huge_numbers(data: bytes, chance: Random, others: Sequence[bytes]) -> bytes:
    def replaced(found: re.Match[bytes]) -> bytes:
        if chance.random() > 0.1:
            return found.group()
        return chance.choice((b"9" * 30, b"-1", b"0", b"1e400", b"1.5e18", b"9" * 5000, b"00000", b"1" + b"0" * 18))

    return re.sub(rb"\d{2,}", replaced, data)


def nest(data: bytes, chance: Random, others: Sequence[bytes]) -> bytes:
    before, after = chance.choice(((b"[", b"]"), (b'{"data":', b"}"), (b'{"statuses":[', b"]}"), (b"<div>", b"</div>")))
    depth = chance.choice((1, 2, 100, 5000))
    place = chance.choice((0, place_in(data, chance)))
    return data[:place] + before * depth + data[place:] + after * depth * chance.randrange(2)


def pack(data: bytes, chance: Random, others: Sequence[bytes]) -> bytes:
    kind = chance.randrange(5)
    if kind < 3:
        return (gzip.compress, bz2.compress, lzma.compress)[kind](data)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as out:
        for number in range(chance.randrange(1, 4)):
            out.writestr(f"{number}.{chance.choice(('json', 'csv', 'txt', 'js'))}", data)
    return packed.getvalue()


def change_json(data: bytes, chance: Random, others: Sequence[bytes]) -> bytes:
    """Put values of other types into JSON, wherever it stands: a file of it, a line, or behind an assignment."""
    try:
        return as_json(changed(json.loads(data), chance))
    except (ValueError, RecursionError):
        lines = data.split(b"\n")
        return b"\n".join(changed_line(line, chance) for line in lines)


def changed_line(line: bytes, chance: Random) -> bytes:
    if chance.random() < 0.5:
        return line
    try:
        return as_json(changed(json.loads(line), chance))
    except (ValueError, RecursionError):
        return line


def as_json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=True).encode()


def changed(value: Any, chance: Random) -> Any:
    """A value with something in it replaced, left out, doubled or moved."""
    for _ in range(chance.randrange(1, 5)):
        holder, key = some_place(value, chance)
        if holder is None:
            return chance.choice(ODD_VALUES)
        deed = chance.randrange(6)
        if deed == 0:
            del holder[key]
        elif deed == 1:
            holder[key] = [holder[key]] * 2
        elif deed == 2:
            holder[key] = some_value(value, chance)
        else:
            holder[key] = chance.choice(ODD_VALUES)
    return value


def some_place(value: Any, chance: Random) -> tuple[Any, Any]:
    """A dictionary or list somewhere in a value, and one of its keys; nothing where there is none."""
    holder, key = None, None
    while isinstance(value, dict | list) and value:
        holder, key = value, chance.choice(list(value) if isinstance(value, dict) else range(len(value)))
        value = holder[key]
        if chance.random() < 0.25:
            break
    return holder, key


def some_value(value: Any, chance: Random) -> Any:
    holder, key = some_place(value, chance)
    return None if holder is None else json.loads(json.dumps(holder[key]))


def change_columns(data: bytes, chance: Random, others: Sequence[bytes]) -> bytes:
    """Swap, double, drop or spoil cells, in the header or in all rows."""
    lines = data.split(b"\n")
    sign = chance.choice((b",", b",", b"\t", b";", b" "))
    one, two = chance.randrange(12), chance.randrange(12)
    until = chance.choice((1, len(lines)))
    return b"\n".join([*(spoilt(line, sign, one, two, chance) for line in lines[:until]), *lines[until:]])


def spoilt(line: bytes, sign: bytes, one: int, two: int, chance: Random) -> bytes:
    cells = line.split(sign)
    if max(one, two) < len(cells):
        cells[one], cells[two] = cells[two], cells[one]
        if chance.random() < 0.1:
            odd = chance.choice(ODD_VALUES)
            cells[one] = str(odd if odd != 10**400 else 10**30).encode("utf-8", "replace")
        if chance.random() < 0.1:
            del cells[two]
    return sign.join(cells)


def within_zip(data: bytes, chance: Random, others: Sequence[bytes]) -> bytes:
    """Spoil a member of a zip, and pack it again."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = {name: archive.read(name) for name in archive.namelist()}
    except Exception:
        # What is no zip, or one that an earlier mutation has spoilt.
        return flip_bits(data, chance, others)
    packed = io.BytesIO()
    spoilt_name = chance.choice(list(members))
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as out:
        for name, content in members.items():
            mutated = chance.choice(PLAIN)(content, chance, others) if name == spoilt_name else content
            out.writestr(name, mutated)
    return packed.getvalue()


PLAIN: tuple[Mutation, ...] = (
    *(cut, cut_beginning, cut_out, flip_bits, insert_odd_bytes, repeat_piece, swap_pieces, insert_of_another),
    *(interleave, shuffle_lines, other_line_ends, other_encoding, half_other_encoding, huge_numbers, nest),
    *(change_json, change_json, change_json, change_json, change_columns, change_columns),
)
MUTATIONS: tuple[Mutation, ...] = (*PLAIN, pack)


def mutated(data: bytes, chance: Random, others: Sequence[bytes]) -> bytes:
    """A file with one to four things wrong with it."""
    for _ in range(chance.choice((1, 1, 1, 2, 2, 3, 4))):
        choices = (within_zip,) * 5 + (flip_bits, cut) if data.startswith(b"PK\x03\x04") else MUTATIONS
        data = chance.choice(choices)(data, chance, others)[:LARGEST]
    return data


LARGEST = 2_000_000
