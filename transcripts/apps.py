"""The app."""

from django.apps import AppConfig


class TranscriptsConfig(AppConfig):
    """Hashtag chats, kept, grouped by question, found and linked."""

    name = "transcripts"
    verbose_name = "Chats"

    def ready(self) -> None:
        """Register the system checks."""
        from . import checks  # noqa: F401 - importing registers them
