"""The reports of a ledger as origins see them: when, by whom, whose words, and the sketch of the text."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from threading import Lock
from typing import Any, ClassVar, Final

from sqlalchemy import Connection, select

from dateline.ledger.entries import fold
from dateline.ledger.log import entry_of, joined
from dateline.ledger.origins.credits import is_agency, own_voice, relayed
from dateline.ledger.origins.sketches import Sketch, sketch, story
from dateline.ledger.origins.statements import day_of, instant_of
from dateline.ledger.schema import entries, payloads
from dateline.records.entry import Entry

KEPT: Final[int] = 16_384  # reports whose sketches are kept in memory, some 3 kB each
MANY: Final[int] = 500  # ids in one IN list


@dataclass(frozen=True, slots=True, eq=False)
class Volume:
    """A report. `day` in days since 1970 (0: undated); `agencies` are those whose story it prints; `voice` speaks where it names nobody."""

    id: str
    seq: int
    day: int
    instant: int
    outlet: str | None
    agencies: tuple[str, ...]
    agency: bool
    voice: str | None
    sketch: Sketch = field(repr=False)

    @property
    def rank(self) -> tuple[int, bool, int, str]:
        """Its place among reports of one story: by day, of one day the agency's own first, then by the clock, then by id."""
        return (self.instant // 86_400_000_000, not self.agency, self.instant, self.id)

    @property
    def houses(self) -> frozenset[str]:
        """Who may print its story anew: its outlet, and the agencies whose story it is."""
        return frozenset(fold(name) for name in (self.outlet, *self.agencies) if name)


def volume(entry: Entry) -> Volume | None:
    """The volume of a report's entry; None for a redacted one."""
    if entry.payload is None:
        return None
    document: Mapping[str, Any] = entry.payload["document"]
    outlet, published, agencies = document["outlet"], document["published"], relayed(document)
    return Volume(
        entry.subject, entry.seq, day_of(published), instant_of(published), outlet, agencies, is_agency(outlet, agencies),
        own_voice(outlet, agencies), sketch(story(document)),
    )  # fmt: skip


class Library:
    """The reports that origins look at, read from the log; the latest are kept in memory, by the digests of their entries."""

    _kept: ClassVar[OrderedDict[str, Volume]] = (
        OrderedDict()
    )  # shared by all ledgers of a process: a digest names one entry of one log
    _lock = Lock()

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    def add(self, found: Iterable[Entry]) -> list[Volume]:
        """The volumes of new entries."""
        made = []
        for entry in found:
            one = volume(entry)
            if one is not None:
                made.append(self._keep(entry.digest, one))
        return made

    def by_id(self, ids: Collection[str]) -> dict[str, Volume]:
        """The reports of these ids; those redacted are left out."""
        return {v.id: v for v in self._read(entries.c.subject, sorted(ids))}

    def by_seq(self, numbers: Collection[int]) -> dict[int, Volume]:
        """The reports of these entry numbers; those redacted are left out."""
        return {v.seq: v for v in self._read(entries.c.seq, sorted(numbers))}

    def forget(self, found: Iterable[Entry]) -> None:
        """Takes redacted reports out of memory."""
        for entry in found:
            with self._lock:
                self._kept.pop(entry.digest, None)

    def _read(self, column: Any, values: list[Any]) -> Iterable[Volume]:
        for first in range(0, len(values), MANY):
            query = select(entries.c.seq, entries.c.digest).join(payloads, payloads.c.seq == entries.c.seq)
            query = query.where(column.in_(values[first : first + MANY]), entries.c.kind == "report")
            wanted = []
            for row in self.connection.execute(query):
                one = self._kept.get(row.digest)
                if one is None:
                    wanted.append(row.seq)
                else:
                    yield self._keep(row.digest, one)
            if wanted:
                rows = self.connection.execute(joined().where(entries.c.seq.in_(wanted))).mappings()
                yield from self.add(entry_of(row) for row in rows)

    def _keep(self, digest: str, one: Volume) -> Volume:
        with self._lock:
            self._kept[digest] = one
            self._kept.move_to_end(digest)
            while len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        return one
