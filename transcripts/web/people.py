"""Posts on their own pages, and the people who wrote them."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render

from ..models import LedgerEntry, Participant, Placement, Removal, Tweet, fold_handle
from ..once import once_in_a_copy
from ..publishing import (
    Conversation,
    Page,
    Person,
    QuotedPost,
    describe_person,
    describe_post,
    export_links,
    feed_links,
    people_with_pages,
    person_card,
    person_feed,
    person_path,
    post_card,
    post_path,
    said_by,
    sayings,
    written,
)
from .context import name_of_archive, this_site
from .listing import unlisted
from .permanent import Moved, Removed, permanent

PER_PAGE = 50


@permanent
def tweet(request: HttpRequest, key: str) -> HttpResponseBase:
    """Show a post in its context; a retweet leads to its original."""
    found = find_tweet(key)
    if original := original_of(found):
        return HttpResponseRedirect(post_path(original.key))
    talk = Conversation.of(found)
    page = Page(talk.people, {post.key for post in talk.every_post})
    chat = talk.standings[0]
    quoted = QuotedPost.of(talk.post, chat.title, chat.chat_path, this_site())
    shown = {"talk": talk, "page": page, "forms": written([quoted])}
    shown["files"] = export_links(post_path(key).rstrip("/"))
    shown |= {"card": post_card(talk, name_of_archive()), "about": describe_post(talk, settings.SITE_URL)}
    noindex = not is_listed(found)
    return unlisted(render(request, "tweet.html", shown | {"noindex": noindex}), when=noindex)


@permanent
def person(request: HttpRequest, network: str, handle: str) -> HttpResponseBase:
    """Show what someone said, across chats; a former handle leads to the one of today."""
    current = find_current(network, handle, str)
    leaf = Paginator(said_by(current), PER_PAGE).get_page(request.GET.get("page"))
    said = sayings(tuple(leaf.object_list))
    page = Page(people_with_pages(saying.post for saying in said))
    path = person_path(network, handle)
    author = Person.of(current[0])
    shown = {"person": author, "leaf": leaf, "sayings": said, "page": page}
    shown["earlier"] = [Person.of(one) for one in find_accounts(network, handle) if one not in current]
    shown["card"] = person_card(author, leaf.paginator.count, name_of_archive())
    shown["about"] = describe_person(author, leaf.paginator.count, settings.SITE_URL)
    noindex = not are_listed(current)
    links = {"feeds": feed_links(person_feed(path)), "files": export_links(f"{path}posts"), "noindex": noindex}
    return unlisted(render(request, "person.html", shown | links | _canonical(path, leaf.number)), when=noindex)


@once_in_a_copy(keep=64)
def find_tweet(key: str) -> Tweet:
    """Return a post anyone may see; raises Removed where one stood in a chat that was public, else Http404."""
    found = Tweet.objects.public().filter(key=key).first()
    if found is None:
        places = Placement.objects.filter(tweet__key=key, chat__first_published_at__isnull=False)
        raise Removed if places.exists() else Http404
    return found


@once_in_a_copy(keep=64)
def is_listed(post: Tweet) -> bool:
    """True when other search engines may list the page of a public post."""
    return Tweet.objects.listed().filter(pk=post.pk).exists()


def original_of(repeat: Tweet) -> Tweet | None:
    """Return what a post repeats, where anyone may see it; None for a post that repeats nothing, too."""
    key = repeat.repost_of_key
    return Tweet.objects.public().filter(key=key).first() if key else None


@once_in_a_copy(keep=64)
def find_accounts(network: str, handle: str) -> tuple[Participant, ...]:
    """Return the accounts with public posts that go or went by a handle, the one seen last first."""
    called = Participant.objects.called(network, fold_handle(handle))
    found = tuple(called.filter(tweets__in=Tweet.objects.public()).distinct().seen_last_first())
    if not found:
        was_public = called.filter(tweets__chats__first_published_at__isnull=False).exists()
        had_page = LedgerEntry.objects.holds(person_path(network, handle)) or Removal.objects.had_page(network, handle)
        raise Removed if was_public or had_page else Http404
    return found


def find_current(network: str, handle: str, path_from: Callable[[str], str]) -> tuple[Participant, ...]:
    """Return the accounts with public posts that go by a handle now, the one seen last first.

    Raises Moved for a former handle; `path_from` makes the path to lead to of the path of the person's page.
    """
    accounts = find_accounts(network, handle)
    current = tuple(account for account in accounts if account.folded == handle)
    if not current:
        raise Moved(path_from(person_path(network, accounts[0].folded)))
    return current


@once_in_a_copy(keep=64)
def are_listed(accounts: tuple[Participant, ...]) -> bool:
    """True when other search engines may list the page of accounts with one handle."""
    kept_out = any(account.noindex for account in accounts)
    return not kept_out and Tweet.objects.listed().filter(author__in=accounts).exists()


def _canonical(path: str, number: int) -> dict[str, str]:
    """Return the address of a leaf; the first is the page itself."""
    return {"canonical": f"{settings.SITE_URL}{path}{f'?page={number}' if number > 1 else ''}"}
