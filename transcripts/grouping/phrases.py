"""What people say around the questions of a chat: hellos, goodbyes, thanks, announcements, talk about the chat itself.

Phrases are short and common to all chats; English first, with the greetings of German, Spanish and French chats.
"""

from __future__ import annotations

import re
from functools import lru_cache

from .wording import TEXTS_AT_HAND

HELLO = re.compile(
    r"^\W*(?:(?:and|oh|well|ok(?:ay)?|alright)\W+)?"
    r"(?:hi+|hiya|hey+a?|heya|hello+|howdy|hola|bonjour|bonsoir|hallo|moin|guten abend|buenas|greetings"
    r"|evening|morning"
    r"|good (?:morning|afternoon|evening)|happy (?:mon|tues|wednes|thurs|fri|satur|sun)day|welcome)\b",
    re.IGNORECASE,
)
WELCOME = re.compile(
    r"\bwelcome\s+(?:back|all|every|to\b|2\b|[@＠A-Z])|\bnever too late\b|\bjust in time\b", re.IGNORECASE
)
HOSTING = re.compile(
    r"\b(?:mod(?:ding|['’]?ing|erating|erator)?|host(?:ing|ed)?|facilitat\w+|leading|chat|discussion"
    r"|session)\b",
    re.IGNORECASE,
)
INTRODUCTION = re.compile(
    r"\b(?:I['’]?m|I am|i['’]m|[Tt]his is|[Mm]y name is|[Nn]ame['’]?s|[Ii]ch bin|[Jj]e suis"
    r"|[Ss]oy)\s+(?:the other\W+)?[A-Z][a-z]+\b"
    r"|^\W*(?:[#＃]\w+\W+)?[A-Z][a-z]+(?: [A-Z][a-z]+)?\W+(?:here|from|in|at)\b|\b[A-Z][a-z]+ here\b(?!\w)"
)
OCCUPATION = re.compile(
    r"\b(?:student|librarian|teacher|lecturer|professor|educator|writer|consultant|manager|nurse"
    r"|designer|developer|director"
    r"|coordinator|physician|doctor|patient|marketer|editor|researcher|lib)\b[^.!?]{0,50}\b(?:from|at"
    r"|in|of|for|here)\b"
    r"|\b(?:i['’]?m|i am) (?:an?|the) (?:\w+[ ,&/]+){0,5}(?:student|librarian|teacher|lecturer"
    r"|professor|educator|writer"
    r"|consultant|manager|nurse|designer|developer|director|coordinator|doctor|marketer|editor|researcher)",
    re.IGNORECASE,
)
ARRIVAL = re.compile(
    r"\b(?:late to|late for|running late|sorry i['’]?m late|arriving late|showing up late"
    r"|just (?:joined|joining|arrived|got here)"
    r"|joining (?:in|you|from|tonight|late|the)|jumping in|lurk\w*|in (?:and|&|&amp;) out|in/out|(?:1st"
    r"|first)[- ]tim\w+"
    r"|(?:1st|first) (?:#?\w*chat|#\w+|tweet ?chat|time (?:here|join\w*|at|in|on))"
    r"|long[- ]time (?:listener|lurker)"
    r"|checking in|here from|signing in|ready for|excited (?:for|about) (?:tonight|today|the chat"
    r"|this chat|#)"
    r"|(?:here|joining),? (?:but )?late|late,? (?:sorry|but)"
    r"|follow(?:ing)? along|good to (?:see|be)|glad (?:to be|you)|happy (?:to be|you)|popping in"
    r"|dropping in|catch up)\b",
    re.IGNORECASE,
)
LATE = re.compile(r"^\W*(?:sorry\W+)?late\b(?! (?:answer|to answer|reply))|[,.] late\s*[.!,]", re.IGNORECASE)
NAMED_FIRST = re.compile(r"^\W*(?P<name>[A-Z][a-z]+)(?P<sign>,|[.!:](?=\s))\s+[A-Za-z]")
NOT_A_NAME = """
yes no yeah yep nope also and but so well oh ah hmm hm ok okay sure right true agreed absolutely exactly indeed
definitely totally great good nice wow hi hello hey thanks sorry please actually honestly personally sadly maybe
perhaps often sometimes first second finally next then now here there still again always never everything nothing
everyone someone students people for in on at of to the this that it we you my our your
"""
NO_NAMES = frozenset(NOT_A_NAME.split())
COUNTDOWN = re.compile(
    r"\b(?:start(?:s|ing)?|begin(?:s|ning)?|kick(?:s|ing)? off|live|go)\s+(?:\w+\s+){0,3}(?:in|at)\b"
    r"|\bin (?:about |just |a |the next )?(?:\d+|few|five|ten|two|half an?) ?(?:more |short )?(?:min"
    r"|minute|mins|minutes|hour|hours|hrs?)\b"
    r"|\bt(?: |-)?minus\b|\bcount ?down\b|\bgathering\b|\babout to (?:start|begin)|\bstart(?:s"
    r"|ing) soon\b|\bstart time\b",
    re.IGNORECASE,
)
INVITATION = re.compile(
    r"\b(?:join (?:us|me|@|the)|tonight['’]?s|today['’]?s|tomorrow['’]?s|next (?:week|chat|tues|wednes"
    r"|thurs|mon|#\w+)|don['’]?t miss"
    r"|see you (?:at|tonight|later|there)|(?:tonight|today|tomorrow) (?:at|on|we)"
    r"|save the date|reminder)\b",
    re.IGNORECASE,
)
CLOCK = re.compile(r"\b\d{1,2}(?::\d\d)? ?[ap]m\b", re.IGNORECASE)
SPAM = re.compile(
    r"\bgift ?cards?\b|\bfree (?:iphone|ipad|followers|money|trial)|\bonly \d+ left\b|\bdoctors hate\b"
    r"|\blose \d+ ?(?:lbs?|pounds|kilos?|kg)|\b(?:buy|get|gain|more) followers\b|\bearn [$£€]?\d|\bwork from home\b"
    r"|\bmake (?:money|[$£€]\d)|\bclick (?:here|now)\b|\bweird (?:trick|plant|tip)|\bgiveaway\b|\bcasino\b|\bviagra\b",
    re.IGNORECASE,
)
THANKS = re.compile(
    r"\b(?:thank(?:s|ing)?|thank you|thx|thnx|tx|ty|cheers|kudos|danke|gracias|merci|appreciate"
    r"|shout ?out to)\b",
    re.IGNORECASE,
)
PRAISE = re.compile(
    r"\b(?:great|good|fab(?:ulous)?|awesome|wonderful|fantastic|excellent|lovely|amazing|brilliant|fun"
    r"|terrific|super|stimulating|interesting"
    r"|record[- ]breaking|enjoyed|loved|learned a lot|learnt a lot)\b[^.!?]{0,40}"
    r"(?:#\w+|\b(?:chat|discussion|conversation|convo|hour|job|topic|session|tonight|evening|moderat\w+"
    r"|host\w*|questions|ideas)\b)",
    re.IGNORECASE,
)
FAREWELL = re.compile(
    r"\b(?:good ?night+|g['’]?night|nite|night (?:all|everyone|folks|y['’]?all)|good ?bye|bye(?: bye)?"
    r"|(?<![\w,] )(?<!\w)night(?=[.!])"
    r"|adios|tschüss|au revoir|farewell|peace out"
    r"|see (?:you|ya|y['’]?all)(?: all)? (?:next|later|soon|again|in)|(?:till|until) next (?:time|week)"
    r"|next time|signing off|heading (?:off|out)"
    r"|(?:gotta|got to|have to|hafta|need to|must) (?:run|go|jet|dash|leave|bounce|split|duck out|head"
    r"|sign off)|i['’]?m (?:off|out)\b"
    r"|time to (?:bounce|go|run|leave|head)|have a (?:great|good|lovely|wonderful|nice)"
    r"|that['’]?s (?:it|all|a wrap|our hour)|time(?:['’]?s| is) up|wrap(?:ping|s)? (?:it )?up"
    r"|out of time|hour (?:is up|flew|went))\b",
    re.IGNORECASE,
)
ABOUT_THE_CHAT = re.compile(
    r"\b(?:storif\w+|transcript|archive of|summary of|recap|missed (?:the|out|tonight|today|most|half"
    r"|this|#)|twarc|tweet ?deck|trend(?:ed|ing)"
    r"|hash ?tag (?:jack\w+|spam)|spam\w*|next (?:week['’]?s|chat)|wakelet|(?:sorry|sad) (?:i"
    r"|to have) missed)\b",
    re.IGNORECASE,
)
NUMBERED_PART = re.compile(r"(?<![\w/])\(?(?P<part>[1-9]) ?(?:/|of) ?(?P<parts>[2-9])\)?(?![\w/])", re.IGNORECASE)
CONTINUED = re.compile(
    r"^\W*(?:@\w+\W+)*\(?cont(?:['’]?d|inued|inuing)?\b\.?\)?|\(cont(?:['’]?d|inued)?\.?\)", re.IGNORECASE
)
PLAIN_QUESTION_TO_ALL = re.compile(
    r"\b(?:who['’]?s (?:here|joining|with us|in)|who is (?:here|joining)|where are you|introduce your"
    r"|how (?:is|are) (?:every|you)|are you ready"
    r"|any(?:one)?(?: have)?(?: any)? (?:\w+[ ,/]+){0,2}questions|any (?:final|last)|any(?:thing|one|body) else\b"
    r"|mak(?:e|es|ing) sense\b|ready\?|can (?:you|everyone) (?:see|hear))\b",
    re.IGNORECASE,
)
NEXT_QUESTION = re.compile(
    r"\b(?:(?:the |our |my |a )?(?:next|first|second|third|fourth|fifth|sixth|seventh|eighth|last|final|main|bonus"
    r"|1st|2nd|3rd|[4-9]th) (?:one|question|q|topic)\b|(?:question|topic) (?:of|for) (?:the|tonight|today)\b"
    r"|(?:move|moving) on(?: to)?\b|let['’]?s (?:start|begin|dig in|jump in(?:to)?|get started|dive in)\b"
    r"|^\W*(?:and |ok(?:ay)?,? |so,? )?(?:next(?: up)?|question|q)\s?:"
    r"|(?:nächste|erste|zweite|dritte|letzte) frage|(?:siguiente|primera|segunda|tercera|última) pregunta"
    r"|(?:prochaine|première|deuxième|troisième|dernière) question)",
    re.IGNORECASE,
)
ASKING = re.compile(r"[?？]")
WANTS_TO_KNOW = re.compile(
    r"\b(?:i wonder|wondering (?:if|how|what|whether|why)|curious (?:if|how|what|whether|about|to (?:know|hear))"
    r"|(?:would|i['’]d) (?:love|like) to (?:know|hear)|tell (?:us|me) more|any (?:thoughts|advice|tips|ideas)"
    r"|(?:can|could|would) (?:you|u) (?:please )?(?:say|share|tell|explain|elaborate|give)|what about you"
    r"|please (?:say|share|explain|elaborate))\b",
    re.IGNORECASE,
)
LEADING_NAMES = re.compile(r"^(?:\W*[@＠#＃]\w+)*\W*")
LINK = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)


