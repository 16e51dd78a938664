"""Every validator by its name: the quick ones need no more than answers, the slow ones a server and programs."""

from __future__ import annotations

from ..site import Validator
from . import axe, feeds, lighthouse, linkinator, links, microformats, nu, oembed, sitemaps, structured_data

QUICK: dict[str, Validator] = {
    "links": links.check,
    "extruct": structured_data.check,
    "mf2py": microformats.check,
    "feeds": feeds.check,
    "sitemaps": sitemaps.check,
    "oEmbed": oembed.check,
}
SLOW: dict[str, Validator] = {
    "Nu": nu.check,
    "axe": axe.check,
    "linkinator": linkinator.check,
    "Lighthouse": lighthouse.check,
}
VALIDATORS = QUICK | SLOW
