"""WordPress's own files, as far as they are here: what it makes of an address, and the script of its pages."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

from tests.conftest import lacking

WORDPRESS = Path(os.environ.get("WORDPRESS", "/usr/share/wordpress"))
ASK = Path(__file__).with_name("embed.php")


def embedded_by_wordpress(address: str) -> str:
    """Return the HTML that WordPress puts in a post for an address that stands on a line of its own."""
    if not (WORDPRESS / "wp-includes").is_dir() or not shutil.which("php"):
        lacking(f"WordPress's own filter needs php and the files of Debian's wordpress at {WORDPRESS}")
    command = ["php", "-n", "-d", "display_errors=stderr", str(ASK), str(WORDPRESS), address]
    told = subprocess.run(command, capture_output=True, check=False, text=True)
    assert (told.returncode, told.stderr) == (0, ""), told.stdout + told.stderr
    return told.stdout


def page_of_wordpress(content: str) -> str:
    """Return a page as WordPress's themes make it around a post, with the script that such a post asks for."""
    script = (WORDPRESS / "wp-includes/js/wp-embed.min.js").read_text()
    return f"<!DOCTYPE html><title>A blog</title><h1>What I read</h1>{content}<script>{script}</script>"
