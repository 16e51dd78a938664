"""The kinds of lines, in the order in which they are written and applied. A new one is a class and its name here."""

from __future__ import annotations

from .address_lines import AddressLine, AliasLine
from .chat_lines import ChatLine
from .file_lines import FileLine
from .journal_lines import DecisionLine
from .line import Line
from .post_lines import AnnotationLine, KeptLine, PersonLine, PlaceLine, SightLine
from .settings_lines import ArchiveLine, CurationLine, RemovalLine, ScheduleLine, SeriesLine

BEFORE_FILES: tuple[type[Line], ...] = (CurationLine, ArchiveLine, SeriesLine, ScheduleLine, RemovalLine, KeptLine)
"""What bears on how files are taken in."""

AFTER_FILES: tuple[type[Line], ...] = (ChatLine, PlaceLine, SightLine, AnnotationLine, PersonLine)
"""What is laid over what the files told."""

AT_LAST: tuple[type[Line], ...] = (AliasLine, DecisionLine, AddressLine)

KINDS: tuple[type[Line], ...] = (*BEFORE_FILES, FileLine, *AFTER_FILES, *AT_LAST)
