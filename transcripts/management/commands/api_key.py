"""manage.py api_key: make, list and revoke the keys by which programs write."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.utils import timezone

from ...curating import Undecidable, make_key
from ...models import ApiKey, Scope
from ..archive_command import ArchiveCommand


class Command(ArchiveCommand):
    """Make, list and revoke keys; a new one is printed, and never again."""

    help = "Make, list and revoke the keys by which programs use the API."

    def add_arguments(self, parser: CommandParser) -> None:
        doing = parser.add_subparsers(dest="do", required=True)
        create = doing.add_parser("create", help="make a key, and print it this once")
        create.add_argument("name", help="what uses it; decisions are written down under this name")
        create.add_argument("--scope", action="append", default=[], metavar="SCOPE", help=", ".join(Scope.values))
        create.add_argument("--days", type=int, help="so long it holds; else until it is revoked")
        doing.add_parser("list", help="list all keys, those that hold first")
        revoke = doing.add_parser("revoke", help="have a key give no access from now on")
        revoke.add_argument("prefix", help="the letters that it begins with, as `list` shows them")

    def handle(self, *, do: str, **told: Any) -> None:
        """Do what was asked for."""
        {"create": self.create, "list": self.list, "revoke": self.revoke}[do](told)

    def create(self, told: dict[str, Any]) -> None:
        """Make a key and print it."""
        expires_at = timezone.now() + timedelta(days=told["days"]) if told["days"] else None
        try:
            made = make_key(None, told["name"], told["scope"], expires_at=expires_at)
        except Undecidable as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(f"Keep this key; nobody can show it again:\n{made.token}")

    def list(self, told: dict[str, Any]) -> None:
        """Print all keys."""
        for key in sorted(ApiKey.objects.all(), key=lambda one: not one.holds):
            self.stdout.write("  ".join(line_of(key)))

    def revoke(self, told: dict[str, Any]) -> None:
        """Revoke the key that begins so."""
        found = list(ApiKey.objects.filter(prefix=told["prefix"]))
        if not found:
            raise CommandError(f"No key begins with {told['prefix']}.")
        for key in found:
            key.revoke(ApiKey.Why.BY_HAND)
        self.stdout.write("Revoked.")


def line_of(key: ApiKey) -> Iterator[str]:
    """Yield what is said of a key."""
    yield key.prefix
    yield key.name
    yield ", ".join(key.scopes)
    yield f"used {key.last_used_at:%Y-%m-%d}" if key.last_used_at else "never used"
    if key.revoked_at:
        yield f"revoked {key.revoked_at:%Y-%m-%d} ({key.get_revoked_because_display().lower()})"
    elif key.expires_at:
        yield f"{'expires' if key.holds else 'expired'} {key.expires_at:%Y-%m-%d}"
