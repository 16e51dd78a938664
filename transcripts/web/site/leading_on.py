"""What moved and what is gone, for hosts of files: a page at each old address, and lists for hosts that read them."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from .addresses import Address
from .files import Files

# As Netlify and Cloudflare Pages read them; and as nginx reads a map.
HOSTS, NGINX_MOVED, NGINX_REMOVED = "_redirects", "nginx-moved.map", "nginx-removed.map"


@dataclass(slots=True)
class Ways:
    """The lists of what moved and of what is gone, written as they grow."""

    files: Files
    moved: int = 0
    removed: int = 0
    opened: set[str] = field(default_factory=set)

    def lead(self, old: Address, new: Address) -> None:
        """List an address that leads on."""
        self.moved += 1
        self._append(HOSTS, f"{_listed(old)} {_listed(new)} 301")
        self._append(NGINX_MOVED, f"{_nginx(old)} {_listed(new)};")

    def remove(self, old: Address) -> None:
        """List an address at which nothing is shown any more."""
        self.removed += 1
        self._append(HOSTS, f"{_listed(old)} {_listed(old)} 410")
        self._append(NGINX_REMOVED, f"{_nginx(old)} 1;")

    def _append(self, name: str, line: str) -> None:
        # Opened anew each time: there are few, and nothing is left open when the export fails.
        with (self.files.home / name).open("a" if name in self.opened else "w") as opened:
            opened.write(f"{line}\n")
        self.opened.add(name)


def _listed(address: Address) -> str:
    return str(Address(address.place))


def _nginx(address: Address) -> str:
    """Return an address as a key of nginx's map, which it compares with the decoded path."""
    escaped = address.place.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def read_ways(home: Path) -> dict[str, str]:
    """Return where the old addresses of an export lead, as they were listed; to nothing, what was removed."""
    file = home / HOSTS
    lines = [line.split() for line in file.read_text().splitlines()] if file.exists() else []
    return {old: "" if status == "410" else new for old, new, status in lines}
