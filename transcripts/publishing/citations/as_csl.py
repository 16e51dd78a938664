"""CSL-JSON, which Zotero, Pandoc and every CSL processor read (https://citeproc-js.readthedocs.io). Pure."""

from __future__ import annotations

import json
from collections.abc import Sequence

from .cited import Cited, Kind
from .wording import clock, with_handle


def to_csl(several: Sequence[Cited]) -> str:
    """Return a list of items."""
    return json.dumps([_item(cited) for cited in several], ensure_ascii=False, indent=1) + "\n"


def _item(cited: Cited) -> dict[str, object]:
    is_post = cited.kind == Kind.POST
    told: dict[str, object] = {
        "id": cited.key,
        "type": "post" if is_post else "webpage",
        # A literal name is never taken apart.
        "author": [{"literal": with_handle(one, "[", "]")} for one in cited.authors],
        "title": cited.title,
        "genre": cited.genre,
        "container-title": cited.within or cited.network or cited.site.name,
        "publisher": cited.site.name if cited.within else "",
        "issued": {"date-parts": [[cited.day.year, cited.day.month, cited.day.day]]},
        "URL": cited.permalink,
        "archive": cited.site.name if is_post else "",
        "note": _note(cited),
    }
    return {name: value for name, value in told.items() if value}


def _note(cited: Cited) -> str:
    notes = [clock(cited.moment) if cited.moment else "", f"Original: {cited.original}" if cited.original else ""]
    return "; ".join(filter(None, [*notes, *cited.notes]))
