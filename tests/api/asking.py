"""A program that asks the API, as tests need one: with or without a key, leaf by leaf."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from django.test import Client

from transcripts import curating
from transcripts.models import Scope

ROOT = "/api/v1"


class Program:
    """Asks, and reads the answers; with a key where it has one."""

    def __init__(self, token: str = "") -> None:
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        self.client = Client(headers=headers)
        self.token = token

    def ask(self, path: str, **query: Any) -> Any:
        """What stands at an address."""
        response = self.client.get(f"{ROOT}{path}", query)
        assert response.status_code == 200, response.getvalue()
        return json.loads(response.getvalue())

    def status(self, path: str, **query: Any) -> int:
        """How an address answers."""
        return int(self.client.get(f"{ROOT}{path}", query).status_code)

    def send(self, path: str, told: Any = None, **headers: str) -> Any:
        """The answer to what is sent, with its status."""
        body = json.dumps(told) if told is not None else ""
        return self.client.post(f"{ROOT}{path}", body, content_type="application/json", headers=headers)

    def leaves(self, path: str, **query: Any) -> Iterator[list[Any]]:
        """The things of a list, leaf by leaf."""
        address = f"{ROOT}{path}"
        while address:
            leaf = json.loads(self.client.get(address, query).content)
            yield leaf["items"]
            address, query = leaf["next"], {}

    def all(self, path: str, **query: Any) -> list[Any]:
        """All things of a list."""
        return [one for leaf in self.leaves(path, **query) for one in leaf]


def with_key(*scopes: Scope, name: str = "A script") -> Program:
    """A program with a key for some things."""
    return Program(curating.make_key(None, name, scopes).token)
