"""A chat with something of everything that pages show."""

from __future__ import annotations

from dataclasses import dataclass

from tests.builders import make_chat, make_person, make_question, make_series, make_tweet, place
from transcripts.grouping import Method, Part, Role
from transcripts.models import Archive, Chat, ImportRun, Question, Tweet

HOSTILE = '"><script>window.hurt=1</script><img src=x onerror=window.hurt=1>'


@dataclass(frozen=True)
class Lively:
    """The chat and what tests speak of."""

    chat: Chat
    question: Question
    answer: Tweet
    reply: Tweet
    hello: Tweet

    @property
    def paths(self) -> list[str]:
        """A page of every kind."""
        chat, question = self.chat.get_absolute_url(), self.question.get_absolute_url()
        post, series = self.answer.get_absolute_url(), self.chat.series.get_absolute_url()
        searches = ["/search/", "/search/?q=cellar", "/search/?q=celar", "/search/?q=in:gardenlib+-cellar&facets=1"]
        searches += ["/quotes/", "/quotes/?text=%40bob+In+a+cold+cellar%2C+with+sixty+tins+%26+a+map"]
        forms = [f"{post}report/", f"{chat}missing/"]
        forms.append(f"/quotes/{self.answer.key}+{self.reply.key}/")
        embeds = [f"{path}embed/" for path in (chat, question, post)]
        people = ["/people/twitter/ann/", "/nowhere/"]
        pages = [series, chat, f"{chat}print/", question, post]
        return ["/", "/about/", "/api/v1/docs", *searches, *pages, *embeds, *forms, *people]


def make_lively() -> Lively:
    """An hour of #gardenlib with two questions, a conversation, doubt, pictures, a remark and a hostile post."""
    Archive.objects.get_or_create(pk=1, defaults={"name": "Seedbed", "keeper": "Ann", "contact": "ann@example.org"})
    series = make_series(description="Libraries that lend seeds.")
    chat = make_chat(series, host="gardenhost", framing="Bring an envelope.\n\nAnd a pencil.")
    run = ImportRun.objects.create(series=series, file_name="a.jsonl", sha256="a", format="twitter-v1")
    chat.runs.add(run)
    first, second = make_question(chat, 1, "How did your seed library begin?"), make_question(chat, 2)
    _ask(chat, first, second)
    answer, reply = _conversation(chat, first)
    _oddities(chat, second)
    hello = make_tweet("Hello from Ohio! #gardenlib", author="bob", minute=1)
    place(chat, hello, Part.INTRO)
    for minute, part in enumerate((Part.WRAPUP, Part.ASIDE, Part.OFF, Part.UNPLACED), 50):
        place(chat, make_tweet(f"Something for {part}", author="cid", minute=minute), part, confidence=0.4)
    return Lively(chat, first, answer, reply, hello)


def _ask(chat: Chat, *questions: Question) -> None:
    for minute, question in enumerate(questions, 5):
        tweet = make_tweet(f"{question.label}: {question.text} #gardenlib", author="gardenhost", minute=minute)
        place(chat, tweet, question, role=Role.ASK)


def _conversation(chat: Chat, question: Question) -> tuple[Tweet, Tweet]:
    make_person("ann", "Ann Lee")
    links = [{"shown": "https://t.co/abc", "url": "https://example.org/cellar/seeds"}]
    words = "A1 In a cold cellar,\nwith sixty “cans” & a map https://t.co/abc #gardenlib"
    answer = make_tweet(words, minute=7, hashtags=["gardenlib"], links=links)
    place(chat, answer, question)
    reply = make_tweet("@ann Sixty?", author="bob", minute=8, reply_to_key=answer.key, mentions=["ann"], remark="[ha!]")
    place(chat, reply, question, method=Method.REPLY, confidence=0.7)
    repeat = make_tweet("RT @ann: A1 In a", author="cid", minute=9, is_repost=True, repost_of_key=answer.key)
    place(chat, repeat, question, method=Method.RETWEET)
    return answer, reply


def _oddities(chat: Chat, question: Question) -> None:
    picture = {"url": "https://example.org/1.jpg", "alt": "A drawer of seeds", "kind": "photo"}
    make_person("mallory", HOSTILE)
    make_person("a/b c%", "Odd <b>handle", network="irc")
    script = {"shown": "x", "url": "javascript:1"}
    place(chat, make_tweet(HOSTILE, author="mallory", minute=20, links=[script]), question)
    place(chat, make_tweet("Look", minute=21, media=[picture], cut_at_source=True), question, confidence=0.4)
    place(chat, make_tweet("مرحبا \u202e bidi", author="bob", minute=22, precision="day"), question)
