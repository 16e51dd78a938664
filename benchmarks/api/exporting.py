"""The data set of everything, as `manage.py export_series` writes it: how long it takes, and in how much memory."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

FORMS = ("jsonl", "parquet")


def print_exports(place: Path) -> None:
    """Write it in two forms, each by a process of its own."""
    print(f"\nexport_series, load {os.getloadavg()[0]:.1f}\n")
    print("| | seconds | on disk | resident at most |\n|---|---|---|---|")
    for form in FORMS:
        with tempfile.TemporaryDirectory(dir=place) as directory:
            started = time.perf_counter()
            most = peak([sys.executable, "manage.py", "export_series", "volume", f"{directory}/set", "--format", form])
            taken = time.perf_counter() - started
            size = sum(file.stat().st_size for file in Path(directory).rglob("*") if file.is_file())
        print(f"| {form} | {taken:.0f} | {size / 2**20:,.0f} MB | {most:.0f} MB |", flush=True)


def peak(command: list[str]) -> float:
    """Run a command; return how many megabytes of it were resident at most."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0, command
    return used.ru_maxrss / 1024
