"""A made-up blog post: prose that nobody posted, with edited quotes in it."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from transcripts.models import Tweet

from .editing import edited

SENTENCES = """
Last week's hour went by faster than the kettle boils, and I promised to write down what stayed with me.
Before the first question was even out, three old friends had waved across the room.
I had expected the usual round of complaints and was glad to be wrong.
My own view has shifted since then, though not as far as some would wish.
There is a whole shelf of studies about this, and most of them measure the easy part.
If you have ever stood in front of thirty yawning teenagers on a wet Thursday, you know the feeling.
The second question drew the longest pause, which I always take as a good sign.
Somebody brought up money, as somebody must, and the tone grew sharper for a while.
I do not think the disagreement was about tools at all; it was about trust.
Our own building has two printers, one of which prefers to be left alone.
What struck me was how often people spoke of time when they meant courage.
The hosts kept a light hand on the tiller and let the side talk run.
I copied a few lines into my notebook and have looked at them every morning since.
None of this is new, and yet hearing it from a dozen towns at once gives it weight.
A colleague in the next corridor read over my shoulder and began to argue with the screen.
It would be easy to turn the evening into a list of tips, and I will try not to.
The best remarks came late, when the clock had already run out.
Perhaps the answer differs for a village school with eleven pupils and a stove.
I keep returning to one small story about a borrowed ladder.
Nobody mentioned examinations until the fortieth minute, which must be a record.
When the newcomers asked what all the letters meant, the regulars were kind about it.
There were the predictable jokes about coffee, and I laughed at every one of them.
In the staff room on Monday the same subject came up over sandwiches.
I wish I had saved the drawing that went with it.
The third question split the room in half along lines I had not foreseen.
One half wanted rules, the other wanted examples, and both wanted an earlier bedtime.
For what it is worth, my grandmother would have settled the matter with a wooden spoon.
Let me set down the passages that I underlined twice.
It takes a certain stubbornness to keep a garden, a choir or a chat alive for years.
By the end my tea was cold and my list of things to read had doubled.
Next month's topic is already pinned to the door of my office.
I left with fewer certainties and a better temper than I came with.
""".strip().splitlines()

BEFORE = ("As {who} put it: ", "{who} wrote: ", "Then there was this from {who}: ", "", "I liked the line ", "• ")
AFTER = (" — {who}", " ({who})", "", " said {who}.", " {who}")


@dataclass(frozen=True, slots=True)
class Blend:
    """A made-up post, and the posts quoted in it in order."""

    text: str
    quoted: tuple[Tweet, ...]


def blend(tweets: list[Tweet], random: Random) -> Blend:
    """Return a post of prose in which each of the tweets is quoted, edited."""
    paragraphs: list[str] = []
    sentences = random.sample(SENTENCES, len(SENTENCES)) * (1 + len(tweets) * 3 // len(SENTENCES))
    for number, tweet in enumerate(tweets):
        some = [sentences.pop() for _ in range(2 + number % 2)]
        paragraphs.append(" ".join([*some, _quote(tweet, random)]))
    return Blend("\n\n".join([*paragraphs, " ".join(sentences[-3:])]), tuple(tweets))


def _quote(tweet: Tweet, random: Random) -> str:
    who = random.choice([f"@{tweet.author.handle}", f"{tweet.author.name} (@{tweet.author.handle})"])
    before = random.choice(BEFORE).format(who=who)
    after = "" if who in before else random.choice(AFTER).format(who=who)
    return f"{before}“{edited(tweet.text, random)}”{after}"
