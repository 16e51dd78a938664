"""What is read once while a copy is made."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from itertools import count

from transcripts.once import looking_anew, making_a_copy, once_in_a_copy


def reading() -> Callable[[str], str]:
    """What reads a page; it says which reading of any page that was."""
    numbers = count(1)

    @once_in_a_copy(keep=2)
    def read(page: str) -> str:
        return f"{page}, reading {next(numbers)}"

    return read


def test_everything_is_read_anew() -> None:
    read = reading()

    assert [read("home"), read("home")] == ["home, reading 1", "home, reading 2"]


def test_in_a_copy_it_is_read_once() -> None:
    read = reading()

    with making_a_copy():
        assert [read("home"), read("about"), read("home")] == ["home, reading 1", "about, reading 2", "home, reading 1"]


def test_only_the_last_are_kept() -> None:
    read = reading()

    with making_a_copy():
        assert [read(page) for page in ("home", "about", "chat")][-1] == "chat, reading 3"
        assert read("home") == "home, reading 4"


def test_the_next_copy_knows_nothing_of_the_one_before() -> None:
    read = reading()

    with making_a_copy():
        read("home")
    with making_a_copy():
        assert read("home") == "home, reading 2"


def test_in_a_copy_one_can_look_anew() -> None:
    read = reading()

    with making_a_copy():
        read("home")
        with looking_anew():
            assert read("home") == "home, reading 2"
        assert read("home") == "home, reading 1"


def test_visitors_meanwhile_are_shown_what_is_there_now() -> None:
    read = reading()

    with making_a_copy(), ThreadPoolExecutor() as server:
        read("home")
        assert server.submit(read, "home").result() == "home, reading 2"
