"""The time inside a Twitter id.

Since 2010-11-04 the upper bits of an id count milliseconds since that day, 01:42:54.657 UTC; older ids do not.
"""

from __future__ import annotations

from datetime import UTC, datetime

FIRST_SNOWFLAKE = 29_700_859_247
_EPOCH_MS = 1_288_834_974_657
_LARGEST_ID = 2**63


def is_snowflake(tweet_id: str) -> bool:
    return tweet_id.isascii() and tweet_id.isdigit() and FIRST_SNOWFLAKE <= int(tweet_id[:20]) < _LARGEST_ID


def written_at(tweet_id: str) -> datetime | None:
    """When the tweet of this id was written, in UTC to the second; None for an id that carries no time."""
    if not is_snowflake(tweet_id):
        return None
    return datetime.fromtimestamp(((int(tweet_id) >> 22) + _EPOCH_MS) // 1000, UTC)


def is_false_midnight(tweet_id: str, at: datetime) -> bool:
    """Account archives give every tweet before the first id with a time 00:00:00; only their day is true."""
    is_old = tweet_id.isascii() and tweet_id.isdigit() and int(tweet_id[:20]) < FIRST_SNOWFLAKE
    return is_old and (at.hour, at.minute, at.second) == (0, 0, 0)
