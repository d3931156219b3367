"""Claims as rows of numbers: what a map of the whole ledger is drawn from, and how it is brought up to date."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any, Final, NamedTuple

from sqlalchemy import Connection, Select, select

from dateline.ledger.entries import PERSON
from dateline.ledger.linking.judged import chunks
from dateline.ledger.log import STREAMED, entry_of, joined
from dateline.ledger.questions.asked import Asked, look_up
from dateline.ledger.questions.counts import outlets_of
from dateline.ledger.questions.filters import changed, chosen
from dateline.ledger.questions.standing import seen
from dateline.ledger.schema import amendments, claims, entries, incidents, names, reports
from dateline.ledger.view import View
from dateline.ledger.writing import AMENDMENT
from dateline.records.entry import KeptClaim

AT_ONCE: Final[int] = 20_000  # rows that are fetched at once
NAMED: Final = (
    "actor",
    "speaker",
    "place",
    "measure",
    "report",
    "event",
)  # filters of a view that need more than a claim's own row
DIGITS: Final[int] = 15  # hex digits of an event's id that its key is made of: 60 bits
_C: Final = claims.c
_COLUMNS: Final = (
    _C.seq, _C.event, _C.day_from, _C.day_to, _C.type, _C.status, _C.country, _C.place, _C.lat, _C.lon, _C.precision, _C.known,
    _C.recorded, _C.ended, _C.person, reports.c.outlet,
)  # fmt: skip
_NAMES: Final = (names.c.seq, names.c.role, names.c.kind, names.c.folded, names.c.name, names.c.private)
TOLD: Final = ("voice", "initiator", "target", "ally")  # roles of names that are counted


class ClaimRow(NamedTuple):
    """A claim in numbers and short words: the day ordinals, the first place, its clocks (microseconds since 1970, UTC), who printed it.

    `person`: whether a person made or corrected it.
    """

    seq: int
    event: str
    day_from: int | None
    day_to: int | None
    type: str
    status: str
    country: str | None
    place: str | None
    lat: float | None
    lon: float | None
    precision: int | None
    known: int
    recorded: int
    ended: int | None
    person: bool
    outlet: str | None


class NameRow(NamedTuple):
    """A name in a claim: its number, the role, the kind of voice, the name folded and as written, whether it is a private person's."""

    seq: int
    role: str
    kind: str | None
    folded: str
    name: str
    private: bool


def rows_after(connection: Connection, seq: int) -> Iterator[Sequence[Sequence[Any]]]:
    """The claims whose entries come after the number, withdrawn ones too, as ClaimRow, many at once."""
    query = _rows().where(_C.seq > seq) if seq else _rows()
    yield from _streamed(connection, query)


def rows_of(connection: Connection, numbers: Iterable[int]) -> list[Sequence[Any]]:
    """The claims of these numbers, as ClaimRow; one that was redacted is not among them."""
    return [row for some in chunks(sorted(numbers)) for row in connection.execute(_rows().where(_C.seq.in_(some)))]


def _rows() -> Select[Any]:
    return select(*_COLUMNS).select_from(claims).outerjoin(reports, reports.c.id == _C.report)


def names_after(connection: Connection, seq: int) -> Iterator[Sequence[Sequence[Any]]]:
    """The names of the claims whose entries come after the number, as NameRow, many at once."""
    query = select(*_NAMES).where(names.c.role.in_(TOLD))
    query = query.where(names.c.seq > seq) if seq else query
    yield from _streamed(connection, query)


def names_of(connection: Connection, numbers: Iterable[int]) -> list[Sequence[Any]]:
    """The names of the claims of these numbers, as NameRow."""
    query = select(*_NAMES).where(names.c.role.in_(TOLD))
    return [row for some in chunks(sorted(numbers)) for row in connection.execute(query.where(names.c.seq.in_(some)))]


