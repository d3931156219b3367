"""Parts of lists that are made whole."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from dateline.errors import DatelineError

Item = TypeVar("Item")


def part(found: Sequence[Item], limit: int, cursor: str | None) -> tuple[Sequence[Item], str | None]:
    """A part of a list that is made whole, and the cursor of the next. Raises DatelineError `ledger.page`."""
    if cursor is not None and not (cursor.isascii() and cursor.isdecimal() and len(cursor) < 10):
        raise DatelineError("ledger.page", repr(cursor))
    start = int(cursor or 0)
    return found[start : start + limit], str(start + limit) if start + limit < len(found) else None
