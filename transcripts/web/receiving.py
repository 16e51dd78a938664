"""Files on their way in: from staff or by key only, as large as the archive's keeper allows, never into memory."""

from __future__ import annotations

import shutil
from typing import Any

from django.conf import settings
from django.core.files.uploadhandler import SkipFile, TemporaryFileUploadHandler
from django.http import HttpRequest

from ..models import ApiKey, Scope

MEGABYTE = 1024 * 1024


class StaffUploadHandler(TemporaryFileUploadHandler):
    """Receives files into the data directory; what it turns away is told by `refused_files()`.

    It runs before the view, while Django looks for the form's CSRF token: what strangers send is skipped, not stored.
    """

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Begin a file, unless nobody may send it or there is no room for it."""
        # Django closes the handler's file when one is skipped; it must not be the one before.
        self.__dict__.pop("file", None)
        self.file_name = args[1] if len(args) > 1 else kwargs.get("file_name")
        if not may_send(self.request):
            raise SkipFile
        settings.UPLOADS_DIR.mkdir(mode=0o700, parents=True, exist_ok=True)
        if shutil.disk_usage(settings.UPLOADS_DIR).free < 2 * announced_size(self.request):
            self.refuse("There is not enough room for it on the server’s disk.")
        super().new_file(*args, **kwargs)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        """Write a piece of the file, as long as it is not too large."""
        if start + len(raw_data) > settings.UPLOAD_MB * MEGABYTE:
            self.refuse(f"It is larger than {settings.UPLOAD_MB} MB; import_chat takes in files of any size.")
        return super().receive_data_chunk(raw_data, start)

    def refuse(self, reason: str) -> None:
        """Skip the rest of the file and remember why."""
        if self.request is not None:
            self.request.__dict__.setdefault("refused_files", []).append((str(self.file_name), reason))
        raise SkipFile


def may_send(request: HttpRequest | None) -> bool:
    """True for staff, and for a program whose key the API has let in to import."""
    user, key = getattr(request, "user", None), getattr(request, "auth", None)
    is_staff = bool(user and user.is_authenticated and user.is_staff)
    return is_staff or (isinstance(key, ApiKey) and key.may(Scope.IMPORT))


def announced_size(request: HttpRequest | None) -> int:
    """Return how many bytes the whole request says it has."""
    told = request.META.get("CONTENT_LENGTH", "") if request is not None else ""
    return int(told) if str(told).isdecimal() else 0


def refused_files(request: HttpRequest) -> list[tuple[str, str]]:
    """Return name and reason of each file of a request that was turned away."""
    return list(request.__dict__.get("refused_files", []))