@lru_cache(TEXTS_AT_HAND)
def is_introduction(text: str) -> bool:
    """Somebody says who they are."""
    return bool(INTRODUCTION.search(text))


def names_occupation(text: str) -> bool:
    """Somebody's trade and place, as in a round of introductions."""
    return bool(OCCUPATION.search(text))


@lru_cache(TEXTS_AT_HAND)
def is_arrival(text: str) -> bool:
    """Somebody says that they are here, late, listening or about to be."""
    return bool(ARRIVAL.search(text) or LATE.search(text))


def begins_with_a_name(text: str, signs: str = ",") -> bool:
    """A name before one of these signs at the very beginning, as in "Ruth, plant pathologist"."""
    found = NAMED_FIRST.match(text)
    return found is not None and found.group("sign") in signs and found.group("name").lower() not in NO_NAMES


@lru_cache(TEXTS_AT_HAND)
def is_hello(text: str) -> bool:
    """A hello at the very beginning, mentions and hashtags apart, or a welcome anywhere."""
    return bool(HELLO.search(text) or HELLO.search(LEADING_NAMES.sub("", text, count=1)) or WELCOME.search(text))


@lru_cache(TEXTS_AT_HAND)
def is_farewell(text: str) -> bool:
    """A goodbye or a leaving."""
    return bool(FAREWELL.search(text))


