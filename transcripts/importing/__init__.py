"""Room 1: from a file to rows, hours and placements."""

from .choosing import NoSeries
from .deciding import number_in
from .erasing import erase
from .erasing_people import ErasedPerson, accounts_of, erase_person
from .explaining import explain_placement
from .formats import FORMATS
from .formats.api_records import YEARS
from .jobs import keep_alive, look_at, take_back, take_in, take_up, work_on
from .overrides import BadOverride, Overrides
from .pipeline import ImportOptions, import_file
from .placing import account
from .planning import HOSTS, ORDER, SESSIONS, TITLE, ZONE, free_address, is_free
from .preview import Preview, preview_file
from .records import UnreadableFile
from .regrouping import regroup, regroup_all
from .report import ImportReport
from .scheduling import ScheduleReport, name_chats, take_schedule
from .undoing import Undone, undo

__all__ = [
    "FORMATS",
    "HOSTS",
    "ORDER",
    "SESSIONS",
    "TITLE",
    "YEARS",
    "ZONE",
    "BadOverride",
    "ErasedPerson",
    "ImportOptions",
    "ImportReport",
    "NoSeries",
    "Overrides",
    "Preview",
    "ScheduleReport",
    "Undone",
    "UnreadableFile",
    "account",
    "accounts_of",
    "erase",
    "erase_person",
    "explain_placement",
    "free_address",
    "import_file",
    "is_free",
    "keep_alive",
    "look_at",
    "name_chats",
    "number_in",
    "preview_file",
    "regroup",
    "regroup_all",
    "take_back",
    "take_in",
    "take_schedule",
    "take_up",
    "undo",
    "work_on",
]
