"""What a person adds to a chat for its recap: which answers are best, remarks beside posts, notes."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction

from ..models import LONGEST_NOTE, LONGEST_REMARK, Annotation, Chat, Decision
from .annotation_states import Annotated, Best, Closing, Note, Opening, Remark
from .deciding import Undecidable, standing
from .journal import Change, follow, lock, write_down

# Tabs and line ends stay; a database of PostgreSQL takes no NUL.
CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")
AROUND: dict[str, type[Annotated]] = {"opening": Opening, "closing": Closing}


def mark_best(user: AbstractBaseUser, chat: Chat, keys: Collection[str], *, best: bool) -> list[Decision]:
    """Mark posts of a chat as its best answers, or take the mark away; raises Undecidable for posts elsewhere."""
    kind = Decision.Kind.MARKED if best else Decision.Kind.UNMARKED
    found = [one.tweet.key for one in standing(chat, keys)]
    return annotate(user, chat, kind, Best("" if best else None), found)


def write_remark(user: AbstractBaseUser, chat: Chat, key: str, text: str) -> list[Decision]:
    """Write what stands beside a post, in Markdown; nothing takes it away.

    Raises Undecidable when the text is too long, or the post is not in the chat.
    """
    standing(chat, [key])
    return annotate(user, chat, Decision.Kind.WRITTEN, Remark(bounded(text, LONGEST_REMARK)), [key])


def write_note(user: AbstractBaseUser, chat: Chat, place: str, text: str) -> list[Decision]:
    """Write what stands above a question, by its label, or at the `opening` or `closing` of the recap, in Markdown.

    Raises Undecidable when the text is too long, or there is no such question.
    """
    told = bounded(text, LONGEST_NOTE)
    if place in AROUND:
        return annotate(user, chat, Decision.Kind.WRITTEN, AROUND[place](told), [""])
    if not chat.questions.filter(label=place).exists():
        raise Undecidable(f"This chat has no question {place} any more. Load the page again.")
    return annotate(user, chat, Decision.Kind.WRITTEN, Note(told), [place])


def bounded(text: str, most: int) -> str | None:
    """Return a text as it is kept, None for none; raises Undecidable rather than cut off what someone wrote."""
    told = CONTROLS.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()
    if len(told) > most:
        raise Undecidable(f"That is {len(told):,} characters long; {most:,} is the most.")
    return told or None


def annotate(
    user: AbstractBaseUser, chat: Chat, kind: Decision.Kind, after: Annotated, keys: Iterable[str]
) -> list[Decision]:
    """Write the same at some places of a chat, and journal it."""
    with transaction.atomic():
        lock(chat)
        told = list(keys)
        before = chat.annotations.all().texts(after.about, told)
        changes = [Change(key, kind, type(after)(before.get(key)), after) for key in told]
        decided = write_down(user, chat, changes)
        if decided:
            Annotation.objects.put(chat, after.about, {one.key: after.text for one in decided})
            chat.renew()
    follow(chat, decided)
    return decided
