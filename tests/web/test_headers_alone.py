"""HEAD is answered with the headers of GET, and no file is read through for it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.http import StreamingHttpResponse
from django.test import Client, RequestFactory

from tests.web.lively import Lively
from transcripts.web.headers_alone import HeadersAlone


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/", "/gardenlib/2015-05-12/", "/gardenlib/2015-05-12.csv", "/gardenlib.zip"])
def test_the_headers_are_those_of_get(client: Client, lively: Lively, path: str) -> None:
    head, get = client.head(path), client.get(path)

    assert (head.status_code, head.getvalue()) == (200, b"")
    assert get.getvalue()
    told = [{name: value for name, value in one.headers.items() if "nonce" not in value} for one in (head, get)]
    assert told[0] == told[1]


def test_nothing_of_a_file_is_made() -> None:
    def lines() -> Iterator[bytes]:
        raise AssertionError("it was read")
        yield b""

    asked = HeadersAlone(lambda request: StreamingHttpResponse(lines()))
    assert list(asked(RequestFactory().head("/"))) == []
    with pytest.raises(AssertionError, match="it was read"):
        list(asked(RequestFactory().get("/")))
