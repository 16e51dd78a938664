"""Search on a small server: `manage.py serve` with SQLite and Whoosh, its worker beside it, all on one core.

    mkdir /sys/fs/cgroup/memory/small
    echo 1G > /sys/fs/cgroup/memory/small/memory.limit_in_bytes
    python -m benchmarks.small_server --posts 50000 [--place DIR] [--group /sys/fs/cgroup/memory/small]

The archive holds so many of the posts of ../shared/data/volume, taken evenly. Its search pages are asked for by one
client and by eight, on the other core, and again while `manage.py reindex` makes the index anew. `--group` names a
control group of version 1, whose limit then holds for all of it, pages of files included. With `--place` the archive
stays for the next run.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext
from pathlib import Path

from .beside.archive import ALL, VOLUME, read_posts
from .beside.asking import MANY
from .beside.servers import Server, seconds, serving, told
from .search.asking import Questions

ROUNDS = 3
MANAGE = [sys.executable, "-W", "ignore", "manage.py"]


def main() -> None:
    """Make the archive where there is none, serve it, ask."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--posts", type=int, default=50_000)
    parser.add_argument("--place", type=Path, help="keep the archive in this directory")
    parser.add_argument("--group", type=Path, help="a control group of version 1, limited beforehand")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() if options.place is None else nullcontext(str(options.place)) as place:
        make_archive(Path(place).resolve() / f"small-{options.posts}", options.posts)
        measure(Questions(read_posts()[0], options.posts / ALL), options.group)


def make_archive(place: Path, posts: int) -> None:
    """Have Django work in an archive of so many posts, with an index."""
    os.environ |= {
        "CHATARCHIVE_DATA": str(place),
        "CHATARCHIVE_SEARCHES_A_MINUTE": "1000000",
        "DJANGO_SETTINGS_MODULE": "chatarchive.settings",
    }
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    from tests.search.volume import load, records
    from transcripts import search
    from transcripts.models import Tweet

    if not Tweet.objects.exists():
        load(records(VOLUME, most=posts, every=ALL // posts))
    if not search.status().is_current:
        search.rebuild()
    print(f"{Tweet.objects.count():,} posts", flush=True)


def measure(questions: Questions, group: Path | None) -> None:
    """Print p50 and p95 in ms of every kind of search, when nothing else is done and while the index is made anew."""
    kinds = {name: [f"/search/{asked.ours[1:]}" for asked in some] for name, some in questions.kinds().items()}
    kinds = {name: paths for name, paths in kinds.items() if not name.startswith("facets")}
    with serving("archive", within(group, [*MANAGE, "serve", "--port", "{port}"]), {}) as server:
        seconds(server, [path for paths in kinds.values() for path in paths[:4]], MANY)
        print(
            f"| search page | 1 client | {MANY} clients | 1, reindexing | {MANY}, reindexing |\n|---|---|---|---|---|"
        )
        quiet = {name: asked(server, paths) for name, paths in kinds.items()}
        tell_memory("serving", group)
        with reindexing(group):
            for name, paths in kinds.items():
                print(f"| {name} | " + " | ".join([*quiet[name], *asked(server, paths)]) + " |", flush=True)
        tell_memory("serving and reindexing", group)


def asked(server: Server, paths: Sequence[str]) -> list[str]:
    """Ask by one client and by several."""
    return [told(seconds(server, list(paths) * ROUNDS, clients)) for clients in (1, MANY)]


def within(group: Path | None, command: Sequence[str]) -> list[str]:
    """Return a command that keeps to one core, and to a control group if there is one."""
    on_one_core = ["taskset", "--cpu-list", "0", *command]
    if group is None:
        return on_one_core
    return ["sh", "-c", f'echo $$ > "{group}/cgroup.procs" && exec "$@"', "sh", *on_one_core]


@contextmanager
def reindexing(group: Path | None) -> Iterator[None]:
    """Within it, have the index made anew, again and again."""
    again = 'while "$@"; do :; done'
    process = subprocess.Popen(
        within(group, ["sh", "-c", again, "sh", *MANAGE, "reindex"]),
        stdout=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        yield
        if process.poll() is not None:
            print(f"Making the index failed ({process.returncode}).")
    finally:
        os.killpg(process.pid, 15)
        process.wait()


def tell_memory(when: str, group: Path | None) -> None:
    """Print the most memory that the control group held at a time, and how often it met its limit."""
    if group is not None:
        most, limit = (int((group / f"memory.{of}").read_text()) for of in ("max_usage_in_bytes", "limit_in_bytes"))
        failed = int((group / "memory.failcnt").read_text())
        print(
            f"{when}: at most {most / 2**20:,.0f} of {limit / 2**20:,.0f} MB, at the limit {failed} times", flush=True
        )


if __name__ == "__main__":
    main()
