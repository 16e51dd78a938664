"""Posts, and where they stand in a chat."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import models

from ..grouping import Method, Part, Role
from .participant import Participant
from .writing import WritingQuerySet

if TYPE_CHECKING:
    from .chat import Chat
    from .question import Question
    from .series import Series


def post_path(key: str) -> str:
    """Return the path of a post's own page."""
    return f"/t/{key}/"


class TweetQuerySet(WritingQuerySet["Tweet"]):
    """Posts, in the words of a chat."""

    def public(self) -> TweetQuerySet:
        """What anyone may see: standing in a published chat, not hidden, and repeating nothing that is."""
        return self.shown_at(Placement.objects.filter(chat__published_at__isnull=False))

    def shown_at(self, placements: PlacementQuerySet) -> TweetQuerySet:
        """Posts that have one of some places, that nobody hid, and that repeat nothing hidden."""
        shown = placements.filter(tweet=models.OuterRef("pk"))
        return self.visible().filter(models.Exists(shown)).exclude(_repeats_hidden("repost_of_key"))

    def listed(self) -> TweetQuerySet:
        """Public posts that other search engines may list: neither their author nor all their chats are kept out."""
        standing = Placement.objects.filter(tweet=models.OuterRef("pk"), chat__published_at__isnull=False)
        shown = standing.filter(chat__noindex=False)
        return self.public().filter(models.Exists(shown), author__noindex=False)

    def visible(self) -> TweetQuerySet:
        """Posts that nobody hid."""
        return self.filter(hidden=False)

    def answers(self) -> TweetQuerySet:
        """Posts that answer a question, in any chat; after `chat.tweets`, in that chat."""
        return self.filter(placements__role=Role.ANSWER, placements__question__isnull=False)

    def originals(self) -> TweetQuerySet:
        """Posts that are no retweets, nor repeat another by hand ("MT @ann: …")."""
        return self.filter(is_repost=False, repost_of_key="")

    def in_order(self) -> TweetQuerySet:
        """Oldest first; posts of one moment as their network or file ordered them."""
        return self.order_by("posted_at", "sequence", "key")

    def of_series(self, series: Series) -> TweetQuerySet:
        """Posts of a series; by `series.tweets`, SQLite walks all of them to find those of a stretch of time."""
        members = series.tweets.through._default_manager.filter(series_id=series.pk, tweet=models.OuterRef("pk"))
        return self.filter(models.Exists(members))

    def between(self, start: object, end: object) -> TweetQuerySet:
        """Posts from one moment to another, both inclusive."""
        return self.filter(posted_at__gte=start, posted_at__lte=end)


class Tweet(models.Model):
    """One post of any network. Its text is never altered: display, hiding and grouping are layered over it.

    References to other posts are their keys, whether or not the archive has them.
    """

    key = models.CharField(max_length=40, unique=True, help_text="Stands in its address, for ever.")
    network = models.CharField(max_length=20)
    source_id = models.CharField(max_length=300, blank=True, help_text="The network's id; empty when unknown.")
    author = models.ForeignKey(Participant, models.PROTECT, related_name="tweets")
    text = models.TextField()
    posted_at = models.DateTimeField(db_index=True)
    precision = models.CharField(max_length=6, default="second", help_text="How exactly the source knows the time.")
    sequence = models.PositiveIntegerField(default=0, help_text="Orders posts of one moment as their file did.")
    lang = models.CharField(max_length=12, blank=True)
    reply_to_key = models.CharField(max_length=40, blank=True, db_index=True)
    reply_to_handle = models.CharField(max_length=200, blank=True)
    quote_of_key = models.CharField(max_length=40, blank=True)
    repost_of_key = models.CharField(max_length=40, blank=True, db_index=True)
    is_repost = models.BooleanField(default=False)
    links = models.JSONField(default=list, blank=True, help_text="What is shown and where it leads.")
    media = models.JSONField(default=list, blank=True)
    hashtags = models.JSONField(default=list, blank=True)
    mentions = models.JSONField(default=list, blank=True)
    likes = models.PositiveIntegerField(null=True, blank=True)
    reposts = models.PositiveIntegerField(null=True, blank=True)
    replies = models.PositiveIntegerField(null=True, blank=True)
    author_followers = models.PositiveIntegerField(null=True, blank=True)
    app = models.CharField(max_length=200, blank=True, help_text="The program it was posted with.")
    edits = models.PositiveSmallIntegerField(default=0, help_text="How often it was edited before this wording.")
    url = models.URLField(max_length=500, blank=True, help_text="Where the original stood.")
    remark = models.TextField(blank=True, help_text="What whoever quoted it added, apart from its words.")
    cut_at_source = models.BooleanField(default=False)
    rounded = models.JSONField(default=dict, blank=True, help_text="References whose digits a spreadsheet lost.")
    withheld = models.JSONField(default=list, blank=True, help_text="Countries in which its network withheld it.")
    hidden = models.BooleanField(default=False)
    hidden_reason = models.CharField(max_length=200, blank=True)

    objects = TweetQuerySet.as_manager()

    class Meta:
        verbose_name = "post"
        constraints = [
            models.UniqueConstraint(
                fields=["network", "source_id"], condition=~models.Q(source_id=""), name="one_post_one_row"
            ),
        ]
        indexes = [models.Index(fields=["author", "posted_at"])]

    def __str__(self) -> str:
        return f"{self.author}: {self.text[:60]}"

    def get_absolute_url(self) -> str:
        return post_path(self.key)


