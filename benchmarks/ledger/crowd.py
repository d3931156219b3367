"""Two writers at once, with reports of their own and reports that both bring: all are there once, and the chain holds."""

from __future__ import annotations

import itertools
from dataclasses import dataclass

from benchmarks.ledger import writer
from dateline.ledger.ledger import now
from dateline.ledger.store import Store


@dataclass(frozen=True, slots=True)
class Crowd:
    """What came of it: reports that each writer said are on disk, those that the ledger holds, entries, and what is wrong."""

    acknowledged: tuple[int, ...]
    reports: int
    entries: int
    turns: int  # how often the log passes from one writer's own reports to the other's
    faults: tuple[str, ...]


def crowd(where: str, count: int) -> Crowd:
    """Lets two writers bring `count` reports each, of which a third are the same for both."""
    Store.open(where, now).close()
    shared = count // 3
    parts = (list(range(count)), list(range(count - shared, 2 * count - shared)))
    writers = [writer.start(where, part) for part in parts]
    for one in writers:
        one.end()
    wanted = range(2 * count - shared)
    store = Store.open(where, now)
    found = writer.held(store, wanted, wanted)
    faults = [*found.faults, *(f"index {name} is not what the log gives" for name in store.differing())]
    faults += [f"a writer stopped: {one.failed or one.status}" for one in writers if one.status != 0]
    own = [{writer.report_of(i)[0] for i in part} for part in parts]
    whose = [e.subject in own[1] for e in store.entries() if e.kind == "report" and (e.subject in own[0]) != (e.subject in own[1])]
    store.close()
    turns = sum(a != b for a, b in itertools.pairwise(whose))
    return Crowd(tuple(len(one.kept) for one in writers), len(found.reports), found.entries, turns, tuple(faults))
