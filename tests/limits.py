"""How long something may keep the processor."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager


class TooSlow(BaseException):
    """No `except Exception` on the way may swallow it."""


@contextmanager
def within(seconds: int) -> Iterator[None]:
    """Raise TooSlow in what takes the processor longer, whatever else the machine does."""

    def stop(signum: int, frame: object) -> None:
        raise TooSlow(f"took longer than {seconds} s")

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
