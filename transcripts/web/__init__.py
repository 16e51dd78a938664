"""HTTP: look up, read, render; and whether all that was ever public still answers."""

from .links import BrokenLink, LinkCheck, check_links, check_promises

__all__ = ["BrokenLink", "LinkCheck", "check_links", "check_promises"]
