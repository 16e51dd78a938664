"""How people and posts are named in data sets."""

from __future__ import annotations

from ...models import fold_handle, person_path
from ..posts import Person, ShownPost

OWN_KEY = "chatarchive:"


def person_id(network: str, handle: str) -> str:
    """Return what a person is named by: network and handle as in their address, where nothing has a semicolon."""
    return person_path(network, fold_handle(handle)).removeprefix("/people/").rstrip("/")


def id_of_person(person: Person) -> str:
    """Return what somebody who is shown is named by."""
    return person_id(person.network, person.handle)


def id_of(post: ShownPost) -> str:
    """Return what a post is named by: its network's id, else the archive's own key."""
    return post.source_id or f"{OWN_KEY}{post.key}"


def id_behind(key: str, network: str) -> str:
    """Return what a post is named by of which no more than the key is known; that of a status of Twitter is its id."""
    return key if network == "twitter" and key.isdigit() else f"{OWN_KEY}{key}"


def has_network_id(post: str) -> bool:
    """True for what its network can be asked for."""
    return not post.startswith(OWN_KEY)
