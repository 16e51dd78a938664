"""What an article quotes: a line that is somebody's post, or words inside a sentence that says whose they are."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .pasted_headings import LONGEST_LINE
from .pasted_speech import HANDLE, Shape, Speech

_SAID = r"(?:said|says|wrote|writes|tweeted|asked|added|replied|responded|noted|quipped)"
_THING_SAID = r"(?:quip|quote|gem|tweet|comment|remark|reply|answer|response|insight|thought|observation|zinger)"
_INLINE = (
    re.compile(
        rf"\b{_THING_SAID}\b[^.@:]{{0,40}}\b(?:by|from)\s+@(?P<handle>{HANDLE})[:,]?\s+(?P<text>\S+(?:\s\S+){{3,}})$"
    ),
    re.compile(rf"@(?P<handle>{HANDLE})\b[^.“\"@]{{0,30}}\b{_SAID}\b[^“\".]{{0,30}}[,:]\s*[“\"](?P<text>[^”\"]+)[”\"]"),
    re.compile(
        rf"[“\"](?P<text>[^“”\"]+?),?[”\"],?\s*(?:[—–-]+\s*)?\b{_SAID}\s+"
        rf"(?P<name>(?:[A-Z][\w’'-]*\s+){{0,3}})\(?@(?P<handle>{HANDLE})"
    ),
    re.compile(r"[“\"](?P<handle>\w{2,20}):\s+(?P<text>[^”\"]+)[”\"]"),
)
_OF_NOBODY = re.compile(r"\s*[“\"].+[”\"]\s*\(view tweet\)\s*$", re.IGNORECASE)


def quotes_in(line: str, shape: Shape) -> Sequence[Speech]:
    """What `line` quotes: itself, or somebody it names in passing. A name that nothing follows is no quote."""
    if len(line) > LONGEST_LINE:
        return ()
    speech = shape(line)
    if speech and (speech.text or speech.day):
        return (speech,)
    found = next((match for match in (pattern.search(line) for pattern in _INLINE) if match), None)
    if not found:
        return ()
    return (Speech(found["handle"], found["text"].strip(), name=(found.groupdict().get("name") or "").strip()),)


def quotes_nobody(line: str) -> bool:
    """Whether `line` is a quoted tweet that does not say whose it is."""
    return len(line) <= LONGEST_LINE and _OF_NOBODY.match(line) is not None


def without_quote_marks(text: str) -> str:
    """`text` without the quote marks around it, of which bloggers often leave one behind."""
    text = text.strip()
    if text.endswith("“") or (text.endswith("”") and text.count("”") > text.count("“")):
        text = text[:-1].rstrip()
    if text.startswith("“") and text.count("“") > text.count("”"):
        text = text[1:]
    elif text.startswith("“") and text.find("”") == len(text) - 1:
        text = text[1:-1]
    return text.strip()
