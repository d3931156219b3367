"""The queue as the desk keeps it: gathered once, then brought along with what people decide, until it is gathered anew.

It is gathered in the background, part by part, with pauses in which others have the machine. An answer waits a moment for the first
gathering to end, and then gives what is there and says that more may come. The queue of a small ledger, which is gathered quickly,
is gathered anew after every change, before it is answered.
"""

from __future__ import annotations

import math
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Final, NamedTuple, TypeVar

from dateline.ledger.questions.waiting import words_since
from dateline.review.queue import Item, ordered
from dateline.review.suspects import Suspects
from dateline.review.waiting import gathered
from dateline.serve.desk import Desk

Made = TypeVar("Made")
PATIENCE: Final[float] = 0.5  # seconds that an answer waits for the first gathering
QUICK: Final[float] = 0.5  # seconds of gathering up to which the queue is gathered anew after every change
AGE: Final[float] = 60.0  # seconds after which a slower one is gathered anew, in the background
WALK: Final[float] = 1.0  # seconds of walking through the claims before what was found is put in order for the first time
REST: Final[float] = 1.0  # times as long as a step of the gathering took, the next is waited with: others want the machine, too


class Look(NamedTuple):
    """What waits, how many of each kind were decided since the desk was opened, and whether all of it was gathered."""

    items: tuple[Item, ...]
    done: Counter[str]
    complete: bool


@dataclass(slots=True)
class _Kept:
    """The queue of a moment: up to which entry it was brought, how long it took to gather, and when that was.

    `complete`: all of it is here. `stale`: something was recorded since. `done`: what people decided, by its id: its kind.
    """

    items: tuple[Item, ...]
    seq: int
    seconds: float
    at: float
    complete: bool
    done: dict[str, str] = field(default_factory=dict)
    stale: bool = False


class Waiting:
    """The queue of one desk. Safe for several threads. `clock` gives seconds."""

    def __init__(self, desk: Desk, clock: Callable[[], float] = time.monotonic) -> None:
        self.desk, self.clock = desk, clock
        self._lock = threading.Lock()
        self._kept: _Kept | None = None
        self._suspects: Suspects | None = None
        self._fault: Exception | None = None
        self._busy, self._begun = False, 0.0
        self._ready, self._closing = threading.Event(), threading.Event()

    def look(self) -> Look:
        """What waits now. Raises what the gathering raised, if it did."""
        self.begin()
        if self._kept is None or not self._kept.complete:
            self._ready.wait(max(0.0, PATIENCE - (self.clock() - self._begun)))
        with self._lock:
            if self._fault is not None:
                fault, self._fault = self._fault, None
                raise fault
            kept = self._kept
            if kept is None:
                return Look((), Counter(), False)
            self._follow(kept)
            if kept.stale and kept.complete and kept.seconds <= QUICK:
                for made in self._gathered(0.0):
                    self._kept = kept = _over(kept, made)
            elif kept.stale and kept.complete and self.clock() - kept.at > AGE:
                self._in_background()
            return Look(kept.items, Counter(kept.done.values()), kept.complete)

    def begin(self) -> None:
        """Has the queue gathered in the background, unless it was, or is."""
        with self._lock:
            if self._kept is None:
                self._in_background()

    def close(self) -> None:
        """Ends what goes on in the background."""
        self._closing.set()

    def _in_background(self) -> None:
        if not self._busy and not self._closing.is_set():
            self._busy, self._begun = True, self.clock()
            self._ready.clear()
            threading.Thread(target=self._gather, name="queue", daemon=True).start()

    def _gather(self) -> None:
        """Gathers the queue; shows what there is of it so far until there is a whole one."""
        try:
            for made in self._gathered(REST):
                with self._lock:
                    if made.complete or self._kept is None or not self._kept.complete:
                        self._kept = made if self._kept is None else _over(self._kept, made)
        except Exception as error:  # who looks next is told
            self._fault = error
        finally:
            self._busy = False
            self._ready.set()

    def _gathered(self, rest: float) -> Iterator[_Kept]:
        """The queue so far, part by part, and whole at the end; between the parts others have the machine for `rest` times as long."""
        names = self.desk.gazetteer  # opened once, which takes longer than the queue of a small ledger
        suspects = self._suspects = self._suspects or Suspects(names)
        record, spent = self.desk.ledger, 0.0
        for most in (WALK, math.inf):
            seq, walked, more = self.desk.head().seq, 0.0, False
            for _, took in self._steps(iter(lambda: suspects.step(record), False), rest):
                walked += took
                if more := walked > most:
                    break
            found: list[Item] = []
            spent += walked
            for part, took in self._steps(gathered(record, names, suspects), rest):
                found += part
                spent += took
                yield _Kept(ordered(found), seq, spent, self.clock(), False)
            if not more:
                break
        if not self._closing.is_set():
            yield _Kept(ordered(found), seq, spent, self.clock(), True)

    def _steps(self, steps: Iterator[Made], rest: float) -> Iterator[tuple[Made, float]]:
        """The steps with the seconds that each took, until the desk closes; after each a pause `rest` times as long."""
        while not self._closing.is_set():
            begun = self.clock()
            try:
                made = next(steps)
            except StopIteration:
                return
            took = self.clock() - begun
            yield made, took
            if rest:
                self._closing.wait(rest * took)

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
