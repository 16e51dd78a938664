"""What holds of an archive at every moment, whatever was taken in and however that ended."""

from __future__ import annotations

from django.db.models import Count, F, Q

from transcripts.models import Chat, Placement, Question, Series, Session, Sighting, Tweet


def assert_consistent() -> None:
    """No chat is half done, no row doubled, nothing stands where it cannot."""
    assert_chats_are_whole()
    assert_placements_fit()
    assert_posts_are_whole()


def assert_chats_are_whole() -> None:
    """Every chat has its hours and its posts, and the day of its address."""
    assert not Chat.objects.filter(sessions__isnull=True).exists()
    assert not Chat.objects.filter(placements__isnull=True).exists()
    assert not Chat.objects.filter(runs__isnull=True).exists()
    assert all(chat.address.startswith(chat.date.isoformat()) for chat in Chat.objects.all())
    for session in Session.objects.select_related("chat__series"):
        in_it = session.chat.placements.filter(tweet__posted_at__range=(session.start, session.end))
        assert in_it.exists()


def assert_placements_fit() -> None:
    """Every post of a chat is one of its series, under a question of that chat that something tells of."""
    assert not Placement.objects.exclude(question=None).exclude(question__chat=F("chat")).exists()
    strangers = Placement.objects.exclude(tweet__series=F("chat__series"))
    assert not strangers.exists()
    told = Q(text__gt="") | Q(placements__isnull=False)
    assert not Question.objects.exclude(told).exists()


def assert_posts_are_whole() -> None:
    """Every post has its author's handle, and a raw record or the record around it."""
    assert not Tweet.objects.filter(sightings__isnull=True).exists()
    assert not Tweet.objects.filter(author__handles__isnull=True).exists()
    assert not Sighting.objects.exclude(run__series__in=Series.objects.all()).exists()
    twice = Tweet.objects.exclude(source_id="").values("network", "source_id").annotate(n=Count("pk")).filter(n__gt=1)
    assert not twice.exists()
