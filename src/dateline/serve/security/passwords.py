"""Passwords as argon2id keeps them (RFC 9106). A check takes 64 MB and much of a core: few run at once, in threads of their own."""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import Final

import anyio
from anyio import to_thread
from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError

from dateline.errors import DatelineError

SHORTEST: Final[int] = 10  # characters
LONGEST: Final[int] = 200
AT_ONCE: Final[int] = 2  # checks that run at once
HASHER: Final = PasswordHasher()


def hashed(password: str) -> str:
    """What is kept of a new password. Raises DatelineError `serve.account` for one that is too short or too long."""
    plain = _plain(password)
    if not SHORTEST <= len(plain) <= LONGEST:
        raise DatelineError("serve.account", f"A password has {SHORTEST} to {LONGEST} characters.")
    return HASHER.hash(plain)


def is_right(kept: str | None, password: str) -> bool:
    """Whether a password is the one kept; it takes as long where none is kept, so that nobody learns which names there are."""
    if len(password) > LONGEST:
        return False
    try:
        HASHER.verify(kept or _none(), _plain(password))
    except (Argon2Error, InvalidHashError):
        return False
    return kept is not None


def is_old(kept: str) -> bool:
    """Whether a digest was made with other costs than those of today."""
    return HASHER.check_needs_rehash(kept)


async def checked(kept: str | None, password: str) -> bool:
    """`is_right`, in a thread, a few at a time."""
    return await to_thread.run_sync(is_right, kept, password, limiter=_limiter())


async def made(password: str) -> str:
    """`hashed`, in a thread, a few at a time."""
    return await to_thread.run_sync(hashed, password, limiter=_limiter())


_LIMITERS: Final[dict[int, anyio.CapacityLimiter]] = {}


def _limiter() -> anyio.CapacityLimiter:
    """The limiter of the running event loop."""
    import asyncio

    loop = id(asyncio.get_running_loop())
    if loop not in _LIMITERS:
        _LIMITERS.clear()
        _LIMITERS[loop] = anyio.CapacityLimiter(AT_ONCE)
    return _LIMITERS[loop]


@cache
def _none() -> str:
    """The digest of a password that nobody has."""
    return HASHER.hash("nobody has this password")


def _plain(password: str) -> str:
    """The password as one spelling of what was typed, whatever the keyboard."""
    return unicodedata.normalize("NFKC", password)
