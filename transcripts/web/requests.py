"""The queue of what readers asked, for staff."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from .. import curating
from ..models import Placement, Request
from .reporting import places_of
from .staff import staff_only

AT_ONCE = 50
DONE: dict[str, str] = {
    "hide": "Hidden.",
    "remove": "Removed for good.",
    "person": "They are out of sight, and will be removed for good in a moment.",
    "settle": "Done.",
    "decline": "Declined.",
    "sort": "Sorted.",
}
FOR_GOOD = ("remove", "person")


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only("transcripts.change_request")
def requests(request: HttpRequest) -> HttpResponseBase:
    """Show what is open, oldest first, and carry out what is decided."""
    if request.method == "POST":
        return decide(request)
    found = Request.objects.open().select_related("chat__series", "tweet__author")[:AT_ONCE]
    return render(request, "requests.html", {"requests": [OpenRequest(one, places_of(one.chat)) for one in found]})


@dataclass(frozen=True, slots=True)
class OpenRequest:
    """A request beside the places of its chat, each by its value and its name."""

    asked: Request
    places: list[tuple[str, str]]

    @property
    def wished(self) -> str:
        """The name of the place where the post belongs, as they say."""
        return dict(self.places).get(self.asked.place, self.asked.place)

    @property
    def standing(self) -> Placement | None:
        """Where the post that it is about stands, if it is about one."""
        here = (
            self.asked.chat.placements.filter(tweet=self.asked.tweet) if self.asked.tweet else Placement.objects.none()
        )
        return here.select_related("question").first()


def decide(request: HttpRequest) -> HttpResponseBase:
    """Carry out what was pressed; what nothing brings back is asked about once more."""
    asked = get_object_or_404(Request.objects.select_related("chat__series", "tweet__author"), pk=number(request))
    do = request.POST.get("do", "")
    if do in FOR_GOOD and asked.tweet and "sure" not in request.POST:
        return render(request, "request_sure.html", {"asked": asked, "do": do})
    if asked.state != Request.State.OPEN:
        messages.error(request, "Somebody has answered that already.")
        return redirect("requests")
    try:
        carry_out(do, request, asked)
    except curating.Undecidable as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, DONE[do])
    return redirect("requests")


def carry_out(do: str, request: HttpRequest, asked: Request) -> None:
    """Do what a button says; raises Undecidable when that cannot be."""
    user: Any = request.user
    doing: dict[str, Callable[[], None]] = {
        "sort": lambda: curating.sort_as_asked(user, asked, request.POST.get("place", "")),
        "hide": lambda: curating.hide_as_asked(user, asked),
        "remove": lambda: curating.remove_as_asked(user, asked),
        "person": lambda: curating.remove_author_as_asked(user, asked),
        "settle": lambda: curating.settle(user, asked),
        "decline": lambda: curating.decline(user, asked),
    }
    if do not in doing:
        raise curating.Undecidable("The page asked for something this archive does not know. Load the page again.")
    doing[do]()


def number(request: HttpRequest) -> int:
    """Return the number of the request that was decided on; 0, which is nobody's, for what is no number."""
    told = request.POST.get("request", "")
    return int(told) if told.isdecimal() and len(told) < 19 else 0
