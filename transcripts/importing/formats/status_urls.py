"""The address of a tweet, which holds its id whole where a spreadsheet has rounded the id itself."""

from __future__ import annotations

import re
from dataclasses import dataclass

_STATUS = re.compile(r"(?:twitter\.com|//x\.com|nitter\.[\w.]+)/(?:#!/)?(\w{1,20})/status(?:es)?/(\d{1,19})(?!\d)")


@dataclass(frozen=True, slots=True)
class StatusUrl:
    """What the address of a tweet says: who wrote it (as spelt there) and its id."""

    handle: str
    tweet_id: str


def status_url(address: str) -> StatusUrl | None:
    found = _STATUS.search(address)
    return StatusUrl(found[1], found[2]) if found else None
