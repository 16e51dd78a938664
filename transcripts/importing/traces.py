"""What else speaks of posts that are removed for good: the journal, the admin's log, requests, old previews."""

from __future__ import annotations

import shutil
from collections.abc import Collection

from django.conf import settings
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, Model, OuterRef
from django_tasks_db.models import DBTaskResult
from rapidfuzz.fuzz import token_set_ratio
from rapidfuzz.utils import default_process

from ..grouping import Role
from ..models import (
    Chat,
    Decision,
    ImportJob,
    KeptDecision,
    Participant,
    Placement,
    Question,
    Request,
    Tweet,
    TweetQuerySet,
)
from .keys import letters_and_digits
from .twins import ALIKE, SHORTEST_COMPARED


def forget_traces(gone: TweetQuerySet, keys: Collection[str]) -> None:
    """Take out, before posts go, what was written down about them, and the words of theirs that stand elsewhere."""
    forget_questions(gone)
    forget_deleted_questions(gone)
    Decision.objects.filter(key__in=keys).delete()
    KeptDecision.objects.filter(key__in=keys).delete()
    Request.objects.filter(key__in=keys).forget_words()
    forget_log(Tweet, gone.values_list("pk", flat=True))
    # What the log says of a chat may hold the words of its questions.
    forget_log(Chat, Chat.objects.filter(tweets__in=gone).values_list("pk", flat=True))
    ImportJob.objects.with_old_preview().update(preview=None)
    forget_results()


def forget_questions(gone: TweetQuerySet) -> None:
    """Take the words from questions that nobody else asks, edited or not; grouping finds others where there are any."""
    asking = Placement.objects.filter(question=OuterRef("pk"), role=Role.ASK)
    nobodys = Question.objects.exclude(Exists(asking.exclude(tweet__in=gone)))
    theirs = set(nobodys.filter(Exists(asking.filter(tweet__in=gone))).values_list("pk", flat=True))
    for question in nobodys.filter(chat__in=Chat.objects.filter(tweets__in=gone)):
        said = gone.filter(chats=question.chat_id).values_list("text", flat=True)
        if question.pk in theirs or any(repeats(question.text, text) for text in said):
            edits = Decision.objects.filter(chat=question.chat_id, about=Decision.About.QUESTION)
            edits.filter(key__in=question.names).delete()
            Question.objects.filter(pk=question.pk).update(text="", text_by_hand=False)


def forget_deleted_questions(gone: TweetQuerySet) -> None:
    """Take out what the journal tells of questions that are no more, where they said what a post says."""
    for chat in Chat.objects.filter(tweets__in=gone).distinct():
        said = list(gone.filter(chats=chat).values_list("text", flat=True))
        edits = Decision.objects.filter(chat=chat, about=Decision.About.QUESTION).exclude(
            key__in=chat.questions.by_name()
        )
        told = {edit.pk: (edit.before["text"], edit.after["text"]) for edit in edits}
        theirs = [pk for pk, words in told.items() if any(repeats(one, text) for one in words for text in said)]
        Decision.objects.filter(pk__in=theirs).delete()


def repeats(question: str, text: str) -> bool:
    """True when a question that was written by hand says what a post says."""
    is_long_enough = len(letters_and_digits(question)) >= SHORTEST_COMPARED
    return is_long_enough and token_set_ratio(question, text, processor=default_process) >= ALIKE


def forget_log(model: type[Model], rows: Collection[int]) -> None:
    """Take the words out of what the admin's log says about some rows: who changed them and when stays."""
    about = LogEntry.objects.filter(content_type=ContentType.objects.get_for_model(model))
    about.filter(object_id__in=[str(row) for row in rows]).update(object_repr="removed", change_message="")


def forget_people_in_log(people: Collection[int]) -> None:
    """Take people out of the admin's log."""
    forget_log(Participant, people)


def forget_results() -> None:
    """Delete what the queue remembers of work that is done: an error may quote a post."""
    DBTaskResult.objects.finished().delete()


def forget_pictures() -> None:
    """Delete the pictures that were drawn of words: those of others are drawn again when somebody asks."""
    shutil.rmtree(settings.CARDS_DIR, ignore_errors=True)
