"""Room 3: the only place where people's decisions are written."""

from .placing import place
from .visibility import bring_index_in_step, hide, publish, renew, show, withdraw

__all__ = ["bring_index_in_step", "hide", "place", "publish", "renew", "show", "withdraw"]
