"""What is kept of several tellings of one post does not depend on their order."""

from datetime import UTC, datetime
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from transcripts.importing.merging import merge, merged, state_of
from transcripts.models import Tweet

MOMENTS = st.datetimes(datetime(2015, 1, 1), datetime(2015, 1, 2), timezones=st.just(UTC))
TELLINGS = st.fixed_dictionaries(
    {
        "source_id": st.just("7"),
        "text": st.text("ab…", max_size=3),
        "cut_at_source": st.booleans(),
        "edits": st.integers(0, 2),
        "posted_at": MOMENTS,
        "precision": st.sampled_from(["second", "minute", "day"]),
        "sequence": st.integers(0, 3),
        "likes": st.none() | st.integers(0, 3),
        "links": st.lists(st.fixed_dictionaries({"url": st.text("ab", max_size=2)}), max_size=2),
        "rounded": st.dictionaries(st.sampled_from(["reply_to", "repost_of"]), st.text("12", max_size=2)),
        "repost_of_key": st.text("12", max_size=1),
    }
)


def telling(**fields: Any) -> Tweet:
    """An unsaved row."""
    return Tweet(**({"key": "1", "posted_at": datetime(2015, 1, 1, tzinfo=UTC)} | fields))


@given(TELLINGS, TELLINGS, TELLINGS)
def test_order_and_grouping_never_matter(one: dict[str, Any], two: dict[str, Any], three: dict[str, Any]) -> None:
    forward = merged([telling(**one), telling(**two), telling(**three)])
    backward = merged([telling(**three), merged([telling(**two), telling(**one)])])

    assert state_of(forward) == state_of(backward)


@given(TELLINGS)
def test_the_same_telling_again_changes_nothing(one: dict[str, Any]) -> None:
    assert merge(telling(**one), telling(**one)) is False


def test_the_longest_text_and_the_highest_counts_win() -> None:
    row = merged(
        [telling(text="RT @x: Seeds wa…", likes=3, cut_at_source=True), telling(text="RT @x: Seeds want", likes=2)]
    )

    assert (row.text, row.likes, row.cut_at_source) == ("RT @x: Seeds want", 3, False)


def test_a_told_original_takes_the_place_of_one_guessed_by_words() -> None:
    guessed = {"repost_of_key": "9", "rounded": {"found_by_words": "repost_of"}}
    for rows in ([telling(**guessed), telling(repost_of_key="2")], [telling(repost_of_key="2"), telling(**guessed)]):
        row = merged(rows)
        assert (row.repost_of_key, row.rounded) == ("2", {})


def test_the_wording_after_an_edit_wins_though_it_is_shorter() -> None:
    row = merged([telling(text="Seeds want to be shraed"), telling(text="Seeds want sharing", edits=1)])

    assert (row.text, row.edits) == ("Seeds want sharing", 1)
