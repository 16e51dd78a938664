"""Uploading on the web: give files, see what they hold, say what is not right, take them in, read what came of it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponseBase, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.timesince import timesince
from django.views.decorators.http import require_GET, require_http_methods

from ..counting import count
from ..importing import look_at, take_back, take_in
from ..models import Chat, ImportJob
from .receiving import refused_files
from .staff import staff_only
from .telling import ToldForm, in_page_words

MAY_UPLOAD = "transcripts.add_importjob"
PER_PAGE = 30
LONG = timedelta(seconds=30)
State = ImportJob.State
TEMPLATES = {
    State.DONE: "upload_report.html",
    State.UNDONE: "upload_undone.html",
    State.READY: "upload_preview.html",
    State.FAILED: "upload_preview.html",
}
SCHEDULES = {
    State.DONE: "upload_schedule_report.html",
    State.READY: "upload_schedule.html",
    State.FAILED: "upload_schedule.html",
}
HTML = re.compile(r"\s*<(?:!doctype|html|head|body|div|p|ul|ol|li|table|blockquote|article|section)\b", re.IGNORECASE)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only(MAY_UPLOAD)
def uploads(request: HttpRequest) -> HttpResponseBase:
    """Take files, or text as a file, and show what is on its way."""
    if request.method == "POST":
        return receive(request)
    leaf = Paginator(ImportJob.objects.select_related("uploaded_by"), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "uploads.html", {"leaf": leaf, "jobs": leaf.object_list})


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only(MAY_UPLOAD)
def upload(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Show an upload: how far it is, what it holds, or what it brought; do with it what a person decides."""
    job = get_object_or_404(ImportJob, pk=pk)
    if request.method == "POST":
        return decide(request, job)
    if job.is_busy:
        return render(request, "upload_progress.html", {"job": job, "progress": progress_of(job)})
    return show(request, job, ToldForm.of(job, request.user))


@require_GET
@staff_only(MAY_UPLOAD)
def upload_progress(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Say for a script how far an upload is."""
    return JsonResponse(progress_of(get_object_or_404(ImportJob, pk=pk)))


def receive(request: HttpRequest) -> HttpResponseBase:
    """Keep each file that was given and have it looked at."""
    given = [*request.FILES.getlist("files"), *pasted(request.POST.get("text", ""))]
    refused = [*refused_files(request), *((str(one.name), "It is empty.") for one in given if not one.size)]
    jobs = [keep(one, request) for one in given if one.size]
    for name, reason in refused:
        messages.error(request, f"{shown_name(name)} was not taken. {reason}")
    if not (given or refused):
        messages.error(request, "Choose a file, or paste some text.")
    return redirect(jobs[0]) if len(jobs) == 1 and not refused else redirect("uploads")


def keep(file: UploadedFile[bytes], request: HttpRequest) -> ImportJob:
    """Remember a file as an upload and have a worker look at it."""
    with transaction.atomic():
        job = ImportJob.objects.create(
            file=file,
            file_name=shown_name(str(file.name)),
            size=file.size or 0,
            uploaded_by=request.user if request.user.is_authenticated else None,
        )
        look_at(job)
    return job


def pasted(text: str) -> Iterable[SimpleUploadedFile]:
    """Yield pasted text as a file, if there is any."""
    if text.strip():
        yield SimpleUploadedFile("pasted.html" if HTML.match(text) else "pasted.txt", text.encode())


def shown_name(name: str) -> str:
    """Return a file's name without what could mislead an eye or a terminal; it is shown, and never used as a path."""
    last = re.split(r"[/\\]", name)[-1]
    return "".join(sign for sign in last if sign.isprintable()).strip()[:255] or "file"


def decide(request: HttpRequest, job: ImportJob) -> HttpResponseBase:
    """Discard an upload, look at it again, take it in or back, by the button that was pressed."""
    if request.POST.get("do") == "discard":
        return discard(job)
    if request.POST.get("do") == "undo":
        return unwanted(job)
    if job.is_busy or not job.file:
        return redirect(job)
    form = ToldForm.of(job, request.user, request.POST)
    if not form.is_valid():
        return show(request, job, form)
    job.told = form.told()
    begin = take_in if request.POST.get("do") == "import" else look_at
    begin(job)
    return redirect(job)


def unwanted(job: ImportJob) -> HttpResponseBase:
    """Take back what an upload brought."""
    if job.state == State.DONE:
        take_back(job)
    return redirect(job)


def discard(job: ImportJob) -> HttpResponseBase:
    """Forget an upload that nobody works on, and its file; what was taken in stays."""
    gone, _ = ImportJob.objects.idle().filter(pk=job.pk).delete()
    if not gone:
        return redirect(job)
    job.drop_file()
    return redirect("uploads")


def show(request: HttpRequest, job: ImportJob, form: ToldForm) -> HttpResponseBase:
    """Show an upload that waits for a person, or that is done."""
    template = SCHEDULES.get(State(job.state)) if "schedule" in (job.preview or {}) else None
    shown = {"job": job, "form": form, "error": in_page_words(job.error), "preview": job.preview, "report": job.report}
    return render(request, template or TEMPLATES[State(job.state)], shown | {"chats": chats_of(job)})


def chats_of(job: ImportJob) -> QuerySet[Chat]:
    """Return the chats an upload has posts in, as they are now."""
    report: dict[str, Any] = job.report or {}
    told = Chat.objects.filter(runs__sha256=report.get("sha256", ""), series__slug=report.get("series", ""))
    counted = told.distinct().annotate(
        posts=Count("placements", distinct=True), asked=Count("questions", distinct=True)
    )
    return counted.select_related("series").prefetch_related("hosts", "sessions").order_by("date", "address")


def progress_of(job: ImportJob) -> dict[str, object]:
    """Return how far an upload is: in words, and as a number of posts of how many, where that is known."""
    total = (job.preview or {}).get("read", 0) if job.state in (State.QUEUED, State.IMPORTING) else 0
    return {
        "state": job.state,
        "busy": job.is_busy,
        "records": min(job.records, total) if total else job.records,
        "total": total,
        "words": words_of(job, total),
    }


def words_of(job: ImportJob, total: int) -> str:
    """Return what is going on with an upload, in a sentence."""
    match job.state:
        case State.RECEIVED | State.QUEUED | State.UNWANTED:
            if nobody_works(job):
                return "Waiting for a worker, and none seems to be running: manage.py worker is one."
            before = ImportJob.objects.busy().filter(changed_at__lt=job.changed_at).exclude(pk=job.pk).count()
            return f"Waiting for its turn, {count(before, 'upload')} before it." if before else "Waiting for its turn."
        case State.LOOKING:
            return f"Looking at it: {count(job.records, 'post')} read so far."
        case State.IMPORTING if total and job.records >= total:
            return f"Stored: {count(job.records, 'post')}; now being sorted under the questions."
        case State.IMPORTING:
            return f"Taking it in: {count(job.records, 'post')}{f' of {total:,}' if total else ''} stored so far."
        case State.UNDOING:
            return "Taking it back."
    return f"{State(job.state).label}, {timesince(job.changed_at)} ago."


def nobody_works(job: ImportJob) -> bool:
    """True when a job waits although no other keeps the worker busy."""
    waits_long = timezone.now() - job.changed_at > LONG
    return waits_long and not ImportJob.objects.filter(state__in=ImportJob.WORK.values()).exists()
