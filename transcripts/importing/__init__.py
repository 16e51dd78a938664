"""Room 1: from a file to rows, hours and placements."""

from .choosing import NoSeries
from .overrides import BadOverride, Overrides
from .pipeline import ImportOptions, import_file
from .records import UnreadableFile
from .regrouping import regroup, regroup_all
from .report import ImportReport
from .scheduling import ScheduleReport, name_chats, take_schedule
from .undoing import Undone, undo

__all__ = [
    "BadOverride",
    "ImportOptions",
    "ImportReport",
    "NoSeries",
    "Overrides",
    "ScheduleReport",
    "Undone",
    "UnreadableFile",
    "import_file",
    "name_chats",
    "regroup",
    "regroup_all",
    "take_schedule",
    "undo",
]
