"""Finding. The door: what is searched for is typed in one query language, whatever the engine.

Nothing is indexed behind anyone's back: whoever changes what a chat shows calls `index` or `forget`.
"""

from .checking import IndexCheck, check_index
from .describing import in_words
from .engines import ENGINES, IndexBusy, IndexState
from .facets import Facet, FacetName, FacetValue
from .finding import MOST_HITS, count_facets, find
from .highlighting import Segment, Span, find_spans, highlight
from .indexing import catch_up, forget, index, rebuild, status
from .loosening import loosened
from .narrowing import Narrowing, narrow, narrowings, sort_by
from .parsing import parse
from .query import TYPED_PARTS, Query, Sort, unparse
from .quotes import FoundQuote, FoundQuotes, QuotedPost, closest, find_quotes
from .quoting import Agreement, Change, Format, Verdict
from .results import Hit, IndexStatus, SearchResults
from .suggesting import Suggestion, SuggestionKind, suggest

__all__ = [
    "ENGINES",
    "MOST_HITS",
    "TYPED_PARTS",
    "Agreement",
    "Change",
    "Facet",
    "FacetName",
    "FacetValue",
    "Format",
    "FoundQuote",
    "FoundQuotes",
    "Hit",
    "IndexBusy",
    "IndexCheck",
    "IndexState",
    "IndexStatus",
    "Narrowing",
    "Query",
    "QuotedPost",
    "SearchResults",
    "Segment",
    "Sort",
    "Span",
    "Suggestion",
    "SuggestionKind",
    "Verdict",
    "catch_up",
    "check_index",
    "closest",
    "count_facets",
    "find",
    "find_quotes",
    "find_spans",
    "forget",
    "highlight",
    "in_words",
    "index",
    "loosened",
    "narrow",
    "narrowings",
    "parse",
    "rebuild",
    "sort_by",
    "status",
    "suggest",
    "unparse",
]
