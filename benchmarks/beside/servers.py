"""Servers, and how long they take to answer."""

from __future__ import annotations

import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles

STARTING_SECONDS = 60


@dataclass
class Server:
    """A process that answers on a port of loopback."""

    name: str
    port: int
    process: subprocess.Popen[bytes]

    def memory(self) -> float:
        """Megabytes resident of it and its children, what they share counted once."""
        pids = [self.process.pid, *_children(self.process.pid)]
        return sum(_proportional_kilobytes(pid) for pid in pids) / 1024


@contextmanager
def serving(name: str, command: Sequence[str], environment: dict[str, str]) -> Iterator[Server]:
    """Run a server; `{port}` in its command is a free port."""
    port = _free_port()
    filled = [part.format(port=port) for part in command]
    process = subprocess.Popen(
        filled, env=os.environ | environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        _wait_for(port)
        yield Server(name, port, process)
    finally:
        process.terminate()
        process.wait()


def gunicorn(application: str) -> list[str]:
    """Return the command that serves an application as `manage.py serve` does."""
    command = [sys.executable, "-m", "gunicorn", application, "--bind=127.0.0.1:{port}"]
    return [*command, "--workers=2", "--threads=4", "--log-level=warning"]


def seconds(server: Server, paths: Sequence[str], clients: int = 1) -> list[float]:
    """Ask for all paths, so many at a time; return how long each took."""
    shares = [paths[number::clients] for number in range(clients)]
    with ThreadPoolExecutor(clients) as pool:
        return [one for some in pool.map(lambda share: _ask(server, share), shares) for one in some]


def told(taken: list[float]) -> str:
    """p50 and p95 in milliseconds."""
    return f"{median(taken) * 1000:.0f} / {quantiles(taken, n=20)[-1] * 1000:.0f}"


def _ask(server: Server, paths: Sequence[str]) -> list[float]:
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=120)
    taken = []
    for path in paths:
        started = time.perf_counter()
        connection.request("GET", path)
        answer = connection.getresponse()
        body = answer.read()
        taken.append(time.perf_counter() - started)
        assert answer.status == 200, (server.name, path, answer.status, body[:300])
    connection.close()
    return taken


def _children(pid: int) -> list[int]:
    listed = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [int(child) for child in listed] + [one for child in listed for one in _children(int(child))]


def _proportional_kilobytes(pid: int) -> int:
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:"))


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(port: int) -> None:
    until = time.monotonic() + STARTING_SECONDS
    while time.monotonic() < until:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.2)
    raise TimeoutError(f"nothing answers on port {port}")
