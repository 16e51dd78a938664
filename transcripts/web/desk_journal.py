"""What was decided about a chat, by whom; and why a post stands where it does, in full."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponseBase, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from ..importing import explain_placement
from ..models import Chat
from ..publishing import presses
from .editors import Editor, for_editors

JSON = "application/json"


@require_safe
@for_editors
def journal(request: HttpRequest, chat: Chat, editor: Editor) -> HttpResponseBase:
    """Show the last decisions about a chat."""
    return render(request, "desk_journal.html", {"chat": chat, "editor": editor, "presses": presses(chat)})


@require_safe
@for_editors
def why(request: HttpRequest, chat: Chat, editor: Editor, key: str) -> HttpResponseBase:
    """Say why a post stands where it does, as `explain_placement` does: to a script in JSON, else on a page."""
    tweet = get_object_or_404(chat.tweets, key=key)
    lines = [line for one in explain_placement(tweet) if one.placement.chat_id == chat.pk for line in one.lines()]
    if request.headers.get("Accept") == JSON:
        return JsonResponse({"lines": lines})
    return render(request, "desk_why.html", {"chat": chat, "tweet": tweet, "lines": lines})
