"""Asking before something is done that nothing brings back."""

from __future__ import annotations

from django.core.management.base import CommandError


def ask(question: str, *, is_sure: bool) -> None:
    """Ask whether to go on, unless that was said before; raises CommandError when not."""
    if not is_sure and input(f"{question} Type “yes”: ").strip().lower() != "yes":
        raise CommandError("Nothing was changed.", returncode=1)
