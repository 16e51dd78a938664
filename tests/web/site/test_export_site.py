"""`manage.py export_site`: the whole public archive as files."""

from __future__ import annotations

import json
import subprocess
import sys
from io import StringIO
from pathlib import Path
from urllib.request import urlopen
from zipfile import ZipFile

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern
from pytest_django import DjangoDbBlocker
from wacz.main import main as wacz

from tests.builders import make_chat, make_person, make_question, make_series, make_tweet, place
from tests.web.lively import HOSTILE, Lively, make_lively
from tests.web.site.serving import serving
from transcripts.curating import mark_best
from transcripts.grouping import Part
from transcripts.models import Alias, Handle, LedgerEntry, Tweet
from transcripts.web.site.exporting import export_site
from transcripts.web.site.known import known_addresses
from transcripts.web.site.live_only import LIVE_ONLY, route_of
from transcripts.web.site.packing import pack
from transcripts.web.site.rewriting import read_page
from transcripts.web.urls import urlpatterns

# Its answers lie below another path; pictures are taken along where a page names one.
ROUTES = {pattern.name for pattern in urlpatterns if isinstance(pattern, URLPattern)}
AS_FILES = {"oembed"}
pytestmark = pytest.mark.django_db


def export(directory: Path, *options: str) -> str:
    """Run the command; return what it prints."""
    said = StringIO()
    call_command("export_site", str(directory), *options, stdout=said, stderr=said, verbosity=0)
    return said.getvalue()


def files(directory: Path) -> dict[str, bytes]:
    """All files of an export, but for the one with its date."""
    found = {str(file.relative_to(directory)): file.read_bytes() for file in directory.rglob("*") if file.is_file()}
    return {name: content for name, content in found.items() if name != "export.json"}


def dates_of_pages(directory: Path) -> dict[Path, int]:
    """When each page was last written."""
    return {file.relative_to(directory): file.stat().st_mtime_ns for file in directory.rglob("*.html")}


def queries_of_an_export(directory: Path) -> int:
    """How often the database is asked for an export."""
    with CaptureQueriesContext(connection) as queries:
        export(directory, "--without-cards")
    return len(queries)


def make_archive() -> Lively:
    """The lively archive, with what moved, what is gone, what was withdrawn, a draft, and a recap."""
    lively = make_lively()
    LedgerEntry.objects.enter(lively.chat)
    staff = User.objects.create(username="staff")
    mark_best(staff, lively.chat, [lively.answer.key], best=True)
    Alias.objects.create(path="/t/old/", target=lively.answer.get_absolute_url())
    LedgerEntry.objects.create(path="/t/gone/", kind=LedgerEntry.Kind.POST, key="gone")
    Alias.objects.create(path="/gardenlib/2015-05-11.csv", target="/gardenlib/2015-05-12.csv")
    Handle.objects.create(participant=make_person("ann"), network="twitter", folded="ann_of_old")
    withdrawn = make_chat(make_series("mosslib"))
    place(withdrawn, make_tweet("Secret moss", author="moss"), Part.ASIDE)
    withdrawn.withdraw()
    make_chat(make_series("draftlib"), published=False)
    return lively


@pytest.fixture
def archive(db: None) -> Lively:
    """The archive that `site` is an export of."""
    return make_archive()


