"""Somebody's blog, on an origin of its own: pages that embed what the archive shows."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

from playwright.sync_api import Frame, Page


class Blog:
    """A server of pages that are given to it."""

    def __init__(self, port: int) -> None:
        self.origin = f"http://127.0.0.1:{port}"
        self.posts: list[str] = []

    def publish(self, html: str) -> str:
        """Serve a page; return its address."""
        self.posts.append(html)
        return f"{self.origin}/{len(self.posts) - 1}"

    def write(self, words: str) -> str:
        """Serve a post that somebody wrote around what they pasted; return its address."""
        head = '<!DOCTYPE html><html lang="en"><meta charset="utf-8"><title>A blog</title>'
        return self.publish(f"{head}<h1>What I read</h1>\n<p>Look:</p>\n{words}\n<p>That is it.</p>")


@contextmanager
def blogging() -> Iterator[Blog]:
    """Run a blog on a free port."""

    class Answering(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            number = self.path.strip("/")
            body = blog.posts[int(number)].encode() if number.isdigit() else b""
            self.send_response(200 if body else 404)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            """Stay quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answering)
    blog = Blog(server.server_port)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield blog
    finally:
        server.shutdown()
        server.server_close()


def framed(page: Page) -> Frame:
    """The one embedded page of a blog's page."""
    page.wait_for_function("document.querySelector('iframe')?.contentWindow.length === 0")
    (frame,) = page.frames[1:]
    return frame


def is_as_tall_as_it_says(page: Page, least: int = 0) -> bool:
    """True when the frame shows all of its page, and no more: nothing to scroll inside it, no gap below."""
    all_of_it, seen, body = framed(page).evaluate(
        "[document.documentElement.scrollHeight, innerHeight, document.body.offsetHeight]"
    )
    return bool(all_of_it <= seen and seen - max(body, least) <= 1)
