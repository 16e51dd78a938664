"""The admin, for someone who runs an archive: look up, publish, hide, mend. Nothing that was public is deleted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django.contrib import admin, messages
from django.contrib.auth.models import AbstractBaseUser
from django.db.models import Model, QuerySet
from django.forms import CheckboxSelectMultiple, ModelForm, MultipleChoiceField
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.html import format_html

from . import curating
from .models import (
    Alias,
    ApiKey,
    Archive,
    Chat,
    Decision,
    ImportRun,
    LedgerEntry,
    Participant,
    Placement,
    Question,
    Request,
    ScheduledChat,
    Scope,
    Series,
    Session,
    Tweet,
    TweetQuerySet,
)

if TYPE_CHECKING:
    AnyAdmin = admin.ModelAdmin[Any]
    AnyInline = admin.TabularInline[Any, Any]
else:
    AnyAdmin, AnyInline = admin.ModelAdmin, admin.TabularInline

admin.site.site_header = admin.site.site_title = "Chatarchive"
admin.site.index_title = "The archive"


class KeptAdmin(AnyAdmin):
    """Rows that nobody deletes here, in lists that stay quick when there are a million."""

    show_full_result_count = False
    list_per_page = 50

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Never: what was once public must keep its answer."""
        return False


class ReadOnlyAdmin(KeptAdmin):
    """Rows that only the program writes."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Never: they come from files."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Never: they say what happened."""
        return False


@admin.register(Archive)
class ArchiveAdmin(KeptAdmin):
    """Who runs this."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Only once."""
        return not Archive.objects.exists()


@admin.register(Series)
class SeriesAdmin(KeptAdmin):
    """The chat shows."""

    list_display = ("name", "slug", "timezone", "publish_on_import")
    search_fields = ("name", "slug")
    exclude = ("tweets",)

    def save_model(self, request: HttpRequest, series: Series, form: ModelForm[Series], change: bool) -> None:
        """Group the series' chats again where what changed bears on that."""
        curating.change_series(series, set(form.changed_data))

    def get_readonly_fields(self, request: HttpRequest, obj: Series | None = None) -> tuple[str, ...]:
        """The slug stands in every address: it is fixed once a chat was published."""
        given_out = obj and obj.chats.filter(first_published_at__isnull=False).exists()
        return ("slug",) if given_out else ()


class SessionInline(AnyInline):
    """When a chat took place."""

    model = Session
    extra = 0


