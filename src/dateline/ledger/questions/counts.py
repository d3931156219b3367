"""How much there is: of the whole ledger, and of some reports."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from sqlalchemy import Connection, distinct, func, select

from dateline.ledger.linking.judged import chunks
from dateline.ledger.schema import claims, reports

DAY: Final[int] = 86_400_000_000  # microseconds
EPOCH: Final[int] = date(1970, 1, 1).toordinal()


@dataclass(frozen=True, slots=True)
class Extent:
    """What a ledger holds: reports, claims and events that stand, the days of the events, and those of publication (ordinals)."""

    reports: int
    claims: int
    events: int
    days: tuple[int, int] | None
    published: tuple[int, int] | None


def reports_extent(connection: Connection) -> tuple[int, tuple[int, int] | None]:
    """How many reports the ledger holds, and the first and last day (ordinals) on which one came out."""
    known = reports.c.known
    number, first, last = connection.execute(select(func.count(), func.min(known), func.max(known)).select_from(reports)).one()
    return number, None if first is None else (EPOCH + first // DAY, EPOCH + last // DAY)


def of_reports(connection: Connection, ids: Sequence[str]) -> dict[str, tuple[int, int]]:
    """How many claims and events of these reports stand, by report; none: it is not among them."""
    c, found = claims.c, dict[str, tuple[int, int]]()
    for part in chunks(ids):
        query = select(c.report, func.count(), func.count(distinct(c.event))).where(c.report.in_(part), c.ended.is_(None))
        found.update((row[0], (row[1], row[2])) for row in connection.execute(query.group_by(c.report)))
    return found


def outlets_of(connection: Connection, ids: Sequence[str]) -> dict[str, str]:
    """Who published these reports, by report; one whose outlet is not known is not among them."""
    r, found = reports.c, dict[str, str]()
    for part in chunks(ids):
        rows = connection.execute(select(r.id, r.outlet).where(r.id.in_(part), r.outlet.is_not(None)))
        found.update((row.id, row.outlet) for row in rows)
    return found
