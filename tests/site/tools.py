"""Validators that are programs of others: installed once, at these versions, into a directory for temporary files."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

CHROMIUM = Path(os.environ.get("CHROMIUM", "/usr/bin/chromium"))
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"]
QUIET += ["--disable-background-networking", "--disable-component-update"]
"""What Chromium is told so that it asks nobody but the site."""

TOOLS = Path(tempfile.gettempdir()) / "chatarchive-site-tools"
VERSIONS = {"linkinator": "7.6.1", "lighthouse": "12.8.2", "vnu-jar": "26.9.27"}
VNU = Path(os.environ.get("VNU_JAR", TOOLS / "node_modules/vnu-jar/build/dist/vnu.jar"))


def install() -> None:
    """Install what is missing; raises CalledProcessError when npm fails, and SystemExit when a program is not there."""
    missing = [program for program in ("npm", "node", "java", str(CHROMIUM)) if not shutil.which(program)]
    if missing:
        raise SystemExit(f"make check-site needs {', '.join(missing)}")
    wanted = [f"{name}@{version}" for name, version in VERSIONS.items() if _installed(name) != version]
    if wanted:
        TOOLS.mkdir(exist_ok=True)
        command = ["npm", "install", "--silent", "--no-audit", "--no-fund", "--prefix", str(TOOLS), *wanted]
        subprocess.run(command, env=os.environ | {"PUPPETEER_SKIP_DOWNLOAD": "1"}, check=True)


def run(name: str, *told: str) -> str:
    """Run an installed program and return what it prints, whatever its exit status."""
    command = [str(TOOLS / "node_modules/.bin" / name), *told]
    environment = os.environ | {"CHROME_PATH": str(CHROMIUM)}
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False).stdout


def _installed(name: str) -> str:
    package = TOOLS / "node_modules" / name / "package.json"
    return str(json.loads(package.read_text())["version"]) if package.exists() else ""
