"""Keeps the origins of reports and claims in step with the log, entry by entry, as it is written or replayed."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cache
from typing import Any, Final

from sqlalchemy import Connection, delete, select

from dateline.ledger import bulk
from dateline.ledger.origins.copies import link, unlink
from dateline.ledger.origins.folding import Folding, Load, Pair
from dateline.ledger.origins.library import MANY, Library, Volume
from dateline.ledger.origins.statements import DAYS, UNDATED, Told
from dateline.ledger.schema import bands, claims
from dateline.records.entry import Entry, KeptClaim

ALONE: Final[int] = 3  # keys of a report up to which one in common is enough to compare it; with more it takes two
_LOOK: Final = {
    "sqlite": "CROSS JOIN bands AS b WHERE b.week = {week} AND b.band = a.band AND b.seq <> a.seq AND {near}",
    "postgresql": "CROSS JOIN LATERAL (SELECT * FROM bands AS b WHERE b.week = {week} AND b.band = a.band OFFSET 0) AS b"
    " WHERE b.seq <> a.seq AND {near}",
}  # each key of one is looked up among all, never the other way round
_ASKED: Final = {"sqlite": "seq IN (SELECT value FROM json_each(?))", "postgresql": "seq = ANY(%(numbers)s)"}
_STEPS: Final = "CROSS JOIN (SELECT -1 AS step UNION ALL SELECT 0 UNION ALL SELECT 1) AS s"
_WEEKS: Final = (
    "CROSS JOIN (WITH RECURSIVE w (step) AS (SELECT min(week) FROM bands WHERE week > 0"
    " UNION ALL SELECT step + 1 FROM w WHERE step < (SELECT max(week) FROM bands)) SELECT step FROM w) AS s"
)  # every week that there is


class Origins:
    """Settles origins within one transaction of the ledger. `load` reads claims by their ids as they stand."""

    def __init__(self, connection: Connection, dialect: str, load: Load) -> None:
        self.connection, self.dialect, self.load = connection, dialect, load
        self.library = Library(connection)

    def take(self, reports: Iterable[Entry], found: Iterable[KeptClaim]) -> None:
        """Finds where new reports and claims come from. They are in the indexes already."""
        volumes = self.library.add(reports)
        folding = self._folding()
        told = folding.tell(found, {v.id: v for v in volumes})
        rows = [row for v in volumes for row in _report_rows(v)] + [row for t in told for row in _claim_rows(t)]
        if rows:
            bulk.put(self.connection, bands, rows)
        undated = any(row["day"] == UNDATED for row in rows)
        pairs = self._pairs([*(v.seq for v in volumes), *(t.claim.seq for t in told)], undated)
        own = {v.seq for v in volumes}
        linked = link(self.connection, self.library, {p for p in pairs if p[0] in own or p[1] in own})
        keyed = {p for p in pairs if p[0] not in own and p[1] not in own}
        new = {v.id for v in volumes}
        old = [t for t in told if t.claim.report not in new]
        fresh = [t for t in told if t.claim.report in new]
        folding.join(fresh, self._named(keyed), linked, alone=True)
        if old:
            folding.join(old, (), {t.claim.report for t in old}, alone=False)

    def renew(self, found: Sequence[KeptClaim]) -> None:
        """Finds anew where claims come from that were corrected. They are in the indexes as they now stand."""
        self._rejoin({c.id for c in found}, {c.seq for c in found}, found)

    def forget(self, found: Sequence[Entry]) -> None:
        """Takes redacted reports and claims out; the claims' index rows are gone, the reports' are not yet."""
        reports = [e for e in found if e.kind == "report"]
        gone = {e.subject for e in found if e.kind == "claim"}
        ids = {e.subject for e in reports}
        self.library.forget(reports)
        unlink(self.connection, self.library, ids)
        rows = self.connection.execute(select(claims.c.id).where(claims.c.report.in_(ids))).scalars() if ids else ()
        left = self.load(sorted(set(rows) - gone))  # claims that outlive their report: nobody knows any more whose voice it had
        self._rejoin(gone | {c.id for c in left}, {e.seq for e in found} | {c.seq for c in left}, left)

    def _rejoin(self, ids: Collection[str], numbers: Collection[int], changed: Sequence[KeptClaim]) -> None:
        """Takes the folds of claims apart, puts down the keys of those that changed, and joins anew all that are left."""
        folding = self._folding()
        members = folding.unfold(ids)
        for part in _parts(sorted(numbers)):
            self.connection.execute(delete(bands).where(bands.c.seq.in_(part)))
        rows = [row for t in folding.tell(changed) for row in _claim_rows(t)]
        if rows:
            bulk.put(self.connection, bands, rows)
        folding.read(members - {c.id for c in changed})
        some = [t for id, t in folding.told.items() if id in members]
        keyed = self._named(self._pairs([t.claim.seq for t in some], any(t.day == UNDATED for t in some)))
        folding.join(some, keyed, {t.claim.report for t in some}, alone=False)

    def _folding(self) -> Folding:
        return Folding(self.connection, self.library, self.load)

    def _pairs(self, numbers: Sequence[int], undated: bool) -> set[tuple[int, int]]:
        """The entry numbers of reports or claims whose keys meet those of these, the smaller first."""
        found: set[tuple[int, int]] = set()
        for part in _parts(numbers):
            given: Any = (json.dumps(part),) if self.dialect == "sqlite" else {"numbers": list(part)}
            for one, other in self.connection.exec_driver_sql(_meeting(self.dialect, undated), given):
                found.add((min(one, other), max(one, other)))
        return found

    def _named(self, pairs: Collection[tuple[int, int]]) -> list[Pair]:
        """The ids of claims for their entry numbers."""
        ids: dict[int, str] = {}
        for part in _parts(sorted({seq for pair in pairs for seq in pair})):
            ids.update(
                {
                    row.seq: row.id
                    for row in self.connection.execute(select(claims.c.seq, claims.c.id).where(claims.c.seq.in_(part)))
                }
            )
        return [(ids[one], ids[other]) for one, other in sorted(pairs) if one in ids and other in ids]


@cache
def _meeting(dialect: str, undated: bool) -> str:
    """Asks for pairs whose keys meet: one key in common of a claim or a short report, two of longer reports.

    Those published within DAYS of each other meet; those without a date meet everybody. `undated`: whether one of them has none.
    """
    look = _LOOK[dialect]
    ways = [
        f"{_STEPS} {look.format(week='a.week + s.step', near=f'abs(b.day - a.day) <= {DAYS}')}",
        look.format(week="0", near="a.week > 0"),
    ]
    if undated:
        ways.append(f"{_WEEKS} {look.format(week='s.step', near='a.week = 0')}")
    parts = (f"SELECT a.seq AS one, b.seq AS other, a.alone OR b.alone AS enough FROM asked AS a {way}" for way in ways)
    return (
        f"WITH asked AS (SELECT * FROM bands WHERE {_ASKED[dialect]}), met AS ({' UNION ALL '.join(parts)})"
        " SELECT one, other FROM met GROUP BY one, other HAVING sum(CASE WHEN enough THEN 2 ELSE 1 END) > 1"
    )


def _row(day: int, band: int, seq: int, alone: bool) -> dict[str, Any]:
    """A row of bands; dated ones begin with week 2, so that none is beside the undated."""
    return {"week": day // 7 + 2 if day else 0, "band": band, "seq": seq, "day": day, "alone": alone}


def _report_rows(volume: Volume) -> Iterator[dict[str, Any]]:
    keys = volume.sketch.bands()
    return (_row(volume.day, key, volume.seq, len(keys) <= ALONE) for key in keys)


def _claim_rows(told: Told) -> Iterator[dict[str, Any]]:
    day = told.day
    return (_row(day, key, told.claim.seq, True) for key in told.bands())


def _parts(values: Sequence[Any]) -> Iterator[list[Any]]:
    return (list(values[first : first + MANY]) for first in range(0, len(values), MANY))
