"""Does every address of the ledger still answer, and show what it showed? Asked of the archive itself, no network."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import TypeAlias
from urllib.parse import urlsplit

from django.conf import settings
from django.test import Client

from ..counting import count
from ..curating import AddressLine, read_curation
from ..grouping import Method, Role
from ..models import Alias, LedgerEntry, Placement
from ..publishing import FOUND, GONE, MOVED, SHOWN, Answer, answers_of

Asking: TypeAlias = Callable[[Sequence[LedgerEntry]], dict[str, Answer]]
"""A way to ask for the paths of some entries; what it leaves out did not answer as anything that it may."""

CANONICAL = re.compile(r'<link rel="canonical" href="([^"?]*)')


@dataclass(frozen=True, slots=True)
class BrokenLink:
    """A path that does not keep what was promised, and why."""

    path: str
    reason: str

    def __str__(self) -> str:
        return f"{self.path}: {self.reason}"


@dataclass(slots=True)
class LinkCheck:
    """What the paths of the ledger answered, by status, and those that are broken."""

    statuses: Counter[int] = field(default_factory=Counter)
    broken: list[BrokenLink] = field(default_factory=list)

    @property
    def asked(self) -> int:
        """How many paths were asked for."""
        return self.statuses.total()

    def __str__(self) -> str:
        told = ", ".join(
            f"{count(number, 'answers', 'answer')} {status or 'nothing'}"
            for status, number in sorted(self.statuses.items())
        )
        return f"{count(self.asked, 'address', 'addresses')}: {told or 'nothing was ever public'}."


def check_links(*, in_full: bool = False, progress: Callable[[int], None] = lambda asked: None) -> LinkCheck:
    """Check every path of the ledger, by rows, or by requesting each in full; `progress` is told how many are done."""
    asking: Asking = Visitor().answers if in_full else answers_of
    check = LinkCheck()
    for batch in LedgerEntry.objects.in_batches():
        answers = asking(batch)
        check.statuses.update(answers[one.path].status if one.path in answers else 0 for one in batch)
        check.broken += broken_among(batch, answers, asking)
        progress(check.asked)
    return check


def check_promises(curation: Path) -> LinkCheck:
    """Check the ledger, and that each address of a curation answers what it answered where that comes from."""
    check = check_links()
    lines = (line for line in read_curation(curation).many(AddressLine) if isinstance(line, AddressLine))
    while batch := list(islice(lines, 2000)):
        answers = answers_of(list(LedgerEntry.objects.filter(path__in=[line.path for line in batch])))
        for line in batch:
            status = answers[line.path].status if line.path in answers else 0
            if status != line.answers:
                check.broken.append(BrokenLink(line.path, f"answered {line.answers}, and answers {status} here"))
    return check


def broken_among(batch: Sequence[LedgerEntry], answers: dict[str, Answer], asking: Asking) -> Iterator[BrokenLink]:
    """Yield what is wrong with the answers of some entries."""
    targets = targets_of(answers.values(), asking)
    elsewhere = questions_elsewhere(batch)
    for entry in batch:
        answer = answers.get(entry.path)
        if answer is None or answer.status not in (SHOWN, FOUND, MOVED, GONE):
            yield BrokenLink(entry.path, f"answers {answer.status}" if answer else "is no address of this archive")
        elif answer.status in (FOUND, MOVED) and answer.target not in targets:
            yield BrokenLink(entry.path, f"leads to {answer.target}, which does not answer")
        elif answer.status in (FOUND, MOVED) and targets[answer.target].status == MOVED:
            yield BrokenLink(entry.path, f"leads to {answer.target}, which only leads on")
        elif answer.status == SHOWN and answer.target not in ("", entry.path):
            yield BrokenLink(entry.path, f"shows what stands at {answer.target}")
        elif answer.status == SHOWN and entry.path in elsewhere:
            yield BrokenLink(entry.path, f"shows another question; post {entry.key} asks {elsewhere[entry.path]}")


def targets_of(answers: Iterable[Answer], asking: Asking) -> dict[str, Answer]:
    """Return what paths answer to which others lead."""
    paths = {answer.target for answer in answers if answer.status in (FOUND, MOVED)}
    return asking(list(LedgerEntry.objects.filter(path__in=paths)))


def questions_elsewhere(batch: Iterable[LedgerEntry]) -> dict[str, str]:
    """Return the paths of questions whose first post asks another question of the chat now → the path of that one.

    Where a person put that post elsewhere, the question is still the same one.
    """
    entered = {entry.path: entry.key for entry in batch if entry.kind == LedgerEntry.Kind.QUESTION and entry.key}
    united = Alias.objects.keys_of_posts(entered.values())
    keys = {path: united.get(key, key) for path, key in entered.items()}
    asks = Placement.objects.filter(tweet__key__in=keys.values(), role=Role.ASK).exclude(method=Method.HAND)
    now: dict[tuple[str, str], str] = {}
    for placement in asks.select_related("question__chat__series", "tweet"):
        if placement.question:
            path = placement.question.get_absolute_url()
            now[chat_of(path), placement.tweet.key] = path
    told = {path: now.get((chat_of(path), key), path) for path, key in keys.items()}
    return {path: elsewhere for path, elsewhere in told.items() if elsewhere != path}


def chat_of(path: str) -> str:
    """Return the path of the chat of a question's path."""
    return path.rstrip("/").rpartition("/")[0]


class Visitor:
    """Somebody who requests pages as a browser does, within this process."""

    def __init__(self) -> None:
        site = urlsplit(settings.SITE_URL)
        self.client = Client(raise_request_exception=False, headers={"host": site.netloc})
        self.is_secure = site.scheme == "https"

    def answers(self, entries: Sequence[LedgerEntry]) -> dict[str, Answer]:
        """Request each; of a page that is shown, the target is the address that it says is its own."""
        return {entry.path: self.answer(entry.path) for entry in entries}

    def answer(self, path: str) -> Answer:
        """Request a path."""
        response = self.client.get(path, secure=self.is_secure)
        if response.status_code in (FOUND, MOVED):
            return Answer(response.status_code, response.headers["Location"])
        own = CANONICAL.search(response.content.decode()) if response.status_code == SHOWN else None
        return Answer(response.status_code, own[1].removeprefix(settings.SITE_URL) if own else "")
