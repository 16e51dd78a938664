"""Pages as they lie among files."""

from __future__ import annotations

from transcripts.web.site.addresses import Address
from transcripts.web.site.rewriting import Rewritten, Site, rewrite_file, rewrite_page

SITE = Site("https://chats.example.org", lambda path: path.startswith("/uploads/"))
HERE = Address("/gardenlib/2015-05-12/")
POLICY = "frame-ancestors 'none'; script-src 'self'; default-src 'none'"


def rewrite(body: str, head: str = "", policy: str = "") -> Rewritten:
    html = f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">{head}</head><body>{body}</body></html>'
    return rewrite_page(html.encode(), HERE, SITE, policy)


def told(rewritten: Rewritten) -> str:
    return rewritten.content.decode()


def test_references_become_relative_and_are_followed() -> None:
    rewritten = rewrite('<a href="/t/1/">One</a><img src="/cards/x.png" alt=""><form action="/search/"></form>')

    assert '<a href="../../t/1/">One</a><img src="../../cards/x.png" alt="">' in told(rewritten)
    assert 'action="../../search/"' in told(rewritten)
    assert list(rewritten.found) == [Address("/t/1/"), Address("/cards/x.png"), Address("/search/")]


def test_anchors_and_what_leaves_the_archive_stay_as_they_are() -> None:
    body = '<a href="#q1">Q1</a><a href="https://example.org/a">Out</a>'

    assert body in told(rewrite(body))


def test_what_names_the_page_for_others_stays_absolute() -> None:
    canonical = '<link rel="canonical" href="https://chats.example.org/gardenlib/2015-05-12/">'

    assert canonical in told(rewrite("", canonical))


def test_pictures_for_other_sites_are_taken_along_under_their_address() -> None:
    picture = '<meta property="og:image" content="https://chats.example.org/cards/a.1.png">'
    rewritten = rewrite("", picture)

    assert picture in told(rewritten)
    assert Address("/cards/a.1.png") in rewritten.found


def test_the_oembed_answer_is_a_file_with_a_whole_address() -> None:
    page = "https%3A%2F%2Fchats.example.org%2Ft%2F1%2F"
    kind = 'rel="alternate" type="application/json+oembed"'
    rewritten = rewrite("", f'<link {kind} href="https://chats.example.org/oembed?url={page}&amp;format=json">')

    assert f'<link {kind} href="https://chats.example.org/oembed/t/1.json">' in told(rewritten)
    assert [str(one) for one in rewritten.found] == [f"/oembed?url={page}&format=json"]


def test_no_control_is_left_without_a_server_behind_it() -> None:
    head = '<link rel="alternate" href="/uploads/feed/">'
    form = '<form method="post" action="/t/1/"><button>Send</button></form>'
    rewritten = rewrite(f'<p>See <a href="/uploads/">the <b>uploads</b></a>.</p>{form}', head)

    assert "<p>See the <b>uploads</b>.</p></body>" in told(rewritten)
    assert "alternate" not in told(rewritten)
    assert list(rewritten.found) == []


def test_the_policy_of_a_page_stands_in_it() -> None:
    said = """http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'self'">"""

    assert said in told(rewrite("", policy=POLICY))


def test_hostile_words_stay_words() -> None:
    body = "<p>&lt;script&gt;1&lt;/script&gt; &amp;lt; &quot;</p><textarea>&lt;/textarea&gt;&lt;b&gt;</textarea>"

    assert '<p>&lt;script&gt;1&lt;/script&gt; &amp;lt; "</p>' in told(rewrite(body))
    assert "<textarea>&lt;/textarea&gt;&lt;b&gt;</textarea>" in told(rewrite(body))


def test_what_styles_scripts_and_sitemaps_refer_to_is_found() -> None:
    style, script = Address("/static/css/a.css"), Address("/static/js/a.js")
    sitemap = b"<loc>https://chats.example.org/t/1/</loc><loc>https://example.org/</loc>"

    found = rewrite_file(b'@import "b.css"; a { background: url(../x.png) }', "text/css", style, SITE).found
    assert list(found) == [Address("/static/css/b.css"), Address("/static/x.png")]
    found = rewrite_file(b'import { a } from "./b.js"; await import("../c.js")', "text/javascript", script, SITE).found
    assert list(found) == [Address("/static/js/b.js"), Address("/static/c.js")]
    assert list(rewrite_file(sitemap, "application/xml", Address("/sitemap.xml"), SITE).found) == [Address("/t/1/")]


def test_the_frame_that_an_oembed_answer_names_is_found() -> None:
    told = rb'{"html": "<blockquote></blockquote><iframe src=\"https://chats.example.org/t/1/embed/\" width=\"6\">"}'

    assert list(rewrite_file(told, "application/json", HERE, SITE).found) == [Address("/t/1/embed/")]


def test_leaves_of_a_feed_are_files() -> None:
    feed = Address("/feeds/people/twitter/ann.atom")
    next_leaf = b'<link rel="next" href="https://chats.example.org/feeds/people/twitter/ann.atom?page=2"/>'
    rewritten = rewrite_file(next_leaf, "application/atom+xml", feed, SITE)

    assert b'"https://chats.example.org/feeds/people/twitter/ann.page-2.atom"' in rewritten.content
    assert [(str(one), one.file) for one in rewritten.found] == [
        ("/feeds/people/twitter/ann.atom?page=2", "feeds/people/twitter/ann.page-2.atom")
    ]
