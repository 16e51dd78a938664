"""What the desk shows of the recap: marks and remarks on posts, and the notes of the chat."""

from __future__ import annotations

from collections.abc import Collection
from html import escape
from typing import Any

from ..models import LONGEST_REMARK
from .desk import Desk
from .notes import note_box
from .posts import ShownPost


def told_of_recap(desk: Desk, keys: Collection[str]) -> dict[str, Any]:
    """Return what an open page has to know after a decision: of some posts, and the notes."""
    told = [
        {"key": one.key, "best": one.best, "text": one.host_remark, "html": note_box("Remark", one.host_remark)}
        for one in desk.posts
        if one.key in keys
    ]
    return {"posts": told, "notes": {one.place: one.text for one in desk.notes}}


def recap_form(post: ShownPost, start: str) -> str:
    """Return the form of a post for the recap; it begins with `start`."""
    key, text = escape(post.key), escape(post.host_remark)
    return (
        f'{start}<label for="m-{key}">Remark beside it, in Markdown</label>'
        f'<textarea id="m-{key}" name="text" rows="2" maxlength="{LONGEST_REMARK}">{text}</textarea>'
        '<button class="plainly" name="do" value="remark">Save the remark</button>'
        # The page shows the one that would change something.
        '<button class="plainly pick" name="do" value="best">Pick for the recap</button>'
        '<button class="plainly unpick" name="do" value="plain">Do not pick</button></form>'
    )
