"""A small archive to search in, one of everything the query language can ask for."""

from __future__ import annotations

from datetime import timedelta

from tests.builders import START, make_chat, make_question, make_series, make_tweet, place
from transcripts import search
from transcripts.grouping import Part, Role
from transcripts.models import Chat, Handle, Tweet


def make_archive() -> dict[str, Tweet]:
    """Two series, three published chats and a draft, indexed; posts by a nickname."""
    garden = make_chat(make_series("gardenlib"), host="hosty")
    later = make_chat(make_series("gardenlib"), start=START + timedelta(days=7))
    maths = make_chat(make_series("mathschat"), start=START + timedelta(days=1))
    first, second = make_question(garden, 1), make_question(garden, 2)
    other = make_question(maths, 2)
    posts = {
        "ask": make_tweet("Q1: Which seeds do you lend? #GardenLib", author="hosty", minute=1),
        "answer": make_tweet("A1 We’re lending flipped tomato seeds. It doesn’t cost much! #gardenlib", minute=2),
        "reply": make_tweet("@ann Sí, el café está frío", author="bob", minute=3, lang="es", reply_to_handle="ann"),
        "link": make_tweet(
            "Our seed library catalogue, node.js and C# inside", author="Cy_D", minute=4, lang="en",
            links=[{"shown": "https://t.co/x", "url": "https://www.example.org/tomato-guide"}],
        ),
        "picture": make_tweet("Library of seeds 🎉", author="bob", minute=5, media=[{"url": "x.jpg"}]),
        "retweet": make_tweet("RT @ann: We’re lending flipped tomato seeds", author="bob", minute=6, is_repost=True),
        "maths": make_tweet("Flipping pancakes with fractions #mathschat", author="bob", minute=1450, lang="pt-BR"),
        "later": make_tweet("A week on: seeds sprout", minute=10_100),
    }  # fmt: skip
    place(garden, posts["ask"], first, role=Role.ASK)
    for name in ("answer", "reply", "retweet"):
        place(garden, posts[name], first)
    place(garden, posts["link"], second)
    place(garden, posts["picture"], Part.ASIDE)
    place(maths, posts["maths"], other)
    place(later, posts["later"], Part.ASIDE)
    Handle.objects.create(participant=posts["link"].author, network="twitter", folded="cyrus")
    search.index(Chat.objects.all())
    return posts


def found(text: str, **options: int) -> set[str]:
    """Return the keys a search finds on its page."""
    return {hit.key for hit in search.find(text, **options).hits}
