"""Every address of the API."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, path
from django.views.generic import RedirectView

from . import api, docs
from .addresses import ROOT
from .problems import Problem, told


def nothing_here(request: HttpRequest, rest: str) -> HttpResponse:
    """Say in the API's own form that it has no such address."""
    return told(Problem("not-found", "The API has no such address: its documentation lists all there are."))


urlpatterns: list[URLPattern | URLResolver] = [
    path("v1/docs", docs.page, name="api_docs"),
    path("v1/openapi.json", docs.description, name="api_description"),
    path("v1", RedirectView.as_view(url=f"{ROOT}/", permanent=True)),
    path("v1/", api.urls),
    path("<path:rest>", nothing_here),
]
