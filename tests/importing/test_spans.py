"""Which part of a series' time is looked at again."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from transcripts.grouping import Hour
from transcripts.importing.spans import LONGEST_SLICE, reach_of, slices

NOON = datetime(2015, 3, 10, 12, tzinfo=UTC)
NEW_YORK = ZoneInfo("America/New_York")


def an_hour(start: datetime) -> Hour:
    """An hour of chat."""
    return Hour(start, start + timedelta(hours=1), ("host",), 0.9)


def test_one_post_touches_the_days_around_it() -> None:
    (span,) = slices([NOON], NEW_YORK)

    assert span.start <= NOON - timedelta(hours=30)
    assert span.end >= NOON + timedelta(hours=30)
    assert span.start.astimezone(NEW_YORK).hour == 0


def test_a_year_of_posts_is_cut_into_slices_that_meet() -> None:
    spans = list(slices([NOON + timedelta(days=day) for day in range(365)], NEW_YORK))

    assert all(one.end == following.start for one, following in pairwise(spans))
    assert max(span.end - span.start for span in spans) <= LONGEST_SLICE + timedelta(hours=1)


def test_far_apart_posts_leave_the_time_between_alone() -> None:
    assert len(list(slices([NOON, NOON + timedelta(days=100)], NEW_YORK))) == 2


def test_a_chat_reaches_from_two_hours_before_to_a_day_after() -> None:
    reach = reach_of([an_hour(NOON)], [])

    assert reach.holds(NOON - timedelta(hours=2))
    assert reach.holds(NOON + timedelta(hours=25))
    assert not reach.holds(NOON + timedelta(hours=25, seconds=1))


def test_a_chat_ends_where_the_next_one_begins_to_gather() -> None:
    evening = an_hour(NOON + timedelta(hours=8))

    assert not reach_of([an_hour(NOON)], [evening]).holds(evening.start - timedelta(hours=1))
