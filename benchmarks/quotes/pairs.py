"""(a) The pairs of `transcript_layouts/30-quote-edits.tsv`: posts as they were, and as they were published."""

from __future__ import annotations

import csv
import re
from datetime import UTC, datetime
from pathlib import Path

from transcripts import search
from transcripts.grouping import Method, Part
from transcripts.models import Chat, Handle, Participant, Placement, Series, Tweet

# Where the pair does not say who posted; the last is a paraphrase, not to be offered as more.
AUTHORS = {11: "LineaZ", 14: "EliTrant", 15: "jillbonn", 16: "INKevers"}
NAMES = {6: "Robin Brandt", 17: "Jo Baird"}
PARAPHRASE = 14


def measure_pairs(file: Path) -> None:
    """Publish the posts in a chat of their own, and seek each as it was published."""
    lines = [line for line in file.read_text().splitlines() if not line.startswith("#")]
    pairs = [row[:2] for row in csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)]
    chat = _chat()
    posts: list[list[Tweet]] = [
        [_publish(chat, text, number, pair[1]) for text in pair[0].split(" || ")] for number, pair in enumerate(pairs)
    ]
    search.index([chat])
    right = 0
    for number, (_, published) in enumerate(pairs):
        found = search.find_quotes(published).quotes
        told = [(quote.post.key, quote.verdict.value) for quote in found]
        wanted = [] if number == PARAPHRASE else [tweet.key for tweet in posts[number]]
        good = [key for key, verdict in told if verdict != "paraphrase"] == wanted
        right += good
        verdicts = ", ".join(verdict for _, verdict in told) or "none"
        print(f"    {'right' if good else 'WRONG'} {published[:60]!r}: {verdicts}")
    search.forget([tweet.key for some in posts for tweet in some])
    print(f"(a) {right} of {len(pairs)} pairs")


def _chat() -> Chat:
    series = Series.objects.create(slug="pairs", name="#pairs chats", hashtags=["pairs"])
    chat = Chat.objects.create(series=series, date="2015-05-05", address="2015-05-05", timezone="UTC")
    chat.publish()
    return chat


def _publish(chat: Chat, text: str, number: int, published: str) -> Tweet:
    handles = re.findall(r"@(\w+)", published)
    handle = AUTHORS.get(number) or (handles[-1] if handles else f"person{number}")
    person, _ = Participant.objects.get_or_create(
        network="pairs", handle=handle, defaults={"name": NAMES.get(number, handle)}
    )
    Handle.objects.get_or_create(participant=person, network="pairs", folded=handle.lower())
    key = f"pair-{number}-{Tweet.objects.filter(network='pairs').count()}"
    moment = datetime(2015, 5, 5, 20, number, tzinfo=UTC)
    tweet = Tweet.objects.create(key=key, network="pairs", source_id=key, author=person, text=text, posted_at=moment)
    Placement.objects.create(chat=chat, tweet=tweet, part=Part.UNPLACED, method=Method.TIME, confidence=0.5)
    return tweet
