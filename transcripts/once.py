"""While a copy of the whole archive is made, what several of its files show is read once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache, wraps
from typing import Any, ParamSpec, TypeVar

Params = ParamSpec("Params")
Read = TypeVar("Read")

# What was read by the copy that is being made; requests of visitors, in threads of their own, know of none.
_copy: ContextVar[dict[Any, Any] | None] = ContextVar("copy", default=None)


@contextmanager
def making_a_copy() -> Iterator[None]:
    """Within it, have what is `once_in_a_copy` remember what it read last."""
    with _reading_for({}):
        yield


@contextmanager
def looking_anew() -> Iterator[None]:
    """Within it, read everything as it is now."""
    with _reading_for(None):
        yield


def once_in_a_copy(keep: int) -> Callable[[Callable[Params, Read]], Callable[Params, Read]]:
    """Wrap what reads something that nobody changes afterwards: the last `keep` answers are kept while a copy is made.

    Arguments must be hashable; at any other time everything is read anew.
    """

    def wrap(read: Callable[Params, Read]) -> Callable[Params, Read]:
        @wraps(read)
        def reading(*args: Params.args, **kwargs: Params.kwargs) -> Read:
            copy = _copy.get()
            if copy is None:
                return read(*args, **kwargs)
            kept: Callable[Params, Read] = copy.setdefault(read, lru_cache(keep)(read))
            return kept(*args, **kwargs)

        return reading

    return wrap


@contextmanager
def _reading_for(copy: dict[Any, Any] | None) -> Iterator[None]:
    before = _copy.set(copy)
    try:
        yield
    finally:
        _copy.reset(before)
