"""The archive itself, its series, their chats and schedules."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.db.models import Model, QuerySet
from django.forms import ModelForm
from django.http import HttpRequest
from django.utils.html import format_html

from .. import curating
from ..models import (
    Archive,
    Chat,
    Question,
    ScheduledChat,
    Series,
    Session,
)
from .base import AnyAdmin, AnyInline, KeptAdmin, ReadOnlyAdmin


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


@admin.register(Question)
class QuestionAdmin(ReadOnlyAdmin):
    """Only to be looked up when a post is placed; questions are edited with their chat."""

    list_display = ("label", "text", "chat")
    list_select_related = ("chat__series",)
    search_fields = ("label", "text", "chat__address", "chat__series__slug")


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
