"""Deciding by key is deciding at the desk: journalled under the key's name, kept through everything, undone exactly."""

from __future__ import annotations

import pytest

from tests.api.asking import Program, with_key
from tests.builders import make_chat, make_question, make_tweet, place
from transcripts.grouping import Method, Part
from transcripts.models import Chat, Decision, Placement, Scope

pytestmark = pytest.mark.django_db
CHAT = "/chats/gardenlib/2015-05-12"


@pytest.fixture
def curator(db: None) -> Program:
    """A program that may sort posts."""
    return with_key(Scope.CURATE, name="Sorter")


@pytest.fixture
def chat(db: None) -> Chat:
    """A draft with two questions, and two posts under the first."""
    made = make_chat(published=False)
    first, _ = make_question(made, 1), make_question(made, 2)
    for key in ("10", "11"):
        place(made, make_tweet(f"Seeds {key}", key=key, source_id=key), first)
    return made


def labels(chat: Chat) -> dict[str, str]:
    """Where each post stands."""
    return {one.tweet.key: one.label for one in chat.placements.select_related("tweet", "question")}


def test_posts_are_sorted_and_the_journal_names_the_key(curator: Program, chat: Chat) -> None:
    response = curator.send(f"{CHAT}/placements", {"posts": ["10"], "place": "Q2"})
    assert (response.status_code, response.json()) == (200, {"items": [{"kind": "placed", "key": "10"}]})
    assert labels(chat) == {"10": "Q2", "11": "Q1"}
    assert Placement.objects.get(tweet__key="10").method == Method.HAND
    decision = Decision.objects.get()
    assert (decision.who, decision.api_key, decision.by) == ("Sorter (API key)", decision.api_key, None)


@pytest.mark.parametrize(("told", "label"), [("Q2.ask", "Q2.ask"), ("aside", "aside"), ("intro", "intro")])
def test_posts_are_sorted_as_asking_and_into_parts(curator: Program, chat: Chat, told: str, label: str) -> None:
    curator.send(f"{CHAT}/placements", {"posts": ["10", "11"], "place": told})
    assert labels(chat) == {"10": label, "11": label}


def test_what_is_so_already_is_no_decision(curator: Program, chat: Chat) -> None:
    for expected in (1, 0):
        response = curator.send(f"{CHAT}/placements", {"posts": ["10"], "place": "Q2"})
        assert len(response.json()["items"]) == expected


@pytest.mark.parametrize(
    ("posts", "where"), [(["10"], "Q9"), (["99"], "Q2"), (["10", "99"], "Q2"), (["10"], "unplaced"), (["10"], "\u0000")]
)
def test_what_cannot_be_is_refused_and_changes_nothing(
    curator: Program, chat: Chat, posts: list[str], where: str
) -> None:
    response = curator.send(f"{CHAT}/placements", {"posts": posts, "place": where})
    assert response.status_code == (422 if where == "\0" else 409)
    assert labels(chat) == {"10": "Q1", "11": "Q1"}
    assert not Decision.objects.exists()


def test_a_program_undoes_what_it_decided_itself(curator: Program, chat: Chat) -> None:
    before = chat.placements.by_key()
    curator.send(f"{CHAT}/placements", {"posts": ["10"], "place": "Q2"})
    assert with_key(Scope.CURATE).send(f"{CHAT}/undo").json() == {"items": []}
    assert curator.send(f"{CHAT}/undo").json()["items"] == [{"kind": "placed", "key": "10"}]
    assert chat.placements.by_key() == before


def test_a_chat_is_published_and_withdrawn(chat: Chat) -> None:
    publisher, anyone = with_key(Scope.PUBLISH), Program()
    assert publisher.send(f"{CHAT}/publish").json() == {"items": [{"kind": "published", "key": ""}]}
    assert anyone.ask(CHAT)["state"] == "public"
    assert publisher.send(f"{CHAT}/publish").json() == {"items": []}
    assert publisher.send(f"{CHAT}/withdraw").json() == {"items": [{"kind": "withdrawn", "key": ""}]}
    assert anyone.status(CHAT) == 410


def test_each_thing_takes_its_own_scope(chat: Chat) -> None:
    sent = {"posts": ["10"], "place": "Q2"}
    for scopes, statuses in (
        ((Scope.CURATE,), (200, 200, 403, 403)),
        ((Scope.PUBLISH,), (403, 403, 200, 200)),
        ((Scope.READ_DRAFTS, Scope.IMPORT), (403, 403, 403, 403)),
    ):
        program = with_key(*scopes)
        answered = [program.send(f"{CHAT}/placements", sent)]
        answered += [program.send(f"{CHAT}/{what}") for what in ("undo", "publish", "withdraw")]
        assert tuple(response.status_code for response in answered) == statuses


def test_a_chat_there_is_none_of(curator: Program) -> None:
    assert curator.send("/chats/x/y/placements", {"posts": ["10"], "place": Part.ASIDE}).status_code == 404
