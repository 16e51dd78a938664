"""No operation tells of a draft, a hidden or a removed post to anyone without the right to it."""

from __future__ import annotations

import io
import json
from typing import Any
from zipfile import ZipFile, is_zipfile

import pytest

from tests.api.asking import Program, with_key
from tests.builders import START, make_chat, make_question, make_series, make_tweet, place
from transcripts import curating, search
from transcripts.grouping import Part
from transcripts.models import Annotation, Chat, Participant, Scope, Tweet
from transcripts.web.api.description import document

pytestmark = pytest.mark.django_db
DAY = 24 * 60
SECRETS = ("draftword", "hiddenword", "removedword", "withdrawnword", "draftie", "hidey", "removee", "withdrawer")


@pytest.fixture
def secrets(db: None) -> Chat:
    """A public chat with a hidden and a removed post, a draft, and a withdrawn chat; people who wrote nothing else."""
    public = make_chat()
    question = make_question(public, 1)
    place(public, make_tweet("An open word about seeds", author="ann", key="10"), question)
    hidden = make_tweet("A hiddenword about seeds", author="hidey", key="20")
    place(public, hidden, question)
    repeat = make_tweet("RT @hidey: A hiddenword", author="ann", key="21", is_repost=True, repost_of_key="20")
    place(public, repeat, question)
    place(public, make_tweet("A removedword about seeds", author="removee", key="30"), question)
    Annotation.objects.put(public, Annotation.Kind.REMARK, {"20": "hiddenword, well said"})
    gone = make_chat(make_series("museochat"), start=START.replace(month=7), title="withdrawnword")
    withdrawn = make_tweet("A withdrawnword about seeds", author="withdrawer", key="50", minute=61 * DAY)
    place(gone, withdrawn, Part.ASIDE)
    curating.hide(Tweet.objects.filter(key="20"), "spam")
    curating.remove(Tweet.objects.filter(key="30"))
    curating.withdraw([gone])
    # Last: grouping again would look for the hour of the draft.
    draft = make_chat(public.series, start=START.replace(month=6), published=False, title="draftword", host="draftie")
    place(
        draft,
        make_tweet("A draftword about seeds", author="draftie", key="40", source_id="40", minute=31 * DAY),
        make_question(draft, 1, "draftword?"),
    )
    assert Participant.objects.filter(handle="draftie").exists()
    search.index(Chat.objects.all())
    return public


def asked() -> list[str]:
    """Every address that can be read, with what it names once public and once secret."""
    filled = []
    for path, methods in document()["paths"].items():
        if "get" not in methods or "import" in path:
            continue
        for series, address, key, handle in (
            ("gardenlib", "2015-05-12", "10", "ann"),
            ("gardenlib", "2015-05-12", "20", "hidey"),
            ("gardenlib", "2015-05-12", "21", "removee"),
            ("gardenlib", "2015-06-12", "40", "draftie"),
            ("museochat", "2015-07-12", "50", "withdrawer"),
            ("museochat", "2015-07-12", "30", "withdrawer"),
        ):
            names = {"series": series, "address": address, "key": key, "handle": handle}
            filled.append(path.format(**names, network="twitter", question="q1", format="json"))
    return sorted({*filled, *("/api/v1/chats?series=gardenlib", "/api/v1/posts?expand=author,question")})


QUERIES = ("", "?q=seeds&facets=true", "?text=A+hiddenword+about+seeds", "?q=draftword", "?q=hiddenword+OR+removedword")


def answers(program: Program) -> dict[str, str]:
    """What every address answers."""
    found = {}
    for path in asked():
        for query in QUERIES if path.endswith(("/search", "/quotes")) else ("",):
            response: Any = program.client.get(f"{path}{query}")
            found[f"{path}{query}"] = as_text(response.getvalue())
    text = "“A draftword about seeds”, “A hiddenword about seeds”, “A removedword about seeds”, “withdrawnword”"
    found["POST"] = program.send("/quotes", {"text": text}).content.decode()
    return found


def as_text(told: bytes) -> str:
    """What an answer says; of a zip all that is in it."""
    if not is_zipfile(io.BytesIO(told)):
        return told.decode()
    with ZipFile(io.BytesIO(told)) as packed:
        return "".join(packed.read(name).decode() for name in packed.namelist())


def leaks(told: str) -> list[str]:
    """The secret words in an answer, which may repeat what it was asked."""
    try:
        body = json.loads(told)
    except ValueError:
        return [word for word in SECRETS if word in told]
    for name in ("linked", "linked_html", "query", "understood", "did_you_mean"):
        body.pop(name, None)
    return [word for word in SECRETS if word in json.dumps(body)]


@pytest.mark.parametrize("scopes", [(), (Scope.IMPORT, Scope.CURATE, Scope.PUBLISH)])
def test_nobody_without_the_right_is_told_a_secret(secrets: Chat, scopes: tuple[Scope, ...]) -> None:
    program = with_key(*scopes) if scopes else Program()
    told = answers(program)
    assert {path: leaks(answer) for path, answer in told.items() if leaks(answer)} == {}
    assert any("An open word" in answer for answer in told.values())


def test_a_key_for_drafts_is_told_drafts_and_nothing_hidden(secrets: Chat) -> None:
    told = answers(with_key(Scope.READ_DRAFTS))
    found = {word for answer in told.values() for word in leaks(answer)}
    assert found == {"draftword", "draftie", "withdrawnword", "withdrawer"}


def test_what_is_indexed_but_hidden_since_is_not_found(secrets: Chat) -> None:
    Tweet.objects.filter(key="10").update(hidden=True)
    assert Program().ask("/search", q="seeds")["items"] == []
    assert Program().ask("/quotes", text="An open word about seeds")["items"] == []