class QuestionInline(AnyInline):
    """What was asked."""

    model = Question
    extra = 0
    fields = ("position", "label", "text", "text_by_hand", "asked_at")
    readonly_fields = ("position", "label", "asked_at")
    can_delete = False

    def has_add_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Questions are found; their words can be mended."""
        return False


@admin.register(Chat)
class ChatAdmin(KeptAdmin):
    """The chats."""

    list_display = ("date", "series", "title", "state", "sure", "view_on_site_link")
    list_display_links = ("date",)
    list_editable = ("title",)
    list_filter = (("published_at", admin.EmptyFieldListFilter), "noindex", "series")
    list_select_related = ("series",)
    search_fields = ("title", "address", "series__slug")
    date_hierarchy = "date"
    autocomplete_fields = ("hosts",)
    fields = ("series", "date", "address", "title", "timezone", "hosts", "framing", "noindex", "by_hand", "confidence")
    readonly_fields = ("series", "date", "address", "confidence", "by_hand")
    inlines = (SessionInline, QuestionInline)
    actions = ("publish", "withdraw")

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Chats are found in files; `import_chat --date --start --end` makes one by hand."""
        return False

    @admin.display(description="state", ordering="published_at")
    def state(self, chat: Chat) -> str:
        """Whether it is public."""
        return "published" if chat.is_public else "withdrawn" if chat.was_public else "draft"

    @admin.display(description="sure", ordering="confidence")
    def sure(self, chat: Chat) -> str:
        """How sure it is that this was a chat."""
        return f"{chat.confidence:.0%}"

    @admin.display(description="page")
    def view_on_site_link(self, chat: Chat) -> str:
        """A link to its page."""
        return format_html('<a href="{}">{}</a>', chat.get_absolute_url(), chat.address) if chat.is_public else "–"

    @admin.action(description="Publish the selected chats", permissions=["change"])
    def publish(self, request: HttpRequest, chats: QuerySet[Chat]) -> None:
        """Show chats to everyone."""
        curating.publish(chats)
        messages.success(request, "Published.")

    @admin.action(
        description="Withdraw the selected chats (their addresses will say “Removed”)", permissions=["change"]
    )
    def withdraw(self, request: HttpRequest, chats: QuerySet[Chat]) -> None:
        """Take chats out of public view."""
        curating.withdraw(chats)
        messages.success(request, "Withdrawn.")

    def save_model(self, request: HttpRequest, chat: Chat, form: ModelForm[Chat], change: bool) -> None:
        """Remember which of the chat's facts a person fixed: regrouping leaves them alone."""
        fixed = {"title", "hosts", "timezone"}.intersection(form.changed_data)
        chat.by_hand = sorted({*chat.by_hand, *fixed})
        super().save_model(request, chat, form, change)

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        """Remember edited sessions and question texts as a person's, and have every page of the chat renewed."""
        if formset.has_changed() and formset.model is Session:
            form.instance.by_hand = sorted({*form.instance.by_hand, "sessions"})
            form.instance.save(update_fields=["by_hand"])
        for question_form in formset.forms:
            if formset.model is Question and "text" in question_form.changed_data:
                question_form.instance.text_by_hand = True
        super().save_formset(request, form, formset, change)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Renew the pages once all of it is saved."""
        super().save_related(request, form, formsets, change)
        form.instance.renew()
        curating.bring_index_in_step()


@admin.register(ScheduledChat)
class ScheduledChatAdmin(AnyAdmin):
    """What was announced: it finds and names chats."""

    list_display = ("date", "series", "start", "title", "hosts", "questions")
    list_editable = ("start", "title", "hosts", "questions")
    list_filter = ("series",)
    list_select_related = ("series",)
    search_fields = ("title", "series__slug")
    date_hierarchy = "date"

    def save_model(
        self, request: HttpRequest, line: ScheduledChat, form: ModelForm[ScheduledChat], change: bool
    ) -> None:
        """Have the chats of its day go by it."""
        curating.announce(line)

    def delete_model(self, request: HttpRequest, line: ScheduledChat) -> None:
        """Have them go by what is found again."""
        curating.call_off(line)

    def delete_queryset(self, request: HttpRequest, lines: QuerySet[ScheduledChat]) -> None:
        """One after the other."""
        for line in lines.select_related("series"):
            curating.call_off(line)


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
        messages.success(request, f"Hidden: {curating.hide(tweets, 'spam')}.")

    @admin.action(description="Show the selected posts again", permissions=["change"])
    def show(self, request: HttpRequest, tweets: TweetQuerySet) -> None:
        """Show posts again."""
        messages.success(request, f"Shown: {curating.show(tweets)}.")

    @admin.action(description="Remove the selected posts for good (asks once more)", permissions=["change"])
    def remove(self, request: HttpRequest, tweets: TweetQuerySet) -> HttpResponse | None:
        """Remove posts for good, after a second question: nothing brings them back."""
        if "sure" not in request.POST:
            return render(
                request, "admin/remove_posts.html", {**self.admin_site.each_context(request), "tweets": tweets}
            )
        messages.success(request, f"Removed for good: {curating.remove(tweets)}.")
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


@admin.register(Question)
class QuestionAdmin(ReadOnlyAdmin):
    """Only to be looked up when a post is placed; questions are edited with their chat."""

    list_display = ("label", "text", "chat")
    list_select_related = ("chat__series",)
    search_fields = ("label", "text", "chat__address", "chat__series__slug")


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
        messages.success(request, f"Kept out of search engines: {curating.list_people(people, listed=False)}.")

    @admin.action(description="Let search engines list the selected people", permissions=["list"])
    def let_in(self, request: HttpRequest, people: QuerySet[Participant]) -> None:
        """Let other search engines list people again."""
        messages.success(request, f"Let into search engines: {curating.list_people(people, listed=True)}.")

    def has_remove_permission(self, request: HttpRequest) -> bool:
        """True for those who may delete people."""
        return request.user.has_perm("transcripts.delete_participant")

    @admin.action(description="Remove the selected people for good (asks once more)", permissions=["remove"])
    def remove(self, request: HttpRequest, people: QuerySet[Participant]) -> HttpResponse | None:
        """Have a worker remove people for good, after a second question: nothing brings them back."""
        if "sure" not in request.POST:
            return render(
                request, "admin/remove_people.html", {**self.admin_site.each_context(request), "people": people}
            )
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


@admin.register(ImportRun)
class ImportRunAdmin(ReadOnlyAdmin):
    """The uploads."""

    list_display = ("file_name", "series", "format", "state", "read", "added", "updated", "started_at")
    list_filter = ("state", "format", "series")
    list_select_related = ("series",)
    search_fields = ("file_name", "=sha256")


@admin.register(Decision)
class DecisionAdmin(ReadOnlyAdmin):
    """What people decided about posts, and whether they took it back."""

    list_display = ("made_at", "who", "where", "key", "kind", "before", "after", "undone_at")
    list_filter = ("kind",)
    list_select_related = ("by",)
    search_fields = ("=key", "where")
    date_hierarchy = "made_at"


@admin.register(LedgerEntry)
class LedgerEntryAdmin(ReadOnlyAdmin):
    """Every address that was ever public."""

    list_display = ("path", "kind", "since")
    list_filter = ("kind",)
    search_fields = ("path",)


class ApiKeyForm(ModelForm[ApiKey]):
    """What a key is for."""

    scopes = MultipleChoiceField(choices=Scope.choices, widget=CheckboxSelectMultiple, label="It may")

    class Meta:
        model = ApiKey
        fields = ("name", "scopes", "expires_at")


@admin.register(ApiKey)
class ApiKeyAdmin(KeptAdmin):
    """The keys by which programs write."""

    form = ApiKeyForm
    list_display = ("name", "prefix", "may", "holds", "last_used_at", "made_by", "made_at")
    list_select_related = ("made_by",)
    fields = ("name", "scopes", "expires_at")
    actions = ("revoke",)

    def get_fields(self, request: HttpRequest, obj: ApiKey | None = None) -> tuple[str, ...]:
        """A new one is made of three fields; of one that is there all but the key itself is shown."""
        told = ("prefix", "may", "made_by", "made_at", "last_used_at", "revoked_at", "revoked_because")
        return ("name", *told, "expires_at") if obj else ("name", "scopes", "expires_at")

    def has_change_permission(self, request: HttpRequest, obj: ApiKey | None = None) -> bool:
        """No key is changed: what it is for was said when it was made."""
        return False

    def has_revoke_permission(self, request: HttpRequest) -> bool:
        """True for those who may make keys."""
        return self.has_add_permission(request)

    @admin.display(description="it may")
    def may(self, key: ApiKey) -> str:
        """What it is for."""
        return ", ".join(key.scopes)

    @admin.display(description="holds", boolean=True)
    def holds(self, key: ApiKey) -> bool:
        """Whether it gives access."""
        return key.holds

    @admin.action(description="Revoke the selected keys", permissions=["revoke"])
    def revoke(self, request: HttpRequest, keys: QuerySet[ApiKey]) -> None:
        """Have keys give no access from now on."""
        for key in keys:
            key.revoke(ApiKey.Why.BY_HAND)
        messages.success(request, "Revoked.")

    def save_model(self, request: HttpRequest, key: ApiKey, form: ModelForm[ApiKey], change: bool) -> None:
        """Make the key; its token is known to this request only."""
        told = form.cleaned_data
        made = curating.make_key(
            cast(AbstractBaseUser, request.user), told["name"], told["scopes"], expires_at=told["expires_at"]
        )
        key.pk = made.key.pk
        request.__dict__["new_key"] = made

    def response_add(self, request: HttpRequest, obj: ApiKey, post_url_continue: str | None = None) -> HttpResponse:
        """Show the key, this once."""
        made: curating.NewKey = request.__dict__["new_key"]
        shown = {**self.admin_site.each_context(request), "key": made.key, "token": made.token}
        response = render(request, "admin/new_key.html", shown)
        response.headers["Cache-Control"] = "no-store"
        return response


@admin.register(Alias)
class AliasAdmin(ReadOnlyAdmin):
    """Where old addresses lead."""

    list_display = ("path", "target", "made_at")
    search_fields = ("path", "target")
