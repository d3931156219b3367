"""Which claims tell of control, over the whole ledger at once: what a desk keeps its answers by, and knows them to be old by."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final, NamedTuple

from sqlalchemy import Connection, func, select

from dateline.ledger.control.statement import RETREAT
from dateline.ledger.control.timeline import Place
from dateline.ledger.schema import amendments, changes, claims, entries, folds, places, reports
from dateline.ledger.writing import AMENDMENT

_SOURCE: Final = reports.alias()  # the report that a fold's first claim stands in


class Telling(NamedTuple):
    """A claim that stands and tells of a place. `changes`: how many changes it claims there; 0: it tells of a retreat.

    `rest`: all else that an answer made of it rests on: where it comes from, who printed it, what people said of it.
    """

    place: str
    claim: str
    known: int
    country: str | None
    changes: int
    rest: tuple[Any, ...]


def telling(connection: Connection) -> Iterator[Telling]:
    """The claims of changes of control, then those of retreats: each once for a place."""
    c, x = claims.c, changes.c
    said, rest = _rest()
    query = select(x.place, x.claim, x.known, c.country, *rest).select_from(changes).join(claims, c.id == x.claim)
    found: dict[tuple[str, str], Telling] = {}
    for row in connection.execute(_joined(query, said).where(x.ended.is_(None), c.ended.is_(None))):
        before = found.get((row[0], row[1]))
        found[row[0], row[1]] = _read(row, before.changes + 1 if before else 1)
    query = select(c.place, c.id, c.known, c.country, *rest).select_from(claims)
    for row in connection.execute(_joined(query, said).where(c.type == RETREAT, c.ended.is_(None), c.place.is_not(None))):
        found.setdefault((row[0], row[1]), _read(row, 0))
    yield from found.values()


def _read(row: Any, changes: int) -> Telling:
    return Telling(row[0], row[1], row[2], row[3], changes, tuple(row[4:]))


def _rest() -> tuple[Any, list[Any]]:
    """What people said of each claim, put together, and the columns of all that an answer rests on beside the claim."""
    a = amendments.c
    said = select(a.subject, func.count().label("said"), func.count(a.ended).label("undone"), func.max(a.seq).label("newest"))
    told = said.group_by(a.subject).subquery()
    printed = [_SOURCE.c.origin, reports.c.name, reports.c.outlet, reports.c.origin]
    return told, [folds.c.root, folds.c.report, *printed, told.c.said, told.c.undone, told.c.newest]


def _joined(query: Any, said: Any) -> Any:
    query = query.outerjoin(reports, reports.c.id == claims.c.report).outerjoin(folds, folds.c.claim == claims.c.id)
    return query.outerjoin(_SOURCE, _SOURCE.c.id == folds.c.report).outerjoin(said, said.c.subject == claims.c.id)


def named_places(connection: Connection) -> list[Place]:
    """The places of which somebody claims control, once under each of their names."""
    p = places.c
    told = select(changes.c.place).distinct().scalar_subquery()
    return [Place(*row) for row in connection.execute(select(p.key, p.name, p.country, p.lat, p.lon).where(p.key.in_(told)))]


def judged_since(connection: Connection, number: int) -> set[str] | None:
    """What people judged, or took such a word back of, since an entry; None where something else was recorded, too."""
    e, a = entries.c, amendments.c
    found: set[str] = set()
    for row in connection.execute(select(e.kind, e.subject).where(e.seq > number)):
        subject = row.subject
        if row.kind == "withdrawal" and subject.startswith(AMENDMENT):
            kept = connection.execute(select(a.kind, a.subject).where(a.seq == int(subject.removeprefix(AMENDMENT)))).first()
            if kept is None or kept.kind not in ("judgement", "victim"):
                return None
            found.add(kept.subject)
        elif row.kind in ("judgement", "victim"):
            found.add(subject)
        else:
            return None
    return found
