"""Answers with no more in them than was asked for (`fields`), or with more (`expand`)."""

from __future__ import annotations

from typing import Any

from ninja.params.functions import Query
from pydantic import BaseModel, ConfigDict


def drop_required(schema: dict[str, Any]) -> None:
    """Say in the description that a field may be missing: `fields` chooses which are there."""
    schema.pop("required", None)


NO_NUL = r"^[^\x00]{1,400}$"
"""For what is asked of the database: PostgreSQL has no such sign."""

SPARSE = ConfigDict(json_schema_extra=drop_required)
"""For things of which somebody may want a few fields only; without `fields` all are there."""


def choice_of(thing: type[BaseModel]) -> Any:
    """Return the parameter by which fields of a thing are chosen."""
    return _names("fields", list(thing.model_fields), "Only these fields of each, with commas between them.")


def expansion_of(*names: str) -> Any:
    """Return the parameter by which references to other things become those things."""
    return _names("expand", list(names), f"In full instead of a reference: `{','.join(names)}`, or one of them.")


def listed(told: str) -> set[str]:
    """Return the names in a parameter."""
    return {name for name in told.split(",") if name}


def _names(parameter: str, names: list[str], description: str) -> Any:
    any_of = "|".join(names)
    example = ",".join(names[:2])
    return Query(
        "", pattern=f"^({any_of})(,({any_of})){{0,40}}$", description=description, example=example, alias=parameter
    )
