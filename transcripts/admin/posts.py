"""Posts, the people who wrote them, and what readers ask about them."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import admin, messages
from django.contrib.auth.models import AbstractBaseUser
from django.db.models import Model, QuerySet
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from .. import curating
from ..counting import count
from ..counting import people as number_of_people
from ..models import (
    Participant,
    Placement,
    Request,
    Tweet,
    TweetQuerySet,
)
from .base import AnyInline, KeptAdmin, ReadOnlyAdmin


class PlacementInline(AnyInline):
    """Where a post stands; what is changed here stays through every regrouping."""

    model = Placement
    extra = 0
    fields = ("chat", "question", "part", "role", "method", "confidence")
    readonly_fields = ("chat", "method", "confidence")
    autocomplete_fields = ("question",)
    can_delete = False

    def has_add_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """A post stands once in each chat it belongs to."""
        return False


@admin.register(Tweet)
class TweetAdmin(KeptAdmin):
    """The posts: read, hide, place."""

    list_display = ("posted_at", "author", "text", "hidden")
    list_display_links = ("posted_at", "text")
    list_filter = ("hidden", "network", "is_repost", "cut_at_source")
    list_select_related = ("author",)
    search_fields = ("=key", "=source_id", "author__handle__istartswith", "text")
    search_help_text = "A key, a handle's beginning, or words"
    fields = ("author", "text", "posted_at", "url", "remark", "app", "hidden", "hidden_reason")
    readonly_fields = ("author", "text", "posted_at", "url", "remark", "app")
    inlines = (PlacementInline,)
    actions = ("hide", "show", "remove")

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Posts come from files."""
        return False

    @admin.action(description="Hide the selected posts as spam", permissions=["change"])
    def hide(self, request: HttpRequest, tweets: TweetQuerySet) -> None:
        """Hide posts."""
        messages.success(request, f"Hidden: {count(curating.hide(tweets, 'spam'), 'post')}.")

    @admin.action(description="Show the selected posts again", permissions=["change"])
    def show(self, request: HttpRequest, tweets: TweetQuerySet) -> None:
        """Show posts again."""
        messages.success(request, f"Shown: {count(curating.show(tweets), 'post')}.")

    @admin.action(description="Remove the selected posts for good (asks once more)", permissions=["change"])
    def remove(self, request: HttpRequest, tweets: TweetQuerySet) -> HttpResponse | None:
        """Remove posts for good, after a second question: nothing brings them back."""
        if "sure" not in request.POST:
            shown = {"title": "Remove these posts for good?", "tweets": tweets}
            return render(request, "admin/remove_posts.html", self.admin_site.each_context(request) | shown)
        messages.success(request, f"Removed for good: {count(curating.remove(tweets), 'post')}.")
        return None

    def save_model(self, request: HttpRequest, tweet: Tweet, form: ModelForm[Tweet], change: bool) -> None:
        """Hide or show by the same door as everybody."""
        this = Tweet.objects.filter(pk=tweet.pk)
        if not form.changed_data:
            return
        if tweet.hidden:
            curating.hide(this, tweet.hidden_reason)
        else:
            curating.show(this)

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        """Write changed places as a person's decisions."""
        for placement in formset.save(commit=False):
            curating.place(placement, cast(AbstractBaseUser, request.user))


@admin.register(Participant)
class ParticipantAdmin(ReadOnlyAdmin):
    """The people."""

    list_display = ("handle", "name", "network", "noindex")
    list_filter = ("network", "noindex")
    search_fields = ("handle", "name", "=source_id", "=handles__folded")
    actions = ("keep_out", "let_in", "remove")

    def has_list_permission(self, request: HttpRequest) -> bool:
        """True for those who may change people."""
        return request.user.has_perm("transcripts.change_participant")

    @admin.action(description="Keep the selected people’s pages and posts out of search engines", permissions=["list"])
    def keep_out(self, request: HttpRequest, people: QuerySet[Participant]) -> None:
        """Ask other search engines not to list people."""
        messages.success(
            request, f"Kept out of search engines: {number_of_people(curating.list_people(people, listed=False))}."
        )

    @admin.action(description="Let search engines list the selected people", permissions=["list"])
    def let_in(self, request: HttpRequest, people: QuerySet[Participant]) -> None:
        """Let other search engines list people again."""
        messages.success(
            request, f"Let into search engines: {number_of_people(curating.list_people(people, listed=True))}."
        )

    def has_remove_permission(self, request: HttpRequest) -> bool:
        """True for those who may delete people."""
        return request.user.has_perm("transcripts.delete_participant")

    @admin.action(description="Remove the selected people for good (asks once more)", permissions=["remove"])
    def remove(self, request: HttpRequest, people: QuerySet[Participant]) -> HttpResponse | None:
        """Have a worker remove people for good, after a second question: nothing brings them back."""
        if "sure" not in request.POST:
            shown = {"title": "Remove these people for good?", "people": people}
            return render(request, "admin/remove_people.html", self.admin_site.each_context(request) | shown)
        for person in people:
            curating.remove_person_later(person)
        messages.success(request, "They are out of sight, and will be removed for good in a moment.")
        return None


@admin.register(Request)
class RequestAdmin(ReadOnlyAdmin):
    """What readers asked, and who decided what; open ones are answered in the queue."""

    list_display = ("made_at", "kind", "chat", "key", "state", "decided_by", "decided_at")
    list_filter = ("state", "kind")
    list_select_related = ("chat__series", "decided_by")
    search_fields = ("=key",)
    date_hierarchy = "made_at"
