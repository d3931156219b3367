"""The ledger as people use it: open it, put reports in, ask it."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Self

from dateline.ledger.store import Store


def now() -> int:
    """Microseconds since 1970 (UTC) by this machine's clock."""
    return time.time_ns() // 1_000


class Ledger:
    """One ledger: its log and every question that can be asked of it. A context manager."""

    def __init__(self, store: Store) -> None:
        self.store = store

    @classmethod
    def open(cls, where: str | Path = "dateline.db", create: bool = True, clock: Callable[[], int] = now) -> Self:
        """The ledger at a file's path or a database URL (postgresql://…).

        Raises DatelineError `ledger.missing`, `ledger.open`, `ledger.version`, `ledger.driver`.
        """
        return cls(Store.open(where, clock, create))

    def close(self) -> None:
        """Gives the connections back."""
        self.store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()
