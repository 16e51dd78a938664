"""Lighthouse: quickness, access, good practice and being found, of a phone on a slow network (its default)."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from statistics import median

from ..site import Report, Site
from ..tools import QUIET, run

LEAST = 95
# Load on the machine shows in single runs.
RUNS = 3
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
WANTED = {"home": CATEGORIES, "chat": CATEGORIES, "search": CATEGORIES[:3]}
"""The categories of each kind of page; searches are kept out of search engines, which costs them the last."""


def check(site: Site) -> Report:
    """Take the median score, of 100, of each category that is asked of a page."""
    told, faults = [], []
    for page in site.of(*WANTED):
        scores = dict(median_scores(f"{site.url}{page.path}", WANTED[page.kind]))
        told.append(f"{page.kind}: " + ", ".join(f"{name} {score}" for name, score in scores.items()))
        faults += [f"{page.path}: {name} {score}" for name, score in scores.items() if score < LEAST]
    return Report(len(told), tuple(faults), tuple(told))


def median_scores(address: str, categories: tuple[str, ...]) -> Iterator[tuple[str, int]]:
    """Yield the median of some runs for each category."""
    runs = [scores(address, categories) for _ in range(RUNS)]
    for name in categories:
        yield name, int(median(run[name] for run in runs))


def scores(address: str, categories: tuple[str, ...]) -> dict[str, int]:
    """Return the score of each category in one run; 0 where Lighthouse could not tell."""
    with tempfile.TemporaryDirectory() as profile:
        flags = " ".join(["--headless=new", *QUIET, f"--user-data-dir={profile}"])
        asked = f"--only-categories={','.join(categories)}"
        told = json.loads(run("lighthouse", address, "--quiet", "--output=json", asked, f"--chrome-flags={flags}"))
    return {name: round((told["categories"][name]["score"] or 0) * 100) for name in categories}
