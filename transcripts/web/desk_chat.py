"""The desk's forms about the chat as a whole: heading, hosts, hours, publishing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

from django.http import HttpRequest, HttpResponseBase, QueryDict

from .. import curating
from ..models import Chat, Decision
from .desk_forms import by_form, carried_out, unknown
from .editors import Editor, for_editors

Act = Callable[[Editor, Chat, QueryDict], list[Decision]]


@by_form
@for_editors
def about_chat(request: HttpRequest, chat: Chat, editor: Editor) -> HttpResponseBase:
    """Carry out what a person decided about the chat."""
    act = ACTS.get(request.POST.get("do", ""))
    return carried_out(request, chat, lambda: act(editor, chat, request.POST) if act else unknown())


def heading(editor: Editor, chat: Chat, told: QueryDict) -> list[Decision]:
    """Say what the chat is called, what was written beforehand, in which zone it took place."""
    title, framing, timezone = (told.get(name, "") for name in ("title", "framing", "timezone"))
    return curating.edit_heading(editor.decider, chat, title=title, framing=framing, timezone=timezone.strip())


def hosting(*, hosts: bool) -> Act:
    """Return how somebody is made a host, or none any more; `host` is `network/handle`, or a handle."""

    def act(editor: Editor, chat: Chat, told: QueryDict) -> list[Decision]:
        network, slash, handle = told.get("host", "").strip().partition("/")
        if not slash:
            network, handle = chat.series.network, network
        return curating.mark_host(editor.decider, chat, network, handle, hosts=hosts)

    return act


def hours(editor: Editor, chat: Chat, told: QueryDict) -> list[Decision]:
    """Say when it took place, session by session; one whose start and end are empty is none."""
    pairs = zip(told.getlist("start"), told.getlist("end"), strict=False)
    sessions = [(moment(start, chat), moment(end, chat)) for start, end in pairs if start.strip() or end.strip()]
    return curating.set_hours(editor.decider, chat, sessions)


def moment(told: str, chat: Chat) -> datetime:
    """Return a moment as a form tells it, in the chat's zone; raises Undecidable where it is none."""
    try:
        return datetime.fromisoformat(told.strip()).replace(tzinfo=chat.zone)
    except (ValueError, OverflowError):
        raise curating.Undecidable("Say when each session starts and ends: 2015-03-10 21:00.") from None


def another_day(editor: Editor, chat: Chat, told: QueryDict) -> list[Decision]:
    """Give the chat the address of another day."""
    try:
        day = date.fromisoformat(told.get("day", "").strip())
    except ValueError:
        raise curating.Undecidable("Say which day: 2015-03-10.") from None
    return curating.redate(publisher(editor), chat, day)


def listing(*, listed: bool) -> Act:
    """Return how a chat is kept out of other search engines, or let in again."""
    return lambda editor, chat, told: curating.list_chat(editor.decider, chat, listed=listed)


def publish(editor: Editor, chat: Chat, told: QueryDict) -> list[Decision]:
    """Show the chat to everyone."""
    return curating.publish_chat(publisher(editor), chat)


def withdraw(editor: Editor, chat: Chat, told: QueryDict) -> list[Decision]:
    """Take the chat out of public view, once who asks says that they mean it."""
    if "sure" not in told:
        raise curating.Undecidable("Tick the box to withdraw it: links to it will say “Removed”.")
    return curating.withdraw_chat(publisher(editor), chat)


def publisher(editor: Editor) -> curating.Decider:
    """Return who publishes; raises Undecidable for a guest who was not given that."""
    if not editor.may_publish:
        raise curating.Undecidable("Your link does not let you publish or withdraw. Ask whoever gave it to you.")
    return editor.decider


ACTS: dict[str, Act] = {
    "heading": heading,
    "host": hosting(hosts=True),
    "unhost": hosting(hosts=False),
    "hours": hours,
    "day": another_day,
    "list": listing(listed=True),
    "unlist": listing(listed=False),
    "publish": publish,
    "withdraw": withdraw,
}
"""What can be done about a chat, by the word of its button."""
