"""What readers tell those who keep the archive: short forms without an account, each on a page of its own."""

from __future__ import annotations

from django import forms
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.text import Truncator
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from .. import curating
from ..models import MOST_WORDS, Chat, Request, Tweet
from ..publishing import TITLES, plain, published_places
from .pages import find_chat
from .people import find_tweet
from .permanent import permanent
from .visitors import address_of

Kind = Request.Kind
ABOUT_A_POST = (Kind.ELSEWHERE, Kind.TAKEDOWN, Kind.EVERYTHING)


class RequestForm(forms.Form):
    """What a reader may say; `website` is seen by programs only, and whoever fills it in is not heard."""

    kind = forms.ChoiceField(label="What should happen?", widget=forms.RadioSelect)
    place = forms.ChoiceField(label="If it belongs elsewhere: where?", required=False)
    words = forms.CharField(label="Anything to add", required=False, max_length=MOST_WORDS, widget=forms.Textarea)
    contact = forms.CharField(
        label="How to reach you",
        required=False,
        max_length=200,
        help_text="Only if you want an answer. It is deleted when the request is closed, and shown to nobody else.",
    )
    website = forms.CharField(required=False)

    def __init__(self, request: HttpRequest, chat: Chat, tweet: Tweet | None) -> None:
        super().__init__(request.POST if request.method == "POST" else None)
        self.fields["words"].widget.attrs["rows"] = 4
        self.fields["place"].choices = places_of(chat)  # type: ignore[attr-defined]
        if tweet:
            self.fields["kind"].choices = [(kind, kind.label) for kind in ABOUT_A_POST]  # type: ignore[attr-defined]
        else:
            del self.fields["kind"]
            self.fields["place"].label = "Where does it belong?"
            self.fields["words"].required = True
            self.fields["words"].label = "What it said, when, and where it can be found"

    def asked(self, sender: str) -> curating.Asked:
        """Return what was told."""
        told = self.cleaned_data
        return curating.Asked(
            kind=Kind(told.get("kind", Kind.MISSING)),
            sender=sender,
            place=told["place"],
            words=plain(told["words"]).strip(),
            contact=plain(told["contact"]).strip(),
        )


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@permanent
def report_post(request: HttpRequest, key: str) -> HttpResponseBase:
    """Take in what a reader says of a post."""
    tweet = find_tweet(key)
    chat = published_places(tweet)[0].chat
    return answer(request, chat, tweet)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@permanent
def report_missing(request: HttpRequest, slug: str, address: str) -> HttpResponseBase:
    """Take in what a reader misses in a chat."""
    return answer(request, find_chat(request, slug, address), None)


def answer(request: HttpRequest, chat: Chat, tweet: Tweet | None) -> HttpResponseBase:
    """Show the form, or put what it says into the queue and say so."""
    form = RequestForm(request, chat, tweet)
    shown = {"chat": chat, "tweet": tweet, "form": form}
    if not form.is_valid():
        return render(request, "report.html", shown, status=400 if form.is_bound else 200)
    if form.cleaned_data["website"]:
        return render(request, "reported.html", shown)
    try:
        made = curating.ask(chat, tweet, form.asked(sender_of(request)))
    except curating.TooMany:
        return render(request, "report.html", shown | {"too_many": True}, status=429)
    return render(request, "reported.html", shown | {"made": made})


def places_of(chat: Chat) -> list[tuple[str, str]]:
    """Return where in a chat a post may belong."""
    questions = [(one.label, f"{one.label}: {Truncator(one.text).chars(80)}") for one in chat.questions.all()]
    return [("", "I do not know"), *questions, *((part, TITLES[part]) for part in curating.SORTED_PARTS)]


def sender_of(request: HttpRequest) -> str:
    """Return a keyed hash that tells requests from one address of one day, and nothing to whoever reads it."""
    told = f"{address_of(request)} {timezone.now().date().isoformat()}"
    return salted_hmac("chatarchive.sender", told, algorithm="sha256").hexdigest()
