"""Secrets that the desk gives out: sessions' tokens, the tokens against other sites that hang on them, and API keys.

Each is random and long, so that a plain digest keeps it: SHA-256 is what the database holds of a session and of a key.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from typing import Final

BYTES: Final[int] = 32  # of randomness in a token
MARK: Final = "dk"  # opens an API key, so that one that leaked is recognised
CSRF: Final = b"dateline csrf"


def token() -> str:
    """A new session's token."""
    return secrets.token_urlsafe(BYTES)


def digest(secret: str) -> str:
    """What is kept of a token or a key: its SHA-256, in hex."""
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()


def csrf(session: str) -> str:
    """The token that changes made with a session must bear: it follows from the session's, which no other site can read."""
    return hmac.new(session.encode("utf-8", "replace"), CSRF, hashlib.sha256).hexdigest()


def is_csrf(session: str, given: str | None) -> bool:
    """Whether a token is the session's; takes as long whatever is given."""
    return given is not None and hmac.compare_digest(csrf(session).encode(), given.encode("utf-8", "replace"))


def key() -> tuple[str, str]:
    """A new API key's id, and the key itself ("dk_ID_SECRET")."""
    id = secrets.token_hex(8)
    return id, f"{MARK}_{id}_{secrets.token_urlsafe(BYTES)}"


def key_id(given: str) -> str | None:
    """The id of a key as it is given; None for what is none."""
    mark, _, rest = given.partition("_")
    id, _, secret = rest.partition("_")
    return id if mark == MARK and id and secret else None
