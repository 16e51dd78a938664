"""An export as one WACZ file, as web archives keep sites and ReplayWeb.page shows them.

WARC 1.1 (ISO 28500:2017) records below the archive's own addresses, as if they had been fetched from it; WACZ 1.1.1.
"""

from __future__ import annotations

import json
import mimetypes
import tempfile
from collections.abc import Iterator
from contextlib import redirect_stdout
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO, StringIO
from pathlib import Path
from urllib.parse import quote, unquote

from django.conf import settings

from .failing import PackingFailed
from .files import STAMP
from .leading_on import HOSTS, read_ways
from .live_only import route_of
from .rewriting import read_page

# What Python's list of media types lacks.
TYPES = {".atom": "application/atom+xml", ".ics": "text/calendar", ".md": "text/markdown"}
PAGE = "text/html; charset=utf-8"
INDEX = "index.html"
# The pages by which somebody would enter, by their routes; a list of every post is of no use to who opens the file.
LISTED = frozenset({"home", "about", "series", "chat", "question", "recap", "person"})
HEAD = {"format": "json-pages-1.0", "id": "pages", "title": "All pages"}


@dataclass(frozen=True, slots=True)
class Record:
    """What was answered at an address."""

    url: str
    kind: str
    content: bytes
    status: str = "200 OK"
    location: str = ""

    @property
    def headers(self) -> list[tuple[str, str]]:
        """What was sent before the content."""
        told = [("Content-Type", self.kind), ("Content-Length", str(len(self.content)))]
        return [*told, ("Location", self.location)] if self.location else told


def check_packing() -> None:
    """Raise PackingFailed when what packing takes is not installed."""
    try:
        import wacz.main  # noqa: F401
    except ImportError as error:
        raise PackingFailed("--wacz needs the package wacz: pip install wacz.") from error


def pack(home: Path, target: Path) -> None:
    """Pack an export into a WACZ file, replacing what is there only when it is whole. Raises PackingFailed."""
    check_packing()
    from wacz.main import main

    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".wacz-", dir=target.parent) as place:
        warc, pages, made = Path(place, "data.warc.gz"), Path(place, "pages.jsonl"), Path(place, "made.wacz")
        write_records(home, warc, pages)
        said = StringIO()
        with redirect_stdout(said):
            told = ["--output", made, "--pages", pages, "--copy-pages", "--url", f"{settings.SITE_URL}/", warc]
            failed = main(["create", *map(str, told)])
        if failed or not made.exists():
            raise PackingFailed(f"wacz: {said.getvalue().strip()}")
        made.replace(target)


def write_records(home: Path, warc: Path, pages: Path) -> None:
    """Write everything in an export as WARC records, and the list of its pages."""
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    with warc.open("wb") as opened, pages.open("w") as listed:
        writer = WARCWriter(opened, gzip=True, warc_version="1.1")
        listed.write(f"{json.dumps(HEAD)}\n")
        for record in records_of(home):
            told = StatusAndHeaders(record.status, record.headers, protocol="HTTP/1.1")
            shown = {"payload": BytesIO(record.content), "http_headers": told, "warc_headers_dict": {"WARC-Date": now}}
            writer.write_record(writer.create_warc_record(record.url, "response", **shown))
            if is_listed(record):
                page = {"url": record.url, "ts": now, "title": title_of(record.content)}
                listed.write(f"{json.dumps(page, ensure_ascii=False)}\n")


def records_of(home: Path) -> Iterator[Record]:
    """Yield every file of an export as an answer, what moved or was removed with its status."""
    ways = read_ways(home)
    for file in sorted(home.rglob("*")):
        name = file.relative_to(home).as_posix()
        if file.is_dir() or name.startswith((HOSTS, "_headers", "nginx-", STAMP)):
            continue
        path = quote(f"/{name.removesuffix(INDEX) if file.name == INDEX else name}", safe="/@+,")
        if target := ways.get(path):
            yield Record(f"{settings.SITE_URL}{path}", PAGE, b"", "301 Moved Permanently", target)
        else:
            status = "410 Gone" if path in ways else "200 OK"
            yield Record(f"{settings.SITE_URL}{path}", kind_of(file), file.read_bytes(), status)


def kind_of(file: Path) -> str:
    """Return the media type of a file."""
    if file.suffix == ".html":
        return PAGE
    return TYPES.get(file.suffix) or mimetypes.guess_type(file.name)[0] or "application/octet-stream"


def title_of(page: bytes) -> str:
    """Return the title of a page."""
    return " ".join(read_page(page).findtext(".//title", "").split())


def is_listed(record: Record) -> bool:
    """True for pages by which somebody would enter."""
    path = unquote(record.url.removeprefix(settings.SITE_URL))
    return record.kind == PAGE and record.status.startswith("200") and route_of(path) in LISTED
