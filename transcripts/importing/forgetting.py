"""What people wrote about posts, or quoted from them, goes with posts that are removed for good."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Exists, OuterRef

from ..models import Annotation, AnnotationQuerySet, Chat, Decision, Tweet, quotes


def forget_annotations(keys: Iterable[str], gone: Iterable[Tweet]) -> None:
    """Delete marks and remarks on posts and whatever quotes their words, in the journal too; renew the chats."""
    posts = list(gone)
    wanted = {*keys, *(post.key for post in posts)}
    forget(Annotation.objects.about(wanted))
    written = Decision.objects.filter(about__in=Annotation.Kind.values)
    written.filter(about__in=Annotation.ON_POSTS, key__in=wanted).delete()
    if not posts:
        return
    forget(Annotation.objects.quoting(posts))
    quoting = [one.pk for one in written if quotes(f"{one.before['text'] or ''}\n{one.after['text'] or ''}", posts)]
    Decision.objects.filter(pk__in=quoting).delete()


def forget(annotations: AnnotationQuerySet) -> None:
    """Delete annotations, and have the pages that showed them change."""
    for chat in Chat.objects.filter(Exists(annotations.filter(chat=OuterRef("pk")))):
        chat.renew()
    annotations.delete()
