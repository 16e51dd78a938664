"""What a program decides about a chat, as a person does at the desk."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, Field

from ....models import Decision

KEY = r"^[0-9a-z]{1,40}$"


class PlacementIn(BaseModel):
    """Which posts of the chat are sorted where."""

    posts: list[Annotated[str, Field(pattern=KEY)]] = Field(
        min_length=1, max_length=500, description="Keys of posts of this chat.", examples=[["598298441256333312"]]
    )
    place: str = Field(
        pattern=r"^[^\x00-\x1f]{1,30}$",
        description="The label of a question (`Q2`), the same with `.ask` where the posts ask it (`Q2.ask`), or a part:"
        " `intro`, `wrapup`, `aside`, `off`.",
        examples=["Q2"],
    )


class DecisionOut(BaseModel):
    """One thing that was decided, as the journal has it."""

    kind: str = Field(examples=["placed"])
    key: str = Field(description="The key of the post; empty for the chat as a whole.", examples=["598298441256333312"])

    @classmethod
    def of(cls, decision: Decision) -> DecisionOut:
        """Return a decision."""
        return cls(kind=decision.kind, key=decision.key)


class Decisions(BaseModel):
    """What was decided; empty where it was so already."""

    items: list[DecisionOut]
