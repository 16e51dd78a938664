"""Finding quotes among a handful of posts, without a database."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from transcripts.search.quoting import (
    Candidate,
    Finding,
    Format,
    Link,
    Person,
    Prose,
    find_in_block,
    read_blocks,
    read_prose,
    with_links,
)

START = datetime(2015, 5, 12, 20)


@dataclass(frozen=True)
class Found:
    """What was found in a paste."""

    prose: Prose
    findings: list[Finding]

    @property
    def passages(self) -> list[str]:
        """The passages, as they read."""
        return [self.prose.text[one.start : one.end] for one in self.findings]

    @property
    def keys(self) -> list[str]:
        """The keys of their posts."""
        return [one.found.candidate.key for one in self.findings]

    @property
    def verdicts(self) -> list[str]:
        """Their verdicts."""
        return [one.verdict.value for one in self.findings]

    @property
    def linked(self) -> str:
        """The paste with links that lead to keys."""
        return with_links(self.prose, [Link(one.start, one.end, one.found.candidate.key) for one in self.findings])


def post(text: str, handle: str = "ann", name: str = "", *, minute: int = 0, key: str = "k") -> Candidate:
    """A post that passages may stem from."""
    return Candidate(key, text, Person.of([handle], name), START + timedelta(minutes=minute))


def find(paste: str, *posts: Candidate, format: Format | None = None) -> Found:
    """Find quotes of some posts in a paste."""
    prose = read_prose(paste, format)
    blocks = read_blocks(prose)
    findings = [
        finding
        for number, block in enumerate(blocks)
        for finding in find_in_block(blocks, number, {passage: list(posts) for passage in block.passages})
    ]
    return Found(prose, findings)
