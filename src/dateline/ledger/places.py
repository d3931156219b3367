"""The table of places: one row for each place and way to ask for it, the same whatever the order in which claims came in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, and_, bindparam, delete, func, or_, select, tuple_
from sqlalchemy.dialects.postgresql import insert as insert_postgresql
from sqlalchemy.dialects.sqlite import insert as insert_sqlite

from dateline.ledger.entries import fold, kept_claim, spot
from dateline.ledger.log import entry_of, joined
from dateline.ledger.schema import amendments, claims, entries, names, places
from dateline.records.entry import Entry, Spot

Row = dict[str, Any]
NOWHERE: Final[float] = 999.0  # degrees that stand for no coordinate when rows are compared: located rows come first
MANY: Final[int] = 500  # ids in one IN list


def place_rows(spots: Iterable[Spot]) -> list[Row]:
    """The rows of some places."""
    return [
        {"key": s.key, "folded": fold(s.name), "name": s.name, "country": s.country, "lat": s.lat, "lon": s.lon,
         "geonames_id": s.geonames_id}
        for s in spots
    ]  # fmt: skip


def put(connection: Connection, dialect: str, rows: Sequence[Row]) -> None:
    """Adds rows. Of several for one key and way to ask, the one with coordinates stays, then the one first in the alphabet."""
    best: dict[tuple[str, str], Row] = {}
    for row in rows:
        key = row["key"], row["folded"]
        if key not in best or _rank(row) < _rank(best[key]):
            best[key] = row
    make: Any = (insert_sqlite if dialect == "sqlite" else insert_postgresql)(places)
    kept, new = _ranks(places.c, dialect), _ranks(make.excluded, dialect)
    put = make.on_conflict_do_update(
        index_elements=["key", "folded"],
        set_={name: make.excluded[name] for name in ("name", "country", "lat", "lon", "geonames_id")},
        where=tuple_(*new) < tuple_(*kept),
    )
    connection.execute(put, list(best.values()))


def _rank(row: Row) -> tuple[float, float, str]:
    return (NOWHERE if row["lat"] is None else row["lat"], NOWHERE if row["lon"] is None else row["lon"], row["name"])


def _ranks(columns: Any, dialect: str) -> list[ColumnElement[Any]]:
    name = columns.name if dialect == "sqlite" else columns.name.collate("C")
    return [func.coalesce(columns.lat, NOWHERE), func.coalesce(columns.lon, NOWHERE), name]


def spots_of(entry: Entry) -> tuple[Spot, ...]:
    """The places that an entry brings into the table: those of a claim, or of a correction of a claim's places."""
    if entry.payload is None:
        return ()
    if entry.kind == "claim":
        return kept_claim(entry).places
    if entry.kind == "correction" and entry.payload["field"] == "places":
        return tuple(spot(value) for value in entry.payload["value"])
    return ()


def settle(connection: Connection, dialect: str, gone: Iterable[Spot]) -> None:
    """Makes the rows of some places anew from the claims and corrections that the log still holds (after a redaction)."""
    wanted = {(s.key, fold(s.name)) for s in gone}
    if not wanted:
        return
    match = and_(places.c.key == bindparam("k"), places.c.folded == bindparam("f"))
    connection.execute(delete(places).where(match), [{"k": k, "f": f} for k, f in wanted])
    left = (s for entry in _tellers(connection, {k for k, _ in wanted}) for s in spots_of(entry))
    rows = [row for row in place_rows(left) if (row["key"], row["folded"]) in wanted]
    if rows:
        put(connection, dialect, rows)


def _tellers(connection: Connection, keys: set[str]) -> Iterator[Entry]:
    """The claims at places of these keys, and every claim and correction of one whose places were corrected."""
    at = select(claims.c.id).where(claims.c.place.in_(keys))
    beside = select(claims.c.id).join(names, names.c.seq == claims.c.seq)
    beside = beside.where(names.c.role == "place", names.c.folded.in_(keys))
    corrected = select(amendments.c.subject).where(amendments.c.kind == "correction")
    ids = sorted(set(connection.scalars(at.union(beside, corrected))))
    for first in range(0, len(ids), MANY):
        query = joined().where(
            entries.c.subject.in_(ids[first : first + MANY]), or_(entries.c.kind == "claim", entries.c.kind == "correction")
        )
        yield from (entry_of(row) for row in connection.execute(query).mappings())
