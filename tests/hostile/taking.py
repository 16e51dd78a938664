"""Read hostile files as an import does, each in a process of its own with its own limits of memory and time.

`python -m tests.hostile.taking DIRECTORY NAME…` writes each file into the directory, reads it, takes it away, and
prints as a line of JSON what became of it. `NAME=FORMAT` reads it as that format.
"""

from __future__ import annotations

import json
import os
import resource
import signal
import sys
import time
import traceback
from collections import Counter
from datetime import date
from pathlib import Path
from typing import cast

from .files import hostile_files

MOST_SECONDS = 120
MOST_MEMORY = 2 << 30


def main(directory: str, *wanted: str) -> None:
    """Take one file after the other."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "chatarchive.settings")
    import django

    django.setup()
    # Imported once, before the forks.
    from transcripts.importing import formats  # noqa: F401

    for one in wanted:
        name, _, kind = one.partition("=")
        file_name, write = hostile_files()[name]
        path = Path(directory) / file_name
        write(path)
        status = taken_apart(path, one, kind)
        if status:
            print(json.dumps({"name": one, "status": status}), flush=True)
        path.unlink()


def taken_apart(path: Path, name: str, kind: str) -> int:
    """Read a file in a new process and return its exit status."""
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    status = 1
    try:
        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
        signal.alarm(MOST_SECONDS)
        told = {"name": name, "status": 0, **taken(path, kind)}
        print(json.dumps({**told, "peak": peak(), "seconds": round(time.process_time(), 1)}), flush=True)
        status = 0
    except BaseException:
        traceback.print_exc()
    os._exit(status)


def taken(path: Path, kind: str) -> dict[str, object]:
    """Read the file to its end and keep nothing but counts, and the sentences about its first faults."""
    from transcripts.importing.formats import by_name, detect
    from transcripts.importing.opening import open_source
    from transcripts.importing.records import PostRecord, ReadOptions, Rejection, UnreadableFile

    told: dict[str, object] = {"refused": "", "rejected": [], "posts": 0, "rejections": 0}
    try:
        with open_source(path) as opened:
            found = by_name(kind) if kind else detect(opened.head, opened.name)
            if found is None:
                return told | {"refused": f"{opened.name} is no known kind of export."}
            kinds: Counter[type] = Counter()
            for record in found.read(opened.stream, ReadOptions(date=date(2015, 5, 12))):
                kinds[type(record)] += 1
                if isinstance(record, Rejection) and kinds[Rejection] <= 3:
                    told["rejected"] = [*cast(list[str], told["rejected"]), str(record)]
                told |= {"posts": kinds[PostRecord], "rejections": kinds[Rejection]}
    except UnreadableFile as error:
        told["refused"] = str(error)
    return told


def peak() -> int:
    """The most memory that was resident at a time, in MB; of this process alone where the system tells."""
    status = Path("/proc/self/status")
    if status.exists():
        told = dict(line.split(":", 1) for line in status.read_text().splitlines())
        return int(told["VmHWM"].split()[0]) // 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


if __name__ == "__main__":
    main(*sys.argv[1:])
