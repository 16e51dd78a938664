"""A program that knows nothing but the OpenAPI document uses the archive from end to end."""

from __future__ import annotations

import json
import time
import uuid
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode
from urllib.request import Request, urlopen

import pytest

from tests.api.serving import Served, served

pytestmark = pytest.mark.real_data
PATIENCE = 240


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Served]:
    """A served archive."""
    with served(tmp_path / "data") as found:
        yield found


class Script:
    """Asks by the names of operations; paths, methods and where parameters go are those of the document."""

    def __init__(self, url: str, key: str) -> None:
        self.url, self.key = url, key
        with urlopen(f"{url}/api/v1/openapi.json") as answer:
            document = json.load(answer)
        self.operations = {
            told["operationId"]: (method, path, told)
            for path, methods in document["paths"].items()
            for method, told in methods.items()
        }

    def do(self, name: str, body: Any = None, **told: Any) -> Any:
        """Carry out an operation; what is told goes into its path and query."""
        method, path, operation = self.operations[name]
        places = {one["name"]: one["in"] for one in operation["parameters"]}
        inside = {one: quote(str(value), safe="") for one, value in told.items() if places[one] == "path"}
        query = urlencode({one: value for one, value in told.items() if places[one] == "query"})
        address = f"{self.url}{path.format(**inside)}{'?' if query else ''}{query}"
        data, kind = (json.dumps(body).encode(), "application/json") if body else (b"", "application/json")
        return self.send(address, method, data, kind)

    def upload(self, name: str, file: Path, **told: str) -> Any:
        """Carry out an operation that takes a form with a file."""
        method, path, _ = self.operations[name]
        data, kind = form_of(file, told)
        return self.send(f"{self.url}{path}", method, data, kind)

    def send(self, address: str, method: str = "get", data: bytes = b"", kind: str = "") -> Any:
        """Ask, and read the answer."""
        headers = {"Authorization": f"Bearer {self.key}", "Content-Type": kind or "application/json"}
        request = Request(address, data if method == "post" else None, headers, method=method.upper())
        with urlopen(request) as answer:
            return json.load(answer)

    def leaves(self, name: str, **told: Any) -> Iterator[list[Any]]:
        """Read a list leaf by leaf."""
        leaf = self.do(name, **told)
        yield leaf["items"]
        while leaf["next"]:
            leaf = self.send(leaf["next"])
            yield leaf["items"]

    def until_begun(self, job: Any) -> Any:
        """Follow an import until it is not waiting any more."""
        end = time.monotonic() + PATIENCE
        while job["state"] == "queued":
            assert time.monotonic() < end, job
            time.sleep(0.05)
            job = self.do("one_import", number=job["number"])
        return job

    def until_done(self, job: Any) -> Any:
        """Follow an import to its end."""
        end = time.monotonic() + PATIENCE
        while job["busy"]:
            assert time.monotonic() < end, job
            time.sleep(0.3)
            job = self.do("one_import", number=job["number"])
        assert job["state"] == "done", job
        return job


def form_of(file: Path, told: dict[str, str]) -> tuple[bytes, str]:
    """A form with a file (RFC 7578), and its content type."""
    boundary = uuid.uuid4().hex
    parts = [
        f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
        for name, value in told.items()
    ]
    head = f'--{boundary}\r\nContent-Disposition: form-data; name="file"; filename="{file.name}"\r\n\r\n'
    data = "".join(parts).encode() + head.encode() + file.read_bytes() + f"\r\n--{boundary}--\r\n".encode()
    return data, f"multipart/form-data; boundary={boundary}"


def test_a_script_that_knows_the_document_alone(archive: Served, shared: Path) -> None:
    march, june = sorted((shared / "twarc1_jsonl").iterdir(), reverse=True)
    script = Script(archive.url, archive.new_key("read-drafts", "import", "curate", "publish"))

    job = script.until_done(script.upload("import_a_file", march, series="critlib", timezone="America/New_York"))
    [chat] = [one for one in job["chats"] if one["address"] == "2015-03-10"]
    where = {"series": chat["series"], "address": chat["address"]}
    assert chat["state"] == "draft"

    moved = correct_three(script, where)
    script.do("publish", **where)
    assert script.do("one_chat", **where)["state"] == "public"

    sections = script.do("one_transcript", **where)["sections"]
    said = next(
        post for section in sections if section["label"] for post in section["posts"] if len(post["text"]) > 100
    )
    found = script.do("match_quotes", {"text": f"Somebody said: “{said['text']}”"})["items"]
    assert said["key"] in [one["post"]["key"] for one in found]

    read_all_while_another_import_runs(script, june, moved)


def correct_three(script: Script, where: dict[str, str]) -> dict[str, str]:
    """Sort three posts that are least surely placed under the second question; return them with where they stand."""
    label = script.do("one_chat", **where)["questions"][1]["label"]
    posts = [post for leaf in script.leaves("list_posts", chat="/".join(where.values()), limit=500) for post in leaf]
    doubtful = sorted(
        (post for post in posts if post["question"] and not post["is_repost"]), key=lambda one: one["confidence"]
    )
    keys = [post["key"] for post in doubtful if post["question"]["label"] != label][:3]
    for key in keys:
        assert script.do("place_posts", {"posts": [key], "place": label}, **where)["items"]
    assert all(script.do("one_post", key=key)["question"]["label"] == label for key in keys)
    return dict.fromkeys(keys, label)


def read_all_while_another_import_runs(script: Script, file: Path, moved: dict[str, str]) -> None:
    """Read every public post, with a file coming in meanwhile: what was there before comes exactly once."""
    before = {post["key"] for leaf in script.leaves("list_posts", limit=1000, fields="key") for post in leaf}
    job = script.upload("import_a_file", file, series="critlib", publish="true")
    leaves = script.leaves("list_posts", limit=20)
    read = next(leaves)
    assert script.until_begun(job)["state"] == "importing"
    read += chain.from_iterable(leaves)
    keys = [post["key"] for post in read]
    assert len(set(keys)) == len(keys)
    assert before <= set(keys)
    labels = {post["key"]: post["question"] and post["question"]["label"] for post in read}
    assert {key: labels[key] for key in moved} == moved

    script.until_done(job)
    after = [post["key"] for leaf in script.leaves("list_posts", limit=1000, fields="key") for post in leaf]
    assert len(set(after)) == len(after) > len(before)
