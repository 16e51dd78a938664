"""A tweet as an account archive keeps it, in the words of Twitter's API v1.1.

Archives leave out what goes without saying there: who wrote it. Those since 2018 write numbers as strings, name no
quoted tweet, and know of a retweet nothing but its text.
"""

from __future__ import annotations

import json
from dataclasses import dataclass

from .json_fields import JsonObject, digits, obj, objects, string
from .status_urls import status_url


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose archive it is."""

    handle: str = ""
    name: str = ""
    account_id: str = ""

    @property
    def as_user(self) -> JsonObject:
        return {"screen_name": self.handle, "name": self.name, "id_str": self.account_id}


def owner_in(text: bytes) -> Owner:
    """The owner in `account.js` or `user_details.js` (what follows its "="); of no one when it is neither."""
    try:
        content = json.loads(text)
    except (ValueError, RecursionError):
        return Owner()
    for account in [obj(entry.get("account")) for entry in objects(content)] or [obj(content)]:
        handle = string(account.get("username")) or string(account.get("screen_name"))
        name = string(account.get("accountDisplayName")) or string(account.get("full_name"))
        if handle:
            return Owner(handle, name, digits(account.get("accountId"), account.get("id")))
    return Owner()


def archived_tweet(tweet: JsonObject, owner: Owner) -> JsonObject:
    """`tweet` with its author, the id it was born with, how often it was edited since, and the tweet it quotes."""
    if "screen_name" in obj(tweet.get("user")):
        return tweet
    return {
        **tweet,
        "user": owner.as_user,
        "id_str": _first_version(tweet) or tweet.get("id_str"),
        "edits": _edits(tweet),
        "quoted_status_id_str": tweet.get("quoted_status_id_str") or _quoted_id(tweet),
    }


def _first_version(tweet: JsonObject) -> str:
    """The first of the ids an edited tweet has had, under which files from before the edit know it."""
    edit = obj(tweet.get("edit_info"))
    versions = obj(edit.get("initial")).get("editTweetIds")
    first = versions[0] if isinstance(versions, list) and versions else None
    return digits(obj(edit.get("edit")).get("initialTweetId"), first)


def _edits(tweet: JsonObject) -> int:
    """Which version this is; of one whose ids are not listed, it is known only that it was edited."""
    edit = obj(tweet.get("edit_info"))
    control = obj(edit.get("initial")) or obj(obj(edit.get("edit")).get("editControlInitial"))
    versions, own_id = control.get("editTweetIds"), tweet.get("id_str")
    if isinstance(versions, list) and own_id in versions:
        return versions.index(own_id)
    return int("edit" in edit)


def _quoted_id(tweet: JsonObject) -> str:
    """A quoted tweet stands at the end of the text as its address."""
    text = (string(tweet.get("full_text")) or string(tweet.get("text"))).rstrip()
    for address in objects(obj(tweet.get("entities")).get("urls")):
        found = status_url(string(address.get("expanded_url")))
        is_last = text.endswith(string(address.get("url")) or " ")
        if found and is_last and "/photo/" not in string(address.get("expanded_url")):
            return found.tweet_id
    return ""
