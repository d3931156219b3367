"""Reads the origins of claims."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Final

from sqlalchemy import Connection, select

from dateline.ledger.schema import folds, reports
from dateline.records.entry import KeptClaim

MANY: Final[int] = 500  # ids in one IN list


def origins_of(connection: Connection, claims: Iterable[KeptClaim]) -> dict[str, str]:
    """The origin of each claim, by the claim's id: claims of one origin are one source, however many outlets print them.

    The origin of what a speaker says is the id of the earliest claim that tells of the statement; of what a report says in its
    own voice, the id of the report that the passage, or the story, was first printed in.
    """
    claims = list(claims)
    roots: dict[str, tuple[str, str | None]] = {}
    for some in _parts([c.id for c in claims]):
        rows = connection.execute(select(folds.c.claim, folds.c.root, folds.c.report).where(folds.c.claim.in_(some)))
        roots.update({row.claim: (row.root, row.report) for row in rows})
    sources = {c.id: roots.get(c.id, (c.id, None if c.voices else c.report)) for c in claims}
    originals = originals_of(connection, {report for _, report in sources.values() if report is not None})
    return {id: root if report is None else originals.get(report, report) for id, (root, report) in sources.items()}


def originals_of(connection: Connection, ids: Collection[str]) -> dict[str, str]:
    """The original of the story that each report prints: itself where it copies none."""
    out: dict[str, str] = {}
    for some in _parts(sorted(ids)):
        rows = connection.execute(select(reports.c.id, reports.c.origin).where(reports.c.id.in_(some)))
        out.update({row.id: row.origin or row.id for row in rows})
    return out


def _parts(ids: Sequence[str]) -> Iterable[Sequence[str]]:
    return (ids[first : first + MANY] for first in range(0, len(ids), MANY))
