"""All that people decided, as a file: with the files that were taken in it makes the same archive elsewhere."""

from .address_lines import AddressLine
from .kinds import KINDS
from .line import Line, Part
from .moving import export_curation, import_curation
from .reading import BadCuration, read_curation

__all__ = ["KINDS", "AddressLine", "BadCuration", "Line", "Part", "export_curation", "import_curation", "read_curation"]
