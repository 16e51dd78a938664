"""What a search and the quote finder find."""

from __future__ import annotations

from pydantic import BaseModel, Field

from ....search import Agreement, Change, FacetName, Format, Verdict
from .posts import PostOut


class Marked(BaseModel):
    """A piece of a post's text."""

    text: str
    marked: bool = Field(description="True for what was looked for.")


class HitOut(BaseModel):
    """A post that was found; `segments` are its text in pieces."""

    post: PostOut
    segments: list[Marked]


class ValueOut(BaseModel):
    """How many of the hits share something."""

    value: str = Field(examples=["ann"])
    posts: int = Field(examples=[17])
    query: str = Field(description="The search narrowed to them; of one that is chosen, without it.")
    chosen: bool


class FacetOut(BaseModel):
    """What the hits are counted by: series, year, author, question or part, and whether they have links or media."""

    name: FacetName = Field(examples=["from"])
    values: list[ValueOut]


class Found(BaseModel):
    """A page of what a search found."""

    query: str = Field(description="As it was understood, written as one would type it.")
    understood: str = Field(description="The same in words.", examples=["posts with “flipped”, by @ann"])
    total: int = Field(description="How many posts match; the first 10,000 can be paged through.")
    page: int
    pages: int
    next: str | None = Field(description="The address of the next page; null on the last.")
    did_you_mean: str = Field(description="A similar query that finds something, where this one finds nothing.")
    note: str = Field(description="What is amiss, if anything is.")
    items: list[HitOut]
    facets: list[FacetOut] = Field(description="Empty unless asked for by `facets=true`.")


class EditOut(BaseModel):
    """A run of words with one fate on its way from the post to the quote."""

    change: Change
    text: str


class QuoteOut(BaseModel):
    """A passage of what was sent, and the post that it stems from."""

    passage: str = Field(description="The words as they were sent.")
    start: int = Field(description="Where it begins in the visible text, in characters from 0.")
    end: int
    verdict: Verdict = Field(description="exact, edited, or possibly a paraphrase.")
    speaker: str = Field(description="The handle of whose words they are.")
    confidence: float = Field(description="How sure that is, from 0 to 1.")
    credit: Agreement = Field(description="Whether the text names the same person, another one, or nobody.")
    edits: list[EditOut]
    post: PostOut
    also: list[str] = Field(description="Permalinks of posts by others with the same words.")


class QuotesIn(BaseModel):
    """A sentence, a paragraph, or a whole blog post."""

    text: str = Field(
        max_length=200_000, min_length=1, examples=["Ann said: “In a cold cellar, with sixty tins and a map”."]
    )
    format: Format | None = Field(None, description="How it is written; found out where it is not told.")


class FoundQuotesOut(BaseModel):
    """The quotes in what was sent, and that with a link on each of them that is sure."""

    note: str = Field(description="What is amiss, if anything is.")
    format: Format
    items: list[QuoteOut]
    linked: str = Field(description="With links: HTML as HTML, all else as Markdown.")
    linked_html: str = Field(description="The same as HTML.")
