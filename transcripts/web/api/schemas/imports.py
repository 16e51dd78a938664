"""What programs send, and what becomes of it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, Literal
from zoneinfo import available_timezones

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator
from pydantic.config import JsonDict

from ....importing import FORMATS, YEARS
from ....models import ImportJob
from ..addresses import ROOT, absolute
from ..paging import Leaf
from .chats import ChatRef, State
from .moments import Moment

Word = Annotated[str, Field(max_length=200)]
MOST_RECORDS = 2_000
SLUG = r"^([a-z0-9][a-z0-9_-]*)?$"
NETWORK = r"^([a-z][a-z0-9-]*)?$"
NO_CONTROLS = r"^[^\x00-\x1f]*$"
NOT_BLANK = r"[^\s\x00]"
HANDLE = r"^@?[^@\x00-\x20][^\x00-\x20]*$"
QUESTION = r"^[^=\x00-\x20][^=\x00-\x1f]{0,18}=([01][0-9]|2[0-3]):[0-5][0-9]$"
COLUMN = r"^[a-z_.]+=[^\x00-\x20][^\x00-\x1f]*$"
CLOCK = r"^([01][0-9]|2[0-3]):[0-5][0-9]$"
TOGETHER: JsonDict = {"start": ["end", "date"], "end": ["start", "date"]}
FORMAT = f"^({'|'.join(sorted(kind.name for kind in FORMATS))})?$"


def zone(name: str) -> str:
    """Return an IANA zone; raises ValueError for what is none."""
    if name and name not in available_timezones():
        raise ValueError("That is no IANA time zone; write it like America/New_York")
    return name


def day(told: str) -> str:
    """Return a day; raises ValueError for what is none."""
    if told:
        date.fromisoformat(told)
    return told


def of_a_chat(moment: datetime) -> datetime:
    """Return a moment; raises ValueError for one at which there can be no chat."""
    if moment.year not in YEARS:
        raise ValueError(f"There are chats from {YEARS[0]} to {YEARS[-1]}")
    return moment


class Options(BaseModel):
    """What the sender says about the posts: as in the form of an upload, all of it may be left out."""

    model_config = ConfigDict(json_schema_extra={"dependentRequired": TOGETHER})

    series: str = Field(
        "",
        max_length=60,
        pattern=SLUG,
        description="A new one: its hashtag in small letters.",
        examples=["gardenlib"],
    )
    title: str = Field("", max_length=200, pattern=NO_CONTROLS, description="Of the chat.", examples=["Lending seeds"])
    date: Annotated[str, AfterValidator(day)] = Field(
        "", description="The day of the chat.", examples=["2015-05-12"], json_schema_extra={"format": "date"}
    )
    start: str = Field("", pattern=CLOCK, description="Its local start, with `date` and `end`.", examples=["20:00"])
    end: str = Field("", pattern=CLOCK, description="Its local end; on the next day, if before.", examples=["21:00"])
    hosts: list[Annotated[str, Field(pattern=HANDLE, max_length=200)]] = Field(
        [], max_length=50, description="Handles.", examples=[["gardenhost"]]
    )
    timezone: Annotated[str, AfterValidator(zone)] = Field(
        "",
        description="The IANA zone of the series.",
        examples=["America/Chicago"],
        json_schema_extra={"format": "iana-zone"},
    )
    network: str = Field(
        "", max_length=20, pattern=NETWORK, description="Where the posts are from.", examples=["twitter"]
    )
    questions: list[Annotated[str, Field(pattern=QUESTION)]] = Field(
        [], max_length=100, description="When each was asked, in local time.", examples=[["Q1=20:05"]]
    )
    publish: bool = Field(False, description="Publish the chats at once; takes the scope `publish`, too.")
    dry_run: bool = Field(False, description="Only look: the job ends as `ready`; `preview` says what would be.")

    @model_validator(mode="after")
    def hours_are_whole(self) -> Options:
        """Start and end go together, and with the day."""
        if bool(self.start) != bool(self.end) or (self.start and not self.date):
            raise ValueError("start and end go together, and with date")
        return self

    def told(self) -> dict[str, Any]:
        """Return what was said, as an upload remembers it; nothing of what was left out."""
        plain = ("series", "title", "date", "start", "end", "timezone", "network")
        told: dict[str, Any] = {name: getattr(self, name) for name in plain}
        told["hosts"] = list(dict.fromkeys(handle.lstrip("@") for handle in self.hosts))
        told["questions"] = dict(line.split("=", 1) for line in self.questions)
        told["publish"] = self.publish
        return {name: value for name, value in told.items() if value}


class FileOptions(Options):
    """What the sender says about a file."""

    format: str = Field("", pattern=FORMAT, description="The kind of file, where it is not recognised.", examples=[""])
    columns: list[Annotated[str, Field(pattern=COLUMN, max_length=200)]] = Field(
        [], max_length=50, description="Of a table: what it is = its heading.", examples=[["text=Message"]]
    )
    leading_handle: Literal["author", "addressee"] = Field(
        "author", description="Who a handle is that begins a pasted line without a colon."
    )

    def told(self) -> dict[str, Any]:
        """Return what was said, as an upload remembers it."""
        told: dict[str, Any] = {"format": self.format, "columns": dict(line.split("=", 1) for line in self.columns)}
        told["leading_handle"] = "addressee" if self.leading_handle == "addressee" else ""
        return super().told() | {name: value for name, value in told.items() if value}


class AuthorIn(BaseModel):
    """Who wrote a post."""

    handle: str = Field(pattern=HANDLE, max_length=200, examples=["ann"])
    name: str = Field("", max_length=200, examples=["Ann Lee"])
    id: str = Field("", max_length=200, description="The network’s stable id of the account.")
    followers: int | None = Field(None, ge=0, le=2**31 - 1)


class LinkIn(BaseModel):
    """A link in a post."""

    shown: str = Field(max_length=2_000, description="The text that stands in the post.", examples=["https://t.co/abc"])
    url: str = Field(max_length=2_000, description="Where it leads.", examples=["https://example.org/cellar"])


class MediaIn(BaseModel):
    """A picture or film of a post."""

    url: str = Field(max_length=2_000, examples=["https://example.org/1.jpg"])
    kind: str = Field("photo", max_length=40)
    alt: str = Field("", max_length=5_000)
    shown: str = Field("", max_length=2_000, description="The text that stands for it in the post.")


class RecordIn(BaseModel):
    """One post, its text as it was written."""

    text: str = Field(
        max_length=20_000, pattern=NOT_BLANK, examples=["A1 In a cold cellar, with sixty tins #gardenlib"]
    )
    posted_at: Annotated[Moment, AfterValidator(of_a_chat)] = Field(
        description="With its offset from UTC.", examples=["2015-05-13T01:07:00Z"]
    )
    author: AuthorIn
    id: str = Field("", max_length=300, description="The network’s id of the post.", examples=["598298441256333312"])
    network: str = Field("", max_length=20, pattern=NETWORK, description="Else that of the options, or of the series.")
    precision: Literal["second", "minute", "day"] = "second"
    reply_to_id: str = Field("", max_length=300)
    reply_to_handle: str = Field("", max_length=200)
    quote_of_id: str = Field("", max_length=300)
    repost_of_id: str = Field("", max_length=300)
    is_repost: bool = False
    lang: str = Field("", max_length=12)
    links: list[LinkIn] = Field([], max_length=50)
    media: list[MediaIn] = Field([], max_length=20)
    hashtags: list[Word] = Field([], max_length=100, description="Else those in the text.")
    mentions: list[Word] = Field([], max_length=100, description="Else those in the text.")
    likes: int | None = Field(None, ge=0, le=2**31 - 1)
    reposts: int | None = Field(None, ge=0, le=2**31 - 1)
    replies: int | None = Field(None, ge=0, le=2**31 - 1)
    app: str = Field("", max_length=200, description="The program it was posted with.")
    url: str = Field("", max_length=500, description="Where the original stands.")
    remark: str = Field("", max_length=5_000, description="What was added to it, apart from its words.")


class RecordsIn(Options):
    """Posts, and what the sender says about them."""

    records: list[RecordIn] = Field(min_length=1, max_length=MOST_RECORDS)

    def lines(self) -> str:
        """Return the records as the file that a worker reads."""
        return "".join(f"{one.model_dump_json(exclude_defaults=True)}\n" for one in self.records)


class RejectionOut(BaseModel):
    """A record that was not taken."""

    line: int = Field(description="Its place in the file, from 1.")
    field: str
    reason: str


class Report(BaseModel):
    """What an import brought."""

    format: str
    series: str
    read: int
    added: int
    updated: int
    unchanged: int
    rejected: int
    rejections: list[RejectionOut] = Field(description="The first thousand of them.")
    notes: list[str]


class ChatOfImport(ChatRef):
    """A chat in which an import has posts."""

    state: State


class ImportOut(BaseModel):
    """An import on its way: ask again until `busy` is false."""

    number: int = Field(examples=[12])
    api_url: str = Field(examples=["https://chats.example.org/api/v1/imports/12"])
    state: ImportJob.State = Field(description="`done`, `failed` and, of a dry run, `ready` are the end.")
    busy: bool = Field(description="True while it waits for a worker or one is at work on it.")
    progress: str = Field(description="What is going on, in a sentence.")
    records: int = Field(description="How many posts were read so far.")
    file_name: str
    error: str = Field(description="Why it failed; else empty.")
    report: Report | None = Field(description="What it brought; null before the end.")
    preview: dict[str, Any] | None = Field(description="Of a dry run: what would be taken in.")
    chats: list[ChatOfImport] = Field(description="The chats in which it has posts.")
    made_at: datetime


class Imports(Leaf[ImportOut]):
    """A leaf of the list of imports."""


def import_address(number: int) -> str:
    """Return where an import stands."""
    return absolute(f"{ROOT}/imports/{number}")


def report_of(job: ImportJob) -> Report | None:
    """Return what an import brought, once it is done."""
    told: dict[str, Any] = job.report or {}
    names = set(Report.model_fields)
    return Report(**{name: told[name] for name in names & told.keys()}) if names <= told.keys() else None
