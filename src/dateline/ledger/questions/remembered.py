"""Claims as they were recorded, kept in memory by a program that asks for the same ones again and again.

What was recorded never changes, so that nothing here grows old: corrections, withdrawals and origins are looked up each time, and
a claim that was redacted is in no index any more, so that nobody asks for it. `forget` takes the words out of memory, too.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Mapping
from typing import Final
from weakref import WeakKeyDictionary

from sqlalchemy import Connection, Engine

from dateline.records.entry import KeptClaim


class Remembered:
    """At most `room` claims by the numbers of their entries, those asked for last. Safe for several threads."""

    def __init__(self, room: int) -> None:
        self.room = room
        self._lock = threading.Lock()
        self._claims: OrderedDict[int, KeptClaim] = OrderedDict()

    def get(self, numbers: Mapping[str, int]) -> dict[str, KeptClaim]:
        """Those that are here of the claims with these ids and numbers, by id."""
        with self._lock:
            claims = self._claims
            found = {id: claims[n] for id, n in numbers.items() if n in claims}
            for claim in found.values():
                claims.move_to_end(claim.seq)
        return {id: claim for id, claim in found.items() if claim.id == id}

    def put(self, made: Mapping[str, KeptClaim]) -> None:
        """Keeps claims."""
        with self._lock:
            self._claims.update((claim.seq, claim) for claim in made.values())
            while len(self._claims) > self.room:
                self._claims.popitem(last=False)

    def forget(self) -> None:
        """Empties it."""
        with self._lock:
            self._claims.clear()


_KEPT: Final[WeakKeyDictionary[Engine, Remembered]] = WeakKeyDictionary()


def remember(engine: Engine, room: int) -> Remembered:
    """Has the questions that are asked over an engine's connections remember so many claims."""
    made = _KEPT[engine] = Remembered(room)
    return made


def remembered(connection: Connection) -> Remembered | None:
    """What is remembered over a connection; None where nothing is."""
    return _KEPT.get(connection.engine)
