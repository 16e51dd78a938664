"""What a page is about, for machines: JSON-LD in the words of schema.org. Pure.

A chat is a DiscussionForumPosting as Google describes it for forums, its posts are Comments. The page of a chat names
its questions only, each with its address, since it would weigh twice as much with every text in it again; the page of a
question and of a post hold their posts whole.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import TypeAlias

from .conversation import Conversation
from .posts import Person, ShownPost
from .transcript import Section, Transcript
from .tweet_html import is_web_address, plain

Node: TypeAlias = dict[str, object]

IN_SCRIPTS = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"})
"""A text may hold "</script>"."""


def as_json(node: Node) -> str:
    """Return a description as it stands in a page."""
    return json.dumps({"@context": "https://schema.org"} | node, ensure_ascii=False, separators=(",", ":")).translate(
        IN_SCRIPTS
    )


def describe_archive(name: str, site_url: str) -> Node:
    """Describe the archive, and how it is searched."""
    search = {
        "@type": "SearchAction",
        "target": {"@type": "EntryPoint", "urlTemplate": f"{site_url}/search/?q={{search_term_string}}"},
        "query-input": "required name=search_term_string",
    }
    return {"@type": "WebSite", "name": name, "url": f"{site_url}/", "potentialAction": search}


def describe_chat(transcript: Transcript, site_url: str) -> Node:
    """Describe a chat with its questions."""
    return {
        "@type": "DiscussionForumPosting",
        **_begun(transcript, site_url),
        "headline": plain(transcript.title),
        "text": plain(transcript.framing) or transcript.summary,
        "url": f"{site_url}{transcript.path}",
        "interactionStatistic": _counted("CommentAction", transcript.gaps.posts),
        "comment": [_asked(section, transcript, site_url) for section in transcript.questions],
    }


def describe_question(section: Section, transcript: Transcript, site_url: str) -> Node:
    """Describe a question with its answers, each with its replies."""
    return _asked(section, transcript, site_url) | {
        "@type": "DiscussionForumPosting",
        "headline": plain(section.title),
        "interactionStatistic": _counted("CommentAction", section.count),
        "isPartOf": {
            "@type": "DiscussionForumPosting",
            "headline": plain(transcript.title),
            "url": f"{site_url}{transcript.path}",
        },
        "comment": _comments(section.posts, site_url),
    }


def describe_post(talk: Conversation, site_url: str) -> Node:
    """Describe a post with what answers it, and what it answers by its address."""
    post = _comment(talk.post, site_url) | {"isPartOf": {"@id": f"{site_url}{talk.standings[0].chat_path}"}}
    if talk.below:
        post["comment"] = _comments(talk.below, site_url)
    if talk.above:
        post["parentItem"] = {"@type": "Comment", "url": f"{site_url}{talk.above[-1].path}"}
    else:
        post |= {"@type": "DiscussionForumPosting", "headline": talk.headline}
    return {"@type": "WebPage", "url": f"{site_url}{talk.post.path}", "mainEntity": post}


def describe_person(person: Person, posts: int, site_url: str) -> Node:
    """Describe somebody by what they wrote here."""
    told = _person(person, site_url) | {"agentInteractionStatistic": _counted("WriteAction", posts)}
    return {"@type": "ProfilePage", "url": f"{site_url}{person.path}", "mainEntity": told}


def _begun(transcript: Transcript, site_url: str) -> Node:
    """Return who began a chat, and when; a chat without a host is its series'."""
    began = transcript.sessions[0].start.isoformat() if transcript.sessions else f"{transcript.date}"
    hosts = [_person(host, site_url) for host in transcript.hosts]
    return {"author": hosts or _series(transcript, site_url), "datePublished": began}


def _asked(section: Section, transcript: Transcript, site_url: str) -> Node:
    """Return a question as a comment on its chat, by whoever asked it first."""
    asks = [{"author": _person(post.author, site_url), "datePublished": post.published} for post in section.asks[:1]]
    return {
        "@type": "Comment",
        **(asks[0] if asks else _begun(transcript, site_url)),
        "text": plain(section.title),
        "url": f"{site_url}{section.path}",
        "commentCount": section.count,
    }


def _comments(posts: Iterable[ShownPost], site_url: str) -> list[Node]:
    return [_with_replies(post, site_url) for post in posts]


def _with_replies(post: ShownPost, site_url: str) -> Node:
    replies: Node = {"comment": _comments(post.replies, site_url)} if post.replies else {}
    return _comment(post, site_url) | replies


def _comment(post: ShownPost, site_url: str) -> Node:
    """Return a post; one without words has its pictures."""
    said: Node = {
        "@type": "Comment",
        "author": _person(post.author, site_url),
        "datePublished": post.published,
        "text": plain(post.text),
        "url": f"{site_url}{post.path}",
    }
    pictures = [item.url for item in post.words.media if item.word == "Photo" and is_web_address(item.url)]
    if pictures:
        said["image"] = pictures
    if post.retweets:
        said["interactionStatistic"] = _counted("ShareAction", len(post.retweets))
    return said


def _person(person: Person, site_url: str) -> Node:
    return {
        "@type": "Person",
        "name": person.name,
        "alternateName": f"@{person.handle}",
        "url": f"{site_url}{person.path}",
    }


def _series(transcript: Transcript, site_url: str) -> Node:
    return {"@type": "Organization", "name": transcript.series_name, "url": f"{site_url}/{transcript.series}/"}


def _counted(action: str, number: int) -> Node:
    return {
        "@type": "InteractionCounter",
        "interactionType": f"https://schema.org/{action}",
        "userInteractionCount": number,
    }
