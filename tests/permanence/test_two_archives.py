"""Two archives of the same files in another order answer every address alike, but for times of import."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from django.core.management import call_command

from tests.permanence.archives import answered, curation, differences, empty_archive, keeper, ledger
from transcripts import curating
from transcripts.grouping import Part
from transcripts.importing import BadOverride, ImportOptions, NoSeries, Overrides, UnreadableFile, import_file
from transcripts.management.commands.demo import DEMO, make_series
from transcripts.models import Alias, Chat, Placement, Question, Tweet

pytestmark = pytest.mark.django_db(transaction=True)

SAMPLES = Path(__file__).parents[1] / "samples"
TOLD_TWICE = ("twitter_v1.jsonl", "twitter_v1_list.json", "twarc_sheet.csv", "twitter_v2.jsonl", "tags_sheet.csv")
OTHERS = ("mastodon.jsonl", "bluesky_thread.json", "discord.json", "irc.txt", "weeks.zip")


@dataclass(frozen=True)
class Given:
    """A file and what is told about it."""

    path: Path
    options: ImportOptions

    def take(self) -> None:
        """Take it in as a draft; what cannot be read is so in every order."""
        with suppress(UnreadableFile, NoSeries, BadOverride):
            import_file(self.path, self.options)


def demo() -> list[Given]:
    """The chats of the demo, their series made."""
    samples = tomllib.loads((DEMO / "demo.toml").read_text())["chats"]
    for one in samples:
        make_series(one)
    return [
        Given(
            DEMO / one["file"],
            ImportOptions(
                series=one["series_slug"],
                format=one["format"],
                overrides=Overrides(hosts=tuple(one.get("hosts", ())), title=one.get("title", "")),
            ),
        )
        for one in samples
    ]


def pasted(home: Path) -> Given:
    """Some of the demo's posts as somebody pasted them: without ids, some in slightly other words."""
    statuses = [json.loads(line) for line in (DEMO / "gardenlib-2015-05-12.jsonl").read_text().splitlines()[:30]]
    said = [one for one in statuses if "retweeted_status" not in one]
    lines = [f"@{one['user']['screen_name']}: {' '.join(text_of(one).split())}" for one in said]
    paste = home / "paste.txt"
    paste.write_text("\n".join(line.replace(" and ", " & ") for line in lines))
    return Given(paste, ImportOptions(series="gardenlib", overrides=Overrides(date=date(2015, 5, 12))))


def text_of(status: dict[str, str]) -> str:
    return status.get("full_text") or status["text"]


def samples() -> list[Given]:
    """Samples of many formats: those of one network in one series, where some tell of the same posts."""
    one_series = [Given(SAMPLES / name, ImportOptions(series="seedlib")) for name in TOLD_TWICE]
    return one_series + [Given(SAMPLES / name, ImportOptions(series=Path(name).stem)) for name in OTHERS]


def take_all(files: Iterable[Given]) -> None:
    for one in files:
        one.take()


def decide() -> None:
    """Show every chat, and change something in each that has questions."""
    ed = keeper()
    for chat in Chat.objects.order_by("series__slug", "address"):
        curating.publish_chat(ed, chat)
        questions = list(Question.objects.filter(chat=chat))
        if len(questions) > 2:
            curating.merge_questions(ed, chat, questions[2].label, questions[1].label)
            curating.edit_question(ed, chat, questions[0].label, new_label="Start", text="How did it begin?")
            answers = chat.tweets.answers().order_by("key").values_list("key", flat=True).distinct()
            if best := list(answers[:2]):
                curating.mark_best(ed, chat, best, best=True)
        aside = Placement.objects.filter(chat=chat, part=Part.ASIDE).order_by("tweet__key").first()
        if aside:
            curating.hide_posts(ed, chat, [aside.tweet.key], "noise")


def test_two_orders_of_files_with_one_curation_answer_alike(tmp_path: Path) -> None:
    take_all([*demo(), pasted(tmp_path), *samples()])
    decide()
    file = tmp_path / "curation.jsonl"
    call_command("export_curation", str(file))
    before, entries, told = answered(), ledger(), curation()
    empty_archive()

    take_all(reversed([*demo(), pasted(tmp_path), *samples()]))
    assert not Chat.objects.public().exists()
    call_command("import_curation", str(file))

    assert differences(before, answered()) == []
    assert entries == ledger()
    assert told == curation()
    assert Alias.objects.exists()
    assert len(entries) > 300


@pytest.mark.real_data
def test_real_files_in_two_orders_answer_alike(shared: Path, tmp_path: Path) -> None:
    kinds = ("transcript_text", "recap_2009", "storify_api_json")
    told = Overrides(date=date(2016, 3, 1))
    files = [
        Given(path, ImportOptions(series=kind, overrides=told if kind.endswith(("text", "2009")) else Overrides()))
        for kind in kinds
        for path in sorted((shared / kind).iterdir())
        if path.stat().st_size < 40_000 and not path.name.startswith("README")
    ]
    take_all(files)
    decide()
    file = tmp_path / "curation.jsonl"
    call_command("export_curation", str(file))
    before, entries = answered(), ledger()
    empty_archive()

    take_all(reversed(files))
    call_command("import_curation", str(file))

    assert differences(before, answered()) == []
    assert entries == ledger()
    assert Tweet.objects.count() > 50
