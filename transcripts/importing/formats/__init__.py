"""The formats that can be read, asked in this order; a new one is a file here and a line below."""

from __future__ import annotations

from .api_records import ApiRecords
from .base import Format
from .bluesky import Bluesky
from .bluesky_copied import BlueskyCopied
from .discord import Discord
from .flat_json import FlatJson
from .gnip import Gnip
from .html_table import HtmlTable
from .irc import IrcLog
from .jetstream import Jetstream
from .mastodon import Mastodon
from .mastodon_outbox import MastodonOutbox
from .named_blocks import NamedBlocks
from .nitter import Nitter
from .recap import Recap
from .reddit import Reddit
from .slack import Slack
from .snscrape import Snscrape
from .spreadsheet import Spreadsheet
from .storify import Storify
from .tchat import Tchat
from .transcript import Transcript
from .twapperkeeper import TwapperKeeper
from .tweet_script import TweetScript
from .twitter_archive import TwitterArchive
from .twitter_search_v1 import TwitterSearchV1
from .twitter_v1 import TwitterV1
from .twitter_v2 import TwitterV2
from .web_page import WebPage
from .workbook import Workbook
from .zipped import Zipped

FORMATS: tuple[Format, ...] = (
    TwitterArchive(),
    Slack(),
    Workbook(),
    # Formats that know a zip by its listing come before this one, which takes every zip.
    Zipped(lambda head, filename: detect(head, filename)),
    TwitterV1(),
    TwitterV2(),
    TwitterSearchV1(),
    Snscrape(),
    Gnip(),
    Jetstream(),
    Bluesky(),
    Mastodon(),
    MastodonOutbox(),
    TwapperKeeper(),
    Storify(),
    Discord(),
    Reddit(),
    Nitter(),
    ApiRecords(),
    HtmlTable(),
    WebPage(),
    FlatJson(),
    Spreadsheet(),
    TweetScript(),
    Tchat(),
    IrcLog(),
    BlueskyCopied(),
    NamedBlocks(),
    Recap(),
    Transcript(),
)


def detect(head: bytes, filename: str) -> Format | None:
    """The first format that knows a file beginning with `head` (64 KiB, decompressed); None when none does."""
    return next((kind for kind in FORMATS if kind.recognises(head, filename)), None)


def by_name(name: str) -> Format:
    """The format called `name`; raises KeyError for any other."""
    return {kind.name: kind for kind in FORMATS}[name]
