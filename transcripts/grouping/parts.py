"""What speaks for a post's being about no question: hellos, goodbyes, side talk, posts of others than the chat."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from .phrases import (
    LINK,
    begins_with_a_name,
    calls_for_a_chat,
    is_about_the_chat,
    is_arrival,
    is_countdown,
    is_farewell,
    is_hello,
    is_introduction,
    is_invitation,
    is_praise,
    is_spam,
    is_thanks,
    is_thanks_for_hosting,
    names_occupation,
)
from .posts import Part, Post
from .scene import CLOSING, Scene

INTRODUCED_WITHIN = 900.0
OPENING = timedelta(minutes=35)


@dataclass(frozen=True, slots=True)
class PartWeights:
    """How much each sign of a part says, set by hand."""

    hello: float = 4.0
    introduction: float = 2.5
    arrival: float = 2.0
    occupation: float = 2.0
    host_opens: float = 2.0
    countdown: float = 2.5
    farewell: float = 4.0
    thanks_for_hosting: float = 2.5
    thanks_at_end: float = 3.0
    thanks_to_host: float = 1.0
    praise_at_end: float = 1.5
    about_the_chat: float = 2.5
    spoke_here: float = 1.5
    link_of_a_stranger: float = 2.5
    stranger_to_stranger: float = 3.5
    invitation: float = 2.0
    spam: float = 7.0
    names_itself: float = 2.5
    announces_next: float = 4.0


WEIGHTS = PartWeights()


def score_parts(post: Post, scene: Scene) -> dict[str, float]:
    """Hellos, goodbyes, side talk and posts of others than the chat, by when they are said and how."""
    scores = _parts_by_phase(post, scene)
    _add_hellos(post, scene, scores)
    _add_goodbyes(post, scene, scores)
    text = post.text
    if is_about_the_chat(text) and scores[Part.INTRO] < WEIGHTS.host_opens - 2:
        scores[Part.ASIDE] += WEIGHTS.about_the_chat
        scores[Part.WRAPUP] += WEIGHTS.about_the_chat if post.posted_at.timestamp() > scene.last_asked else 0.0
    if post.author not in scene.authors and LINK.search(text) and not post.mentions:
        scores[Part.OFF] += WEIGHTS.link_of_a_stranger
    if post.author in scene.authors:
        scores[Part.OFF] -= WEIGHTS.spoke_here
    elif post.reply_to_author and post.reply_to_author not in scene.authors:
        scores[Part.OFF] += WEIGHTS.stranger_to_stranger
    if not post.mentions and is_spam(text):
        scores[Part.OFF] += WEIGHTS.spam
    if is_invitation(text) and not is_hello(text):
        scores[Part.OFF] += WEIGHTS.invitation
    return {str(part): score for part, score in scores.items()}


def _parts_by_phase(post: Post, scene: Scene) -> dict[Part, float]:
    at = post.posted_at.timestamp()
    first, last = scene.hours[0], scene.hours[-1]
    if at < scene.first_asked:
        before = post.posted_at < first.start - OPENING
        return {Part.INTRO: -1.8, Part.ASIDE: -1.5, Part.WRAPUP: -9.0, Part.OFF: 1.0 if before else -3.0}
    if post.posted_at > last.end + CLOSING:
        return {Part.INTRO: -5.0, Part.ASIDE: -0.5, Part.WRAPUP: -1.5, Part.OFF: 0.7}
    if at > scene.last_asked:
        return {Part.INTRO: -4.0, Part.ASIDE: -2.2, Part.WRAPUP: -2.5, Part.OFF: -4.0}
    return {Part.INTRO: -3.5, Part.ASIDE: -2.5, Part.WRAPUP: -4.2, Part.OFF: -4.0}


def _add_hellos(post: Post, scene: Scene, scores: dict[Part, float]) -> None:
    at, text = post.posted_at.timestamp(), post.text
    early = at < scene.first_asked + INTRODUCED_WITHIN
    scores[Part.INTRO] += WEIGHTS.hello if is_hello(text) else 0.0
    scores[Part.INTRO] += WEIGHTS.introduction if is_introduction(text) else 0.0
    scores[Part.INTRO] += WEIGHTS.arrival if is_arrival(text) else 0.0
    scores[Part.INTRO] += WEIGHTS.occupation if early and names_occupation(text) else 0.0
    first_words = scene.first_words.get(post.author) == post.key
    if first_words and begins_with_a_name(text, ",.!" if at < scene.first_asked else ","):
        scores[Part.INTRO] += WEIGHTS.names_itself
    if at < scene.first_asked:
        scores[Part.INTRO] += WEIGHTS.countdown if is_countdown(text) else 0.0
        scores[Part.INTRO] += WEIGHTS.host_opens if post.author in scene.hosts and not post.reply_to else 0.0


def _add_goodbyes(post: Post, scene: Scene, scores: dict[Part, float]) -> None:
    at_end = post.posted_at.timestamp() > scene.last_asked
    if is_farewell(post.text):
        scores[Part.WRAPUP] += WEIGHTS.farewell
    if is_thanks(post.text):
        to_host = _to_host(post, scene) or post.author in scene.hosts
        scores[Part.WRAPUP] += (WEIGHTS.thanks_at_end if at_end else 0.0) + (WEIGHTS.thanks_to_host if to_host else 0.0)
        scores[Part.WRAPUP] += WEIGHTS.thanks_for_hosting if is_thanks_for_hosting(post.text) else 0.0
    if at_end and post.author in scene.hosts and calls_for_a_chat(post.text):
        scores[Part.WRAPUP] += WEIGHTS.announces_next
    if at_end and is_praise(post.text):
        scores[Part.WRAPUP] += WEIGHTS.praise_at_end + (WEIGHTS.thanks_to_host if _to_host(post, scene) else 0.0)


def _to_host(post: Post, scene: Scene) -> bool:
    return any(host in post.mentions for host in scene.hosts)