@pytest.fixture(scope="module")
def site(django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An export of that archive, made once: only to be looked at."""
    home = tmp_path_factory.mktemp("exports") / "site"
    with django_db_blocker.unblock(), transaction.atomic():
        make_archive()
        export(home)
        transaction.set_rollback(True)
    return home


def test_every_address_that_was_given_out_answers_from_a_bare_server(
    site: Path, archive: Lively, client: Client
) -> None:
    with serving(site) as bare:
        for address in known_addresses():
            with urlopen(f"{bare}{address}") as answer:
                assert answer.status == 200
            live = client.get(str(address))
            live.close()
            if live.status_code == 200 and address.path.endswith("/"):
                assert live.headers["Content-Type"].partition(";")[0] == answer.headers.get_content_type()


def test_every_link_of_every_page_leads_to_a_file(site: Path) -> None:
    said = json.loads((site / "export.json").read_text())

    assert said["not_found"] == {}
    assert said["left_out"] == []


def test_every_route_is_exported_or_known_to_need_a_server(site: Path) -> None:
    paths = [f"/{name.removesuffix('index.html')}" for name in files(site)]

    exported = {route_of(path) for path in paths} | LIVE_ONLY | AS_FILES
    assert ROUTES - exported == set()


def test_data_files_are_those_of_the_archive(site: Path, archive: Lively, client: Client) -> None:
    for ending in ("json", "csv", "md", "txt"):
        live = b"".join(client.get(f"/gardenlib/2015-05-12.{ending}"))
        assert (site / f"gardenlib/2015-05-12.{ending}").read_bytes() == live


def test_what_is_not_public_is_nowhere(site: Path) -> None:
    everything = b"".join(files(site).values())

    assert b"Secret moss" not in everything
    assert b"draftlib" not in everything


def test_what_moved_leads_on_and_what_is_gone_says_so(site: Path, archive: Lively) -> None:
    moved, key = (site / "t/old/index.html").read_text(), archive.answer.key
    lists = (site / "_redirects").read_text().splitlines()

    assert f'<meta http-equiv="refresh" content="0; url=../{key}/">' in moved
    assert f'<link rel="canonical" href="http://localhost:8000/t/{key}/">' in moved
    assert f"/t/old/ /t/{key}/ 301" in lists
    assert "/people/twitter/ann_of_old/ /people/twitter/ann/ 301" in lists
    assert "/t/gone/ /t/gone/ 410" in lists
    assert "/mosslib/2015-05-12/ /mosslib/2015-05-12/ 410" in lists
    assert f'"/t/old/" /t/{key}/;' in (site / "nginx-moved.map").read_text()
    assert "Removed" in (site / "t/gone/index.html").read_text()
    assert (site / "gardenlib/2015-05-11.csv").read_bytes() == (site / "gardenlib/2015-05-12.csv").read_bytes()


def test_no_control_needs_a_server(site: Path) -> None:
    for file in site.rglob("*.html"):
        html = file.read_text()
        for control in ("report/", "missing/", "data-suggest", 'method="post"', ">Link quotes<", "edit/"):
            assert control not in html, (file, control)


def test_what_can_be_sent_is_a_search_and_what_can_be_pressed_copies(site: Path) -> None:
    for file in site.rglob("*.html"):
        page = read_page(file.read_bytes())
        assert {form.get("action").lstrip("./") for form in page.forms} <= {"search/", ""}, file
        others = page.xpath("//button[not(ancestor::form)][not(@data-text)]")
        assert others == [], file


def test_pages_load_nothing_from_elsewhere(site: Path) -> None:
    for file in site.rglob("*.html"):
        loaded = read_page(file.read_bytes()).xpath("//@src | //link[not(contains(@rel, 'canonical'))]/@href")
        elsewhere = [one for one in loaded if one.startswith(("http", "//")) and "/oembed/" not in one]
        assert elsewhere == [], file


def test_the_papers_say_what_is_in_the_files_and_whose_it_is(site: Path) -> None:
    told = (site / "README.txt").read_text()

    for paper in ("data-dictionary.md", "LICENSE", "manifest-sha256.txt"):
        assert paper in told
        assert (site / paper).exists()
    assert "| `placement` |" in (site / "data-dictionary.md").read_text()
    assert "Posts belong to those who wrote them" in told


def test_checksums_hold(site: Path) -> None:
    subprocess.run(["sha256sum", "--check", "--quiet", "manifest-sha256.txt"], cwd=site, check=True)


def test_the_next_export_has_the_same_bytes_and_not_what_is_no_longer_public(
    archive: Lively, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / "exports/site"
    export(home, "--without-cards")
    before, dates = files(home), dates_of_pages(home)
    export(home, "--without-cards")
    assert files(home) == before
    assert dates_of_pages(home) == dates

    Tweet.objects.filter(pk=archive.hello.pk).update(hidden=True)
    export(home, "--without-cards")
    assert "Removed" in (home / f"t/{archive.hello.key}/index.html").read_text()
    assert b"Ohio" not in b"".join(files(home).values())

    before = files(home)
    monkeypatch.setattr("transcripts.web.people.Conversation", None)
    with pytest.raises(CommandError, match="/t/"):
        export(home, "--without-cards")
    assert files(home) == before
    assert [place.name for place in home.parent.iterdir()] == ["site"]


def test_the_eleven_files_of_a_post_are_read_together(db: None, tmp_path: Path) -> None:
    chat = make_chat()
    question = make_question(chat, 1)
    place(chat, make_tweet(), question)
    before = queries_of_an_export(tmp_path / "one")
    for minute in range(4):
        place(chat, make_tweet(minute=minute), question)
    after = queries_of_an_export(tmp_path / "five")

    assert 0 < (after - before) / 4 < 11


# The packer leaves a temporary file to the garbage collector.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_it_is_packed_for_web_archives(site: Path, tmp_path: Path) -> None:
    packed = tmp_path / "site.wacz"
    pack(site, packed)

    assert wacz(["validate", "-f", str(packed)]) == 0
    with ZipFile(packed) as inside:
        pages = inside.read("pages/pages.jsonl").decode()
    assert "http://localhost:8000/gardenlib/2015-05-12/" in pages


def test_packing_says_what_it_takes_before_anything_is_written(
    db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "wacz.main", None)
    with pytest.raises(CommandError, match="pip install wacz"):
        export(tmp_path / "site", "--wacz", str(tmp_path / "site.wacz"))

    assert list(tmp_path.iterdir()) == []


def test_a_directory_with_something_else_is_left_alone(db: None, tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(CommandError, match="something else"):
        export(tmp_path)

    assert [file.name for file in tmp_path.iterdir()] == ["mine.txt"]


def test_what_no_file_can_be_is_told_and_does_no_harm(db: None, tmp_path: Path) -> None:
    chat = make_chat()
    for handle in ("..", "a//b", "長" * 150, "b|c:d"):
        place(chat, make_tweet(author=handle), Part.ASIDE)
    links = [{"shown": "there", "url": "http://localhost:8000/nowhere/"}]
    place(chat, make_tweet("Look there", links=links), Part.ASIDE)
    said = export(tmp_path / "site", "--without-cards")
    people = [place.name for place in (tmp_path / "site/people/twitter").iterdir()]

    assert "no file can have the name of /people/twitter/../" in said
    assert "no file can have the name of /people/twitter/a//b/" in said
    assert "/nowhere/ is not there; /" in said
    assert sorted(name[:4] for name in people) == ["ann", "b|c:", "長" * 4]


def test_without_cards_nothing_names_a_picture(db: None, tmp_path: Path) -> None:
    chat = make_chat()
    place(chat, make_tweet(), make_question(chat, 1))
    home = tmp_path / "site"
    export(home, "--without-cards")
    everything = b"".join(files(home).values())

    assert not (home / "cards").exists()
    for named in (b"og:image", b"twitter:image", b"summary_large_image", b"thumbnail_url", b"/cards/"):
        assert named not in everything, named


def test_hostile_words_stay_words(site: Path) -> None:
    for file in site.rglob("*.html"):
        assert HOSTILE not in file.read_text(), file


def test_an_empty_archive_is_exported_too(db: None, tmp_path: Path) -> None:
    report = export_site(tmp_path / "site", quiet=True)

    assert report.indexed == 0
    assert (tmp_path / "site/index.html").exists()
