"""Finding. The door: what is searched for is typed in one query language, whatever the engine.

Nothing is indexed behind anyone's back: whoever changes what a chat shows calls `index` or `forget`.
"""

from .describing import in_words
from .engines import IndexBusy, IndexState
from .finding import find
from .highlighting import Segment, Span, find_spans, highlight
from .indexing import catch_up, forget, index, rebuild, status
from .parsing import parse
from .query import Query, unparse
from .quotes import FoundQuote, FoundQuotes, closest, find_quotes
from .quoting import Agreement, Change, Format, Verdict
from .results import Hit, IndexStatus, SearchResults

__all__ = [
    "Agreement",
    "Change",
    "Format",
    "FoundQuote",
    "FoundQuotes",
    "Hit",
    "IndexBusy",
    "IndexState",
    "IndexStatus",
    "Query",
    "SearchResults",
    "Segment",
    "Span",
    "Verdict",
    "catch_up",
    "closest",
    "find",
    "find_quotes",
    "find_spans",
    "forget",
    "highlight",
    "in_words",
    "index",
    "parse",
    "rebuild",
    "status",
    "unparse",
]
