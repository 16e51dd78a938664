"""How much each measure of a post says for a question.

Fitted by `python -m benchmarks.grouping.fitting` (conditional logit, ridge penalty), which prints this table. They are
natural logarithms of odds, so that 0.7 doubles the odds and 2.3 tenfolds them.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

BY_TIME = (
    "latest",
    "latest_by_lag",
    "just_asked",
    "before",
    "before_by_lag",
    "older",
    "older_by_rank",
    "older_of_reply",
    "yet_to_come",
)
BY_PEOPLE = ("own_before", "own_after", "partner", "late_start")
BY_WORDS = ("vocabulary", "echoes", "words_of_question")

WEIGHTS: Mapping[str, float] = MappingProxyType(
    {
        "latest": 1.58,
        "latest_by_lag": -0.49,
        "just_asked": -1.89,
        "before": -0.15,
        "before_by_lag": -0.50,
        "older": -2.55,
        "older_by_rank": 0.29,
        "older_of_reply": 1.15,
        "yet_to_come": -1.42,
        "own_before": 0.77,
        "own_after": 0.29,
        "partner": 1.46,
        "late_start": 1.85,
        "vocabulary": 0.05,
        "echoes": 3.88,
        "words_of_question": 1.36,
    }
)
