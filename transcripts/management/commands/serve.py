"""manage.py serve: bring everything up to date and serve the archive."""

from __future__ import annotations

import os
import sys

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser


class Command(BaseCommand):
    """Bring the database, the static files and the index up to date, then serve with gunicorn."""

    help = "Bring everything up to date and serve the archive."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--bind", default="127.0.0.1", metavar="ADDRESS")
        parser.add_argument("--port", default=8000, type=int)
        parser.add_argument("--workers", default=2, type=int, help="processes, each with four threads")

    def handle(self, *, bind: str, port: int, workers: int, **_: object) -> None:
        """Prepare, then become the web server."""
        call_command("migrate", verbosity=0)
        call_command("setup", if_needed=True)
        call_command("collectstatic", interactive=False, verbosity=0)
        call_command("reindex", if_needed=True)
        if not get_user_model().objects.filter(is_staff=True).exists():
            self.stdout.write("Nobody can publish in the admin yet: manage.py createsuperuser makes an account.")
        self.stdout.write(self.style.SUCCESS(f"{settings.SITE_URL}/  (stop with Ctrl-C)"))
        self.stdout.flush()
        serve = [sys.executable, "-m", "gunicorn", "chatarchive.wsgi", f"--bind={bind}:{port}"]
        os.execv(sys.executable, [*serve, f"--workers={workers}", "--threads=4", "--log-level=warning"])  # noqa: S606
