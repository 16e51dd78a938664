"""The app."""

from django.apps import AppConfig


class TranscriptsConfig(AppConfig):
    """Hashtag chats, kept, grouped by question, found and linked."""

    name = "transcripts"
    verbose_name = "Chats"
