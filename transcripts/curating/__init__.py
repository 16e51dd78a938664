"""Room 3: the only place where people's decisions are written."""

from .placing import place
from .series import change_series
from .visibility import bring_index_in_step, hide, publish, show, withdraw

__all__ = ["bring_index_in_step", "change_series", "hide", "place", "publish", "show", "withdraw"]
