"""Importing by key: a file or a list of records becomes a job, a worker does it, its sender follows it."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.base import File as DjangoFile
from django.db import IntegrityError, transaction
from django.http import Http404, HttpRequest, HttpResponseBase
from ninja import Form, Router, UploadedFile
from ninja.params.functions import File, Header, Path

from ...importing import look_at, take_in
from ...models import ApiKey, ImportJob, Scope
from ..receiving import refused_files
from ..uploads import chats_of, progress_of, shown_name
from .answering import give
from .keys import KeyFor, program, require
from .paging import LIMIT, cursor_of, next_leaf, rows_after
from .problems import Problem
from .schemas.chats import ChatRef, state_of
from .schemas.imports import (
    TOGETHER,
    ChatOfImport,
    FileOptions,
    ImportOut,
    Imports,
    Options,
    RecordsIn,
    import_address,
    report_of,
)

router = Router(tags=["Importing"], auth=KeyFor(Scope.IMPORT))
ONCE: Any = Header(
    "",
    alias="Idempotency-Key",
    max_length=200,
    description="A word of your own for this request. The same again with the same word is the same import.",
    example="gardenlib-2015-05-12",
)
FILE: Any = File(None, description="An export, a table, a paste; its kind is recognised.")
WHOLE_HOURS = {"requestBody": {"content": {"multipart/form-data": {"schema": {"dependentRequired": TOGETHER}}}}}
NUMBER: Any = Path(..., ge=1, le=2**31, description="The number of the import.", example=12)


@router.post("", response={202: ImportOut}, summary="Import records")
def import_records(request: HttpRequest, sent: RecordsIn, once: str = ONCE) -> HttpResponseBase:
    """Take in a list of posts. The answer is a job: follow it at its `api_url` until it is not `busy` any more.

    A worker finds the chats among them and sorts each post under its question. Chats are drafts unless `publish` is
    true. A post that the archive has already is not stored twice.
    """
    told = sent.told() | {"format": "api-records"}
    file = ContentFile(sent.lines().encode(), name="records.jsonl")
    return accepted(request, kept(program(request), file, sent, told, once))


@router.post("/files", response={202: ImportOut}, summary="Import a file", openapi_extra=WHOLE_HOURS)
def import_a_file(
    request: HttpRequest,
    told: Form[FileOptions],
    file: UploadedFile | None = FILE,
    once: str = ONCE,
) -> HttpResponseBase:
    """Take in a file of any kind that can be uploaded; all else is as for records."""
    if refused := refused_files(request):
        raise Problem("too-large", refused[0][1])
    if file is None or not file.size:
        raise Problem("cannot-be-done", "Send a file that is not empty, as the field `file` of a form.")
    return accepted(request, kept(program(request), file, told, told.told(), once))


@router.get("", response=Imports, summary="Your imports")
def list_imports(request: HttpRequest, limit: int = LIMIT, cursor: str = cursor_of("imports")) -> HttpResponseBase:
    """The imports of your key, in the order in which they were made."""
    rows = rows_after(ImportJob.objects.filter(api_key=program(request)), cursor, limit)
    jobs = ImportJob.objects.in_bulk(rows[:limit])
    items = [told_of(jobs[pk]) for pk in rows[:limit] if pk in jobs]
    return give(request, Imports(items=items, next=next_leaf(request, rows, limit, lambda pk: (pk,))))


@router.get("/{int:number}", response=ImportOut, summary="One of your imports")
def one_import(request: HttpRequest, number: int = NUMBER) -> HttpResponseBase:
    """How far an import is, and once it is done, what it brought and the chats in which it has posts."""
    return give(request, told_of(own(request, number)))


@router.post("/{int:number}/take-in", response={202: ImportOut}, summary="Take in what was looked at")
def take_in_after_all(request: HttpRequest, number: int = NUMBER) -> HttpResponseBase:
    """After a dry run: take the same file in, with what was said about it then."""
    job = own(request, number)
    if job.told.get("publish"):
        require(program(request), Scope.PUBLISH)
    if not job.file or not take_in(job):
        raise Problem("cannot-be-done", "A worker is at work on it, or it is in the archive already.")
    job.refresh_from_db()
    return accepted(request, job)


def kept(key: ApiKey, file: DjangoFile[bytes], options: Options, told: dict[str, Any], once: str) -> ImportJob:
    """Keep what was sent as a job, or return the job that it is already."""
    if options.publish:
        require(key, Scope.PUBLISH)
    asked_as = hashlib.sha256(once.encode()).hexdigest() if once else ""
    asked_for = digest(file, told, options)
    if once and (known := ImportJob.objects.filter(api_key=key, asked_as=asked_as).first()):
        return same(known, asked_for)
    job = ImportJob(
        file=DjangoFile(file, name=file.name),
        file_name=shown_name(str(file.name)),
        size=file.size,
        told=told,
        api_key=key,
        asked_as=asked_as,
        asked_for=asked_for,
    )
    return begun(job, look_only=options.dry_run)


def begun(job: ImportJob, *, look_only: bool) -> ImportJob:
    """Save a new job and have a worker do it; where another request was quicker, return that one's."""
    try:
        with transaction.atomic():
            job.save()
            (look_at if look_only else take_in)(job)
    except IntegrityError:
        job.file.delete(save=False)
        return same(ImportJob.objects.get(api_key=job.api_key, asked_as=job.asked_as), job.asked_for)
    job.refresh_from_db()
    return job


def same(known: ImportJob, asked_for: str) -> ImportJob:
    """Return the job that was asked for by the same word; raises Problem where that asked for something else."""
    if known.asked_for != asked_for:
        raise Problem("idempotency-key-reused")
    return known


def digest(file: DjangoFile[bytes], told: dict[str, Any], options: Options) -> str:
    """Return a hash of all that is asked for."""
    digest = hashlib.sha256(json.dumps([told, options.dry_run, file.name], sort_keys=True).encode())
    for chunk in file.chunks():
        digest.update(chunk)
    file.seek(0)
    return digest.hexdigest()


def own(request: HttpRequest, number: int) -> ImportJob:
    """Return an import of the key that asks; raises Http404 for any other."""
    job = ImportJob.objects.filter(api_key=program(request), pk=number).first()
    if job is None:
        raise Http404
    return job


def accepted(request: HttpRequest, job: ImportJob) -> HttpResponseBase:
    """Return a job that was accepted, and where to follow it."""
    response = give(request, told_of(job), status=202)
    response.headers["Location"] = import_address(job.pk)
    return response


def told_of(job: ImportJob) -> ImportOut:
    """Return an import as its sender follows it."""
    progress = progress_of(job)
    return ImportOut(
        number=job.pk,
        api_url=import_address(job.pk),
        state=ImportJob.State(job.state),
        busy=job.is_busy,
        progress=str(progress["words"]),
        records=job.records,
        file_name=job.file_name,
        error=job.error,
        report=report_of(job),
        preview=job.preview,
        chats=[
            ChatOfImport(**ChatRef.of(chat).model_dump(), state=state_of(chat))
            for chat in (chats_of(job) if job.report else ())
        ],
        made_at=job.made_at,
    )
