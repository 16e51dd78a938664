"""Asking before something is done that nothing brings back."""

from __future__ import annotations

from django.core.management.base import CommandError


def ask(question: str, *, is_sure: bool) -> None:
    """Ask whether to go on, unless that was said before; raises CommandError when not, or when nobody is there."""
    if not is_sure and answer(f"{question} Type “yes”: ").strip().lower() != "yes":
        raise CommandError("Nothing was changed.", returncode=1)


def answer(question: str) -> str:
    """Return what somebody types; nothing where input has ended, as under cron."""
    try:
        return input(question)
    except EOFError:
        return ""
