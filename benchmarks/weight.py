"""How heavy the pages of chats are beside their bare texts, both as gzip sends them.

    python -m benchmarks.weight FILE … [--series SLUG] [--zone ZONE]

Takes the chats of the files into an archive of its own, and prints a line for each chat and for its largest question.
The bare texts are those of the posts that the page shows, a line each; retweets are folded, so theirs are not counted.
"""

from __future__ import annotations

import argparse
import gzip
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.site.archive import start, take_in

if TYPE_CHECKING:
    from transcripts.publishing import ShownPost

# As Django's middleware compresses.
LEVEL = 6


@dataclass(frozen=True)
class Weight:
    """A page beside its texts: bytes, compressed."""

    path: str
    posts: int
    page: int
    texts: int

    def __str__(self) -> str:
        return f"{self.path}: {self.posts} posts, {self.page:,} B beside {self.texts:,} B: {self.page / self.texts:.3f}"


def main() -> None:
    """Take in, print."""
    parser = argparse.ArgumentParser(prog="benchmarks.weight")
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--series", default="critlib")
    parser.add_argument("--zone", default="America/New_York")
    told = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="benchmark-weight-") as place:
        start(Path(place))
        take_in(told.files, told.series, told.zone)
        for weight in weights():
            print(weight)


def weights() -> Iterator[Weight]:
    """Yield what the page of each chat weighs, and that of its largest question."""
    from transcripts.models import Chat
    from transcripts.publishing import Transcript

    for chat in Chat.objects.public().newest_first():
        transcript = Transcript.of(chat)
        yield weigh(transcript.path, transcript.every_post)
        if transcript.questions:
            largest = max(transcript.questions, key=lambda question: question.count)
            yield weigh(largest.path, largest.every_post)


def weigh(path: str, posts: Iterable[ShownPost]) -> Weight:
    """Ask for a page, and compare it with the texts of its posts."""
    from django.test import Client

    texts = [post.text for post in posts]
    page = Client(SERVER_NAME="localhost").get(path).content
    return Weight(path, len(texts), compressed(page), compressed("\n".join(texts).encode()))


def compressed(content: bytes) -> int:
    """Return how many bytes are sent."""
    return len(gzip.compress(content, LEVEL))


if __name__ == "__main__":
    main()
