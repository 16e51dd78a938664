"""manage.py serve: bring everything up to date, serve the archive, and work on uploads in the background."""

from __future__ import annotations

import sys

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser

from ...publishing import lacking_scripts
from ..listening import refuse_used_port
from ..supervising import serve_together
from ..telling import as_typed

# A search of 400 signs, percent-encoded.
LONGEST_LINE = 8190


class Command(BaseCommand):
    """Bring the database, the static files and the index up to date, then serve with gunicorn, a worker beside it."""

    help = "Bring everything up to date and serve the archive."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--bind", default="127.0.0.1", metavar="ADDRESS")
        parser.add_argument("--port", default=8000, type=int)
        parser.add_argument("--workers", default=2, type=int, help="processes, each with four threads")

    def handle(self, *, bind: str, port: int, workers: int, **_: object) -> None:
        """Prepare, then run web server and worker until told to stop."""
        refuse_used_port(bind, port)
        call_command("migrate", verbosity=0)
        call_command("setup", if_needed=True)
        call_command("collectstatic", interactive=False, verbosity=0)
        call_command("reindex", if_needed=True)
        if not get_user_model().objects.filter(is_staff=True).exists():
            self.stdout.write(f"Nobody can upload or publish yet. To make an account: {as_typed('createsuperuser')}")
        if lacking := lacking_scripts():
            self.stdout.write(f"Card pictures cannot show {', '.join(lacking)} here (manage.py check --deploy).")
        self.stdout.write(self.style.SUCCESS(f"{settings.SITE_URL}/  (stop with Ctrl-C)"))
        self.stdout.flush()
        web = [sys.executable, "-m", "gunicorn", "chatarchive.wsgi", f"--bind={bind}:{port}"]
        web += [f"--workers={workers}", "--threads=4", "--log-level=warning", f"--limit-request-line={LONGEST_LINE}"]
        sys.exit(serve_together(web, [sys.executable, sys.argv[0], "worker"]))
