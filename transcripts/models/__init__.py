"""The rows: series, chats and their questions, posts and their places, people, uploads."""

from .alias import Alias
from .annotation import LONGEST_NOTE, LONGEST_REMARK, Annotation, AnnotationQuerySet, quotes
from .api_key import BEGINNING, ApiKey, Scope
from .archive import Archive
from .chat import WITHDRAWN, Chat, ChatQuerySet, Session, chat_name, new_version
from .decision import Decision, DecisionQuerySet
from .guest_link import GuestLink
from .import_job import LEASE, MOST_ATTEMPTS, ImportJob, ImportJobQuerySet, lease
from .import_run import ImportRun, Sighting
from .kept_decision import KeptDecision
from .ledger import LedgerEntry
from .participant import Handle, Participant, ParticipantQuerySet, fold_handle, person_path
from .prepared import PreparedRows
from .question import Question, QuestionQuerySet, free_slug, old_addresses, slug_of, unlike
from .removal import Identity, Removal, RemovedPeople, mark_of, secrets
from .request import MOST_WORDS, Request
from .scheduled_chat import ScheduledChat
from .series import RESERVED_SLUGS, Series, SeriesQuerySet, check_zone, fold_hashtag
from .tweet import Placement, PlacementQuerySet, Tweet, TweetQuerySet, label_of, post_path
from .writing import insert

__all__ = [
    "BEGINNING",
    "LEASE",
    "LONGEST_NOTE",
    "LONGEST_REMARK",
    "MOST_ATTEMPTS",
    "MOST_WORDS",
    "RESERVED_SLUGS",
    "WITHDRAWN",
    "Alias",
    "Annotation",
    "AnnotationQuerySet",
    "ApiKey",
    "Archive",
    "Chat",
    "ChatQuerySet",
    "Decision",
    "DecisionQuerySet",
    "GuestLink",
    "Handle",
    "Identity",
    "ImportJob",
    "ImportJobQuerySet",
    "ImportRun",
    "KeptDecision",
    "LedgerEntry",
    "Participant",
    "ParticipantQuerySet",
    "Placement",
    "PlacementQuerySet",
    "PreparedRows",
    "Question",
    "QuestionQuerySet",
    "Removal",
    "RemovedPeople",
    "Request",
    "ScheduledChat",
    "Scope",
    "Series",
    "SeriesQuerySet",
    "Session",
    "Sighting",
    "Tweet",
    "TweetQuerySet",
    "chat_name",
    "check_zone",
    "fold_handle",
    "fold_hashtag",
    "free_slug",
    "insert",
    "label_of",
    "lease",
    "mark_of",
    "new_version",
    "old_addresses",
    "person_path",
    "post_path",
    "quotes",
    "secrets",
    "slug_of",
    "unlike",
]
