"""The site that outlives its server: the public archive as static files.

addresses → asking → rewriting → files; what moved in leading_on, the search index in searching, the papers in telling;
packing makes one file of it all.
"""

from .exporting import SiteReport, export_site
from .failing import SiteError
from .packing import check_packing, pack

__all__ = ["SiteError", "SiteReport", "check_packing", "export_site", "pack"]
