"""The quote finder: from pasted words to the public posts that they stem from (DESIGN, section 6).

The engine brings candidates, the posts' texts decide, and the database which posts may be seen.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from ..models import Handle, Placement, PreparedRows, Tweet, label_of, post_path
from . import folding
from .documents import batches
from .engines import Engine, IndexUnusable, current_engine
from .finding import OUT_OF_ORDER
from .quoting import (
    Candidate,
    Edit,
    Finding,
    Format,
    Kind,
    Link,
    Passage,
    Person,
    Prose,
    ReadBlock,
    Verdict,
    closest_of,
    edits_of,
    find_in_block,
    left_over,
    markdown_as_html,
    read_blocks,
    read_prose,
    rounded_off,
    text_as_html,
    with_links,
)

log = logging.getLogger(__name__)

LONGEST = 200_000
MOST_PASSAGES = 400
MOST_SECONDS = 15.0
BLOCKS_AT_ONCE = 20
MOST_CANDIDATES = 25
MOST_WORDS_ASKED = 40
CANDIDATE = ("key", "text", "posted_at", "author", "author__handle", "author__name")
QUOTED = (
    *("tweet__key", "tweet__text", "tweet__author__handle", "pk"),
    *("chat__series__slug", "chat__address", "question__label", "part", "role"),
)
Candidates = dict[Passage, list[Candidate]]

CUT_SHORT = "Only the first part of it was looked at: it is very long."


@dataclass(frozen=True, slots=True)
class QuotedPost:
    """A public post as it stands in the first of its chats: what it says, by whom, in which row."""

    key: str
    text: str
    handle: str
    placement: int
    series: str
    address: str
    question: str | None
    part: str
    role: str

    @property
    def path(self) -> str:
        """The path of its own page."""
        return post_path(self.key)

    @property
    def chat(self) -> str:
        """Its chat by series and address: `#gardenlib 2015-05-12`."""
        return f"#{self.series} {self.address}"

    @property
    def label(self) -> str:
        """Its place in one word: `Q1`, `Q1.ask`, or the part."""
        return label_of(self.question or "", self.part, self.role)


@dataclass(frozen=True)
class FoundQuote:
    """A passage of a paste and the post that it stems from. `also` are posts by others with the same words."""

    finding: Finding
    post: QuotedPost
    passage: str
    edits: tuple[Edit, ...]
    also: tuple[QuotedPost, ...] = ()

    @property
    def verdict(self) -> Verdict:
        """Exact, edited, or possibly a paraphrase."""
        return self.finding.verdict

    @property
    def speaker(self) -> str:
        """The handle of whose words they are: the post's author, or whom the post repeats."""
        return self.finding.repeats or self.post.handle


@dataclass(frozen=True)
class FoundQuotes:
    """What was found in a paste; `note` is for the visitor when something is amiss.

    `unread` is what followed where the paste was too long: it comes back as it is.
    """

    prose: Prose
    quotes: tuple[FoundQuote, ...] = ()
    note: str = ""
    unread: str = ""
    linked_quotes: tuple[FoundQuote, ...] = field(init=False)

    def __post_init__(self) -> None:
        sure = tuple(quote for quote in self.quotes if quote.verdict in (Verdict.EXACT, Verdict.EDITED))
        object.__setattr__(self, "linked_quotes", sure)

    def linked(self, site_url: str) -> str:
        """Return the paste in its own format (text as Markdown) with a link on each quote that is sure."""
        return with_links(self.prose, self._links(site_url)) + self.unread

    def linked_html(self, site_url: str) -> str:
        """Return the same as HTML; HTML comes back byte for byte but for the links."""
        match self.prose.format:
            case Format.HTML:
                return self.linked(site_url)
            case Format.MARKDOWN:
                return markdown_as_html(self.linked(site_url))
            case _:
                return self.preview(site_url)

    def preview(self, site_url: str) -> str:
        """Return what is visible of the paste as safe HTML, with the links: everything is escaped."""
        shown = text_as_html(self.prose, self._links(site_url))
        return shown + (f"\n{text_as_html(read_prose(self.unread, self.prose.format), [])}" if self.unread else "")

    def _links(self, site_url: str) -> list[Link]:
        return [
            Link(*rounded_off(self.prose.text, quote.finding.start, quote.finding.end), f"{site_url}{quote.post.path}")
            for quote in self.linked_quotes
        ]


def find_quotes(text: str, *, format: Format | None = None) -> FoundQuotes:
    """Return the passages of a sentence, paragraph or post that stem from public posts. Never raises for any text.

    Of pastes beyond 200,000 characters, 400 passages or 15 seconds of work the rest stays unread, and `note` says so.
    """
    prose = read_prose(text[:LONGEST].replace("\0", " "), format)
    blocks = read_blocks(prose)
    try:
        found, complete = _found(blocks, current_engine())
    except IndexUnusable as error:
        log.error("%s Run `manage.py reindex`.", str(error))
        return FoundQuotes(prose, note=OUT_OF_ORDER, unread=text[LONGEST:])
    note = "" if complete and len(text) <= LONGEST else CUT_SHORT
    return FoundQuotes(prose, tuple(_with_posts(prose, found)), note, text[LONGEST:])


def closest(text: str, *, most: int = 5) -> list[FoundQuote]:
    """Return the public posts that are most like a sentence, the likest first, none by a few words. Never raises."""
    prose = read_prose(text[:1_000].replace("\0", " "), Format.TEXT)
    for block in read_blocks(prose)[:1]:
        passage = Passage(0, len(block.words), marked=True, bounded=True)
        try:
            posts = _read_candidates(_keys(current_engine(), block, passage))
        except IndexUnusable:
            return []
        matches = closest_of(block, passage, posts.values(), most)
        return list(_with_posts(prose, [Finding.of(match, block) for match in matches]))
    return []


