"""Why there is no export; whatever was there before is as it was."""

from __future__ import annotations


class SiteError(Exception):
    """The export was not made."""


class AskingFailed(SiteError):
    """The application broke at an address, or does not know its own."""


class NotAnExport(SiteError):
    """The directory holds something that no export made: it is left alone."""


class IndexingFailed(SiteError):
    """Pagefind did not make its index."""


class PackingFailed(SiteError):
    """The program that packs is not installed, or did not do it."""
