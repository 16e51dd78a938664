"""What a person adds to a chat for its recap: which answers are best, remarks beside posts, notes."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from django.db import transaction

from ..models import LONGEST_NOTE, LONGEST_REMARK, Annotation, Chat, Decision
from .annotation_states import Annotated, Best, Closing, Note, Opening, Remark
from .deciding import Undecidable, called, standing
from .journal import Change, Decider, follow, lock, write_down

# Tabs and line ends stay; a database of PostgreSQL takes no NUL.
CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")
AROUND: dict[str, type[Annotated]] = {"opening": Opening, "closing": Closing}


def mark_best(decider: Decider, chat: Chat, keys: Collection[str], *, best: bool) -> list[Decision]:
    """Mark posts of a chat as its best answers, or take the mark away; raises Undecidable for posts elsewhere."""
    kind = Decision.Kind.MARKED if best else Decision.Kind.UNMARKED
    mark = "" if best else None
    return annotate(decider, chat, kind, Best, {one.tweet.key: mark for one in standing(chat, keys)})


def write_remark(decider: Decider, chat: Chat, key: str, text: str) -> list[Decision]:
    """Write what stands beside a post, in Markdown; nothing takes it away.

    Raises Undecidable when the text is too long, or the post is not in the chat.
    """
    standing(chat, [key])
    return annotate(decider, chat, Decision.Kind.WRITTEN, Remark, {key: bounded(text, LONGEST_REMARK)})


def write_note(decider: Decider, chat: Chat, place: str, text: str) -> list[Decision]:
    """Write what stands above a question, by its label, or at the `opening` or `closing` of the recap, in Markdown.

    Above questions that were merged it takes the place of the notes of all of them. Raises Undecidable when the text is
    too long, or there is no such question.
    """
    told = bounded(text, LONGEST_NOTE)
    if place in AROUND:
        return annotate(decider, chat, Decision.Kind.WRITTEN, AROUND[place], {"": told})
    first, *others = called(chat, place).names
    return annotate(decider, chat, Decision.Kind.WRITTEN, Note, {first: told, **dict.fromkeys(others)})


def bounded(text: str, most: int) -> str | None:
    """Return a text as it is kept, None for none; raises Undecidable rather than cut off what someone wrote."""
    told = CONTROLS.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()
    if len(told) > most:
        raise Undecidable(f"That is {len(told):,} characters long; {most:,} is the most.")
    return told or None


def annotate(
    decider: Decider, chat: Chat, kind: Decision.Kind, state: type[Annotated], texts: Mapping[str, str | None]
) -> list[Decision]:
    """Write texts of one kind at places of a chat, None to take away what is there, and journal it."""
    with transaction.atomic():
        lock(chat)
        before = chat.annotations.all().texts(state.about, texts)
        changes = [Change(key, kind, state(before.get(key)), state(text)) for key, text in texts.items()]
        decided = write_down(decider, chat, changes)
        if decided:
            Annotation.objects.put(chat, state.about, {one.key: texts[one.key] for one in decided})
            chat.renew()
    follow(chat, decided)
    return decided
