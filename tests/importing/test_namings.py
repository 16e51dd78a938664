"""Nobody who is taken out stays named in a field that somebody forgot."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.apps import apps
from django.db.models import BinaryField, CharField, Field, JSONField, TextField

from tests.builders import make_chat, make_series
from transcripts.importing import erase_person
from transcripts.importing.erasing_people import JSON_FIELDS
from transcripts.importing.guarding import MASKED_FIELDS
from transcripts.importing.namings import NAMINGS
from transcripts.models import Annotation, Archive, Chat, ImportJob, ImportRun, ScheduledChat

# What no person's name or handle stands in: words of the program, keys, hashes, and what its keeper says of itself.
NAMELESS = {
    "alias": {"path", "target"},  # those with a handle are deleted
    "annotation": {"key"},
    "apikey": {"scopes", "prefix", "digest"},
    "archive": {"name", "keeper", "contact", "about"},
    "chat": {"address", "timezone", "by_hand", "dropped_questions", "version", "indexed_version"},
    "decision": {"where", "key", "kind", "about"},
    "guestlink": {"digest"},
    "handle": {"network", "folded"},  # deleted
    "importjob": {"asked_as", "asked_for"},
    "importrun": {"sha256", "format", "zone"},
    "keptdecision": {"key", "places"},
    "ledgerentry": {"path", "key"},  # those with a handle are deleted
    "participant": {"network", "source_id", "handle", "name"},  # deleted
    "question": {"label", "slug", "found_as"},
    "removal": {"digest"},
    "request": {"key", "place", "sender"},
    "series": {"slug", "hashtags", "network", "timezone", "question_letters", "answer_letters"},
    "sighting": {"heading", "raw_zlib", "told_zlib"},  # masked one by one
    "tweet": {
        *("key", "network", "source_id", "precision", "lang", "reply_to_key", "quote_of_key", "repost_of_key"),
        *("hashtags", "app", "rounded", "withheld"),
        *MASKED_FIELDS,
    },
}


def fields_that_hold_words() -> Iterator[Field[object, object]]:
    """Every field of the archive's own tables that a name could stand in."""
    for model in apps.get_app_config("transcripts").get_models():
        for field in model._meta.concrete_fields:
            if isinstance(field, CharField | TextField | JSONField | BinaryField) and not field.choices:
                yield field


def test_every_field_that_holds_words_is_looked_through() -> None:
    looked_through = {(one.model._meta.model_name, name) for one in NAMINGS for name in one.fields}
    known = looked_through | {(model, name) for model, names in NAMELESS.items() for name in names}
    told = {(field.model._meta.model_name, field.name) for field in fields_that_hold_words()}
    assert told - known == set()
    assert known - told == {("logentry", "object_repr"), ("logentry", "change_message")}


def test_every_json_field_of_a_post_is_searched_as_text() -> None:
    assert set(JSON_FIELDS) <= set(MASKED_FIELDS)


@pytest.mark.django_db
def test_what_is_said_about_chats_and_uploads_is_masked() -> None:
    series = make_series(usual_hosts=["Ann", "ben"], description="With @ann.")
    chat = make_chat(series, title="Ask @ann anything", framing="By @ANN")
    Annotation.objects.put(chat, Annotation.Kind.OPENING, {"": "Thanks, @ann!"})
    ScheduledChat.objects.create(series=series, date="2015-05-12", hosts=["ann", "ben"], questions=["Who is @ann?"])
    told = [{"hosts": ["ann"], "title": "@ann"}]
    run = ImportRun.objects.create(series=series, file_name="ann-may.csv", sha256="1", format="spreadsheet", about=told)
    version = chat.version

    erase_person("twitter", "ann")

    for row in (series, chat, run):
        row.refresh_from_db()
    assert (series.usual_hosts, series.description) == (["ben"], "With @[removed].")
    assert (chat.title, chat.framing) == ("Ask @[removed] anything", "By @[removed]")
    assert chat.version != version
    assert (run.file_name, run.about) == ("[removed]-may.csv", [{"hosts": [], "title": "@[removed]"}])
    assert Annotation.objects.get().text == "Thanks, @[removed]!"
    line = ScheduledChat.objects.get()
    assert (line.hosts, line.questions) == (["ben"], ["Who is @[removed]?"])


@pytest.mark.django_db
def test_uploads_at_work_go_on_and_waiting_ones_are_given_up() -> None:
    ImportJob.objects.create(file_name="waits", file="x", state="ready")
    busy = ImportJob.objects.create(
        file_name="busy", file="y", state="importing", leased_until="2100-01-01T00:00Z", told={"hosts": ["ann"]}
    )
    erase_person("twitter", "ann")
    assert [(one.pk, one.told) for one in ImportJob.objects.all()] == [(busy.pk, {"hosts": []})]


@pytest.mark.django_db
def test_what_its_keeper_says_of_itself_stays() -> None:
    Archive.objects.create(pk=1, keeper="Ann (@ann)")
    erase_person("twitter", "ann")
    assert Archive.current().keeper == "Ann (@ann)"
    assert not Chat.objects.exists()
