"""What a fuzzer cannot read from the document (SCHEMATHESIS_HOOKS=tests.api.hooks): IANA zones, and when chats are."""

from __future__ import annotations

import re
from typing import Any

import schemathesis
from hypothesis import strategies

ZONES = ["UTC", "America/New_York", "Europe/Berlin", "Asia/Kolkata"]
schemathesis.openapi.format("iana-zone", strategies.sampled_from(ZONES))


@schemathesis.hook
def map_body(context: schemathesis.HookContext, body: Any) -> Any:
    """Move records into this century; a day of February stays one, for 2000 was a leap year."""
    records = body.get("records") if isinstance(body, dict) else None
    for record in records if isinstance(records, list) else ():
        if isinstance(record, dict) and re.match(r"\d{4}-", str(record.get("posted_at"))):
            record["posted_at"] = f"20{record['posted_at'][2:]}"
    return body
