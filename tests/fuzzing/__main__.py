"""Read damaged inputs and say which of them were not borne: `python -m tests.fuzzing --number 20000 --seed 1`.

`--only N` makes one input again; with `--keep FILE` it is written there.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from pathlib import Path


def main() -> int:
    """Run; 1 when anything failed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--number", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", type=int)
    parser.add_argument("--keep", type=Path)
    told = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "chatarchive.settings")
    import django

    django.setup()
    from .inputs import input_of, real
    from .reading import KINDS, TALLY, fault_of

    numbers = range(told.number) if told.only is None else [told.only]
    if told.keep:
        told.keep.write_bytes(input_of(told.seed, numbers[0], KINDS).content)
    failed = 0
    with tempfile.TemporaryDirectory() as directory:
        for number in numbers:
            fault = fault_of(told.seed, number, Path(directory))
            if fault:
                failed += 1
                print(f"seed {told.seed}, input {number}: {fault}", flush=True)
    print(
        f"{len(numbers):,} damaged inputs of seed {told.seed}, made of the samples and {len(real())} real exports:"
        f" {failed} not borne. Out of the others came {dict(TALLY)}."
    )
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
