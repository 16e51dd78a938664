"""The documentation as a page of our own: no script, nothing from elsewhere; and the document it is made of."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.views.decorators.http import conditional_page, require_safe

from ...publishing import note_html
from .description import Document, document
from .problems import KINDS

METHODS = ("get", "post")
LINE_END = re.compile(r"(?<=\S)\n *(?=[^\s-])")


@dataclass(frozen=True, slots=True)
class Field:
    """A parameter, or a field of what is sent or told: its type in words, and what it means."""

    name: str
    type: SafeString
    told: SafeString
    is_needed: bool = False
    where: str = ""


@dataclass(frozen=True, slots=True)
class Operation:
    """What can be asked for: by which method and path, with which parameters and body, and what comes back."""

    name: str
    method: str
    path: str
    summary: str
    told: SafeString
    needs_key: bool
    fields: tuple[Field, ...]
    sends: SafeString
    gives: SafeString
    example: str


@dataclass(frozen=True, slots=True)
class Shape:
    """A thing of the API with its fields."""

    name: str
    told: str
    fields: tuple[Field, ...]


@require_safe
@conditional_page
def description(request: HttpRequest) -> HttpResponseBase:
    """Give the OpenAPI document."""
    return HttpResponse(as_text(), content_type="application/json")


@require_safe
@conditional_page
def page(request: HttpRequest) -> HttpResponseBase:
    """Show the documentation."""
    made = document()
    shown = {
        "prose": note_html(flowing(made["info"]["description"])),
        "version": made["info"]["version"],
        "tags": [(tag["name"], note_html(tag["description"]), list(of_tag(made, tag["name"]))) for tag in made["tags"]],
        "shapes": list(shapes(made)),
        "problems": KINDS.items(),
    }
    return render(request, "api_docs.html", shown)


def flowing(text: str) -> str:
    """Return a text in Markdown whose lines end only where a paragraph or a thing of a list does."""
    return LINE_END.sub(" ", text)


def as_text() -> str:
    """Return the document as it is committed and served."""
    return json.dumps(document(), indent=1, ensure_ascii=False) + "\n"


def of_tag(made: Document, tag: str) -> Iterator[Operation]:
    """Yield the operations of a chapter."""
    for path, methods in made["paths"].items():
        for method in METHODS:
            if tag in methods.get(method, {}).get("tags", ()):
                yield operation_of(path, method, methods[method])


def operation_of(path: str, method: str, told: Document) -> Operation:
    """Return an operation as the page shows it."""
    given = next(told["responses"][status] for status in (200, 202) if status in told["responses"])
    sent = schema_in(told.get("requestBody", {}))
    return Operation(
        name=told["operationId"],
        method=method.upper(),
        path=path,
        summary=told["summary"],
        told=note_html(flowing(told.get("description", ""))),
        needs_key={} not in told["security"],
        fields=(*map(parameter_of, told["parameters"]), *fields_of(sent, where="form")),
        sends=type_of(sent) if "$ref" in sent else SafeString(),
        gives=type_of(schema_in(given)),
        example=example_of(path, method, told),
    )


def schema_in(told: Document) -> Document:
    """Return what a body holds; of several forms of it the first."""
    contents: Iterable[Document] = told.get("content", {}).values()
    return next((content["schema"] for content in contents), {})


def parameter_of(told: Document) -> Field:
    """Return a parameter as the page shows it."""
    words = note_html(told.get("description", ""))
    return Field(told["name"], type_of(told["schema"]), words, told.get("required", False), told["in"])


def fields_of(schema: Document, where: str = "") -> tuple[Field, ...]:
    """Return the fields of an object."""
    needed = set(schema.get("required", ()))
    return tuple(
        Field(name, type_of(told), note_html(told.get("description", "")), name in needed, where)
        for name, told in schema.get("properties", {}).items()
    )


def shapes(made: Document) -> Iterator[Shape]:
    """Yield the things of the API, by name."""
    for name, schema in sorted(made["components"]["schemas"].items()):
        if "properties" in schema:
            yield Shape(name, schema.get("description", ""), fields_of(schema))


def type_of(schema: Document) -> SafeString:
    """Return a type in words, with links: `list of PostOut`, `string (date-time) or null`."""
    if "$ref" in schema:
        name = str(schema["$ref"]).rpartition("/")[2]
        values = document_schemas().get(name, {})
        return type_of(values) if "enum" in values else format_html('<a href="#{}">{}</a>', name, name)
    if "anyOf" in schema:
        return format_html_join(" or ", "{}", ((type_of(kind),) for kind in schema["anyOf"]))
    if "enum" in schema:
        return format_html_join(" or ", "“{}”", ((value,) for value in schema["enum"]))
    if schema.get("type") == "array":
        return format_html("list of {}", type_of(schema.get("items", {})))
    told = str(schema.get("type", ""))
    return format_html("{} ({})", told, schema["format"]) if "format" in schema else format_html("{}", told)


def document_schemas() -> Document:
    """Return the things of the API by name."""
    schemas: Document = document()["components"]["schemas"]
    return schemas


def example_of(path: str, method: str, told: Document) -> str:
    """Return a request that can be pasted into a terminal."""
    for parameter in told["parameters"]:
        if parameter["in"] == "path":
            path = path.replace(f"{{{parameter['name']}}}", str(parameter.get("example", "")))
    needed = [one for one in told["parameters"] if one["in"] == "query" and one.get("required")]
    words = "".join(f" --data-urlencode {quoted(one['name'] + '=' + str(one['example']))}" for one in needed)
    how = " --get" if words else " --request POST" if method == "post" else ""
    key = " --header 'Authorization: Bearer cak_…'" if {} not in told["security"] else ""
    return f"curl{how}{key}{words} {settings.SITE_URL}{path}"


def quoted(text: str) -> str:
    """Return a text as a word of a shell."""
    escaped: Any = text.replace("'", "'\\''")
    return f"'{escaped}'"
