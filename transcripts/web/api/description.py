"""The description of the API in OpenAPI 3.1: what the framework derives from the operations, told to a newcomer."""

from __future__ import annotations

from functools import cache
from http import HTTPStatus
from typing import Any

from ...models import Scope
from .problems import CONTENT_TYPE as PROBLEM
from .problems import KINDS, ProblemDetails

Document = dict[str, Any]

PROSE = """\
A hashtag chat is an hour under one hashtag, with a host, numbered questions and a crowd that answers. This archive
keeps such chats, with every answer under its question; this API gives you what its pages show, as data.

**Reading** needs no account and no key. Begin at `/api/v1/series`, follow `api_url` from thing to thing, and `next`
from leaf to leaf. Posts are always an author's own words, unchanged; `url` is where people read them, and stays.

- **Lists** come leaf by leaf, at most `limit` things each. `next` is the whole address of the next leaf, or null. A
  list is in an order that nothing changes: whatever is there all the while you read comes exactly once, also while the
  archive takes in more.
- **A chat** in reading order is its transcript; all posts of a series in one request are its `posts.jsonl`.
- **Fewer fields**: `?fields=key,text`. **More**: `?expand=author,question` gives those in full instead of a reference.
- **Times** are in UTC, as in `2015-05-13T01:07:00Z`; posts tell the chat's own time and zone, too. `precision` says how
  exactly a time is known: of a day, its hours mean nothing.
- **Unchanged?** Send the `ETag` you were given as `If-None-Match`; the answer is 304 without a body when it is.
- **Errors** are problem details (RFC 9457): tell them apart by `type`. What moved answers 301, what was removed 410.
- **Limits**: `RateLimit` says what is left to your address this minute; after 429 wait for `Retry-After` seconds.

**Writing** takes a key: `Authorization: Bearer cak_…`. Who runs the archive makes one, for what you want to do. Never
put a key into an address: it is refused, and revoked. An import is a job: send it, ask for it until it is not `busy`,
and it tells which chats it found.
"""

TAGS = {
    "Start": "Where to begin.",
    "Series": "Chat shows: a name, hashtags, a time zone.",
    "Chats": "A series' chat of one day, with its questions and its transcript.",
    "Posts": "What people said.",
    "People": "Who said it: accounts on one network each.",
    "Search": "Finding posts by words, people, days, questions.",
    "Quotes": "From a text to the posts that it quotes.",
    "Statistics": "What can be counted.",
    "Importing": "Sending files and records; takes a key with the scope `import`.",
    "Deciding": "Sorting posts, publishing chats; takes a key with the scope `curate` or `publish`.",
}
KEY = {
    "type": "http",
    "scheme": "bearer",
    "description": "A key, made by who runs the archive, for some of the scopes: "
    + "; ".join(f"`{scope.value}` ({scope.label.lower()})" for scope in Scope)
    + ".",
}
WAIT = {"Retry-After": {"description": "Seconds to wait.", "schema": {"type": "integer"}}}
PLACE = {"Location": {"description": "Where it is.", "schema": {"type": "string"}}}
ALWAYS = (400, 401, 429)


@cache
def document() -> Document:
    """Return the document; made once per process."""
    from . import api  # the operations, which nothing below them may import

    made: Document = dict(api.get_openapi_schema(path_prefix="/api/v1/"))
    made["info"] |= {"description": PROSE, "license": {"name": "MIT", "identifier": "MIT"}}
    made["tags"] = [{"name": name, "description": told} for name, told in TAGS.items()]
    made["servers"] = [{"url": "/", "description": "This archive"}]
    made["components"]["securitySchemes"] = {"Key": KEY}
    made["components"]["schemas"]["ProblemDetails"] = problem_schema(made)
    statuses = sorted({kind.status for kind in KINDS.values()} - {405, 500})
    made["components"]["responses"] = {str(status): problem(status) for status in statuses}
    for methods in made["paths"].values():
        for method, operation in methods.items():
            complete(operation, writes=method == "post")
    title = made["info"]["title"]
    made = without_titles(made)
    made["info"]["title"] = title
    return made


def complete(operation: Document, *, writes: bool) -> None:
    """Add what the framework does not know of an operation: who may, what else it answers, what is no JSON."""
    needs_key = "KeyFor" in str(operation.get("security"))
    operation["security"] = [{"Key": []}] if needs_key else [{}, {"Key": []}]
    for parameter in operation["parameters"]:
        simplify(parameter)
    responses: dict[int, Document] = operation["responses"]
    if 202 in responses:
        responses[202]["headers"] = PLACE
    for status in sorted(problems_of(operation, needs_key=needs_key, writes=writes)):
        responses[status] = {"$ref": f"#/components/responses/{status}"}
    if {"address", "key", "handle"} & {parameter["name"] for parameter in operation["parameters"]} and not needs_key:
        responses[301] = {"description": "It moved.", "headers": PLACE}
    if not writes:
        responses[414] = {"description": "The address is too long; the web server says so in its own words."}
    if not needs_key and not writes:
        responses[304] = {"description": "You have it already."}
        responses[412] = {"$ref": "#/components/responses/412"}


def problems_of(operation: Document, *, needs_key: bool, writes: bool) -> set[int]:
    """Return the statuses of the problems that an operation may tell."""
    names = {parameter["name"] for parameter in operation["parameters"] if parameter["in"] == "path"}
    found = {*ALWAYS, 422}
    found |= {404, 410} if names or not needs_key else set()
    found |= {403} if needs_key or "state" in {one["name"] for one in operation["parameters"]} else set()
    found |= {409} if needs_key and writes else set()
    return found | ({413} if "requestBody" in operation else set())


def problem(status: int) -> Document:
    """Return the response of a problem."""
    kinds = "; ".join(f"`{name}`: {kind.title.lower()}" for name, kind in KINDS.items() if kind.status == status)
    content = {PROBLEM: {"schema": {"$ref": "#/components/schemas/ProblemDetails"}}}
    told: Document = {"description": f"{HTTPStatus(status).phrase} ({kinds}).", "content": content}
    return told | {"headers": WAIT} if status == 429 else told


def problem_schema(made: Document) -> Document:
    """Return the form of problems, its parts moved to the others."""
    schema: Document = ProblemDetails.model_json_schema(ref_template="#/components/schemas/{model}")
    made["components"]["schemas"] |= schema.pop("$defs", {})
    return schema


def simplify(parameter: Document) -> None:
    """Take null out of what a parameter may be: one that is not told is left out."""
    schema = parameter["schema"]
    kinds = [kind for kind in schema.pop("anyOf", []) if kind != {"type": "null"}]
    if len(kinds) == 1:
        schema |= kinds[0]
    for needless in ("description", "example", "title"):
        schema.pop(needless, None)
    if schema.get("default", "") is None or schema.get("default") == "":
        schema.pop("default", None)


def without_titles(told: Any) -> Any:
    """Return a document without the titles that repeat the name of what they stand in."""
    if isinstance(told, dict):
        kept = {name: value for name, value in told.items() if not (name == "title" and isinstance(value, str))}
        return {name: without_titles(value) for name, value in kept.items()}
    return [without_titles(one) for one in told] if isinstance(told, list) else told
