"""Markdown, to read and to paste."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Iterator

from django.conf import settings

from ..directory import ChatCard
from ..notes import note_markdown
from ..posts import ShownPost
from .document import Document

# Whatever Markdown would read as its own: emphasis, headings, lists, links, code, HTML.
SPECIAL = re.compile(r"([\\`*_\[\]<>|#])")
LINE_START = re.compile(r"^(\s*)([-+=~]|\d+[.)])", re.MULTILINE)


def to_markdown(document: Document) -> Iterator[str]:
    """Yield a page: a heading for each chapter, an item for each post or chat."""
    yield f"# {escaped(document.title)}\n\n{'. '.join(map(escaped, document.about))}\n\n"
    yield f"<{settings.SITE_URL}{document.path}>\n"
    for chapter in document.chapters():
        yield f"\n## {escaped(chapter.heading)}\n\n"
        if chapter.note:
            yield f"**Note:**\n\n{note_markdown(chapter.note)}\n\n"
        yield from _posts(chapter.posts, "")
        yield from _chats(chapter.chats)


def _chats(chats: Iterable[ChatCard]) -> Iterator[str]:
    for chat in chats:
        yield f"- **[{escaped(chat.title)}]({settings.SITE_URL}{chat.path})**, {chat.date:%-d %B %Y}. {chat.told}\n"
        for question in chat.questions:
            text = escaped(" ".join(question.text.split()))
            yield f"  - [{escaped(question.label)}]({settings.SITE_URL}{question.path}): {text}\n"


def _posts(posts: Iterable[ShownPost], indent: str) -> Iterator[str]:
    for post in posts:
        words = escaped(post.text).replace("\n", f"  \n{indent}  ")
        when = f"{post.local:%Y-%m-%d %H:%M}" if post.has_time else f"{post.local:%Y-%m-%d}"
        picked = " (picked)" if post.best else ""
        retold = f" *({escaped(post.retold)})*" if post.retold else ""
        by = f"**@{escaped(post.author.handle)}** ([{when}]({settings.SITE_URL}{post.path})){picked}"
        yield f"{indent}- {by}: {words}{retold}\n"
        if post.host_remark:
            remark = f"**Remark:**\n\n{note_markdown(post.host_remark)}"
            yield f"\n{textwrap.indent(remark, f'{indent}  ')}\n\n"
        yield from _posts(post.replies, f"{indent}  ")


def escaped(text: str) -> str:
    """Return a text in which Markdown finds nothing of its own."""
    return LINE_START.sub(r"\1\\\2", SPECIAL.sub(r"\\\1", text))
