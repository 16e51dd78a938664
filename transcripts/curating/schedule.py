"""What a person says of a series' chats beforehand."""

from __future__ import annotations

from ..importing import name_chats
from ..models import ScheduledChat


def announce(line: ScheduledChat) -> None:
    """Save a line of a series' schedule and name the chats of its day by it, and of the day it was for before."""
    before = ScheduledChat.objects.filter(pk=line.pk).values_list("date", flat=True)
    days = {*before, line.date}
    line.save()
    name_chats(line.series, days)


def call_off(line: ScheduledChat) -> None:
    """Take a line out of a series' schedule; what is found by itself stays."""
    line.delete()
    name_chats(line.series, [line.date])
