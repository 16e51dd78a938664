"""How complete a transcript is, in one line. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from ..counting import count, people

KINDS = {
    "api-records": "posts that a program sent",
    "bluesky": "a Bluesky file",
    "bluesky-copied": "posts copied from Bluesky",
    "discord": "a Discord export",
    "excel": "a spreadsheet",
    "flat-json": "a JSON file",
    "gnip": "a Twitter file",
    "html-table": "a saved table",
    "irc": "an IRC log",
    "jetstream": "a Bluesky stream",
    "mastodon": "a Mastodon file",
    "mastodon-outbox": "an account’s own archive",
    "named-blocks": "a pasted transcript",
    "nitter": "a Nitter feed",
    "recap": "a recap",
    "reddit": "a Reddit thread",
    "slack": "a Slack export",
    "snscrape": "a Twitter file",
    "spreadsheet": "a spreadsheet",
    "storify": "a Storify story",
    "tchat": "a tchat.io transcript",
    "transcript": "a pasted transcript",
    "tweet-script": "a Markdown transcript",
    "twapperkeeper": "a TwapperKeeper archive",
    "twitter-archive": "an account’s own archive",
    "twitter-search-v1": "a Twitter search",
    "twitter-v1": "a Twitter file",
    "twitter-v2": "a Twitter file",
    "web-page": "a saved web page",
    "zip": "a zip of files",
}


@dataclass(frozen=True, slots=True)
class Gaps:
    """What a transcript holds and lacks; `formats` are the kinds of upload it is from, `selections` those of quotes."""

    posts: int
    people: int
    retweets: int = 0
    unsorted: int = 0
    hidden: int = 0
    formats: tuple[str, ...] = ()
    selections: tuple[str, ...] = ()

    @property
    def is_selection(self) -> bool:
        """True when nothing but chosen quotes is known of the chat."""
        return bool(self.selections) and not self.formats

    def __str__(self) -> str:
        if self.is_selection:
            return f"{count(self.posts, 'quote')} from a recap, by {people(self.people)}; not the whole chat."
        told = [f"{count(self.posts, 'post')} by {people(self.people)}"]
        if self.retweets:
            told.append(f"{count(self.retweets, 'retweet')} folded in")
        if self.unsorted:
            told.append(f"{self.unsorted:,} not sorted yet")
        if self.hidden:
            told.append(f"{self.hidden:,} hidden")
        return f"{', '.join(told + self._sources())}."

    def _sources(self) -> list[str]:
        told = [f"from {_files(self.formats)}"] if self.formats else []
        return [*told, "with quotes from a recap"] if self.selections else told


def _files(formats: tuple[str, ...]) -> str:
    """Return the kinds of upload in words: a Twitter file and a pasted transcript."""
    named = list(dict.fromkeys(KINDS[name] for name in formats))
    return named[0] if len(named) == 1 else f"{', '.join(named[:-1])} and {named[-1]}"