def _found(blocks: Sequence[ReadBlock], engine: Engine) -> tuple[list[Finding], bool]:
    """Return the findings, and whether all was looked at."""
    until = time.monotonic() + MOST_SECONDS
    findings: list[Finding] = []
    passages = 0
    for numbers in batches(range(len(blocks)), BLOCKS_AT_ONCE):
        candidates = _candidates({number: _keys_of(blocks[number], engine, until) for number in numbers})
        rests = {number: left_over(blocks, number, candidates[number]) for number in numbers}
        _ask_for_rests(blocks, rests, candidates, engine)
        for number in numbers:
            findings.extend(find_in_block(blocks, number, candidates[number]))
            passages += len(candidates[number])
        if passages > MOST_PASSAGES or time.monotonic() > until:
            return findings, numbers[-1] == len(blocks) - 1 and time.monotonic() < until
    return findings, True


def _candidates(asked: dict[int, dict[Passage, list[str]]]) -> dict[int, Candidates]:
    """Read the candidates of every passage of some blocks at once."""
    posts = _read_candidates(key for keys in asked.values() for some in keys.values() for key in some)
    return {
        number: {passage: [posts[key] for key in some if key in posts] for passage, some in keys.items()}
        for number, keys in asked.items()
    }


def _ask_for_rests(
    blocks: Sequence[ReadBlock],
    rests: dict[int, dict[Passage, Passage]],
    candidates: dict[int, Candidates],
    engine: Engine,
) -> None:
    """Add candidates for what the best post of a quotation leaves unexplained."""
    asked = {
        number: {passage: _keys(engine, blocks[number], rest) for passage, rest in some.items()}
        for number, some in rests.items()
        if some
    }
    for number, more in _candidates(asked).items():
        for passage, posts in more.items():
            known = {post.key for post in candidates[number][passage]}
            candidates[number][passage] += [post for post in posts if post.key not in known]


def _keys_of(block: ReadBlock, engine: Engine, until: float) -> dict[Passage, list[str]]:
    """Ask for the candidates of a block's passages, quotations first, as long as there is time."""
    keys: dict[Passage, list[str]] = {}
    for passage in sorted(block.passages, key=lambda one: not one.marked)[:MOST_PASSAGES]:
        if time.monotonic() < until:
            keys[passage] = _keys(engine, block, passage)
    return keys


def _keys(engine: Engine, block: ReadBlock, passage: Passage) -> list[str]:
    """Ask the engine for the posts that share the most telling words of a passage."""
    words = block.words[passage.first : passage.after]
    if not words:
        return []
    own = [word for word in words if word.kind != Kind.LINK and not word.bracketed] or words
    asked: dict[str, None] = {}
    for word in own:
        asked.update(dict.fromkeys(folding.tokens(block.text[word.start : word.end])))
        if word.is_plain:
            asked.setdefault(word.sense)
    longest_first = sorted(asked, key=lambda word: -len(word))[:MOST_WORDS_ASKED]
    return list(engine.sharing(longest_first, MOST_CANDIDATES))


def _read_candidates(keys: Iterable[str]) -> dict[str, Candidate]:
    """Read those of the posts that anyone may see."""
    found: dict[str, Candidate] = {}
    for some in batches(dict.fromkeys(keys), 500):
        rows = _all_candidates().among(some)
        people = _people({author: (handle, name) for *_, author, handle, name in rows})
        found.update({key: Candidate(key, text, people[author], at) for key, text, at, author, *_ in rows})
    return found


@cache
def _all_candidates() -> PreparedRows:
    return PreparedRows(Tweet.objects.public().values_list(*CANDIDATE), "key")


def _people(accounts: Mapping[int, tuple[str, str]]) -> dict[int, Person]:
    """Return accounts, of which handle and name are told, with all handles they ever had: a text may name any."""
    handles = {pk: [handle] for pk, (handle, _) in accounts.items()}
    for pk, folded in _all_handles().among(list(accounts)):
        handles[pk].append(folded)
    return {pk: Person.of(handles[pk], name, account=pk) for pk, (_, name) in accounts.items()}


@cache
def _all_handles() -> PreparedRows:
    return PreparedRows(Handle.objects.values_list("participant", "folded"), "participant")


def _with_posts(prose: Prose, findings: Sequence[Finding]) -> Iterable[FoundQuote]:
    posts = _quoted(key for finding in findings for key in (finding.found.candidate.key, *finding.also))
    for finding in findings:
        post = posts.get(finding.found.candidate.key)
        if post is not None:
            passage = prose.text[finding.start : finding.end]
            also = tuple(posts[key] for key in finding.also if key in posts)
            yield FoundQuote(finding, post, passage, edits_of(finding.found, finding.text), also)


def _quoted(keys: Iterable[str]) -> dict[str, QuotedPost]:
    """Read where posts stand in public; those that nobody may see are left out."""
    first: dict[str, QuotedPost] = {}
    for row in _all_quoted().among(list(dict.fromkeys(keys))):
        first.setdefault(row[0], QuotedPost(*row))
    return first


@cache
def _all_quoted() -> PreparedRows:
    public = Placement.objects.public().earliest_chat_first()
    return PreparedRows(public.values_list(*QUOTED), "tweet__key")
