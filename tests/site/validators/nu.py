"""The Nu HTML checker: what the HTML standard forbids."""

from __future__ import annotations

import json
import re
import subprocess
import tempfile
from pathlib import Path

from ..site import Report, Site
from ..tools import VNU


def check(site: Site) -> Report:
    """Check the HTML of every page."""
    with tempfile.TemporaryDirectory() as home:
        for page in site.pages:
            (Path(home) / file_name(page.path)).write_bytes(site.read(page.path).body)
        return Report.on(len(site.pages), html_faults(Path(home)))


def file_name(address: str) -> str:
    """Return the name of the file for a page, made of its address."""
    return f"page{re.sub(r'[^a-z0-9]+', '_', address)}.html"


def html_faults(directory: Path) -> list[str]:
    """Return what is wrong in the HTML files of a directory."""
    command = ["java", "-jar", str(VNU), "--errors-only", "--format", "json", "--stdout", str(directory)]
    told = json.loads(subprocess.run(command, capture_output=True, check=False).stdout)
    return [f"{fault['url']}: {fault['message']} {fault.get('extract')}" for fault in told["messages"]]