class PlacementQuerySet(models.QuerySet["Placement"]):
    """Where posts stand."""

    def public(self) -> PlacementQuerySet:
        """Those in published chats, of posts that anyone may see."""
        published = self.visible().filter(chat__published_at__isnull=False)
        return published.exclude(_repeats_hidden("tweet__repost_of_key"))

    def telling_hosts(self) -> PlacementQuerySet:
        """The same, each with `by_host`: whether its author is a host of its chat."""
        hosting = Participant.hosted.through.objects.filter(
            chat=models.OuterRef("chat"), participant=models.OuterRef("tweet__author")
        )
        return self.annotate(by_host=models.Exists(hosting))

    def answers(self) -> PlacementQuerySet:
        """Those that answer a question."""
        return self.filter(role=Role.ANSWER, question__isnull=False)

    def asks(self) -> PlacementQuerySet:
        """Those that ask a question."""
        return self.filter(role=Role.ASK)

    def visible(self) -> PlacementQuerySet:
        """Those of posts that nobody hid."""
        return self.filter(tweet__hidden=False)

    def originals(self) -> PlacementQuerySet:
        """Those of posts that are no retweets, nor repeat another by hand."""
        return self.filter(tweet__is_repost=False, tweet__repost_of_key="")

    def by_hand(self) -> PlacementQuerySet:
        """Those that a person decided."""
        return self.filter(method=Method.HAND)

    def earliest_chat_first(self) -> PlacementQuerySet:
        """Those in the earliest chat first; of one day, by series."""
        return self.order_by("chat__date", "chat__address", "chat__series__slug")

    def by_key(self) -> dict[str, tuple[object, ...]]:
        """What each says, by the key of its post: to be compared with what is said later."""
        rows = self.values_list("tweet__key", "question", "part", "role", "method", "confidence")
        return {key: tuple(said) for key, *said in rows}

    def in_order(self) -> PlacementQuerySet:
        """Oldest post first."""
        return self.order_by("tweet__posted_at", "tweet__sequence", "tweet__key")


def _repeats_hidden(reference: str) -> models.Exists:
    """True for a retweet of something hidden, or of a retweet of that."""
    beyond = Tweet.objects.filter(key=models.OuterRef("repost_of_key"), hidden=True)
    repeated = Tweet.objects.filter(key=models.OuterRef(reference))
    return models.Exists(repeated.filter(models.Q(hidden=True) | models.Exists(beyond)))


def label_of(question: str, part: str, role: str) -> str:
    """Return a place in one word, by the label of its question or by its part: `Q1`, `Q1.ask`, `aside`."""
    if not question:
        return part
    return f"{question}.ask" if role == Role.ASK else question


def choices_of(enum: type[Part] | type[Role] | type[Method]) -> list[tuple[str, str]]:
    """Return an enum of grouping as a field's choices."""
    return [(member.value, member.value) for member in enum]


class Placement(models.Model):
    """Where a post stands in a chat: under a question or in a part, by which evidence, how surely."""

    chat: models.ForeignKey[Chat] = models.ForeignKey("Chat", models.CASCADE, related_name="placements")
    tweet = models.ForeignKey(Tweet, models.CASCADE, related_name="placements")
    question: models.ForeignKey[Question | None] = models.ForeignKey(
        "Question", models.CASCADE, null=True, blank=True, related_name="placements"
    )
    part = models.CharField(max_length=10, choices=choices_of(Part), blank=True)
    role = models.CharField(max_length=6, choices=choices_of(Role), default=Role.ANSWER)
    method = models.CharField(max_length=8, choices=choices_of(Method))
    confidence = models.FloatField()

    objects = PlacementQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["chat", "tweet"], name="one_place_per_chat"),
            models.CheckConstraint(
                condition=models.Q(question__isnull=True) ^ models.Q(part=""),
                name="a_question_or_a_part",
                violation_error_message="Choose a question or a part, not both.",
            ),
            models.CheckConstraint(
                condition=models.Q(role=Role.ANSWER) | models.Q(question__isnull=False),
                name="only_questions_are_asked",
            ),
            models.CheckConstraint(
                condition=models.Q(confidence__gte=0, confidence__lte=1), name="confidence_from_0_to_1"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.tweet_id} {self.label}"

    def clean(self) -> None:
        """Refuse a question of another chat."""
        if self.question and self.question.chat_id != self.chat_id:
            raise ValidationError({"question": f"That is a question of {self.question.chat}, not of {self.chat}."})

    @property
    def label(self) -> str:
        """Its place in one word: `Q1`, `Q1.ask`, or the part."""
        return label_of(self.question.label if self.question else "", self.part, self.role)
