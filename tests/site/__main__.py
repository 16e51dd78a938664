"""Serve the demo and ask every validator about it: `python -m tests.site [VALIDATOR…]`."""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.processes import Archive, answers, free_port, until

from . import tools
from .pages import PAGES
from .site import Report, Site, over_http
from .validators import VALIDATORS


def main() -> int:
    """Print what each validator found; return 1 when that is anything."""
    names = asked_for()
    tools.install()
    with tempfile.TemporaryDirectory() as home, served_demo(Path(home)) as site:
        print(f"\n{'validator':10} {'looked at':>9} {'faults':>7}", flush=True)
        reports = [tell(name, VALIDATORS[name](site)) for name in names]
    return int(any(report.faults for report in reports))


def asked_for() -> list[str]:
    """Return the names of the validators that the command line asks for; without any, all."""
    parser = argparse.ArgumentParser(prog="python -m tests.site", description=__doc__)
    named = ", ".join(VALIDATORS)
    parser.add_argument("validator", nargs="*", choices=[[], *VALIDATORS], help=named, metavar="VALIDATOR")
    return parser.parse_args().validator or list(VALIDATORS)


@contextmanager
def served_demo(home: Path) -> Iterator[Site]:
    """Serve the curated demo from a directory; nobody is limited."""
    port = free_port()
    url = f"http://localhost:{port}"
    archive = Archive(home)
    archive.environment |= {"CHATARCHIVE_URL": url, "CHATARCHIVE_SEARCHES_A_MINUTE": "0"}
    archive.manage("demo", "--no-serve", "--verbosity", "0").check_returncode()
    archive.manage("shell", "--no-imports", "-c", "from tests.site.demo import curate; curate()").check_returncode()
    with archive.running("serve", "--port", str(port)) as server:
        until(lambda: answers(port))
        try:
            yield Site(url, PAGES, over_http(url))
        finally:
            server.terminate()
            server.wait(timeout=30)


def tell(name: str, report: Report) -> Report:
    """Print a line of the table, and below it what is told and found; return the report."""
    print(f"{name:10} {report.looked_at:9} {len(report.faults):7}")
    for line in report.told:
        print(f"    {line}")
    for fault in report.faults:
        print(f"    ✗ {fault}")
    sys.stdout.flush()
    return report


if __name__ == "__main__":
    sys.exit(main())
