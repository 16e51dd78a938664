"""Where a Whoosh index lies: directories, the pointer to the current one, the writer's lock, a pool of readers.

index/current.json      which directory is current, and the layout of the index in it
index/<name>/           one index; a rebuild makes a new one and moves the pointer
index/writer            locked by the one process that writes
"""

from __future__ import annotations

import json
import secrets
import shutil
import threading
import time
import weakref
from array import array
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from ..documents import LAYOUT
from .base import IndexBusy, IndexState, IndexUnusable
from .whoosh_parts import analysis, columns, fields, filestore, formats, index, query

OPENING_ATTEMPTS = 20
LOCK_PAUSE = 0.05


def schema() -> Any:
    """Return the fields of a document: few terms each, for every term costs time when writing.

    `words` holds each word as it is, with a break after each run, and at the end the stems.
    """
    tokenizer = analysis.IDTokenizer()
    return fields.Schema(
        key=fields.ID(stored=True),
        words=fields.FieldType(formats.Positions(), tokenizer, scorable=True),
        marks=fields.FieldType(formats.Existence(), tokenizer),
        moment=fields.COLUMN(columns.NumericColumn("q")),
        fingerprint=fields.STORED,
        facets=fields.COLUMN(columns.VarBytesColumn()),
    )


@contextmanager
def damage_told() -> Iterator[None]:
    """Turn all that Whoosh raises over its files into IndexUnusable."""
    try:
        yield
    except IndexUnusable:
        raise
    except Exception as error:  # damaged files make it raise whatever their bytes happen to lead to
        raise IndexUnusable(f"The search index cannot be read: {error!r}") from error


class Files(filestore.FileStorage):  # type: ignore[misc]  # it is untyped
    """The files of an index. Of those that Whoosh opens it leaves some open; these are closed at the latest with it."""

    def __init__(self, path: Path) -> None:
        super().__init__(str(path))
        self.opened: list[Any] = []
        self.close_all = weakref.finalize(self, _close, self.opened)

    def open_file(self, name: str, **options: Any) -> Any:
        """Open a file to read."""
        file = super().open_file(name, **options)
        self.opened.append(file)
        return file


def _close(files: list[Any]) -> None:
    for file in files:
        if not file.is_closed:
            file.close()


class Reader:
    """One state of the index, open for searching; used by one thread at a time."""

    def __init__(self, path: Path) -> None:
        self.directory = path.name
        self.files = Files(path)
        try:
            self.index = self.files.open_index(schema=schema())
            self.generation = int(self.index.latest_generation())
            self.searcher = self.index.searcher()
            self._open_columns()
        except BaseException:
            self.files.close_all()
            raise

    def _open_columns(self) -> None:
        """Open what Whoosh opens only when it is used: whoever writes may delete it before."""
        for leaf, _ in self.searcher.reader().leaf_readers():
            if leaf.doc_count_all():
                leaf.column_reader("moment")
                leaf.column_reader("facets")
                leaf.stored_fields(0)
                leaf.doc_field_length(0, "words")

    @property
    def is_current(self) -> bool:
        """False once something was written into the directory."""
        return self.generation == int(self.index.latest_generation())

    @cached_property
    def moments(self) -> array[int]:
        """The moment of every document, by its number in this state."""
        moments = array("q")
        for leaf, _ in self.searcher.reader().leaf_readers():
            # The reader of an index without documents has no columns.
            column = leaf.column_reader("moment") if leaf.doc_count_all() else ()
            moments.extend(column[number] for number in range(leaf.doc_count_all()))
        return moments

    @cached_property
    def retweets(self) -> set[int]:
        """The numbers of the retweets in this state."""
        return self.documents(query.Term("marks", "is:retweet"))

    @cached_property
    def everything(self) -> set[int]:
        """The numbers of all documents in this state."""
        return self.documents(query.Every())

    def documents(self, wanted: Any) -> set[int]:
        """The numbers of the documents that one of Whoosh's queries finds."""
        return set(self.searcher.docs_for_query(wanted))

    def facets(self, numbers: set[int]) -> Iterator[bytes]:
        """What documents are counted by, each with its facets in one piece, apart by blanks no facet holds."""
        offset = 0
        for leaf, _ in self.searcher.reader().leaf_readers():
            count = leaf.doc_count_all()
            column = leaf.column_reader("facets") if count else ()
            yield from (column[number] for number in range(count) if number + offset in numbers)
            offset += count

    def key(self, number: int) -> str:
        """The key of a document."""
        return str(self.searcher.stored_fields(number)["key"])

    def close(self) -> None:
        """Let go of its files."""
        self.searcher.close()
        self.files.close_all()


