"""HTTP: look up, read, render; and whether all that was ever public still answers; the site as static files."""

from .links import BrokenLink, LinkCheck, check_links, check_promises
from .site import SiteError, SiteReport, check_packing, export_site, pack

__all__ = [
    "BrokenLink",
    "LinkCheck",
    "SiteError",
    "SiteReport",
    "check_links",
    "check_packing",
    "check_promises",
    "export_site",
    "pack",
]
