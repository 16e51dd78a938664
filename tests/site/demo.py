"""The demo with what only people's work brings to an archive: a recap, and a post that was removed."""

from __future__ import annotations

from django.contrib.auth.models import User

from transcripts.curating import mark_best, remove
from transcripts.models import Chat, Tweet

from .pages import CHAT, POST, REMOVED


def curate() -> None:
    """Mark a best answer and remove a post."""
    chat = next(chat for chat in Chat.objects.public() if chat.get_absolute_url() == CHAT)
    mark_best(User.objects.create(username="curator"), chat, [POST], best=True)
    remove(Tweet.objects.filter(key=REMOVED))
