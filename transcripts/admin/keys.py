"""Keys for the API: shown once, revoked, never changed."""

from __future__ import annotations

from typing import cast

from django.contrib import admin, messages
from django.contrib.auth.models import AbstractBaseUser
from django.db.models import QuerySet
from django.forms import CheckboxSelectMultiple, ModelForm, MultipleChoiceField
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from .. import curating
from ..models import (
    ApiKey,
    Scope,
)
from .base import KeptAdmin


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
        shown = {"title": f"A key for {made.key.name}", "token": made.token}
        response = render(request, "admin/new_key.html", self.admin_site.each_context(request) | shown)
        response.headers["Cache-Control"] = "no-store"
        return response
