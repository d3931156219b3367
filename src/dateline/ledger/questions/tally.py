"""The question how many: events and claims counted by month, place, speaker …; figures are never added up."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar, Final

from sqlalchemy import ColumnElement, Connection, Select, and_, case, distinct, func, literal_column, not_, or_, select

from dateline.errors import DatelineError
from dateline.ledger.entries import fold
from dateline.ledger.index import is_private
from dateline.ledger.privacy import WITHHELD
from dateline.ledger.questions.answer import Answer, Row
from dateline.ledger.questions.asked import Asked, look_up
from dateline.ledger.questions.filters import SIDES, VOICE, changed, chosen, clocks
from dateline.ledger.questions.standing import seen
from dateline.ledger.schema import MONTH, claims, names, places, reports
from dateline.ledger.view import View
from dateline.ledger.writing import MANY
from dateline.records.edtf import FIRST_DAY
from dateline.records.entry import KeptClaim

YEAR: Final[int] = 366  # days
UNKNOWN: Final = "unknown"  # the key of what has no day, place, country or outlet
LONGER: Final = "longer"  # the key of claims whose time is not told to the month (or the year)
OWN_VOICE: Final = "the report"  # the key of claims that the reports make themselves
JULIAN: Final[float] = 1_721_424.5  # days from the Julian date's beginning to ordinal 0, for SQLite's calendar


@dataclass(frozen=True, slots=True)
class Count:
    """A row of a tally: its key ("2016-12", "gn:163808"), how it is called, and how many events and claims fall under it.

    A claim with two speakers counts under both.
    """

    key: str
    label: str
    events: int
    claims: int


@dataclass(frozen=True, repr=False)
class Tally(Answer[Count]):
    """Counts: by time in its order, by anything else the largest first."""

    columns: ClassVar[tuple[str, ...]] = ("key", "label", "events", "claims")
    head: ClassVar[tuple[str, ...]] = columns

    @staticmethod
    def row(item: Count) -> Row:
        """Key, label and counts."""
        return {"key": item.key, "label": item.label, "events": item.events, "claims": item.claims}

    @staticmethod
    def cells(item: Count) -> tuple[str, ...]:
        """Key, label and counts."""
        return item.key, item.label, str(item.events), str(item.claims)


@dataclass(frozen=True, slots=True)
class Dimension:
    """What a tally counts by, said twice: as an expression on the indexes, and as the keys of a claim.

    `key` takes the engine, `keys` whether private names are shown, too; `roles` are those of the names that are counted. A claim
    without a key counts under `missing`. `keys` None: what is counted by is the report's and not the claim's.
    """

    key: Callable[[str], ColumnElement[Any]]
    keys: Callable[[KeptClaim, bool], Iterable[str | None]] | None
    missing: str = UNKNOWN
    roles: tuple[str, ...] = ()
    ordered: bool = False


def tally(connection: Connection, by: str, view: View, limit: int | None) -> Tally:
    """How many events and claims of the view fall under each month, year, type, place, country, actor, speaker, status or outlet.

    Raises DatelineError `cli.usage` for another dimension, else as `claims` does.
    """
    if by not in DIMENSIONS:
        raise DatelineError("cli.usage", f"by {by!r}: one of {', '.join(DIMENSIONS)}.")
    dimension, asked = DIMENSIONS[by], look_up(connection, view)
    counts = _settled(connection, asked, dimension)
    if asked.changed_since is not None:
        _add_changed(connection, asked, dimension, counts)
    labels = _labels(connection, by, sorted(counts))
    found = [Count(key, labels.get(key, key), *both) for key, both in counts.items()]
    found.sort(key=(lambda c: c.key) if dimension.ordered else (lambda c: (-c.claims, -c.events, c.label, c.key)))
    return Tally(tuple(found[:limit]))


def _settled(connection: Connection, asked: Asked, d: Dimension) -> dict[str, tuple[int, int]]:
    """Events and claims by key, from the indexes."""
    every = func.count(distinct(claims.c.id)) if d.roles else func.count()
    query = _rows(select(_key(connection, asked, d), func.count(distinct(claims.c.event)), every), asked, d)
    rows = connection.execute(query.group_by(literal_column("1")))
    return {d.missing if key is None else key: (events, some) for key, events, some in rows}


def _key(connection: Connection, asked: Asked, d: Dimension) -> ColumnElement[Any]:
    key = d.key(connection.dialect.name)
    return case((names.c.private, WITHHELD), else_=key) if d.roles and not asked.view.private else key


def _rows(query: Select[Any], asked: Asked, d: Dimension) -> Select[Any]:
    query = query.select_from(claims).outerjoin(reports, reports.c.id == claims.c.report)
    query = query.where(*clocks(asked), *chosen(asked, nested=False))
    if asked.changed_since is not None:
        query = query.where(not_(changed(asked, nested=False)))
    return query.outerjoin(names, and_(names.c.seq == claims.c.seq, names.c.role.in_(d.roles))) if d.roles else query


def _add_changed(connection: Connection, asked: Asked, d: Dimension, counts: dict[str, tuple[int, int]]) -> None:
    """Adds the claims that stood otherwise then, and their events where no other claim has brought them in."""
    found = seen(connection, asked, list(connection.scalars(select(claims.c.id).where(changed(asked, nested=False)))))
    events = sorted({c.event for c in found})
    met: set[tuple[str, str]] = set()
    for first in range(0, len(events), MANY):
        some = events[first : first + MANY]
        query = _rows(select(_key(connection, asked, d), claims.c.event).distinct(), asked, d).where(claims.c.event.in_(some))
        met.update((d.missing if key is None else key, event) for key, event in connection.execute(query))
    for claim in found:
        given = d.keys(claim, asked.view.private) if d.keys else [_outlet(connection, claim)]
        for key in {d.missing if key is None else key for key in given} or {d.missing}:
            old = counts.get(key, (0, 0))
            counts[key] = old[0] + ((key, claim.event) not in met), old[1] + 1
            met.add((key, claim.event))


def _outlet(connection: Connection, claim: KeptClaim) -> str | None:
    found: str | None = connection.scalar(select(reports.c.outlet).where(reports.c.id == claim.report))
    return found


def _labels(connection: Connection, by: str, keys: Sequence[str]) -> dict[str, str]:
    """What the keys are called: a place by its name, a side or a voice as it is written."""
    if by not in ("place", "actor", "speaker"):
        return {}
    table, key = (places, places.c.key) if by == "place" else (names, names.c.folded)
    found: dict[str, str] = {}
    for first in range(0, len(keys), MANY):
        where = [key.in_(keys[first : first + MANY]), *([] if by == "place" else [names.c.role.in_(DIMENSIONS[by].roles)])]
        query = select(key, func.min(table.c.name)).where(*where).group_by(key)
        found.update((row[0], row[1]) for row in connection.execute(query))
    return found


def _spell(longest: int, written: str, picture: str) -> Callable[[str], ColumnElement[Any]]:
    """The month or the year of a claim, on each engine; UNKNOWN without a first day, LONGER where its time is told less finely."""
    c = claims.c

    def key(dialect: str) -> ColumnElement[Any]:
        told: ColumnElement[Any] = func.to_char(literal_column("DATE '0001-01-01'") + (c.day_from - 1), picture)
        if dialect == "sqlite":
            told = func.strftime(written, c.day_from + JULIAN)
        unknown = or_(c.day_from.is_(None), c.day_from == FIRST_DAY)
        return case((unknown, UNKNOWN), (c.day_to - c.day_from > longest, LONGER), else_=told)

    return key


def _spell_of(longest: int, digits: int) -> Callable[[KeptClaim, bool], Iterable[str]]:
    def keys(claim: KeptClaim, private: bool) -> Iterable[str]:
        if claim.days is None or claim.days[0] == FIRST_DAY:
            return (UNKNOWN,)
        first, last = claim.days
        return (LONGER if last - first > longest else date.fromordinal(first).isoformat()[:digits],)

    return keys


def _named(claim: KeptClaim, found: Iterable[str], private: bool) -> Iterable[str]:
    return (fold(name) if private or not is_private(claim, name) else WITHHELD for name in found)


DIMENSIONS: Final[Mapping[str, Dimension]] = {
    "month": Dimension(_spell(MONTH, "%Y-%m", "YYYY-MM"), _spell_of(MONTH, 7), ordered=True),
    "year": Dimension(_spell(YEAR, "%Y", "YYYY"), _spell_of(YEAR, 4), ordered=True),
    "type": Dimension(lambda _: claims.c.type, lambda c, _: [c.type]),
    "place": Dimension(lambda _: claims.c.place, lambda c, _: [s.key for s in c.places[:1]]),
    "country": Dimension(lambda _: claims.c.country, lambda c, _: [s.country for s in c.places[:1]]),
    "actor": Dimension(lambda _: names.c.folded, lambda c, private: _named(c, (p.name for p in c.parties), private), roles=SIDES),
    "speaker": Dimension(
        lambda _: names.c.folded, lambda c, private: _named(c, (v.name for v in c.voices), private), OWN_VOICE, roles=VOICE
    ),
    "status": Dimension(lambda _: claims.c.status, lambda c, _: [c.status]),
    "outlet": Dimension(lambda _: reports.c.outlet, None),
}  # what can be counted by
