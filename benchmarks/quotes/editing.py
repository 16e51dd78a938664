"""What bloggers do to posts that they quote. Knows nothing of how the quote finder undoes it."""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random

Editor = Callable[[str, Random], str]

IN_FULL = {
    "u": "you", "ur": "your", "r": "are", "&": "and", "w/": "with", "w/o": "without", "b/c": "because", "bc": "because",
    "2": "to", "4": "for", "ppl": "people", "abt": "about", "thx": "thanks", "pls": "please", "btw": "by the way",
    "tho": "though", "thru": "through", "b4": "before", "hrs": "hours", "yrs": "years", "Ss": "students",
    "don't": "do not", "I'm": "I am", "it's": "it is", "can't": "cannot", "I've": "I have", "that's": "that is",
}  # fmt: skip
ADDED = ("[sic]", "[the chat]", "[and others]", "[of course]", "[in schools]", "[emphasis mine]")
LINK = re.compile(r"https?://\S+")
EMOJI = re.compile("[\u2600-\u27bf\U0001f300-\U0001faff]\ufe0f?")


def edited(text: str, random: Random) -> str:
    """Return a text with one to four edits, of those that change it."""
    wanted = random.randint(1, 4)
    for edit in random.sample(EDITS, len(EDITS)):
        changed = edit(text, random)
        if changed != text and len(changed.split()) >= 4:
            text, wanted = changed, wanted - 1
        if not wanted:
            break
    return text


def drop_marker(text: str, random: Random) -> str:
    """A2: It is … → It is …"""
    return re.sub(r"^((?:@\w+ )*)[QATR]\d{1,2}[:.)]? ", r"\1", text)


def drop_hashtags(text: str, random: Random) -> str:
    """… #edchat → …"""
    return re.sub(r"(?:\s+#\w+)+\s*$", "", re.sub(r"^(?:#\w+\s+)+", "", text))


def drop_hash_signs(text: str, random: Random) -> str:
    """Our #library is → Our library is"""
    return re.sub(r"#(\w)", r"\1", text)


def drop_mentions(text: str, random: Random) -> str:
    """@ann @bob Yes, … → Yes, …"""
    return re.sub(r"(?:\s+@\w+)+\s*$", "", re.sub(r"^\.?(?:@\w+[:,]?\s+)+", "", text))


def spell_out(text: str, random: Random) -> str:
    """4 ppl → for people"""
    return " ".join(IN_FULL.get(word, word) for word in text.split(" "))


def curl(text: str, random: Random) -> str:
    """Straight quotation marks curly, hyphens dashes; or the other way round."""
    if "’" in text or "“" in text:
        return text.replace("’", "'").replace("“", '"').replace("”", '"').replace(" – ", " - ")
    curled = re.sub(r'(^|\s)"', r"\1“", text).replace('"', "”").replace("'", "’")
    return curled.replace(" - ", " – ").replace("...", "…")


def cut_middle(text: str, random: Random) -> str:
    """a b c d e f → a b … e f"""
    words = text.split()
    if len(words) < 12:
        return text
    length = random.randint(2, len(words) // 4)
    start = random.randint(3, len(words) - length - 3)
    return " ".join([*words[:start], random.choice(["…", "[…]", "..."]), *words[start + length :]])


def cut_end(text: str, random: Random) -> str:
    """a b c d e f → a b c d…"""
    words = text.split()
    return " ".join(words[: -random.randint(1, 4)]) + "…" if len(words) > 9 else text


def cut_beginning(text: str, random: Random) -> str:
    """a b c d e f → … c d e f"""
    words = text.split()
    return "… " + " ".join(words[random.randint(1, 4) :]) if len(words) > 9 else text


def put_in(text: str, random: Random) -> str:
    """a b c → a [and others] b c"""
    words = text.split()
    place = random.randint(2, len(words) - 1) if len(words) > 3 else len(words)
    return " ".join([*words[:place], random.choice(ADDED), *words[place:]])


def expand_links(text: str, random: Random) -> str:
    """http://t.co/x → (http://www.example.org/…), or nothing"""
    other = (
        f"http://www.example.org/{random.choice(['blog', 'news'])}/{random.randint(2009, 2016)}/a-longer-address.html"
    )
    return LINK.sub(random.choice([other, f"({other})", ""]), text).strip()


def lose_emoji(text: str, random: Random) -> str:
    """Great 🎉 → Great ?"""
    return EMOJI.sub(random.choice(["?", ""]), text)


def tidy(text: str, random: Random) -> str:
    """A capital at the beginning, a full stop at the end."""
    text = text[:1].upper() + text[1:]
    return text if text[-1:] in ".!?…" else text + "."


EDITS: list[Editor] = [
    drop_marker, drop_hashtags, drop_hash_signs, drop_mentions, spell_out, curl, cut_middle, cut_end, cut_beginning,
    put_in, expand_links, lose_emoji, tidy,
]  # fmt: skip
