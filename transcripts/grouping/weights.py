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
        "latest": 1.30,
        "latest_by_lag": -0.49,
        "just_asked": -1.88,
        "before": -0.41,
        "before_by_lag": -0.49,
        "older": -2.64,
        "older_by_rank": 0.14,
        "older_of_reply": 1.10,
        "yet_to_come": -1.50,
        "own_before": 0.71,
        "own_after": 0.39,
        "partner": 1.57,
        "late_start": 1.86,
        "vocabulary": 0.08,
        "echoes": 3.51,
        "words_of_question": 1.28,
    }
)
