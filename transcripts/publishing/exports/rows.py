"""A transcript as flat records: what every structured export tells of a post."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ..posts import ShownPost
from ..transcript import Transcript


@dataclass(frozen=True, slots=True)
class ExportedPost:
    """A post as files tell of it.

    Ids are the network's where it gave one, else the archive's key; `posted_at` is UTC in ISO 8601, a date alone
    where the source knew no time; `placement` is `Q1`, `Q1.ask` or the part; `source` names the kinds of upload. `best`
    and `remark` were added to the post at the desk.
    """

    network: str
    id: str
    author: str
    posted_at: str
    placement: str
    method: str
    confidence: float
    reply_to: str
    retweet_of: str
    hidden: bool
    source: str
    text: str
    url: str
    name: str
    key: str
    best: bool
    remark: str


def exported_posts(transcript: Transcript) -> Iterator[ExportedPost]:
    """Yield a transcript's posts in reading order, each followed by its retweets."""
    posts = [told for post in transcript.every_post for told in (post, *post.retweets)]
    ids = {post.key: post.source_id or post.key for post in posts}
    return (_exported(post, ids) for post in posts)


def _exported(post: ShownPost, ids: Mapping[str, str]) -> ExportedPost:
    return ExportedPost(
        network=post.author.network,
        id=ids[post.key],
        author=post.author.handle,
        posted_at=f"{post.posted_at:%Y-%m-%dT%H:%M:%SZ}" if post.has_time else f"{post.local:%Y-%m-%d}",
        placement=post.place.label,
        method=post.place.method,
        confidence=round(post.place.confidence, 3),
        reply_to=ids.get(post.reply_to, post.reply_to),
        retweet_of=ids.get(post.repost_of, post.repost_of),
        hidden=post.hidden,
        source=post.source,
        text=post.text,
        url=post.original,
        name=post.author.name,
        key=post.key,
        best=post.best,
        remark=post.host_remark,
    )
