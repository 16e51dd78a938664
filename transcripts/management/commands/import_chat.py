"""manage.py import_chat: take export files into the archive."""

from __future__ import annotations

import json
import re
from argparse import ArgumentTypeError
from datetime import date, time
from pathlib import Path
from typing import Any
from zoneinfo import available_timezones

from django.core.management.base import CommandError, CommandParser
from tqdm import tqdm

from ...importing import BadOverride, ImportOptions, ImportReport, NoSeries, Overrides, UnreadableFile, import_file
from ...importing.formats import FORMATS
from ..archive_command import ArchiveCommand
from ..telling import told


class Command(ArchiveCommand):
    """Take export files into the archive.

    Exits with 0 when anything was read, 1 when nothing could be, 2 on wrong usage.
    """

    help = "Take export files into the archive, find the chats in them and group them by question."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("files", nargs="+", metavar="FILE", type=Path)
        parser.add_argument("--series", default="", metavar="SLUG", help="the series; made if it is new")
        parser.add_argument("--format", default="", choices=[kind.name for kind in FORMATS])
        parser.add_argument("--timezone", metavar="TZ", type=a_zone, help="as in America/New_York")
        parser.add_argument("--network", type=a_network, metavar="NAME", help="where the posts are from, as in twitter")
        parser.add_argument("--column", action="append", default=[], metavar="FIELD=NAME", type=a_column)
        parser.add_argument("--date", type=a_date, metavar="YYYY-MM-DD", help="the day of the chat")
        parser.add_argument("--start", type=a_time, metavar="HH:MM", help="its local start, with --date and --end")
        parser.add_argument("--end", type=a_time, metavar="HH:MM")
        parser.add_argument("--host", action="append", default=[], metavar="HANDLE")
        parser.add_argument("--title", default="")
        parser.add_argument(
            "--question", action="append", default=[], metavar="LABEL=HH:MM", type=a_question, help="when it was asked"
        )
        parser.add_argument(
            "--leading-handle",
            default="",
            choices=["author", "addressee"],
            help="who a handle is that begins a pasted line without a colon",
        )
        parser.add_argument("--publish", action="store_true", help="show the chats to everyone at once")
        parser.add_argument("--dry-run", action="store_true", help="say what would happen and keep nothing")
        parser.add_argument("--report", type=Path, metavar="OUT.json", help="write what happened for a program")

    def handle(self, *, files: list[Path], report: Path | None, **told: Any) -> None:
        """Take in one file after another; a file that cannot be read does not keep the others out."""
        options = options_of(told)
        if report:
            # Where it cannot be written, that is better known now than after the work.
            report.touch()
        self.wrong: list[str] = []
        reports = [done for path in files if (done := self.take(path, options))]
        if report:
            report.write_text(json.dumps([one.as_json() for one in reports], indent=2, default=str) + "\n")
        if self.wrong:
            raise CommandError("\n".join(self.wrong), returncode=2)
        if not reports:
            raise CommandError("Nothing was taken in.", returncode=1)

    def take(self, path: Path, options: ImportOptions) -> ImportReport | None:
        """Take in one file and print what it brought; print why when it cannot be read."""
        try:
            with tqdm(desc=path.name, unit=" posts", disable=None, leave=False) as bar:

                def progress(read: int) -> None:
                    bar.update(read - bar.n)

                done = import_file(path, options, progress)
        except UnreadableFile as error:
            self.stderr.write(str(error))
            return None
        except (NoSeries, BadOverride) as error:
            self.wrong.append(str(error))
            return None
        for line in told(done):
            self.stdout.write(line)
        return done


def options_of(told: dict[str, Any]) -> ImportOptions:
    """Return the arguments as options; raises CommandError where they do not fit together."""
    if (told["start"] is None) != (told["end"] is None) or (told["start"] and not told["date"]):
        raise CommandError("--start and --end go together, and with --date.", returncode=2)
    hosts, questions = tuple(told["host"]), dict(told["question"])
    overrides = Overrides(told["date"], told["start"], told["end"], hosts, told["title"], questions)
    named = {name: told[name] for name in ("series", "format", "publish", "dry_run")}
    named |= {name: told[name] or "" for name in ("timezone", "network")}
    named["leading_handle"] = "" if told["leading_handle"] == "author" else told["leading_handle"]
    return ImportOptions(**named, columns=dict(told["column"]), overrides=overrides)


def a_zone(text: str) -> str:
    """Read an IANA zone."""
    if text not in available_timezones():
        raise ArgumentTypeError(f"“{text}” is no IANA time zone; write it like America/New_York")
    return text


def a_network(text: str) -> str:
    """Read a network's name, as it stands in the addresses of people."""
    if not re.fullmatch(r"[a-z][a-z0-9-]{0,19}", text):
        raise ArgumentTypeError(f"“{text}” is no network; write it in lower-case letters, like mastodon")
    return text


def a_date(text: str) -> date:
    """Read a day."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(f"“{text}” is no day; write it like 2015-03-10") from None


def a_time(text: str) -> time:
    """Read a time of day."""
    try:
        return time.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(f"“{text}” is no time of day; write it like 20:00") from None


def a_column(text: str) -> tuple[str, str]:
    """Read FIELD=NAME."""
    field, equals, name = text.partition("=")
    if not (field and equals and name):
        raise ArgumentTypeError(f"“{text}” names no column; write it like text=Message")
    return field, name


def a_question(text: str) -> tuple[str, time]:
    """Read LABEL=HH:MM."""
    label, equals, clock = text.partition("=")
    if not (label and equals):
        raise ArgumentTypeError(f"“{text}” tells no question's time; write it like Q1=20:05")
    return label, a_time(clock)
