"""JSON: the chat, its questions, and its posts in reading order."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict

from ..transcript import Transcript
from .rows import exported_posts


def to_json(transcript: Transcript) -> Iterator[str]:
    """Yield one JSON object, a post a line so that files can be compared."""
    head = json.dumps(_chat(transcript), ensure_ascii=False, indent=1)
    yield f'{head.removesuffix("}").rstrip()},\n "posts": ['
    for number, post in enumerate(exported_posts(transcript)):
        yield f"{',' if number else ''}\n  {json.dumps(asdict(post), ensure_ascii=False)}"
    yield "\n ]\n}\n"


def _chat(transcript: Transcript) -> dict[str, object]:
    return {
        "series": transcript.series,
        "address": transcript.address,
        "date": transcript.date.isoformat(),
        "title": transcript.title,
        "framing": transcript.framing,
        "hosts": [host.handle for host in transcript.hosts],
        "sessions": [
            {"start": stretch.start.isoformat(), "end": stretch.end.isoformat()} for stretch in transcript.sessions
        ],
        "opening": transcript.opening,
        "closing": transcript.closing,
        "completeness": str(transcript.gaps),
        "questions": [
            {
                "label": section.label,
                "text": section.title,
                "path": section.path,
                "answers": section.count,
                "note": section.note,
            }
            for section in transcript.questions
        ],
    }
