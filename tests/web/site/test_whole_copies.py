"""The demo and four real chats without their server: every address answers, search finds, nothing else is asked."""

from __future__ import annotations

from itertools import islice
from pathlib import Path
from urllib.request import urlopen

import pytest
from django.core.management import call_command
from playwright.sync_api import Browser, expect

from tests.web.site.serving import serving
from tests.web.site.watching import watching
from transcripts.importing import ImportOptions, import_file
from transcripts.models import Chat, Tweet
from transcripts.web import export_site
from transcripts.web.site.addresses import Address
from transcripts.web.site.known import known_addresses
from transcripts.web.site.live_only import route_of

pytestmark = [pytest.mark.slow, pytest.mark.browser, pytest.mark.django_db]

CRITLIB = [
    *(f"twarc1_jsonl/histlib-critlib-tweets__{day}.json" for day in ("mar102015", "june032015")),
    *(f"twarc1_csv/histlib-critlib-tweets__{day}.csv" for day in ("mar312015", "apr072015")),
]
OF_EACH_KIND = 5


def test_the_demo_outlives_its_server(chromium: Browser, tmp_path: Path) -> None:
    call_command("demo", "--no-serve")

    outlives_its_server(tmp_path / "copy", chromium, '"Shoebox. Envelopes. Pencil." from:lemuelgrackle')


@pytest.mark.real_data
def test_four_chats_of_critlib_outlive_their_server(chromium: Browser, shared: Path, tmp_path: Path) -> None:
    for file in CRITLIB:
        import_file(shared / file, ImportOptions(series="critlib", timezone="America/New_York", publish=True))
    assert Chat.objects.public().count() == len(CRITLIB)

    outlives_its_server(tmp_path / "copy", chromium, '"reflection into the process of making" from:awlibrarian')


def outlives_its_server(copy: Path, chromium: Browser, search: str) -> None:
    """Export the archive; from then on a server of files answers alone."""
    report = export_site(copy, cards=False, quiet=True)
    assert report.left_out == []
    assert report.indexed == Chat.objects.public().count()
    published = list(known_addresses())
    assert len(published) > Tweet.objects.public().answers().count()

    with serving(copy) as bare:
        for address in published:
            with urlopen(f"{bare}{address}") as answer:
                assert answer.status == 200
        with watching(chromium, bare) as page:
            for path in some_of_each_kind(copy):
                page.goto(f"{bare}{path}", wait_until="networkidle")
            page.goto(f"{bare}/")
            page.get_by_label("Search the chats").fill(search)
            page.keyboard.press("Enter")
            expect(page.locator("#outcome strong")).to_have_text("1 chat")
            words = search.split('"')[1]
            page.locator("#found article", has_text=words).locator(".there").first.click()
            expect(page.locator(":target")).to_contain_text(words)


def some_of_each_kind(copy: Path) -> list[str]:
    """The paths of some pages of each route."""
    paths = [str(Address(f"/{file.parent.relative_to(copy)}/")) for file in sorted(copy.rglob("index.html"))]
    kinds: dict[str, list[str]] = {}
    for path in paths:
        kinds.setdefault(route_of(path), []).append(path)
    return [path for kind in kinds.values() for path in islice(kind, OF_EACH_KIND)]
