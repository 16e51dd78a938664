"""linkinator: every link of a page of each kind, and all that such a page loads."""

from __future__ import annotations

import json
import re

from ..site import Report, Site
from ..tools import run


def check(site: Site) -> Report:
    """Follow the links of each page, but none that leads elsewhere."""
    # It puts a "/" behind an address without one before it asks; such a page is left to `links`.
    paths = [page.path for page in site.pages if page.status == 200 and ("?" in page.path or page.path.endswith("/"))]
    starts = [f"{site.url}{path}" for path in paths]
    elsewhere = f"^(?!{re.escape(site.url)}/)"
    told = json.loads(run("linkinator", *starts, "--format", "json", "--skip", elsewhere))
    asked = [link for link in told["links"] if link["state"] != "SKIPPED"]
    broken = [link for link in asked if link["state"] != "OK"]
    return Report.on(len(asked), (f"{one['url']} answers {one['status']}, from {one['parent']}" for one in broken))
