"""Keys: a wrong, expired, revoked, too narrow or leaked one gets the right answer, and no log has it."""

from __future__ import annotations

import logging
import re
from datetime import timedelta
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone

from tests.api.asking import Program, with_key
from tests.builders import make_chat
from transcripts import curating
from transcripts.models import ApiKey, Scope

pytestmark = pytest.mark.django_db
PUBLISH = "/chats/gardenlib/2015-05-12/publish"


def problem(response: Any) -> tuple[int, str]:
    """The status of an answer and the kind of its problem."""
    return response.status_code, response.json()["type"].partition("#")[2]


def test_a_key_is_kept_as_a_hash_and_its_first_letters() -> None:
    made = curating.make_key(None, "A script", [Scope.IMPORT])
    assert made.token.startswith(f"{made.key.prefix}")
    assert len(made.key.prefix) < 12
    row = ApiKey.objects.values().get()
    assert made.token not in str(row)
    assert ApiKey.objects.with_token(made.token) == made.key


def test_no_key_a_wrong_one_and_another_scheme(anyone: Program) -> None:
    make_chat(published=False)
    response = anyone.send(PUBLISH)
    assert problem(response) == (401, "key-needed")
    assert response.headers["WWW-Authenticate"] == 'Bearer realm="Chatarchive"'
    for header in ("Bearer cak_wrong", "Bearer", "Basic YW5uOmFubg==", "Bearer \x00", "cak_x"):
        response = anyone.send(PUBLISH, Authorization=header)
        assert problem(response) == (401, "key-invalid")
        assert 'error="invalid_token"' in response.headers["WWW-Authenticate"]


def test_a_wrong_key_reads_nothing_either() -> None:
    make_chat()
    assert Program("cak_wrong").status("/chats/gardenlib/2015-05-12") == 401


def test_a_revoked_and_an_expired_key_give_no_access() -> None:
    chat = make_chat(published=False)
    for change in ({"revoked_at": timezone.now()}, {"expires_at": timezone.now() - timedelta(seconds=1)}):
        program = with_key(Scope.PUBLISH)
        ApiKey.objects.update(**change)
        assert problem(program.send(PUBLISH)) == (401, "key-invalid")
    chat.refresh_from_db()
    assert not chat.is_public


def test_a_key_for_something_else_is_told_what_it_lacks() -> None:
    make_chat(published=False)
    response = with_key(Scope.READ_DRAFTS, Scope.IMPORT).send(PUBLISH)
    assert problem(response) == (403, "scope-missing")
    assert "“publish”" in response.json()["detail"]


@pytest.mark.parametrize("query", ["?key={}", "?x=1&access_token={}&y=2", "?q=%63ak_{}", "?{}"])
def test_a_key_in_an_address_is_refused_and_revoked(anyone: Program, query: str) -> None:
    make_chat()
    program = with_key(Scope.READ_DRAFTS)
    told = query.format(program.token.removeprefix("cak_") if "%63" in query else program.token)
    response = anyone.client.get(f"/api/v1/series{told}")
    assert problem(response) == (400, "key-in-address")
    assert "revoked" in response.json()["detail"]
    assert program.token not in response.content.decode()
    assert ApiKey.objects.get().revoked_because == ApiKey.Why.LEAKED
    assert program.status("/series") == 401


def test_no_log_has_a_key(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    make_chat(published=False)
    programs = [with_key(Scope.PUBLISH), with_key(Scope.IMPORT), Program("cak_wrong-but-a-secret-somewhere-else")]
    for program in programs:
        program.send(PUBLISH)
        program.send("/imports", {"records": []})
        program.client.get("/api/v1/nowhere")
        program.client.get(f"/api/v1/series?key={program.token}")
    told = caplog.text + "".join(str(vars(record)) for record in caplog.records if record.name != "django.db.backends")
    assert "django.request" in caplog.text
    assert [program.token for program in programs if program.token in told] == []


def test_the_last_use_is_remembered_to_within_an_hour() -> None:
    make_chat()
    program = with_key(Scope.READ_DRAFTS)
    program.ask("/series")
    first = ApiKey.objects.get().last_used_at
    assert first is not None
    program.ask("/series")
    assert ApiKey.objects.get().last_used_at == first
    ApiKey.objects.update(last_used_at=first - timedelta(hours=2))
    program.ask("/series")
    assert ApiKey.objects.get().last_used_at > first


def test_a_key_that_may_read_drafts_does() -> None:
    chat = make_chat(published=False)
    program = with_key(Scope.READ_DRAFTS)
    assert program.ask("/chats/gardenlib/2015-05-12")["state"] == "draft"
    assert [one["state"] for one in program.all("/chats", state="draft")] == ["draft"]
    assert program.all("/chats") == []
    chat.publish()
    chat.withdraw()
    assert [one["state"] for one in program.all("/chats", state="all")] == ["withdrawn"]


def test_the_command_makes_lists_and_revokes_keys(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("api_key", "create", "Weekly import", "--scope", "import", "--scope", "publish", "--days", "30")
    token = next(word for word in capsys.readouterr().out.split() if word.startswith("cak_"))
    key = ApiKey.objects.get()
    assert ApiKey.objects.with_token(token) == key
    assert key.scopes == ["import", "publish"]
    assert key.expires_at is not None

    call_command("api_key", "list")
    listed = capsys.readouterr().out
    assert all(word in listed for word in (key.prefix, "Weekly import", "import, publish", "never used"))
    assert token not in listed

    call_command("api_key", "revoke", key.prefix)
    assert not ApiKey.objects.get().holds
    call_command("api_key", "list")
    assert "revoked" in capsys.readouterr().out


@pytest.mark.parametrize(
    "told",
    [("create", "x"), ("create", " ", "--scope", "import"), ("create", "x", "--scope", "y"), ("revoke", "cak_no")],
)
def test_the_command_refuses_what_makes_no_key(told: tuple[str, ...]) -> None:
    with pytest.raises(CommandError):
        call_command("api_key", *told)
    assert not ApiKey.objects.exists()


def test_the_admin_shows_a_new_key_once(admin_client: Client) -> None:
    told = {"name": "Weekly import", "scopes": ["import", "curate"], "expires_at_0": "", "expires_at_1": ""}
    response = admin_client.post("/admin/transcripts/apikey/add/", told)
    key = ApiKey.objects.get()
    [token] = re.findall(r"cak_[\w-]{20,}", response.content.decode())
    assert ApiKey.objects.with_token(token) == key
    assert (key.name, key.scopes, key.made_by) == ("Weekly import", ["import", "curate"], response.wsgi_request.user)
    assert "no-store" in response.headers["Cache-Control"]
    for path in ("", f"{key.pk}/change/"):
        page = admin_client.get(f"/admin/transcripts/apikey/{path}").content.decode()
        assert key.prefix in page
        assert token not in page


def test_the_admin_revokes_keys(admin_client: Client) -> None:
    key = curating.make_key(None, "A script", [Scope.IMPORT]).key
    admin_client.post("/admin/transcripts/apikey/", {"action": "revoke", "_selected_action": [key.pk]})
    assert not ApiKey.objects.get().holds
    assert ApiKey.objects.get().revoked_because == ApiKey.Why.BY_HAND


def test_keys_are_made_by_those_who_may(client: Client, django_user_model: Any) -> None:
    client.force_login(django_user_model.objects.create_user("ann", is_staff=True))
    assert client.post("/admin/transcripts/apikey/add/", {"name": "x", "scopes": ["import"]}).status_code == 403
