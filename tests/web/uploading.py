"""What staff do with uploads, in one line each."""

from __future__ import annotations

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.working import work
from transcripts.models import ImportJob

State = ImportJob.State


def give(client: Client, *files: tuple[str, bytes], text: str = "") -> str:
    """Upload files; return where that leads."""
    given = [SimpleUploadedFile(name, content) for name, content in files]
    return client.post("/uploads/", {"files": given, "text": text}).headers["Location"]


def seen(client: Client, path: str) -> str:
    """The page at an address, as text."""
    return client.get(path).content.decode()


def do(client: Client, job: ImportJob, what: str, **told: str) -> None:
    """Press a button of the upload's form, and have a worker do what it asks for."""
    client.post(job.get_absolute_url(), {"series": "gardenlib", **told, "do": what})
    work()
