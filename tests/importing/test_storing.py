"""Records become rows: which of them are the series' own."""

from zoneinfo import ZoneInfo

import pytest

from tests.builders import make_series
from tests.importing.builders import a_record
from transcripts.importing.storing import Store
from transcripts.models import ImportRun, Series, Tweet

pytestmark = pytest.mark.django_db


def a_store(series: Series, *, is_personal: bool = False) -> Store:
    """The store of a file."""
    run = ImportRun.objects.create(series=series, file_name="a.json", sha256="0" * 64, format="twitter-v1")
    return Store(run, series, ZoneInfo("UTC"), is_personal)


def test_what_was_collected_for_a_hashtag_is_the_series_own_though_the_tag_is_forgotten() -> None:
    store = a_store(make_series())
    store.take([a_record("A1 beans")])

    assert store.series.tweets.count() == 1


@pytest.mark.parametrize(("hashtags", "own"), [((), 0), (("GardenLib",), 1), (("other",), 0)])
def test_of_one_persons_archive_only_posts_with_the_hashtag_are(hashtags: tuple[str, ...], own: int) -> None:
    store = a_store(make_series(), is_personal=True)
    store.take([a_record(hashtags=hashtags)])

    assert store.series.tweets.count() == own
    assert Tweet.objects.count() == 1


def test_an_original_inside_a_retweet_needs_the_hashtag_too() -> None:
    store = a_store(make_series())
    store.take(
        [a_record("one", embedded=True, minute=1), a_record("two", embedded=True, hashtags=("gardenlib",), minute=2)]
    )

    assert [tweet.text for tweet in store.series.tweets.all()] == ["two"]
    assert (store.stored.read, store.stored.added, store.stored.kept_aside) == (0, 1, 1)


def test_identical_posts_without_ids_are_two_posts() -> None:
    store = a_store(make_series())
    store.take([a_record("yes", source_id="", position=1), a_record("yes", source_id="", position=2)])

    assert store.series.tweets.count() == 2
