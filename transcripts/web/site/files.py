"""The directory of an export: built beside the old one, put in its place when it is whole."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from .addresses import Address, Unplaceable
from .failing import NotAnExport

# Says what made the directory, and when: the only file in it that differs when nothing changed.
STAMP = "export.json"


class Files:
    """The files of an export that is being made; those that are as they were are the old ones, with their dates."""

    def __init__(self, home: Path, before: Path) -> None:
        self.home = home
        self.before = before

    def write(self, address: Address, content: bytes) -> Path:
        """Write what lies at an address; raises Unplaceable where something else lies already."""
        return self.write_file(address.file, content)

    def write_file(self, name: str, content: bytes) -> Path:
        """Write a file by its name below the directory."""
        file = self.home / name
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            if not self._same_as_before(name, content):
                with file.open("xb") as opened:
                    opened.write(content)
            else:
                os.link(self.before / name, file)
        except (FileExistsError, NotADirectoryError, IsADirectoryError) as error:
            raise Unplaceable(f"two addresses need the same file {name}") from error
        except (OSError, ValueError) as error:
            raise Unplaceable(f"no file can have the name {name!r}: {error}") from error
        return file

    def _same_as_before(self, name: str, content: bytes) -> bool:
        old = self.before / name
        try:
            return old.is_file() and old.stat().st_size == len(content) and old.read_bytes() == content
        except OSError:
            return False


@contextmanager
def building(directory: Path) -> Iterator[Files]:
    """Give an empty directory beside `directory`, which takes its place at the end, or vanishes when that fails.

    Raises NotAnExport when `directory` holds anything but an earlier export.
    """
    refuse_what_is_no_export(directory)
    directory.parent.mkdir(parents=True, exist_ok=True)
    home = Path(tempfile.mkdtemp(prefix=f".{directory.name}-", dir=directory.parent))
    try:
        home.chmod(0o755)
        yield Files(home, directory)
        _put_in_place(home, directory)
    finally:
        shutil.rmtree(home, ignore_errors=True)


def refuse_what_is_no_export(directory: Path) -> None:
    """Raise NotAnExport for a directory that holds something else than an export."""
    if directory.is_file():
        raise NotAnExport(f"{directory} is a file.")
    if not directory.exists() or not any(directory.iterdir()) or _is_export(directory):
        return
    raise NotAnExport(f"{directory} holds something else: choose a new or empty directory, or an earlier export.")


def _is_export(directory: Path) -> bool:
    try:
        told = json.loads((directory / STAMP).read_text())
    except (OSError, ValueError):
        return False
    return isinstance(told, dict) and told.get("generator", "").startswith("Chatarchive")


def _put_in_place(home: Path, directory: Path) -> None:
    old = home.with_name(f"{home.name}-old")
    if directory.exists():
        directory.rename(old)
    home.rename(directory)
    shutil.rmtree(old, ignore_errors=True)
