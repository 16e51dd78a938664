"""The four measurements of the quote finder."""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from random import Random
from statistics import median, quantiles

from django.core.management import call_command
from django.db import transaction

from tests.search.volume import load, records
from transcripts import search
from transcripts.models import Tweet
from transcripts.search import Verdict

from .editing import edited
from .pairs import measure_pairs
from .prose import blend
from .sampling import others_free, unique_posts

SURE = (Verdict.EXACT, Verdict.EDITED)


def measure(options: argparse.Namespace) -> None:
    """Measure everything and print it."""
    call_command("migrate", verbosity=0)
    if not Tweet.objects.exists():
        load(records(options.volume, every=options.every))
        search.rebuild()
    print(f"{Tweet.objects.count():,} posts, seed {options.seed}")
    sample = unique_posts(2 * options.number, Random(options.seed))
    sought(sample[: options.number], Random(options.seed))
    strangers(others_free(sample)[: options.number])
    blends(sample, options.posts, Random(options.seed))
    with transaction.atomic():
        measure_pairs(options.pairs)
        transaction.set_rollback(True)


def sought(tweets: list[Tweet], random: Random) -> None:
    """(b) Edited posts, sought among all, beside plain two-word searches."""
    first = wrong = offered = 0
    seconds: list[float] = []
    plain: list[float] = []
    for tweet in tweets:
        text = edited(tweet.text, random)
        found, taken = timed(lambda text=text: search.find_quotes(text))
        seconds.append(taken)
        plain.append(timed(lambda tweet=tweet: search.find(two_words(tweet.text, random)))[1])
        sure = [quote for quote in found.quotes if quote.verdict in SURE]
        best = found.quotes or search.closest(text)
        right = bool(best) and best[0].post.key == tweet.key
        first += right
        offered += any(quote.post.key == tweet.key for quote in sure)
        wrong += any(quote.post.key != tweet.key for quote in sure)
        if not right or any(quote.post.key != tweet.key for quote in sure):
            print(f"    {tweet.text!r}\n    {text!r}\n    {[(q.post.text, q.verdict.value) for q in best[:2]]}")
    print(f"(b) {len(tweets)} edited: right first {first / len(tweets):.2%}, right offered as exact or edited "
          f"{offered / len(tweets):.2%}, wrong offered as such {wrong / len(tweets):.2%}")  # fmt: skip
    print(
        f"    a passage p50 {told(seconds)}; two words p50 {told(plain)}; ratio {median(seconds) / median(plain):.2f}"
    )


def strangers(tweets: list[Tweet]) -> None:
    """(c) Sentences that are in no post: posts hidden while they are sought, without five words in a row of another."""
    wrong = 0
    for tweet in tweets:
        with transaction.atomic():
            Tweet.objects.filter(pk=tweet.pk).update(hidden=True)
            found = search.find_quotes(tweet.text)
            transaction.set_rollback(True)
        sure = [quote for quote in found.quotes if quote.verdict in SURE]
        wrong += bool(sure)
        for quote in sure:
            print(f"    {tweet.text!r}\n    {quote.post.text!r} {quote.verdict} {quote.finding.confidence:.2f}")
    print(f"(c) {len(tweets)} sentences of no post: offered as exact or edited {wrong / len(tweets):.2%}")


def blends(tweets: list[Tweet], number: int, random: Random) -> None:
    """(d) Made-up posts of 1,500 words with 25 quotes each."""
    right = offered = quoted = words = 0
    seconds: list[float] = []
    for _ in range(number):
        post = blend(random.sample(tweets, 25), random)
        found, taken = timed(lambda post=post: search.find_quotes(post.text))
        seconds.append(taken)
        keys = {tweet.key for tweet in post.quoted}
        sure = {quote.post.key for quote in found.quotes if quote.verdict in SURE}
        right, offered, quoted = right + len(sure & keys), offered + len(sure), quoted + len(keys)
        words += len(post.text.split())
        if found.note:
            print(f"    {found.note}")
        for quote in found.quotes:
            if quote.post.key not in keys:
                print(f"    wrong: {quote.passage!r} <- {quote.post.text!r} {quote.verdict}")
        for tweet in post.quoted:
            if tweet.key not in sure:
                print(f"    missed: {tweet.text!r}")
    print(f"(d) {number} posts of {words // number} words, 25 quotes each: precision {right / max(offered, 1):.2%}, "
          f"recall {right / quoted:.2%}; p50 {told(seconds)}")  # fmt: skip


def timed(work: Callable[[], search.FoundQuotes | search.SearchResults]) -> tuple[object, float]:
    """Return what work gives, and the seconds it took."""
    begun = time.perf_counter()
    result = work()
    return result, time.perf_counter() - begun


def told(seconds: list[float]) -> str:
    """Return median and 95th percentile in milliseconds."""
    return f"{median(seconds) * 1000:.0f} ms (p95 {quantiles(seconds, n=20)[-1] * 1000:.0f})"


def two_words(text: str, random: Random) -> str:
    """Return two of a text's longer words, as somebody would type who remembers them."""
    words = [word for word in text.split() if word.isalpha() and len(word) > 3] or text.split()
    return " ".join(random.sample(words, min(2, len(words))))
