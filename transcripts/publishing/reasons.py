"""Why a post stands where it does, in plain words. Pure."""

from __future__ import annotations

from ..grouping import Method, Part
from .posts import Place

BY_METHOD = {
    Method.MARKER: "its own marker says so.",
    Method.REPLY: "it answers a post that stands here.",
    Method.QUOTE: "it quotes a post that stands here.",
    Method.THREAD: "it carries on what its author was saying here.",
    Method.RETWEET: "it repeats a post that stands here.",
    Method.TIME: "it was posted at this point of the hour; nothing else tells.",
    Method.TEXT: "its words resemble what stands here.",
    Method.HAND: "a person put it here.",
}
PLACES = {
    Part.INTRO: "sorted under Hellos",
    Part.WRAPUP: "sorted under Goodbyes",
    Part.ASIDE: "sorted under Side talk",
    Part.OFF: "posted outside the chat",
    Part.UNPLACED: "not sorted yet",
}


def why_here(place: Place) -> str:
    """Return how sure it is that a post belongs where it stands, and by which evidence."""
    return f"{place.doubt.capitalize()}: {BY_METHOD.get(Method(place.method), 'it seems to belong here.')}"


def place_words(label: str) -> str:
    """Return where a post stands: sorted under Q2, asks Q2, sorted under Hellos, not sorted yet."""
    if label in PLACES:
        return PLACES[Part(label)]
    question, _, asks = label.partition(".ask")
    return f"asks {question}" if label.endswith(".ask") or asks else f"sorted under {question}"


def sentence(label: str) -> str:
    """Return where a post stands, as a sentence begins: Sorted under Q2."""
    words = place_words(label)
    return words[:1].upper() + words[1:]
