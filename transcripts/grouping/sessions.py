"""The hours of a series: where among all its posts a chat took place, who hosted it, when it began and ended.

What is found around a moment depends on the posts of the 24 hours before and after it only, so that a part of the
posts can be looked at alone. An hour shows itself by somebody who asks numbered questions one after another and is
first with most of the numbers; failing that by numbered answers; failing that by a host whose plain questions many
people answer; or by a usual host's welcome and closing words; or by a pasted transcript, which puts posts under
headings or tells no times.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from itertools import pairwise
from zoneinfo import ZoneInfo

from . import crowd_sessions, open_sessions, plain_sessions
from .asking import asking_mark, in_order, is_original
from .bounds import Timeline, widened
from .markers import Marker, Place, own_markers
from .pasted_sessions import pasted_hours
from .phrases import asks_something
from .posts import Hour, Letters, Post, Role
from .titles import proposed_title
from .wording import likeness

LONGEST_PAUSE = timedelta(minutes=75)
ANSWERS_PAUSE = timedelta(minutes=40)
SHORTEST_CHAT = timedelta(minutes=3)
SHORTEST_ANSWERED_CHAT = timedelta(minutes=20)
USUAL_INTERVAL = timedelta(minutes=3)
PREVIEW = timedelta(minutes=25)
ANNOUNCED_BEFORE = timedelta(hours=20)
ONE_SECOND = timedelta(seconds=1)
KEPT_APART = timedelta(minutes=30)
SLOW_PAUSE = timedelta(hours=8)
OVER_DAYS = timedelta(hours=60)
REPEATED_WITHIN = timedelta(hours=36)
FEWEST_WHO_ANSWER = 2
REPEATED_SHARE = 0.7
SAME_WORDS = 0.7
FEWEST_QUESTIONS = 2
LEADING_SHARE = 0.5


@dataclass(frozen=True, slots=True)
class MarkedPost:
    """A post and the mark it carries."""

    post: Post
    mark: Marker

    @property
    def question(self) -> tuple[int, str]:
        return (-1 if self.mark.number is None else self.mark.number, self.mark.part)


@dataclass(frozen=True, slots=True)
class Core:
    """The asked part of an hour, from the first question to the last, before its hellos and goodbyes are added."""

    first: datetime
    last: datetime
    hosts: tuple[str, ...]
    confidence: float
    asked: tuple[Post, ...] = ()


def find_hours(
    posts: Iterable[Post],
    *,
    tz: str | tzinfo,
    letters: Letters,
    usual_hosts: Sequence[str] = (),
    hashtags: Sequence[str] = (),
    told_days: Collection[date] = (),
    is_slow: bool = False,
) -> list[Hour]:
    """The hours in which the series chatted, oldest first; `tz` says which posts without a time share a day.

    `told_days` are days of which a person said that a transcript without times is of a chat then. In a slow series
    the questions of one chat are asked over days.
    """
    zone = ZoneInfo(tz) if isinstance(tz, str) else tz
    usual = tuple(handle.casefold().lstrip("@") for handle in usual_hosts)
    tags = tuple(tag.casefold().lstrip("#") for tag in hashtags)
    ordered = in_order(posts)
    timed = Timeline.of(post for post in ordered if post.exact_time)
    cores = _numbered_cores(timed, letters, usual, OVER_DAYS if is_slow else SLOW_PAUSE)
    cores += _answered_cores(timed, letters, usual, cores)
    cores += [
        Core(plain.first, plain.last, (plain.host,), plain.confidence)
        for plain in plain_sessions.plain_hours(timed, usual, [(core.first, core.last) for core in cores])
    ]
    cores += [
        Core(opened.first, opened.last, (opened.host,), opened.confidence)
        for opened in open_sessions.open_hours(timed, usual, [(core.first, core.last) for core in cores])
    ]
    cores += [
        Core(crowd.first, crowd.last, crowd.hosts, crowd.confidence)
        for crowd in crowd_sessions.crowd_hours(timed, tags, usual, [(core.first, core.last) for core in cores])
    ]
    hours = _without_overlap(
        [_hour(core, timed, letters, hashtags) for core in sorted(cores, key=lambda core: core.first)]
    )
    pasted = pasted_hours(hours, ordered, zone, letters, usual, tags, told_days)
    return sorted([*hours, *pasted], key=lambda hour: (hour.start, hour.end))


def _numbered_cores(timed: Timeline, letters: Letters, usual: Sequence[str], longest_pause: timedelta) -> list[Core]:
    marked = [
        MarkedPost(post, mark)
        for post in timed.posts
        if (mark := asking_mark(post, letters)) is not None and mark.number is not None
    ]
    found = (_core(group, usual, timed, letters) for group in _overlapping(_runs(marked, longest_pause)))
    cores = [core for core in found if core is not None]
    return [core for core in cores if not _is_repeat(core, cores, timed, letters)]


def _is_repeat(core: Core, cores: Sequence[Core], timed: Timeline, letters: Letters) -> bool:
    """The questions of an hour shown once more afterwards, which hardly anybody answers again."""
    before = [known for known in cores if known.last < core.first <= known.last + REPEATED_WITHIN]
    said = [post.text for known in before for post in known.asked]
    again = sum(any(likeness(post.text, text) >= SAME_WORDS for text in said) for post in core.asked)
    if not core.asked or again < REPEATED_SHARE * len(core.asked):
        return False
    around = timed.between(core.first, core.last + ANSWERS_PAUSE)
    asked = {post.key for post in core.asked}
    answers = [found.post for found in _answers(around, letters)] + [post for post in around if post.reply_to in asked]
    return len({post.author for post in answers if post.author not in core.hosts}) < FEWEST_WHO_ANSWER


def _runs(marked: Sequence[MarkedPost], longest_pause: timedelta) -> list[list[MarkedPost]]:
    """Each author's marked posts, parted where a long pause lies between them."""
    open_runs: dict[str, list[MarkedPost]] = {}
    runs: list[list[MarkedPost]] = []
    for found in marked:
        run = open_runs.get(found.post.author)
        if run is None or not _goes_on(run[-1], found, longest_pause):
            run = open_runs[found.post.author] = []
            runs.append(run)
        run.append(found)
    return runs


