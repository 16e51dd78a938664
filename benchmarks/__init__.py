"""Measurements beside other programs; README.md has the last ones and how to repeat them."""

import os
from pathlib import Path

SHARED = Path(os.environ.get("CHATARCHIVE_SHARED", Path(__file__).resolve().parents[2] / "shared"))
"""Where the real posts are."""