@lru_cache(TEXTS_AT_HAND)
def is_thanks(text: str) -> bool:
    """Thanks to somebody, for whatever."""
    return bool(THANKS.search(text))


def is_thanks_for_hosting(text: str) -> bool:
    """Thanks for leading the chat, which people say when they leave."""
    return bool(THANKS.search(text) and HOSTING.search(text))


def is_praise(text: str) -> bool:
    """Praise of the chat, its host or its topic."""
    return bool(PRAISE.search(text))


def is_countdown(text: str) -> bool:
    """An announcement that the chat is about to begin."""
    return bool(COUNTDOWN.search(text))


def is_invitation(text: str) -> bool:
    """An announcement of a chat to come, today or later, or of its time of day."""
    return calls_for_a_chat(text) or bool(CLOCK.search(text))


@lru_cache(TEXTS_AT_HAND)
def calls_for_a_chat(text: str) -> bool:
    """An announcement of a chat to come in words, whatever times of day it names."""
    return bool(INVITATION.search(text))


@lru_cache(TEXTS_AT_HAND)
def is_spam(text: str) -> bool:
    """An advertisement that rides on a hashtag: its phrases and a link."""
    return bool(SPAM.search(text) and LINK.search(text))


@lru_cache(TEXTS_AT_HAND)
def is_about_the_chat(text: str) -> bool:
    """Talk about the chat as such: its transcript, its tools, having missed it."""
    return bool(ABOUT_THE_CHAT.search(text))


@lru_cache(TEXTS_AT_HAND)
def part_number(text: str) -> int:
    """Which part of something said in several posts this is ("2/3"): 0 when it is none."""
    found = NUMBERED_PART.search(LINK.sub(" ", text))
    return int(found["part"]) if found and int(found["part"]) <= int(found["parts"]) else 0


def is_continued(text: str) -> bool:
    """Says of itself that it carries on what its author said just before: "(cont)"."""
    return bool(CONTINUED.search(text))


def asks_something(text: str) -> bool:
    """A question mark outside of links."""
    return bool(ASKING.search(LINK.sub("", text)))


def wants_to_know(text: str) -> bool:
    """Somebody asks without a question mark: "I wonder how", "tell us more"."""
    return bool(WANTS_TO_KNOW.search(text))


def announces_a_question(text: str) -> bool:
    """The host says that a question is coming, as hosts do who do not number: "next question", "let's move on"."""
    return bool(NEXT_QUESTION.search(text))


def asks_about_people(text: str) -> bool:
    """The host asks who is here or how people are, which is no question of the chat."""
    return bool(PLAIN_QUESTION_TO_ALL.search(text))
