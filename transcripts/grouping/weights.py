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
        "latest": 1.35,
        "latest_by_lag": -0.51,
        "just_asked": -1.88,
        "before": -0.36,
        "before_by_lag": -0.51,
        "older": -2.75,
        "older_by_rank": 0.30,
        "older_of_reply": 1.15,
        "yet_to_come": -1.48,
        "own_before": 0.70,
        "own_after": 0.49,
        "partner": 1.52,
        "late_start": 1.87,
        "vocabulary": 0.08,
        "echoes": 3.50,
        "words_of_question": 1.30,
    }
)
