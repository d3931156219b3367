"""The events of maps as they were written last: of one that is drawn again only what changed is written anew.

An event that was written at this state of the log is taken as it is. At another state it is taken if its claim, its incident and
who printed it are what they were then: the claim is looked up each time, so that what was corrected or taken out is written anew,
or not at all.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

from dateline.records.entry import KeptClaim

ROOM: Final[int] = 40_000  # events that are kept, at some 2 kB each


@dataclass(frozen=True, slots=True)
class Told:
    """What an event of a map is written from: the first of its claims, how many it has, its incident, who printed it."""

    claim: KeptClaim
    claims: int
    incident: str | None
    outlet: str | None

    def is_as(self, other: Told) -> bool:
        """Whether the two say the same: the claim has to be the very same record."""
        return self.claim is other.claim and (self.claims, self.incident, self.outlet) == (
            other.claims,
            other.incident,
            other.outlet,
        )


@dataclass(frozen=True, slots=True)
class _Written:
    """An event as it was written (None: it is on no map), from what, and at which state of the log."""

    state: str
    told: Told
    feature: bytes | None


Key = tuple[int, bool]  # the number of the claim, and whether private persons' names are shown


class Drawn:
    """The events that were written last. Safe for several threads."""

    def __init__(self, room: int = ROOM) -> None:
        self.room = room
        self._lock = threading.Lock()
        self._kept: OrderedDict[Key, _Written] = OrderedDict()

    def at(self, state: str, claims: dict[int, int], private: bool) -> dict[int, bytes | None]:
        """Those of the events that were written at this state of the log; `claims`: how many each has, by the number of its first."""
        with self._lock:
            kept = ((number, self._kept.get((number, private)), count) for number, count in claims.items())
            return {n: k.feature for n, k, count in kept if k is not None and k.state == state and k.told.claims == count}

    def again(self, state: str, told: Told, private: bool) -> tuple[bool, bytes | None]:
        """Whether an event was written from the same, and how."""
        key = told.claim.seq, private
        with self._lock:
            kept = self._kept.get(key)
            if kept is None or not kept.told.is_as(told):
                return False, None
            self._kept[key] = replace(kept, state=state)
            return True, kept.feature

    def put(self, state: str, made: Iterable[tuple[Told, bytes | None]], private: bool) -> None:
        """Keeps events as they were written from what was read at a state of the log."""
        with self._lock:
            for told, feature in made:
                key = told.claim.seq, private
                self._kept[key] = _Written(state, told, feature)
                self._kept.move_to_end(key)
            while len(self._kept) > self.room:
                self._kept.popitem(last=False)

    def forget(self) -> None:
        """Empties it."""
        with self._lock:
            self._kept.clear()
