"""A process that ingests synthetic reports and says what is on disk, so that it can be killed, and its word held against the ledger."""

from __future__ import annotations

import os
import select
import signal
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Final

from benchmarks.ledger.reports import report
from benchmarks.ledger.world import SEED, world
from dateline.errors import DatelineError
from dateline.ledger.ledger import now
from dateline.ledger.store import Store
from dateline.records.entry import Draft

BATCH: Final[int] = 5  # reports of one append: few, so that many appends fall into the time before a kill
READ: Final[int] = 65_536  # bytes of the writer's words read at once


@cache
def drafts_of(index: int) -> tuple[Draft, ...]:
    """What report `index` puts into the log."""
    return tuple(report(world(), index, SEED)[0])


@cache
def report_of(index: int) -> tuple[str, frozenset[str]]:
    """The id of report `index`, and the ids of its claims."""
    made = drafts_of(index)
    return made[0].subject, frozenset(d.subject for d in made[1:])


def append(store: Store, indexes: Iterable[int]) -> int:
    """Appends whole reports in one go; how many entries were new."""
    drafts: list[Draft] = []
    bodies: dict[str, tuple[str, bytes]] = {}
    for index in indexes:
        more, body = report(world(), index, SEED)
        drafts += more
        bodies |= body
    return len(store.append(drafts, bodies))


@dataclass(slots=True)
class Writer:
    """A writer at work. `kept`: the indexes of the reports that it said are on disk; `inside`: whether it is within an append."""

    process: int
    words: int
    kept: set[int] = field(default_factory=set)
    inside: bool = False
    failed: str | None = None
    status: int | None = None
    left: bytes = b""

    def listen(self, seconds: float) -> bool:
        """Reads what it says for so long, or until it has nothing more to say (False)."""
        until = time.monotonic() + seconds
        while (rest := until - time.monotonic()) > 0:
            if select.select([self.words], [], [], rest)[0] and not self._read():
                return False
        return True

    def kill(self) -> None:
        """Ends it as a power cut would: SIGKILL, which no program can catch; then reads its last words."""
        os.kill(self.process, signal.SIGKILL)
        self.end()

    def end(self) -> None:
        """Waits until it has ended, and reads all that it said."""
        while self._read():
            pass
        os.close(self.words)
        self.status = os.waitpid(self.process, 0)[1]

    def _read(self) -> bool:
        said = os.read(self.words, READ)
        *lines, self.left = (self.left + said).split(b"\n")
        for line in lines:
            word, _, rest = line.decode().partition(" ")
            self.inside = word == "begin"
            if word == "kept":
                self.kept.update(map(int, rest.split()))
            elif word == "failed":
                self.failed = rest
        return bool(said)


def start(where: str, indexes: Sequence[int], size: int = BATCH) -> Writer:
    """Starts a writer of those reports, `size` to an append; the world is made before, so that none of its time goes to that."""
    world()
    reading, writing = os.pipe()
    process = os.fork()
    if process:
        os.close(writing)
        return Writer(process, reading)
    status = 1
    try:
        os.close(reading)
        status = _ingest(where, indexes, size, writing)
    finally:
        os._exit(status)


def _ingest(where: str, indexes: Sequence[int], size: int, words: int) -> int:
    try:
        store = Store.open(where, now)
        for first in range(0, len(indexes), size):
            some = indexes[first : first + size]
            os.write(words, b"begin\n")
            append(store, some)
            os.write(words, f"kept {' '.join(map(str, some))}\n".encode())
    except DatelineError as error:
        os.write(words, f"failed {error.code}\n".encode())
        return 2
    return 0


@dataclass(frozen=True, slots=True)
class Held:
    """What a ledger holds: the claims of each report by its id, and what is wrong in it, in words."""

    reports: Mapping[str, frozenset[str]]
    entries: int
    faults: tuple[str, ...]


def held(store: Store, indexes: Iterable[int], kept: Iterable[int]) -> Held:
    """Looks whether every report of `indexes` that is there is whole and once, those of `kept` all are, and nothing else is."""
    found: dict[str, set[str]] = {}
    seen: set[tuple[str, str]] = set()
    faults: list[str] = []
    count = 0
    for entry in store.entries():
        count += 1
        if (entry.kind, entry.subject) in seen:
            faults.append(f"{entry.kind} {entry.subject} is there twice")
        seen.add((entry.kind, entry.subject))
        if entry.kind == "report":
            found[entry.subject] = set()
        elif entry.payload is not None:
            found.setdefault(entry.payload["report"], set()).add(entry.subject)
    wanted = dict(map(report_of, indexes))
    faults += [f"report {id} was never written" for id in found if id not in wanted]
    faults += [
        f"report {id} has {len(claims)} of {len(wanted.get(id, ()))} claims"
        for id, claims in found.items()
        if wanted.get(id) != frozenset(claims)
    ]
    faults += [f"report {index} was acknowledged and is lost" for index in kept if report_of(index)[0] not in found]
    verdict = store.verify()
    if verdict.fault is not None:
        faults.append(f"entry {verdict.fault.seq}: {verdict.fault.what}")
    return Held({id: frozenset(claims) for id, claims in found.items()}, count, tuple(faults))
