"""Where addresses lie as files, and how they point at each other."""

from __future__ import annotations

import pytest

from transcripts.web.site.addresses import Address, Unplaceable, read_address, read_link

SITE = "https://chats.example.org"
HERE = Address("/gardenlib/2015-05-12/")


@pytest.mark.parametrize(
    ("address", "file"),
    [
        ("/", "index.html"),
        ("/gardenlib/2015-05-12/", "gardenlib/2015-05-12/index.html"),
        ("/gardenlib/2015-05-12.csv", "gardenlib/2015-05-12.csv"),
        ("/people/irc/b%20c%25/", "people/irc/b c%/index.html"),
        ("/people/irc/a%2Fb/", "people/irc/a/b/index.html"),
        ("/people/twitter/ann/?page=2", "people/twitter/ann/page/2/index.html"),
        ("/asked/twitter/ann/?page=3&show=unanswered", "asked/twitter/ann/show/unanswered/page/3/index.html"),
        ("/people/twitter/ann/?page=1&utm_source=x", "people/twitter/ann/index.html"),
        ("/people/twitter/ann/?page=../../x", "people/twitter/ann/index.html"),
    ],
)
def test_an_address_lies_where_a_server_of_files_looks_for_it(address: str, file: str) -> None:
    assert read_address(address).file == file


@pytest.mark.parametrize("format", ["json", "xml"])
def test_the_oembed_answer_of_a_page_is_a_file_of_its_own(format: str) -> None:
    link = read_link(f"/oembed?format={format}&url=https%3A%2F%2Fchats.example.org%2Ft%2F1%2F", HERE, SITE)

    assert link is not None
    assert link.address.file == f"oembed/t/1.{format}"


@pytest.mark.parametrize("path", ["/people/irc/../", "/people/irc/./", "/people/irc/a//b/"])
def test_what_no_file_can_be_named_is_told(path: str) -> None:
    with pytest.raises(Unplaceable, match="irc"):
        _ = read_address(path).file


def test_names_too_long_for_a_file_are_cut_and_stay_apart() -> None:
    files = {read_address(f"/people/mastodon/{'長' * 100}{end}/").file for end in "ab"}

    assert len(files) == 2
    assert all(len(part.encode()) <= 255 for file in files for part in file.split("/"))


@pytest.mark.parametrize(
    ("reference", "shown"),
    [
        ("/t/1/", "../../t/1/"),
        ("/gardenlib/2015-05-12/q1/#t-1", "q1/#t-1"),
        ("/gardenlib/2015-05-12.csv", "../2015-05-12.csv"),
        ("/", "../../"),
        ("https://chats.example.org/gardenlib/", "../"),
        ("", "./"),
        ("?show=unanswered", "show/unanswered/"),
        ("/search/?q=%23seeds&x=1", "../../search/?q=%23seeds&x=1"),
        ("/t/1/?utm_source=x", "../../t/1/"),
        ("/people/irc/b%20c%25/", "../../people/irc/b%20c%25/"),
    ],
)
def test_links_hold_in_whatever_folder_the_export_lies(reference: str, shown: str) -> None:
    link = read_link(reference, HERE, SITE)

    assert link is not None
    assert link.relative_to(HERE) == shown


def test_links_hold_from_a_leaf_that_became_a_folder() -> None:
    leaf = read_address("/people/twitter/ann/?page=2")
    link = read_link("?page=3", leaf, SITE)

    assert link is not None
    assert link.relative_to(leaf) == "../3/"


@pytest.mark.parametrize(
    "reference", ["https://example.org/t/1/", "mailto:ann@example.org", "javascript:1", "//evil.example/t/", "http://["]
)
def test_what_leaves_the_archive_is_no_link_within_it(reference: str) -> None:
    assert read_link(reference, HERE, SITE) is None
