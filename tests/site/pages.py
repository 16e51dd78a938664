"""A page of every kind, of the demo as `demo.curate` leaves it; its addresses come from its files, so they last."""

from __future__ import annotations

from dataclasses import dataclass, replace

CHAT = "/gardenlib/2015-05-12/"
POST, REPLY, REMOVED = "598293078784081942", "598294169076629524", "598295594997383179"


@dataclass(frozen=True)
class Page:
    """An address, and what is expected there.

    Services that show links find a card on those that `has_card`. `described_as` is the type of a page's JSON-LD,
    `microformat` that of its first item in microformats2; empty where there is none.
    """

    kind: str
    path: str
    status: int = 200
    has_card: bool = False
    described_as: str = ""
    microformat: str = ""
    can_be_embedded: bool = False


def _card(kind: str, path: str, described_as: str = "", microformat: str = "") -> Page:
    return Page(kind, path, has_card=True, described_as=described_as, microformat=microformat)


def _embeddable(kind: str, path: str, described_as: str, microformat: str) -> Page:
    return replace(_card(kind, path, described_as, microformat), can_be_embedded=True)


PAGES = (
    _card("home", "/", "WebSite"),
    _card("series", "/gardenlib/"),
    _embeddable("chat", CHAT, "DiscussionForumPosting", "h-feed"),
    _embeddable("question", f"{CHAT}q1/", "DiscussionForumPosting", "h-feed"),
    _embeddable("post", f"/t/{POST}/", "WebPage", "h-entry"),
    _embeddable("reply", f"/t/{REPLY}/", "WebPage", "h-entry"),
    _card("person", "/people/twitter/quarrelcreeklib/", "ProfilePage", "h-card"),
    _card("recap", f"{CHAT}recap/"),
    _card("collection", f"/quotes/{POST}+{REPLY}/"),
    _card("about", "/about/"),
    _card("API", "/api/v1/docs"),
    Page("print", f"{CHAT}print/"),
    Page("asked", f"{CHAT}asked/twitter/gardenlibchat/"),
    Page("search", "/search/?q=seed"),
    Page("search without words", "/search/"),
    Page("quotes", "/quotes/?text=coffee+cans+of+seed"),
    Page("report", f"/t/{POST}/report/"),
    Page("missing", f"{CHAT}missing/"),
    Page("embedded chat", f"{CHAT}embed/"),
    Page("embedded question", f"{CHAT}q1/embed/"),
    Page("embedded post", f"/t/{POST}/embed/"),
    Page("not found", "/nowhere/", status=404),
    Page("removed", f"/t/{REMOVED}/", status=410),
    Page("removed, embedded", f"/t/{REMOVED}/embed/", status=410),
)
