"""The form in which a person says what a file does not say, or says wrong; empty fields stay as they were found."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, time
from functools import cache
from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser, PermissionsMixin
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator

from ..importing import FORMATS
from ..models import ImportJob, Series, check_zone

HANDLES = re.compile(r"[\s,;]+")
COLUMN = re.compile(r"\s*([\w.]+)\s*=\s*(\S.*?)\s*$")
QUESTION = re.compile(r"\s*(\S.{0,18}?)\s*=\s*((?:[01]?\d|2[0-3]):[0-5]\d)\s*$")
FLAGS = {
    "series": "Series",
    "date": "Day",
    "start": "Start",
    "end": "End",
    "host": "Hosts",
    "title": "Title",
    "timezone": "Time zone",
    "network": "Network",
    "format": "Kind of file",
    "column": "Columns",
    "question": "Question times",
}
FLAG = re.compile(rf"--({'|'.join(FLAGS)})\b(?: (?:SLUG|YYYY-MM-DD))?")
FORMAT_LIST = re.compile(r" There are: .*$", re.DOTALL)
WHOSE = [("", "its author"), ("addressee", "the person spoken to")]


def in_page_words(sentence: str) -> str:
    """Return a sentence of the importer's, which names options of a command, with the names of this form's fields."""
    return FLAG.sub(lambda found: f"“{FLAGS[found[1]]}”", FORMAT_LIST.sub("", sentence))


@cache
def zones() -> list[str]:
    """Return the IANA zones that name a place."""
    return sorted(zone for zone in available_timezones() if "/" in zone and not zone.startswith("Etc/"))


class ToldForm(forms.Form):
    """What a person may say about an upload."""

    series = forms.CharField(
        max_length=60,
        required=False,
        validators=Series._meta.get_field("slug").validators,
        help_text="One of the archive’s, or a new one: its hashtag in small letters, without #.",
    )
    date = forms.DateField(label="Day", required=False, help_text="When the file does not say it, or has several.")
    start = forms.TimeField(required=False)
    end = forms.TimeField(required=False)
    hosts = forms.CharField(required=False, max_length=400, help_text="Handles, with commas between them.")
    title = forms.CharField(required=False, max_length=200)
    timezone = forms.CharField(label="Time zone", required=False, validators=[check_zone])
    network = forms.CharField(
        required=False,
        max_length=20,
        validators=[RegexValidator(r"^[a-z][a-z0-9-]*$", "Small letters, as in mastodon.")],
        help_text="Where the posts are from, when the file does not say it.",
    )
    format = forms.ChoiceField(label="Kind of file", required=False)
    leading_handle = forms.ChoiceField(
        label="A handle that begins a line is", required=False, choices=WHOSE, widget=forms.RadioSelect
    )
    questions = forms.CharField(
        label="Question times",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "placeholder": "Q1 = 20:05\nQ2 = 20:15"}),
        help_text="When the file does not say when each was asked: one to a line, in the chat’s own time.",
    )
    columns = forms.CharField(
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "placeholder": "text = Message\nauthor = Who"}),
        help_text="For tables whose columns are not recognised: one to a line, what it is = its heading.",
    )
    publish = forms.BooleanField(label="Publish at once", required=False)

    def __init__(self, *args: Any, preview: Mapping[str, Any], may_publish: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.label_suffix = ""
        self.may_publish = may_publish
        self.zones = zones()
        self.slugs = list(Series.objects.order_by("slug").values_list("slug", flat=True))
        self.fields["format"].choices = [("", "As recognised")] + [  # type: ignore[attr-defined]
            (kind.name, kind.title) for kind in FORMATS
        ]
        if not preview.get("asks_whose_handle"):
            del self.fields["leading_handle"]
        if not may_publish:
            del self.fields["publish"]
        self.hint(preview)
        self.describe()

    @classmethod
    def of(
        cls, job: ImportJob, user: AbstractBaseUser | AnonymousUser, given: Mapping[str, Any] | None = None
    ) -> ToldForm:
        """Return the form of an upload with what was told so far, or with what was just given."""
        told = job.told | {
            "hosts": ", ".join(job.told.get("hosts", ())),
            "columns": "\n".join(f"{field} = {name}" for field, name in job.told.get("columns", {}).items()),
            "questions": "\n".join(f"{label} = {clock}" for label, clock in job.told.get("questions", {}).items()),
        }
        preview = job.preview or {}
        told.setdefault("series", preview.get("series", ""))
        may_publish = isinstance(user, PermissionsMixin) and user.has_perm("transcripts.change_chat")
        return cls(given, initial=told, preview=preview, may_publish=may_publish)

    def hint(self, preview: Mapping[str, Any]) -> None:
        """Show in empty fields what was found."""
        found = {"timezone": preview.get("timezone", ""), "network": preview.get("network", "")}
        chats = preview.get("chats", [])
        if len(chats) == 1:
            found |= {"hosts": ", ".join(chats[0]["hosts"]), "title": chats[0]["title"]}
        for name, text in found.items():
            self.fields[name].widget.attrs["placeholder"] = text or ("not found" if preview else "")
        self.fields["timezone"].widget.attrs["list"] = "zones"
        self.fields["series"].widget.attrs["list"] = "slugs"

    def describe(self) -> None:
        """Give dates and times the browser's own pickers, and spare handles the spelling checker."""
        kinds = {"date": ("date", "%Y-%m-%d"), "start": ("time", "%H:%M"), "end": ("time", "%H:%M")}
        for name, (kind, pattern) in kinds.items():
            widget = self.fields[name].widget
            widget.input_type = kind
            widget.format = pattern
        for name in ("series", "hosts", "timezone", "network"):
            self.fields[name].widget.attrs |= {"autocapitalize": "none", "autocomplete": "off", "spellcheck": "false"}

    def clean_hosts(self) -> list[str]:
        """Read handles, with or without @."""
        told = HANDLES.split(self.cleaned_data["hosts"])
        return list(dict.fromkeys(handle.lstrip("@") for handle in told if handle.lstrip("@")))

    def clean_columns(self) -> dict[str, str]:
        """Read lines like `text = Message`."""
        lines = [line for line in self.cleaned_data["columns"].splitlines() if line.strip()]
        found = [COLUMN.match(line) for line in lines]
        if not all(found):
            raise ValidationError("One to a line, like: text = Message")
        return {match[1]: match[2] for match in found if match}

    def clean_questions(self) -> dict[str, str]:
        """Read lines like `Q1 = 20:05`."""
        lines = [line for line in self.cleaned_data["questions"].splitlines() if line.strip()]
        found = [QUESTION.match(line) for line in lines]
        if not all(found):
            raise ValidationError("One to a line, like: Q1 = 20:05")
        return {match[1]: match[2].zfill(5) for match in found if match}

    def clean(self) -> dict[str, Any]:
        """Start and end go together, and with the day; nothing is taken in for no series."""
        told = self.cleaned_data
        if self.data.get("do") == "import" and not told.get("series") and "series" not in self.errors:
            self.add_error("series", "Say which series it is: no hashtag clearly leads.")
        if bool(told.get("start")) != bool(told.get("end")) or (told.get("start") and not told.get("date")):
            self.add_error("start", "Start and end go together, and with the day.")
        return told

    def told(self) -> dict[str, object]:
        """Return what was said, as it is remembered; nothing of what was left empty."""
        as_text = {
            name: value.isoformat() if isinstance(value, date | time) else value
            for name, value in self.cleaned_data.items()
        }
        return {name: value for name, value in as_text.items() if value}