@dataclass(frozen=True, slots=True)
class Pointer:
    """Which directory is current, and the layout of the index in it."""

    directory: str
    layout: int


class IndexStore:
    """The directories of an index below a root."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._idle: list[Reader] = []
        self._lock = threading.Lock()

    def state(self) -> IndexState:
        """Say whether there is an index of today's layout; whether it can be read, only reading shows."""
        try:
            pointer = self._pointer()
        except FileNotFoundError:
            return IndexState.MISSING
        except (OSError, ValueError, KeyError, TypeError):
            return IndexState.BROKEN
        return IndexState.READY if pointer.layout == LAYOUT else IndexState.OUTDATED

    @contextmanager
    def reading(self) -> Iterator[Reader]:
        """Lend a reader of the latest state. Raises IndexUnusable."""
        reader = self._borrowed() or self._opened()
        try:
            yield reader
        except BaseException:
            reader.close()
            raise
        with self._lock:
            self._idle.append(reader)

    @contextmanager
    def writing(self, patience: float) -> Iterator[None]:
        """Be the only writer. Raises IndexBusy after so many seconds of waiting."""
        self.root.mkdir(parents=True, exist_ok=True)
        lock = filestore.FileStorage(str(self.root)).lock("writer")
        until = time.monotonic() + patience
        while not lock.acquire():
            if time.monotonic() > until:
                raise IndexBusy(f"Another process has been writing the search index for over {patience:.0f} s.")
            time.sleep(LOCK_PAUSE)
        try:
            yield
        finally:
            lock.release()

    def path_to_write(self) -> Path:
        """Return the directory of the current index; only within `writing`. Raises IndexUnusable."""
        return self.root / self._sound_pointer().directory

    def create(self) -> Path:
        """Make a directory with an empty index, which is not current yet; only within `writing`."""
        path = self.root / secrets.token_hex(6)
        path.mkdir()
        index.create_in(str(path), schema())
        return path

    def make_current(self, path: Path) -> None:
        """Move the pointer to a directory and clear the others away; only within `writing`."""
        fresh = self.root / f"{path.name}.json"
        fresh.write_text(json.dumps({"directory": path.name, "layout": LAYOUT}))
        fresh.replace(self.root / "current.json")
        for other in self.root.iterdir():
            if other.is_dir() and other != path:
                shutil.rmtree(other, ignore_errors=True)

    def close(self) -> None:
        """Close the readers that nobody uses."""
        with self._lock:
            idle, self._idle = self._idle, []
        for reader in idle:
            reader.close()

    def _pointer(self) -> Pointer:
        told = json.loads((self.root / "current.json").read_text())
        return Pointer(directory=Path(told["directory"]).name, layout=told["layout"])

    def _sound_pointer(self) -> Pointer:
        state = self.state()
        if state != IndexState.READY:
            raise IndexUnusable(f"The search index is {state}.")
        return self._pointer()

    def _borrowed(self) -> Reader | None:
        """Take an idle reader of the latest state, closing older ones."""
        with self._lock:
            reader = self._idle.pop() if self._idle else None
        if reader is None:
            return None
        try:
            if reader.directory == self._sound_pointer().directory and reader.is_current:
                return reader
        except (OSError, IndexUnusable):
            pass
        reader.close()
        return self._borrowed()

    def _opened(self) -> Reader:
        """Open the latest state; again while a writer replaces it just then, but not if it is merely damaged."""
        for _ in range(OPENING_ATTEMPTS):
            before = self._trace()
            directory = self._sound_pointer().directory
            try:
                with damage_told():
                    return Reader(self.root / directory)
            except IndexUnusable:
                if self._trace() == before:
                    raise
        raise IndexUnusable("The search index was replaced again and again while being opened.")

    def _trace(self) -> frozenset[str]:
        """Return something that differs after every write."""
        directory = self.root / self._sound_pointer().directory
        return frozenset(str(path) for path in directory.glob("*.toc"))
