"""Static files named by content, scripts that import each other included."""

from __future__ import annotations

from whitenoise.storage import CompressedManifestStaticFilesStorage


class StaticFiles(CompressedManifestStaticFilesStorage):  # type: ignore[misc]  # it comes without types
    """Rewrites `import … from "./x.js"` to the name of that very version."""

    support_js_module_import_aggregation = True
