"""The site that outlives its server: the public archive as static files.

addresses → asking → rewriting → files; what moved in leading_on, the search index in searching, the papers in telling.
"""

from .asking import AskingFailed
from .exporting import SiteReport, export_site
from .files import NotAnExport
from .searching import IndexingFailed

__all__ = ["AskingFailed", "IndexingFailed", "NotAnExport", "SiteReport", "export_site"]
