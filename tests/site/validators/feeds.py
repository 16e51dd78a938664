"""The feeds that pages name: Atom, JSON Feed and iCalendar."""

from __future__ import annotations

from collections.abc import Iterator

from icalendar import Calendar
from lxml import html

from ..feed_checks import CHECKS
from ..site import Report, Site


def calendar_faults(document: bytes) -> list[str]:
    """Return what RFC 5545 asks of a calendar that this one has not."""
    calendar = Calendar.from_ical(document)
    found = [f"the calendar has no {name}" for name in ("PRODID", "VERSION") if not calendar.get(name)]
    for event in calendar.walk("VEVENT"):
        found += [f"an event has no {name}" for name in ("UID", "DTSTAMP", "DTSTART", "SUMMARY") if not event.get(name)]
        found += [f"an event: {error}" for error in event.errors]
    return found


FEEDS = CHECKS | {"text/calendar": calendar_faults}
"""The check of a feed, by its media type."""


def check(site: Site) -> Report:
    """Check each feed that some page names in its head."""
    feeds = list(dict.fromkeys(named_feeds(site)))
    found = [f"{address}: {fault}" for address, kind in feeds for fault in faults_of(site, address, kind)]
    return Report.on(len(feeds), found if feeds else ["no page names a feed"])


def named_feeds(site: Site) -> Iterator[tuple[str, str]]:
    """Yield the address and media type of each feed that a page names."""
    for page in site.pages:
        for link in html.fromstring(site.read(page.path).body).xpath("//head/link[@rel='alternate']"):
            if link.get("type") in FEEDS:
                yield link.get("href"), link.get("type")


def faults_of(site: Site, address: str, kind: str) -> list[str]:
    """Return what is amiss with one feed."""
    answer = site.read(address)
    if (answer.status, answer.media_type) != (200, kind):
        return [f"answers {answer.status} {answer.media_type} instead of {kind}"]
    return FEEDS[kind](answer.body)