def _streamed(connection: Connection, query: Select[Any]) -> Iterator[Sequence[Sequence[Any]]]:
    """The rows of a query, many at once; of SQLite as its driver gives them, which takes two thirds of the time."""
    if connection.dialect.name != "sqlite":
        yield from connection.execute(query, execution_options=STREAMED).partitions(AT_ONCE)
        return
    cursor = connection.connection.cursor()
    cursor.execute(str(query.compile(dialect=connection.dialect, compile_kwargs={"literal_binds": True})))
    while rows := cursor.fetchmany(AT_ONCE):
        yield rows
    cursor.close()


def touched(connection: Connection, after: int) -> set[int]:
    """The numbers of the claims that the log's entries after a number may have changed or taken out."""
    query = joined().where(entries.c.seq > after, entries.c.kind.in_(("correction", "withdrawal", "redaction")))
    subjects, numbers = set[str](), set[int]()
    for entry in map(entry_of, connection.execute(query).mappings()):
        if entry.subject.startswith(AMENDMENT):
            told = select(amendments.c.subject).where(amendments.c.seq == int(entry.subject.removeprefix(AMENDMENT)))
            subjects.update(connection.scalars(told))
        else:
            subjects.add(entry.subject)
        numbers.update(entry.payload.get("entries", ()) if entry.payload else ())
    for some in chunks(sorted(numbers)):  # claims that outlive their report: whose outlet it was is not known any more
        subjects.update(connection.scalars(select(entries.c.subject).where(entries.c.seq.in_(some), entries.c.kind == "report")))
    for some in chunks(sorted(subjects)):
        numbers.update(connection.scalars(select(_C.seq).where(_C.id.in_(some))))
        numbers.update(connection.scalars(select(_C.seq).where(_C.report.in_(some))))
    return numbers


def numbers_of(connection: Connection, view: View) -> list[int] | None:
    """The numbers of the claims that the view's named filters let through (NAMED), whatever its others say; None: it has none.

    Raises DatelineError `ledger.unknown`, `ledger.ambiguous`.
    """
    bare = View(private=view.private, **{name: getattr(view, name) for name in NAMED})
    if all(getattr(bare, name) is None for name in NAMED):
        return None
    return list(connection.scalars(select(_C.seq).where(*chosen(look_up(connection, bare), nested=False))))


def stood_otherwise(connection: Connection, view: View) -> tuple[list[int], list[ClaimRow]]:
    """The claims that were corrected after the view's `recorded_as_of`: the numbers of all, and as rows those it sees, as they stood."""
    asked: Asked = look_up(connection, replace(view, box=None))
    found = connection.execute(select(_C.id, _C.seq).where(changed(asked, nested=False))).all()
    told = seen(connection, asked, [row.id for row in found])
    outlets = outlets_of(connection, sorted({c.report for c in told}))
    return [row.seq for row in found], [row_of(c, outlets.get(c.report)) for c in told]


def row_of(claim: KeptClaim, outlet: str | None) -> ClaimRow:
    """The row of a claim."""
    first, days = claim.places[0] if claim.places else None, claim.days or (None, None)
    where = (first.country, first.key, first.lat, first.lon, first.precision) if first else (None,) * 5
    head = (claim.seq, claim.event, *days, claim.type, claim.status)
    person = claim.author.startswith(PERSON) or bool(claim.corrected)
    return ClaimRow._make((*head, *where, claim.known, claim.recorded, claim.ended, person, outlet))


def ids_of(connection: Connection, numbers: Iterable[int]) -> dict[int, str]:
    """The ids of the claims of these numbers."""
    found: dict[int, str] = {}
    for some in chunks(list(numbers)):
        found.update((row.seq, row.id) for row in connection.execute(select(_C.seq, _C.id).where(_C.seq.in_(some))))
    return found


def incidents_of(connection: Connection, events: Iterable[str]) -> dict[str, str]:
    """The incident of each event, as the ledger links them now; one that is not linked is not among them."""
    found: dict[str, str] = {}
    for some in chunks(list(events)):
        query = select(incidents.c.event, incidents.c.incident).where(incidents.c.event.in_(some))
        found.update((row.event, row.incident) for row in connection.execute(query))
    return found
