"""Several processes that live and die together: the web server, and a worker that is started anew when it dies."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from types import FrameType

LOOK_SECONDS = 0.5
PATIENCE_SECONDS = 20.0


def serve_together(web: Sequence[str], worker: Sequence[str]) -> int:
    """Run both until the web server ends or this process is told to stop; return the web server's exit status."""
    signal.signal(signal.SIGTERM, leave)
    serving = subprocess.Popen(web)  # noqa: S603  the command line is ours
    working = subprocess.Popen(worker)  # noqa: S603
    try:
        while serving.poll() is None:
            time.sleep(LOOK_SECONDS)
            if working.poll() is not None:
                working = subprocess.Popen(worker)  # noqa: S603
        return serving.returncode
    except KeyboardInterrupt:
        return 0
    finally:
        stop(serving, working)


def leave(signum: int, frame: FrameType | None) -> None:
    """Have a request to terminate unwind like Ctrl-C."""
    sys.exit(0)


def stop(*processes: subprocess.Popen[bytes]) -> None:
    """End processes politely, then for certain."""
    for process in processes:
        process.terminate()
    for process in processes:
        try:
            process.wait(timeout=PATIENCE_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
