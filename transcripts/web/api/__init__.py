"""The API: what the pages show as data, and writing by key. One router for each noun, their schemas in `schemas`."""

from __future__ import annotations

from typing import Any

from ninja import NinjaAPI

from . import chats, datasets, deciding, imports, people, posts, questions, quotes, search, series, start, statistics
from .problems import handle_in

VERSION = "1.0.0"


class Api(NinjaAPI):
    """An API whose operations are called as their functions are."""

    def get_openapi_operation_id(self, operation: Any) -> str:
        """Return the name of an operation."""
        return str(operation.view_func.__name__)


api = Api(title="Chatarchive", version=VERSION, urls_namespace="api", openapi_url=None, docs_url=None)
api.add_router("", start.router)
api.add_router("/series", series.router)
api.add_router("/series", datasets.router)
api.add_router("/chats", chats.router)
api.add_router("/chats", questions.router)
api.add_router("/chats", deciding.router)
api.add_router("/imports", imports.router)
api.add_router("/posts", posts.router)
api.add_router("/people", people.router)
api.add_router("/search", search.router)
api.add_router("/quotes", quotes.router)
api.add_router("/statistics", statistics.router)
handle_in(api)
