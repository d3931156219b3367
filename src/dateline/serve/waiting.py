"""The queue as the desk keeps it: gathered once, then brought along with what people decide, until it is gathered anew.

Of a large ledger the claims are walked through in the background, and the queue grows while that goes on.
"""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from dateline.ledger.questions.waiting import words_since
from dateline.review.queue import Item
from dateline.review.suspects import Suspects
from dateline.review.waiting import waiting
from dateline.serve.desk import Desk

FIRST: Final[float] = 5.0  # seconds that the first gathering may take, which loads tables, and the next still be quick
QUICK: Final[float] = 0.5  # seconds of gathering up to which the queue is gathered anew after every change
AGE: Final[float] = 60.0  # seconds after which a slower one is gathered anew, in the background
WALK: Final[float] = 1.0  # seconds of walking through the claims before an answer; the rest is done in the background
REST: Final[float] = 1.0  # times as long as a step of that took, the next is waited with: others want the machine, too


@dataclass(slots=True)
class _Kept:
    """The queue of a moment: up to which entry it was brought, how long it took to gather, and when that was.

    `stale`: something was recorded since. `done`: what people decided, by its id: its kind. `quick`: seconds that it may have
    taken to be gathered anew after every change.
    """

    items: tuple[Item, ...]
    seq: int
    seconds: float
    at: float
    quick: float
    done: dict[str, str] = field(default_factory=dict)
    stale: bool = False


class Waiting:
    """The queue of one desk. Safe for several threads. `clock` gives seconds."""

    def __init__(self, desk: Desk, clock: Callable[[], float] = time.monotonic) -> None:
        self.desk, self.clock = desk, clock
        self._lock = threading.Lock()
        self._kept: _Kept | None = None
        self._suspects: Suspects | None = None
        self._busy = False
        self._closing = threading.Event()

    def look(self) -> tuple[tuple[Item, ...], Counter[str]]:
        """What waits now, and how many of each kind were decided since the desk was opened."""
        with self._lock:
            kept = self._kept or self._gathered(max(FIRST, QUICK))
            self._kept = kept
            self._follow(kept)
            if kept.stale and kept.seconds <= kept.quick:
                self._kept = kept = _over(kept, self._gathered(QUICK))
            elif kept.stale and self.clock() - kept.at > AGE:
                self._in_background()
            return kept.items, Counter(kept.done.values())

    def close(self) -> None:
        """Ends what goes on in the background."""
        self._closing.set()

    def _gathered(self, quick: float) -> _Kept:
        """The queue as it is; where the walk through the claims has not ended, it goes on in the background."""
        names = self.desk.gazetteer  # opened once, which takes longer than the queue of a small ledger
        began, seq = self.clock(), self.desk.head().seq
        suspects = self._suspects = self._suspects or Suspects(names)
        while (more := suspects.step(self.desk.ledger)) and self.clock() - began < WALK:
            pass
        found = waiting(self.desk.ledger, names, suspects)
        if more:
            self._in_background()
        return _Kept(found, seq, self.clock() - began, self.clock(), quick)

    def _in_background(self) -> None:
        if not self._busy:
            self._busy = True
            threading.Thread(target=self._renew, name="queue", daemon=True).start()

    def _renew(self) -> None:
        """Ends the walk through the claims, and gathers the queue anew."""
        try:
            suspects = self._suspects
            while suspects is not None and not self._closing.is_set():
                began = self.clock()
                with self._lock:
                    more = suspects.step(self.desk.ledger)
                if not more:
                    break
                self._closing.wait(REST * (self.clock() - began))
            if not self._closing.is_set() and suspects is not None:
                began, seq = self.clock(), self.desk.head().seq
                found = waiting(self.desk.ledger, self.desk.gazetteer, suspects)
                made = _Kept(found, seq, self.clock() - began, self.clock(), QUICK)
                with self._lock:
                    self._kept = made if self._kept is None else _over(self._kept, made)
        finally:
            self._busy = False

    def _follow(self, kept: _Kept) -> None:
        """Takes out what people's words since were about; what else was recorded is found when the queue is gathered anew."""
        now = self.desk.head().seq
        if now == kept.seq:
            return
        with self.desk.ledger.store.reading() as connection:
            touched = words_since(connection, kept.seq)
        kept.seq, kept.stale = now, True
        gone = {i.id: i.kind for i in kept.items if touched.intersection(_about(i))}
        kept.done.update(gone)
        kept.items = tuple(i for i in kept.items if i.id not in gone)


def _over(old: _Kept, new: _Kept) -> _Kept:
    """The new queue, which knows what was decided; what waits again was not."""
    waits = {i.id for i in new.items}
    new.done = {id: kind for id, kind in old.done.items() if id not in waits}
    return new


def _about(item: Item) -> tuple[str, ...]:
    """What a person's word settles an item by."""
    return item.settles if item.kind == "link" else (*item.settles, *item.reports)
