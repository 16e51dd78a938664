"""Series, chats and their questions, and what this archive is."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render

from ..counting import count
from ..models import Archive, Chat, Series
from ..once import once_in_a_copy
from ..publishing import (
    ARCHIVE_FEED,
    Cited,
    Embed,
    Page,
    Section,
    Transcript,
    by_year,
    calendar_link,
    chat_card,
    chat_cards,
    cite,
    describe_chat,
    describe_question,
    embed_code,
    export_links,
    feed_links,
    question_card,
    series_card,
    series_cards,
    series_feed,
    zip_link,
)
from .conditional import unless_known
from .context import name_of_archive, this_site
from .listing import unlisted
from .permanent import Removed, permanent
from .visitors import link_of, may_see

LATEST = 12


def home(request: HttpRequest) -> HttpResponse:
    """Show the latest chats and the series."""
    shown = {"chats": chat_cards(limit=LATEST), "series": series_cards(), "feeds": feed_links(ARCHIVE_FEED)}
    return render(request, "home.html", shown)


def about(request: HttpRequest) -> HttpResponse:
    """Say who runs this archive, and how it treats people's posts."""
    contact = Archive.current().contact
    return render(request, "about.html", {"contact_link": contact_link(contact)})


@permanent
def series(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Show a series: its chats by year, each with its questions."""
    found = find_series(slug)
    cards = chat_cards(found)
    shown = {"series": found, "years": by_year(cards), "count": len(cards)}
    shown["feeds"] = [*feed_links(series_feed(slug)), calendar_link(slug)]
    shown["files"] = [*export_links(f"/{slug}"), zip_link(slug)]
    shown["card"] = series_card(request.path, found.name, found.description, len(cards), name_of_archive())
    noindex = not found.is_listed
    return unlisted(render(request, "series.html", shown | {"noindex": noindex}), when=noindex)


@permanent
def chat(request: HttpRequest, slug: str, address: str) -> HttpResponseBase:
    """Show a transcript, grouped by question."""
    found = find_chat(request, slug, address)
    return unless_known(request, found, lambda: _transcript(request, found))


@permanent
def question(request: HttpRequest, slug: str, address: str, anchor: str) -> HttpResponseBase:
    """Show one question with its answers."""
    found = find_chat(request, slug, address)
    if not found.questions.filter(slug=anchor).exists():
        raise Http404
    return unless_known(request, found, lambda: _question(request, found, anchor))


def contact_link(contact: str) -> str:
    """Return what a contact's link leads to: a mail or web address, else nothing."""
    if contact.startswith(("https://", "http://")):
        return contact
    return f"mailto:{contact}" if "@" in contact and " " not in contact else ""


def find_series(slug: str) -> Series:
    """Return a series anyone may see; raises Removed where one was, Http404 where none was."""
    found = Series.objects.public().filter(slug=slug).first()
    if found is None:
        raise Removed if Chat.objects.filter(series__slug=slug, first_published_at__isnull=False).exists() else Http404
    return found


def find_chat(request: HttpRequest, slug: str, address: str) -> Chat:
    """Return a chat the visitor may see; raises Removed for one that was withdrawn, Http404 for a draft or none."""
    found = chat_at(slug, address)
    return found if found.is_public or may_see(request, found) else published(found)


def find_public_chat(slug: str, address: str) -> Chat:
    """Return a chat that anyone may see; raises Removed and Http404 as `find_chat` does."""
    return published(chat_at(slug, address))


@once_in_a_copy(keep=8)
def chat_at(slug: str, address: str) -> Chat:
    """Return a chat whoever may see it; raises Http404 where there is none."""
    found = Chat.objects.select_related("series").filter(series__slug=slug, address=address).first()
    if found is None:
        raise Http404
    return found


def published(found: Chat) -> Chat:
    """Return a chat if anyone may see it; raises Removed for one that was withdrawn, Http404 for a draft."""
    if not found.is_public:
        raise Removed if found.was_public else Http404
    return found


def _transcript(request: HttpRequest, found: Chat) -> HttpResponse:
    transcript = Transcript.of(found)
    page = Page(transcript.people, {post.key for post in transcript.every_post}, found.date)
    shown = {"chat": found, "transcript": transcript, "page": page, "guest": link_of(request, found)}
    shown["embed_code"] = embed_code(Embed.of_chat(transcript, settings.SITE_URL))
    shown["files"] = export_links(found.get_absolute_url().rstrip("/"))
    shown["card"] = chat_card(transcript, name_of_archive())
    shown["about"] = describe_chat(transcript, settings.SITE_URL)
    shown["citations"] = cite(Cited.chat(transcript, this_site()))
    return render(request, "chat.html", shown)


def _question(request: HttpRequest, found: Chat, anchor: str) -> HttpResponse:
    transcript = Transcript.of(found)
    section = transcript.question(anchor)
    if section is None:
        raise Http404
    page = Page(transcript.people, {post.key for post in section.every_post}, found.date)
    shown = {"chat": found, "transcript": transcript, "section": section, "page": page}
    shown["embed_code"] = embed_code(Embed.of_question(transcript, section, settings.SITE_URL))
    shown["files"] = export_links(section.path.rstrip("/"))
    shown["section_summary"] = f"{count(section.count, 'answer')}. {transcript.title}, {found.date:%-d %B %Y}."
    shown["card"] = question_card(transcript, section, name_of_archive())
    shown["about"] = describe_question(section, transcript, settings.SITE_URL)
    shown["citations"] = cite(Cited.question(transcript, section, this_site()))
    return render(request, "question.html", shown | _neighbours(transcript, section))


def _neighbours(transcript: Transcript, section: Section) -> dict[str, Section | None]:
    """Return the questions before and after one, for leafing through."""
    questions = transcript.questions
    at = questions.index(section)
    return {
        "before": questions[at - 1] if at else None,
        "after": questions[at + 1] if at + 1 < len(questions) else None,
    }
