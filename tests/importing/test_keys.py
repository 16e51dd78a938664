"""Keys stand in addresses for ever: these values may never change."""

from datetime import date

from transcripts.importing.keys import key_of_id, key_of_words


def test_a_twitter_status_id_is_its_own_key() -> None:
    assert key_of_id("twitter", "575486036429549569") == "575486036429549569"


def test_other_networks_ids_are_hashed_as_designed() -> None:
    assert key_of_id("mastodon", "https://example.org/@ann/1") == "7vebsql5rv52"


def test_a_post_without_id_keeps_its_key_when_only_quotes_and_spacing_change() -> None:
    day = date(2009, 6, 3)

    one = key_of_words("twitter", "Ann", day, "“Seeds”  want to be shared!", 1)

    assert one == key_of_words("twitter", "ann", day, '"seeds" want to be shared', 1)


def test_identical_posts_are_told_apart_by_their_number() -> None:
    day = date(2009, 6, 3)

    assert key_of_words("twitter", "ann", day, "yes", 1) != key_of_words("twitter", "ann", day, "yes", 2)