def _goes_on(last: MarkedPost, found: MarkedPost, longest_pause: timedelta) -> bool:
    """Without a long pause, or after one with the very next question, as in a chat that takes all day or days."""
    pause = found.post.posted_at - last.post.posted_at
    if pause <= LONGEST_PAUSE:
        return True
    follows = found.mark.number == (last.mark.number or 0) + 1
    return follows and pause <= longest_pause and _looks_asked(last.post) and _looks_asked(found.post)


def _overlapping(runs: Sequence[list[MarkedPost]]) -> list[list[MarkedPost]]:
    """Runs that go on at the same time, joined: those of a host and of people who answer with the same letter."""
    groups: list[list[MarkedPost]] = []
    end: datetime | None = None
    for run in sorted(runs, key=lambda run: (run[0].post.posted_at, run[0].post.key)):
        if end is None or run[0].post.posted_at > end + KEPT_APART:
            groups.append([])
            end = run[-1].post.posted_at
        groups[-1].extend(run)
        end = max(end or run[-1].post.posted_at, run[-1].post.posted_at)
    return [_in_time(group) for group in groups]


def _in_time(group: list[MarkedPost]) -> list[MarkedPost]:
    return sorted(group, key=lambda found: (found.post.posted_at, found.post.sequence, found.post.key))


def _core(group: list[MarkedPost], usual: Sequence[str], timed: Timeline, letters: Letters) -> Core | None:
    """The hour of a group of overlapping runs, if somebody in it leads through the numbers."""
    firsts = _firsts(group)
    host = _leader(firsts, usual)
    asked = [found for found in firsts if found.post.author == host]
    if len(asked) < max(FEWEST_QUESTIONS, LEADING_SHARE * len(firsts)):
        return _single_question(firsts, usual, timed, letters)
    hosts = (host, *_helpers(firsts, host, usual))
    led = _without_preview([found for found in firsts if found.post.author in hosts], group)
    first, last = led[0].post.posted_at, max(found.post.posted_at for found in led)
    if last - first < SHORTEST_CHAT or (last - first > LONGEST_PAUSE and len(led) <= FEWEST_QUESTIONS):
        return None
    return Core(first, last, hosts, _confidence(led, host in usual), tuple(found.post for found in led))


def _firsts(group: Sequence[MarkedPost]) -> list[MarkedPost]:
    """The first post with each number: the question itself, since nobody can answer before it is asked."""
    seen: dict[tuple[int, str], MarkedPost] = {}
    for found in group:
        seen.setdefault(found.question, found)
    return list(seen.values())


def _leader(firsts: Sequence[MarkedPost], usual: Sequence[str]) -> str:
    score: dict[str, float] = defaultdict(float)
    for found in firsts:
        score[found.post.author] += 1.5 if _looks_asked(found.post) else 1.0
    for handle in usual:
        if handle in score:
            score[handle] += 2.0
    return min(score, key=lambda author: (-score[author], author))


def _helpers(firsts: Sequence[MarkedPost], host: str, usual: Sequence[str]) -> tuple[str, ...]:
    """Others who asked: usual hosts, or whoever was first with two numbers and asked in earnest."""
    count: dict[str, int] = defaultdict(int)
    for found in firsts:
        if found.post.author != host and _looks_asked(found.post):
            count[found.post.author] += 1
    return tuple(sorted(author for author, asked in count.items() if asked >= 2 or author in usual))


def _looks_asked(post: Post) -> bool:
    return asks_something(post.text) or post.has_media


def _without_preview(led: list[MarkedPost], group: Sequence[MarkedPost]) -> list[MarkedPost]:
    """When the first question was shown long before the hour and asked again in it, the second time counts."""
    if len(led) < 2 or led[1].post.posted_at - led[0].post.posted_at <= PREVIEW:
        return led
    authors = {found.post.author for found in led}
    again = [
        found
        for found in group
        if found.question == led[0].question
        and found.post.author in authors
        and led[0].post.posted_at + PREVIEW < found.post.posted_at < led[1].post.posted_at
    ]
    return [again[-1], *led[1:]] if again else led


