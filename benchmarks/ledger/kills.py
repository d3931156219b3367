"""Kills in the middle of an ingest: nothing acknowledged may be lost, nothing half-written, and the ingest goes on."""

from __future__ import annotations

import os
import random
import signal
from collections.abc import Callable
from dataclasses import dataclass, field, fields
from typing import Final

from benchmarks.ledger import writer
from benchmarks.postgres import Server
from dateline.ledger.ledger import now
from dateline.ledger.store import Store

ROUNDS: Final[int] = 20  # kills of one ledger, before the next begins: what is checked after each kill stays small
AHEAD: Final[int] = 1_000  # reports that a writer is given: more than it can write before it is killed
FIRST, LAST = 0.0, 0.5  # seconds after its start between which it is killed
BACKEND: Final[int] = 4  # on PostgreSQL each fourth kill takes the server's own process, and its log must be played again


@dataclass(slots=True)
class Kills:
    """What came of the kills, in counts."""

    kills: int = 0
    inside_an_append: int = 0
    of_the_server: int = 0
    kept_unsaid: int = 0  # appends whose word the kill cut off, and that were on disk
    reports_acknowledged: int = 0
    entries_checked: int = 0
    indexes_differing: int = 0
    faults: list[str] = field(default_factory=list)

    def add(self, other: Kills) -> None:
        """Adds another's counts."""
        for one in fields(self):
            setattr(self, one.name, getattr(self, one.name) + getattr(other, one.name))


def kills(place: Callable[[], str], count: int, seed: int = 0, server: Server | None = None) -> Kills:
    """Kills writers `count` times, on as many new ledgers as that takes. `server`: of which its own processes are killed too."""
    chance, whole = random.Random(seed), Kills()
    while whole.kills < count:
        whole.add(_on_one(place(), min(ROUNDS, count - whole.kills), chance, server))
    return whole


def _on_one(where: str, count: int, chance: random.Random, server: Server | None) -> Kills:
    """Kills the writers of one ledger, looks at it after each, and lets the last one end its work."""
    Store.open(where, now).close()
    out, kept, target = Kills(), set[int](), AHEAD
    for number in range(count):
        left = [i for i in range(target) if i not in kept]
        working = writer.start(where, left)
        working.listen(chance.uniform(FIRST, LAST))
        if server is not None and number % BACKEND == BACKEND - 1:
            out.of_the_server += _kill_backends(server)
            working.end()
        else:
            working.kill()
        out.kills += 1
        out.inside_an_append += working.inside
        out.reports_acknowledged += len(working.kept)
        kept |= working.kept
        out.kept_unsaid += _look(where, target, kept, out)
    _resume(where, kept, out)
    return out


def _look(where: str, target: int, kept: set[int], out: Kills) -> bool:
    """Opens the ledger after a kill and checks all of it; whether it holds an append that was not acknowledged any more."""
    store = Store.open(where, now)
    found = writer.held(store, range(target), kept)
    store.close()
    out.faults += found.faults
    out.entries_checked += found.entries
    unsaid = [i for i in range(target) if i not in kept and writer.report_of(i)[0] in found.reports]
    kept.update(unsaid)
    return bool(unsaid)


def _resume(where: str, kept: set[int], out: Kills) -> None:
    """Lets a writer write all reports up to the last one kept, those that are there too, and checks log and indexes."""
    target = max(kept, default=0) + writer.BATCH
    last = writer.start(where, range(target), size=100)
    last.end()
    if last.status != 0 or last.kept != set(range(target)):
        out.faults.append(f"the ingest did not go on: {last.failed or last.status}")
    kept |= last.kept
    _look(where, target, kept, out)
    store = Store.open(where, now)
    different = store.differing()
    store.close()
    out.indexes_differing += len(different)
    out.faults += [f"index {name} is not what the log gives" for name in different]


def _kill_backends(server: Server) -> bool:
    """Kills a writer's process within the server, so that the server throws all others out and plays its log again."""
    found = server.backends()
    if found:
        os.kill(found[0], signal.SIGKILL)
        server.settle(found[0])
    return bool(found)
