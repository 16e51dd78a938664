"""What is asked: for each kind of search the same questions in our language and in Datasette's."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Callable
from urllib.parse import urlencode

from ..beside.archive import Post
from ..beside.asking import Question

EACH = 12
RARE, COMMON, VERY_COMMON = (5, 20), (1_000, 5_000), (25_000, 10**9)
WORD = re.compile(r"(?<![^\s])[a-z]+(?![^\s.,!?])")


def question(ours: str, match: str, *, facets: bool = False, **where: str) -> Question:
    """Write a search down for both."""
    theirs: list[tuple[str, str]] = [("_search", match), ("_searchmode", "raw"), ("_size", "20"), *where.items()]
    if facets:
        theirs += [("_facet", "src"), ("_facet", "year"), ("_facet", "author")]
    return Question(
        f"/?{urlencode({'q': ours} | ({'facets': '1'} if facets else {}))}", f"/volume/posts.json?{urlencode(theirs)}"
    )


class Questions:
    """Draws questions from the words of the posts themselves, the same in every run."""

    def __init__(self, posts: list[Post], share: float = 1.0) -> None:
        self.chance = random.Random(7)
        self.posts = posts
        self.frequency = Counter(word for post in posts for word in set(_words(post.text)))
        self.share = share

    def kinds(self) -> dict[str, list[Question]]:
        """Every kind of search by its name."""
        kinds: dict[str, Callable[[], Question]] = {
            "one rare word": lambda: self.one(RARE),
            "one common word": lambda: self.one(COMMON),
            "one very common word": lambda: self.one(VERY_COMMON),
            "two words": self.two,
            "phrase of three words": self.phrase,
            "prefix": self.prefix,
            "from: and a word": self.by_author,
            "a year and a word": self.in_year,
            "a word but not another": self.negation,
            "facets of a common word": self.facets,
        }
        return {name: [make() for _ in range(EACH)] for name, make in kinds.items()}

    def word(self, band: tuple[int, int]) -> str:
        low, high = (max(2, round(limit * self.share)) for limit in band)
        among = sorted(word for word, posts in self.frequency.items() if low <= posts <= high and len(word) > 2)
        return self.chance.choice(among)

    def post_with(self, number: int) -> tuple[Post, list[str]]:
        """Return a post with so many words or more that stand side by side in it."""
        while True:
            post = self.chance.choice(self.posts)
            words = post.text.lower().split()
            start = self.chance.randrange(max(1, len(words) - number))
            run = words[start : start + number]
            if len(run) == number and all(word.isascii() and word.isalpha() and len(word) > 2 for word in run):
                return post, run

    def one(self, band: tuple[int, int]) -> Question:
        word = self.word(band)
        return question(word, f'"{word}"')

    def two(self) -> Question:
        _, (one, other) = self.post_with(2)
        return question(f"{one} {other}", f'"{one}" "{other}"')

    def phrase(self) -> Question:
        _, words = self.post_with(3)
        return question(f'"{" ".join(words)}"', f'"{" ".join(words)}"')

    def prefix(self) -> Question:
        beginning = self.word(COMMON)[:4]
        return question(f"{beginning}*", f'"{beginning}"*')

    def by_author(self) -> Question:
        post, (word,) = self.post_with(1)
        return question(f"from:{post.author} {word}", f'"{word}"', author__exact=post.author)

    def in_year(self) -> Question:
        post, word = self.chance.choice(self.posts), self.word(COMMON)
        year = str(post.year)
        limits = {"created_at__gte": year, "created_at__lt": str(post.year + 1)}
        return question(f"since:{year} until:{year} {word}", f'"{word}"', **limits)

    def negation(self) -> Question:
        one, other = self.word(COMMON), self.word(COMMON)
        return question(f"{one} -{other}", f'"{one}" NOT "{other}"')

    def facets(self) -> Question:
        word = self.word(COMMON)
        return question(word, f'"{word}"', facets=True)


def _words(text: str) -> list[str]:
    return WORD.findall(text.lower())