def _confidence(led: Sequence[MarkedPost], is_usual: bool) -> float:
    """Grows with the number of questions; less when they look like none, are out of order, or in haste."""
    numbers = [found.question for found in led]
    in_turn = sum(one <= other for one, other in pairwise(numbers)) / max(1, len(numbers) - 1)
    earnest = sum(_looks_asked(found.post) for found in led) / len(led)
    if len(led) >= 3 and (led[-1].post.posted_at - led[0].post.posted_at) / (len(led) - 1) < USUAL_INTERVAL:
        earnest -= 1
    sure = min(0.98, 0.55 + 0.1 * len(led) + (0.1 if is_usual else 0.0))
    return round(sure * (0.6 + 0.4 * in_turn) * (0.7 + 0.3 * earnest), 2)


def _single_question(
    firsts: Sequence[MarkedPost], usual: Sequence[str], timed: Timeline, letters: Letters
) -> Core | None:
    """A usual host with one numbered question which at least two others answer with its number."""
    for asked in firsts:
        if asked.post.author not in usual or not _looks_asked(asked.post):
            continue
        start = asked.post.posted_at
        answers = [
            found
            for found in _answers(timed.between(start, start + LONGEST_PAUSE), letters)
            if found.mark.number == asked.mark.number and found.post.author != asked.post.author
        ]
        if len({found.post.author for found in answers}) >= 2:
            return Core(start, start, (asked.post.author,), 0.5)
    return None


def _answered_cores(timed: Timeline, letters: Letters, usual: Sequence[str], known: Sequence[Core]) -> list[Core]:
    """Hours whose questions are missing from the posts at hand, known by answers numbered upwards."""
    apart = [
        found
        for found in _answers(timed.posts, letters)
        if not any(core.first - LONGEST_PAUSE <= found.post.posted_at <= core.last + LONGEST_PAUSE for core in known)
    ]
    cores: list[Core] = []
    for cluster in _parted(apart):
        numbers = [found.mark.number or 0 for found in cluster]
        rising = sum(one <= other for one, other in pairwise(numbers))
        first, last = cluster[0].post.posted_at, cluster[-1].post.posted_at
        if len(set(numbers)) >= 3 and rising >= 0.6 * (len(numbers) - 1) and last - first > SHORTEST_ANSWERED_CHAT:
            present = {post.author for post in timed.between(first - KEPT_APART, last + KEPT_APART)}
            authors = {found.post.author for found in cluster}
            hosts = tuple(handle for handle in usual if handle in present) or _answered_most(cluster)
            cores.append(Core(first, last, hosts, 0.55 if len(authors) > 1 else 0.4))
    return cores


def _answered_most(answers: Sequence[MarkedPost]) -> tuple[str, ...]:
    """Whose posts were answered by most numbers: the questions were theirs."""
    numbers: dict[str, set[int | None]] = defaultdict(set)
    for found in answers:
        if found.post.reply_to_author != found.post.author:
            numbers[found.post.reply_to_author].add(found.mark.number)
    numbers.pop("", None)
    most = max(numbers, key=lambda name: (len(numbers[name]), name), default="")
    return (most,) if most and len(numbers[most]) >= FEWEST_QUESTIONS else ()


def _answers(posts: Iterable[Post], letters: Letters) -> list[MarkedPost]:
    found = []
    for post in posts:
        if is_original(post):
            marks = [mark for mark in own_markers(post.text, letters) if mark.number is not None]
            answering = [mark for mark in marks if mark.role is not Role.ASK and mark.place is not Place.INSIDE]
            found += [MarkedPost(post, mark) for mark in answering[:1]]
    return found


def _parted(marked: Sequence[MarkedPost]) -> list[list[MarkedPost]]:
    clusters: list[list[MarkedPost]] = []
    for found in marked:
        if not clusters or found.post.posted_at - clusters[-1][-1].post.posted_at > ANSWERS_PAUSE:
            clusters.append([])
        clusters[-1].append(found)
    return clusters


def _hour(core: Core, timed: Timeline, letters: Letters, hashtags: Sequence[str]) -> Hour:
    start, end = widened(timed, core.first, core.last, core.hosts, letters)
    title = proposed_title(timed.between(start - ANNOUNCED_BEFORE, core.first - ONE_SECOND), core.hosts, hashtags)
    return Hour(start, end, core.hosts, core.confidence, title)


def _without_overlap(hours: Sequence[Hour]) -> list[Hour]:
    """Hours that run into each other are kept apart: the surer one keeps its bounds, the other one yields."""
    kept: list[Hour] = []
    for hour in hours:
        if kept and hour.start <= kept[-1].end:
            if hour.confidence > kept[-1].confidence + 0.2:
                kept[-1] = hour
            continue
        kept.append(hour)
    return kept
