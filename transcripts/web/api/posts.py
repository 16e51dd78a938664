"""Posts: all of them leaf by leaf, and one in its context."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from django.http import HttpRequest, HttpResponseBase
from ninja import Router
from ninja.params.functions import Path, Query

from ...models import Chat, ChatQuerySet, Placement, PlacementQuerySet, Tweet, TweetQuerySet, fold_handle
from ...publishing import Conversation, PlacedPost, ShownPost, people_numbers, placed_at, placed_posts, unfolded
from ..people import find_accounts, find_tweet
from .answering import give
from .fields import NO_NUL, choice_of, expansion_of, listed
from .keys import KeyOptional, readable_chats
from .paging import LIMIT, cursor_of, next_leaf, rows_after
from .reading import chat_of_filter, readable_series
from .schemas.chats import ChatRef
from .schemas.moments import Moment
from .schemas.people import PersonRef
from .schemas.posts import Expanded, PostInContext, PostOut, Posts, fields_of

router = Router(tags=["Posts"], auth=KeyOptional())
AUTHOR, QUESTION = "author", "question"
EXPAND = expansion_of(AUTHOR, QUESTION)
SERIES = Query("", pattern=r"^[a-z0-9_-]{1,60}$", description="Only of this series.", example="gardenlib")
CHAT = Query(
    "",
    pattern=r"^[a-z0-9_-]{1,60}/[a-z0-9-]{1,20}$",
    description="Only of this chat, as series and address. A key that may read drafts may name one.",
    example="gardenlib/2015-05-12",
)
PERSON = Query(
    "",
    pattern=r"^[a-z][a-z0-9-]{0,19}/[^\x00]{1,200}$",
    description="Only by this person, as network and handle.",
    example="twitter/ann",
)
MOMENT = "2015-05-12T00:00:00Z"


@router.get("", response=Posts, summary="All posts")
def list_posts(
    request: HttpRequest,
    series: str = SERIES,
    chat: str = CHAT,
    person: str = PERSON,
    since: Moment | None = Query(None, description="Only those posted then or later.", example=MOMENT),
    until: Moment | None = Query(None, description="Only those posted before.", example=MOMENT),
    retweets: bool = Query(True, description="False leaves out what repeats another post."),
    limit: int = LIMIT,
    cursor: str = cursor_of("posts"),
    fields: str = choice_of(PostOut),
    expand: str = EXPAND,
) -> HttpResponseBase:
    """Public posts, in the order in which the archive took them in, which nothing changes.

    Follow `next` from leaf to leaf to read all of them: every post that is public all the while comes exactly once,
    also while more are imported. To read a chat in the order of its conversation, take its transcript; to find posts,
    newest first or by their words, search.
    """
    chats = chats_asked_for(request, series, chat)
    posts = Tweet.objects.shown_at(Placement.objects.filter(chat__in=chats))
    posts = said_by(posts, person) if person else posts
    posts = posts.filter(posted_at__gte=since) if since else posts
    posts = posts.filter(posted_at__lt=until) if until else posts
    rows = rows_after(posts if retweets else posts.originals(), cursor, limit)
    placed = placed_posts(rows[:limit], chats)
    leaf = Posts(items=expanded(placed, expand), next=next_leaf(request, rows, limit, lambda pk: (pk,)))
    return give(request, leaf, fields=fields)


@router.get("/{str:key}", response=PostInContext, summary="One post in its context")
def one_post(
    request: HttpRequest,
    key: str = Path(..., pattern=NO_NUL, description="The key of the post.", example="598298441256333312"),
    fields: str = choice_of(PostInContext),
    expand: str = EXPAND,
) -> HttpResponseBase:
    """A post with the conversation around it, as its page shows it.

    A retweet has no conversation of its own: `repost_of` is the key of the post that it repeats, where that is known.
    """
    found = readable_post(request, key)
    places = list(places_of(found, readable_chats(request)))
    return give(request, in_context(found, places, expand), fields=fields)


def readable_post(request: HttpRequest, key: str) -> Tweet:
    """Return a post that who asks may read; raises Removed where one stood in a chat that was public, else Http404."""
    places = Placement.objects.filter(chat__in=readable_chats(request))
    return Tweet.objects.shown_at(places).filter(key=key).first() or find_tweet(key)


def places_of(tweet: Tweet, chats: ChatQuerySet) -> PlacementQuerySet:
    """Return where a post stands in some chats, the earliest chat first."""
    rows = tweet.placements.filter(chat__in=chats)
    around = rows.select_related("chat__series", "question", "tweet").prefetch_related("chat__questions")
    return around.order_by("chat__date", "chat__address", "chat__series__slug")


def in_context(tweet: Tweet, places: Sequence[Placement], expand: str) -> PostInContext:
    """Return a post with the conversation around it in the first of its places."""
    if tweet.is_repost or tweet.repost_of_key:
        told = placed_at([places[0].pk])
        above, retweets = 0, []
    else:
        talk = Conversation.at(tweet, places)
        told = list(placed_around(places[0].chat, [talk.post, *talk.above, *unfolded(talk.below)]))
        above, retweets = len(talk.above), [PersonRef.of(repeat.author) for repeat in talk.post.retweets]
    others = expanded(told[1:], expand)
    return PostInContext(
        **fields_of(told[0], numbers_of(told[:1], expand), with_question=QUESTION in listed(expand)),
        chats=[ChatRef.of(place.chat) for place in places],
        above=others[:above],
        replies=others[above:],
        retweets=retweets,
    )


def placed_around(chat: Chat, posts: Iterable[ShownPost]) -> Iterator[PlacedPost]:
    """Yield posts of one chat where they stand in it."""
    questions = {question.label: question for question in chat.questions.all()}
    for post in posts:
        yield PlacedPost(post, chat, questions.get(post.place.label.removesuffix(".ask")))


def chats_asked_for(request: HttpRequest, series: str, chat: str) -> ChatQuerySet | list[int]:
    """Return the chats whose posts are asked for; raises Removed or Http404 for one that may not be read.

    A single one is returned by its row: then PostgreSQL reads its posts only, and not all posts up to them.
    """
    if chat:
        return [chat_of_filter(request, chat).pk]
    public = Chat.objects.public()
    return public.filter(series=readable_series(request, series)) if series else public


def said_by(posts: TweetQuerySet, person: str) -> TweetQuerySet:
    """Return those of some posts that a person wrote; raises Removed or Http404 for one who wrote nothing."""
    network, _, handle = person.partition("/")
    return posts.filter(author__in=find_accounts(network, fold_handle(handle)))


def expanded(placed: Sequence[PlacedPost], expand: str) -> list[PostOut]:
    """Return posts with what was asked for in full."""
    numbers = numbers_of(placed, expand)
    return [PostOut.of(one, numbers, with_question=QUESTION in listed(expand)) for one in placed]


def numbers_of(placed: Sequence[PlacedPost], expand: str) -> Expanded | None:
    """Return what is counted of the authors of posts, by the keys of the posts, where it was asked for."""
    if AUTHOR not in listed(expand):
        return None
    keys = [one.post.key for one in placed]
    authors = dict(Tweet.objects.filter(key__in=keys).values_list("key", "author"))
    numbers = people_numbers(set(authors.values()))
    return {key: numbers[author] for key, author in authors.items() if author in numbers}
