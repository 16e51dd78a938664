"""A series as a data set: chats, questions, posts, people and edges as tables, described so that they can be cited."""

from .describing import Described
from .editions import EDITIONS
from .forms import FORMS
from .packing import packed_dataset
from .tables import TABLES
from .writing import DatasetOrder, NotADataset, write_dataset

__all__ = [
    "EDITIONS",
    "FORMS",
    "TABLES",
    "DatasetOrder",
    "Described",
    "NotADataset",
    "packed_dataset",
    "write_dataset",
]
