"""Plain text, one post a line."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator

from django.conf import settings

from ..posts import ShownPost
from ..transcript import Transcript


def to_text(transcript: Transcript) -> Iterator[str]:
    """Yield the transcript: a heading for each question, a line for each post, replies further in."""
    yield f"{transcript.title}\n{transcript.series_name}, {transcript.date:%-d %B %Y}\n{transcript.gaps}\n"
    yield f"{settings.SITE_URL}{transcript.path}\n"
    for section in transcript.sections:
        label = f"{section.label}: " if section.is_question else ""
        yield f"\n{label}{' '.join(section.title.split())}\n\n"
        yield from _added("Note", section.note, "")
        yield from _lines(section.asks, "")
        yield from _lines(section.posts, "")


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
