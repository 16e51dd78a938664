"""What a fuzzer cannot read from the document: what an IANA zone looks like (SCHEMATHESIS_HOOKS=tests.api.hooks)."""

from __future__ import annotations

import schemathesis
from hypothesis import strategies

ZONES = ["UTC", "America/New_York", "Europe/Berlin", "Asia/Kolkata"]
schemathesis.openapi.format("iana-zone", strategies.sampled_from(ZONES))
