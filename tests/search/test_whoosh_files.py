"""The index in files: damage, other layouts, several processes."""

from __future__ import annotations

import gc
import json
import multiprocessing
import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings

from tests.builders import make_chat, make_tweet, place
from tests.search.archive import found, make_archive
from transcripts import search
from transcripts.grouping import Part
from transcripts.models import Chat
from transcripts.search.documents import Document
from transcripts.search.engines import IndexUnusable, current_engine
from transcripts.search.engines.whoosh_engine import WhooshEngine
from transcripts.search.finding import OUT_OF_ORDER

pytestmark = pytest.mark.django_db


@pytest.fixture
def root(settings: Settings) -> Path:
    """The directory of the index of a small archive."""
    settings.SEARCH_ENGINE = "whoosh"
    make_archive()
    return Path(settings.SEARCH_INDEX_DIR)


def current(root: Path) -> Path:
    return root / json.loads((root / "current.json").read_text())["directory"]


def segments(root: Path) -> list[Path]:
    """The files that hold the documents: the one that lists them has a name with a line before it."""
    return [path for path in current(root).glob("MAIN_*") if path.name != "MAIN_WRITELOCK"]


def lose_everything(root: Path) -> None:
    for path in current(root).iterdir():
        path.unlink()
    (root / "current.json").unlink()


def lose_segments(root: Path) -> None:
    for path in segments(root):
        path.unlink()


def lose_toc(root: Path) -> None:
    for path in current(root).glob("*.toc"):
        path.unlink()


def garble_segments(root: Path) -> None:
    for path in segments(root):
        path.write_bytes(os.urandom(path.stat().st_size))


def cut_segments(root: Path) -> None:
    for path in segments(root):
        os.truncate(path, path.stat().st_size // 2)


def garble_toc(root: Path) -> None:
    for path in current(root).glob("*.toc"):
        path.write_bytes(b"\x80garbage")


def garble_pointer(root: Path) -> None:
    (root / "current.json").write_text('{"directory": ')


def age(root: Path) -> None:
    (root / "current.json").write_text(json.dumps({"directory": current(root).name, "layout": 0}))


DAMAGES = [lose_everything, lose_segments, lose_toc, garble_segments, cut_segments, garble_toc, garble_pointer, age]


@pytest.fixture(params=DAMAGES)
def damaged(root: Path, request: pytest.FixtureRequest) -> Iterator[Path]:
    """The directory after damage, for processes that have not opened it."""
    current_engine().close()
    request.param(root)
    yield root
    # Whoosh drops files it could not make sense of without closing them.
    gc.collect()


after_damage = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")


@after_damage
def test_a_damaged_index_is_reported_and_never_an_error(damaged: Path) -> None:
    results = search.find("seeds")
    assert (results.total, results.note) == (0, OUT_OF_ORDER)
    assert not search.status().is_current
    assert search.status().reason


@after_damage
def test_indexing_mends_a_damaged_index(damaged: Path) -> None:
    search.index(Chat.objects.all()[:1])
    assert search.find("seeds").total == 5
    assert search.status().is_current


@after_damage
def test_forgetting_in_a_damaged_index_is_no_error(damaged: Path) -> None:
    search.forget(["1"])


KINDS_OF_FILES = ["*.trm", "*.pst", "*_stored.col", "*.moment.col", "*.facets.col", "*._words_len.col"]


@after_damage
@pytest.mark.parametrize("kind", KINDS_OF_FILES)
@pytest.mark.parametrize("share", [None, 0, 0.5], ids=["lost", "emptied", "halved"])
def test_damage_to_any_file_is_told_by_the_check_and_no_error_elsewhere(
    root: Path, kind: str, share: float | None
) -> None:
    current_engine().close()
    for path in current(root).glob(kind):
        if share is None:
            path.unlink()
        else:
            os.truncate(path, int(path.stat().st_size * share))

    assert not search.check_index().is_in_step
    search.find("seeds sort:oldest")
    search.find("seed* -tomato")
    search.count_facets("seeds")
    search.suggest("se")
    search.closest("lending flipped tomato seeds")
    gc.collect()


def test_what_cannot_be_written_is_told_and_keeps_nobody_from_hiding_a_post(root: Path) -> None:
    (root / "writer").unlink()
    (root / "writer").mkdir()

    search.forget(["1"])
    with pytest.raises(search.IndexBusy, match="cannot be written"):
        search.index(Chat.objects.all())
    with pytest.raises(CommandError, match="cannot be written"):
        call_command("reindex")


def test_a_rebuild_leaves_one_directory(root: Path) -> None:
    before = current(root)
    search.rebuild()
    assert not before.exists()
    assert [path for path in root.iterdir() if path.is_dir()] == [current(root)]


def test_a_failed_rebuild_leaves_the_old_index(root: Path) -> None:
    def explode(done: int, total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        search.rebuild(explode)
    assert search.find("seeds").total == 5
    search.rebuild()
    assert search.find("seeds").total == 5


def test_a_second_writer_waits_and_then_says_so(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("transcripts.search.engines.whoosh_engine.PATIENCE", 0.1)
    with WhooshEngine(root).store.writing(1), pytest.raises(search.IndexBusy, match="Another process"):
        search.rebuild()


def test_forgetting_gives_way_to_another_writer(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("transcripts.search.engines.whoosh_engine.IMPATIENCE", 0.1)
    with WhooshEngine(root).store.writing(1):
        search.forget(["1"])


def test_words_forgotten_for_good_are_in_no_file(root: Path) -> None:
    chat = make_chat(address="extra")
    secret = make_tweet("xylophonic confession")
    place(chat, secret, Part.ASIDE)
    search.index([chat])
    assert found("xylophonic") == {secret.key}
    search.forget([secret.key], for_good=True)
    assert not any(b"xylophonic" in path.read_bytes() for path in root.rglob("*") if path.is_file())


def test_open_readers_see_what_other_writers_do(root: Path) -> None:
    assert found("pancakes")
    other = WhooshEngine(root)
    other.forget(found("pancakes"), for_good=False)
    other.close()
    assert found("pancakes") == set()


def documents(count: int, word: str) -> list[Document]:
    return [Document(f"k{number}", (("always", word),), frozenset(), number) for number in range(count)]


def write_often(root: Path, rounds: int) -> None:
    engine = WhooshEngine(root)
    for number in range(rounds):
        batch = documents(50, f"round{number}")
        if number % 4 == 3:
            engine.rebuild([batch])
        else:
            engine.replace([document.key for document in batch], [batch])


def read_until(root: Path, seconds: float, answers: multiprocessing.Queue[str]) -> None:
    engine, until = WhooshEngine(root), time.monotonic() + seconds
    seen: set[str] = set()
    try:
        while time.monotonic() < until:
            seen.add(str(engine.find(search.parse("always"), 0, 100).total))
    except IndexUnusable as error:
        seen.add(repr(error))
    answers.put(" ".join(sorted(seen)))


def test_processes_read_whole_states_while_one_writes(tmp_path: Path) -> None:
    context = multiprocessing.get_context("fork")
    WhooshEngine(tmp_path / "busy").rebuild([documents(50, "start")])
    answers: multiprocessing.Queue[str] = context.Queue()
    readers = [context.Process(target=read_until, args=(tmp_path / "busy", 2.0, answers)) for _ in range(2)]
    for reader in readers:
        reader.start()
    write_often(tmp_path / "busy", 24)
    assert [answers.get(timeout=20) for _ in readers] == ["50", "50"]
    for reader in readers:
        reader.join()
    answers.close()
    answers.join_thread()
