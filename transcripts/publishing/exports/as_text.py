"""Plain text, one post or chat a line."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator

from django.conf import settings

from ..directory import ChatCard
from ..posts import ShownPost
from .document import Document


def to_text(document: Document) -> Iterator[str]:
    """Yield a page: a heading for each chapter, a line for each post or chat, what belongs to it further in."""
    yield "\n".join([document.title, *document.about, f"{settings.SITE_URL}{document.path}", ""])
    for chapter in document.chapters():
        yield f"\n{chapter.heading}\n\n"
        yield from _added("Note", chapter.note, "")
        yield from _lines(chapter.posts, "")
        yield from _chats(chapter.chats)


def _chats(chats: Iterable[ChatCard]) -> Iterator[str]:
    for chat in chats:
        yield f"{chat.date.isoformat()} {chat.title} ({chat.told})\n  {settings.SITE_URL}{chat.path}\n"
        yield from (f"  {question.label}: {' '.join(question.text.split())}\n" for question in chat.questions)


def _lines(posts: Iterable[ShownPost], indent: str) -> Iterator[str]:
    for post in posts:
        words = post.text.replace("\n", f"\n{indent}  ")
        when = f"{post.local:%H:%M} " if post.has_time else ""
        picked = " (picked)" if post.best else ""
        retold = f" ({post.retold})" if post.retold else ""
        yield f"{indent}{when}@{post.author.handle}{picked}: {words}{retold}\n"
        yield from _added("Remark", post.host_remark, f"{indent}  ")
        yield from _lines(post.replies, f"{indent}  ")


def _added(word: str, text: str, indent: str) -> Iterator[str]:
    """Yield what was written at the desk, in brackets that say what it is."""
    if text:
        yield f"{textwrap.indent(f'[{word}: {text}]', indent)}\n"
