"""Markdown, to read and to paste."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Iterator

from django.conf import settings

from ..notes import note_markdown
from ..posts import ShownPost
from ..transcript import Section, Transcript

# Whatever Markdown would read as its own: emphasis, headings, lists, links, code, HTML.
SPECIAL = re.compile(r"([\\`*_\[\]<>|#])")
LINE_START = re.compile(r"^(\s*)([-+=~]|\d+[.)])", re.MULTILINE)


def to_markdown(transcript: Transcript) -> Iterator[str]:
    """Yield the transcript: a heading for each question, a quoted paragraph for each post."""
    yield f"# {escaped(transcript.title)}\n\n{escaped(transcript.series_name)}, {transcript.date:%-d %B %Y}. "
    yield f"{transcript.gaps}\n\n<{settings.SITE_URL}{transcript.path}>\n"
    for section in transcript.sections:
        yield from _section(section)


def _section(section: Section) -> Iterator[str]:
    label = f"{section.label}: " if section.is_question else ""
    yield f"\n## {label}{escaped(' '.join(section.title.split()))}\n\n"
    if section.note:
        yield f"**Note:**\n\n{note_markdown(section.note)}\n\n"
    yield from _posts(section.asks, "")
    yield from _posts(section.posts, "")


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
