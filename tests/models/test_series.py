"""A series' slug stands at the top of the address space."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import get_resolver

from tests.builders import make_series
from transcripts.models import RESERVED_SLUGS, Series

DESIGNED = {"about", "api", "cards", "embed.js", "feeds", "oembed", "people", "quotes", "search", "sitemap.xml", "t"}


def first_segments() -> set[str]:
    """What the archive's own addresses begin with."""
    patterns = [str(pattern.pattern) for pattern in get_resolver().url_patterns]
    ours = [str(pattern.pattern) for pattern in get_resolver("transcripts.web.urls").url_patterns]
    return {path.split("/")[0] for path in patterns + ours} - {""}


def test_every_address_of_the_archive_itself_is_reserved() -> None:
    own = {segment for segment in first_segments() if "<" not in segment}

    assert own | DESIGNED <= RESERVED_SLUGS


@pytest.mark.parametrize("slug", [*sorted(RESERVED_SLUGS), "Upper", "with space", "-", ""])
def test_a_slug_that_cannot_stand_there_is_refused(slug: str) -> None:
    with pytest.raises(ValidationError):
        Series(slug=slug, name="x", hashtags=["x"]).clean_fields()


@pytest.mark.django_db
def test_a_series_is_found_by_its_hashtag_in_any_case() -> None:
    series = make_series(hashtags=["GardenLib", "gardenlib2"])

    assert Series.objects.with_hashtag("#GARDENLIB") == series
    assert Series.objects.with_hashtag("garden") is None
