"""The hash chain: what makes the log tamper-evident, and lets a payload be taken out without breaking it.

An entry's digest covers its own head, the commitment to its payload, and the digest before it. The commitment is
SHA-256(salt | body) with a random salt of 128 bits: once body and salt are gone, nobody can test a guess against it, and the
chain still holds.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any, Final

GENESIS: Final = "0" * 64  # the digest before the first entry
SEPARATOR: Final = "\x1f"
_WRITER: Final = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), check_circular=False)


def body_of(payload: Mapping[str, Any]) -> str:
    """The one way to write a payload: JSON with sorted keys and no blanks."""
    return _WRITER.encode(payload)


def commit(salt: str, body: str) -> str:
    """The salted commitment to a payload, hex."""
    return hashlib.sha256(f"{salt}{SEPARATOR}{body}".encode()).hexdigest()


def link(before: str, head: tuple[int, str, str, str, int], commitment: str) -> str:
    """The digest of an entry: `head` is (seq, kind, subject, author, recorded)."""
    parts = [before, *map(str, head), commitment]
    return hashlib.sha256(SEPARATOR.join(parts).encode()).hexdigest()
