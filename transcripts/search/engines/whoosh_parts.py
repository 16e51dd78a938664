"""Whoosh's modules, untyped: its annotations fail strict checking, and its predecessors have none."""

from __future__ import annotations

from importlib import import_module
from typing import Any

columns: Any = import_module("whoosh.columns")
fields: Any = import_module("whoosh.fields")
formats: Any = import_module("whoosh.formats")
index: Any = import_module("whoosh.index")
query: Any = import_module("whoosh.query")
analysis: Any = import_module("whoosh.analysis")
filestore: Any = import_module("whoosh.filedb.filestore")
