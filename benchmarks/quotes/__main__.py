"""How well, and how fast, the quote finder finds: `python -m benchmarks.quotes`.

The archive is made once, in a directory of its own that later runs use again (`--data`, default `var/bench-quotes`).
"""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from benchmarks import SHARED


def main() -> None:
    """Make the archive where there is none, and measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--volume", type=Path, default=SHARED / "data/volume/flat_posts.jsonl.gz")
    parser.add_argument("--pairs", type=Path, default=SHARED / "data/transcript_layouts/30-quote-edits.tsv")
    parser.add_argument("--data", type=Path, default=Path("var/bench-quotes"))
    parser.add_argument("--every", type=int, default=1, help="take every n-th post only")
    parser.add_argument("--number", type=int, default=2_000, help="how many posts are edited and sought")
    parser.add_argument("--posts", type=int, default=10, help="how many made-up posts with 25 quotes each")
    parser.add_argument("--seed", type=int, default=5)
    options = parser.parse_args()
    os.environ["CHATARCHIVE_DATA"] = str(options.data)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "chatarchive.settings")
    import django

    django.setup()
    from .measuring import measure

    measure(options)


if __name__ == "__main__":
    main()
