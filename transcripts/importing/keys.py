"""The key of a post: what stands in its address for ever, derived from the source alone (DESIGN, "Key")."""

from __future__ import annotations

import base64
import hashlib
import re
import unicodedata
from datetime import date

KEY_LENGTH = 12


def key_of_id(network: str, source_id: str) -> str:
    """Return the key of a post with an id: a Twitter status id itself, else a hash of network and id."""
    if network == "twitter" and source_id.isdigit():
        return source_id
    return hashed(network, source_id)


def key_of_words(network: str, handle: str, said_on: date, text: str, occurrence: int) -> str:
    """Return the key of a post without an id: of its author, day, letters and digits, n-th of identical ones."""
    return hashed(network, handle.casefold(), said_on.isoformat(), letters_and_digits(text), str(occurrence))


def letters_and_digits(text: str) -> str:
    """Return a text with nothing left but its letters and digits, folded: spacing and quotes do not change a key."""
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", text).casefold())


def hashed(*parts: str) -> str:
    """Return the first base32 characters of SHA-256 over the parts joined by NUL, lower case."""
    digest = hashlib.sha256("\0".join(parts).encode()).digest()
    return base64.b32encode(digest).decode().lower()[:KEY_LENGTH]
