"""Which places there are in a ledger: by name or key, and those whose control is told of."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection, distinct, func, select

from dateline.errors import DatelineError
from dateline.ledger.entries import fold
from dateline.ledger.linking.judged import chunks
from dateline.ledger.questions.asked import look_up
from dateline.ledger.questions.filters import chosen, clocks
from dateline.ledger.schema import changes, claims, places
from dateline.ledger.view import View

PAST: Final = "\U0010ffff"  # sorts after every letter


@dataclass(frozen=True, slots=True)
class KnownPlace:
    """A place that claims name: its key, its names, and where it is."""

    key: str
    names: tuple[str, ...]
    country: str | None
    lat: float | None
    lon: float | None
    geonames_id: int | None


@dataclass(frozen=True, slots=True)
class PlaceCounts:
    """How many claims that stand have a place as their first, of how many events, and how many tell of its control."""

    claims: int
    events: int
    control: int
    admin1: str | None


def places_named(connection: Connection, words: str, limit: int) -> list[KnownPlace]:
    """Places of the ledger whose names begin so, or hold a word that does; those that begin so come first."""
    folded, p = fold(words), places.c
    if not folded:
        return []
    keys: dict[str, None] = {}
    begins = (p.folded >= folded) & (p.folded < folded + PAST)
    for where in (begins, p.folded.contains(f" {folded}", autoescape=True)):
        keys.update(dict.fromkeys(connection.scalars(select(p.key).distinct().where(where).order_by(p.key).limit(limit))))
    return known_places(connection, list(keys)[:limit])


def known_places(connection: Connection, keys: Collection[str]) -> list[KnownPlace]:
    """The places of these keys, in their order; one that no claim names is left out."""
    found: dict[str, list[KnownPlace]] = {}
    for some in chunks(keys):
        for r in connection.execute(select(places).where(places.c.key.in_(some)).order_by(places.c.key, places.c.name)):
            found.setdefault(r.key, []).append(KnownPlace(r.key, (r.name,), r.country, r.lat, r.lon, r.geonames_id))
    return [_one(found[key]) for key in keys if key in found]


def _one(rows: Iterable[KnownPlace]) -> KnownPlace:
    """A place of its rows, each under another name: located ones first."""
    rows = sorted(rows, key=lambda r: r.lat is None)
    first = rows[0]
    told = tuple(dict.fromkeys(name for r in rows for name in r.names))
    return KnownPlace(first.key, told, first.country, first.lat, first.lon, first.geonames_id)


def place_counts(connection: Connection, key: str) -> PlaceCounts:
    """How much is told of a place."""
    c, x = claims.c, changes.c
    where = (c.place == key, c.ended.is_(None))
    some, events, admin1 = connection.execute(
        select(func.count(), func.count(distinct(c.event)), func.max(c.admin1)).where(*where)
    ).one()
    told = connection.scalar(select(func.count()).where(x.place == key, x.ended.is_(None))) or 0
    return PlaceCounts(some, events, told, admin1)


def find_known_place(connection: Connection, key: str) -> KnownPlace:
    """The place of a key. Raises DatelineError `ledger.no_place`."""
    found = known_places(connection, [key])
    if not found:
        raise DatelineError("ledger.no_place", repr(key))
    return found[0]


def controlled(connection: Connection, view: View, limit: int) -> list[tuple[KnownPlace, int]]:
    """The places that most claims of control of the view are about, with how many."""
    x = changes.c
    asked = look_up(connection, view)
    mine = select(claims.c.id).where(*clocks(asked), *chosen(asked, nested=False), claims.c.id == x.claim).exists()
    number = func.count()
    query = select(x.place, number.label("claims")).group_by(x.place).order_by(number.desc(), x.place).limit(limit)
    known = x.known <= view.published_until if view.published_until is not None else None
    query = query.where(mine, *([] if known is None else [known]))
    counts: dict[str, int] = {row.place: row.claims for row in connection.execute(query)}
    return [(p, counts[p.key]) for p in known_places(connection, list(counts))]
