"""What must be known of claims and reports before they leave the ledger: who reviewed them, whose names are private, what is embargoed.

An embargo is a judgement of a report ({"verdict": "embargo", "until"}): the last one in force counts, and taking it back with
`undo` lifts it. It is of reports, since claims are superseded when a report is coded again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from sqlalchemy import Connection, select

from dateline.errors import DatelineError
from dateline.ledger.entries import PERSON, VERSION, kept_report
from dateline.ledger.log import entry_of, joined
from dateline.ledger.questions.ids import find_report
from dateline.ledger.questions.reports import private_names_of
from dateline.ledger.schema import amendments, claims, entries, reports
from dateline.ledger.store import Store
from dateline.ledger.writing import MANY
from dateline.records.edtf import instants
from dateline.records.entry import Draft, Entry, KeptReport, Review

EMBARGO: Final = "embargo"  # the verdict of a judgement that keeps a report's claims from going out


def embargo(store: Store, report: str, until: str, author: str, reason: str | None = None) -> Entry:
    """Records that nothing of a report may go out until an instant (EDTF; a day: until it begins).

    Raises DatelineError `ledger.unknown`, `ledger.ambiguous`, `ledger.date`.
    """
    if instants(until) is None:
        raise DatelineError("ledger.date", f"until {until!r}")
    with store.reading() as connection:
        id = find_report(connection, report)
    payload = {"v": VERSION, "verdict": EMBARGO, "until": until, "reason": reason}
    return store.append([Draft("judgement", id, author, payload)])[0]


def embargoes(connection: Connection) -> dict[str, int]:
    """The instant (microseconds since 1970, UTC) until which a report is under embargo, by the ids of the reports."""
    return {report: until for report, (_, until) in embargo_entries(connection).items()}


def embargo_entries(connection: Connection) -> dict[str, tuple[Entry, int]]:
    """The entry that put a report under embargo, and the instant until which it is, by the ids of the reports."""
    query = select(amendments.c.seq).join(reports, reports.c.id == amendments.c.subject)
    found = connection.scalars(
        query.where(amendments.c.kind == "judgement", amendments.c.ended.is_(None)).order_by(amendments.c.seq)
    )
    out: dict[str, tuple[Entry, int]] = {}
    for entry in _entries(connection, list(found)):
        told = entry.payload or {}
        span = instants(told.get("until")) if told.get("verdict") == EMBARGO else None
        if span is not None:
            out[entry.subject] = entry, span[0]
    return out


def reviews(connection: Connection, ids: Sequence[str]) -> dict[str, Review]:
    """What people recorded of claims that stands: corrections and verdicts, of the claim or of its whole report, by the claim's id.

    A verdict on a report speaks of the claims that were recorded before it.
    """
    found: dict[str, Review] = {}
    for first in range(0, len(ids), MANY):
        query = select(claims.c.id, claims.c.report, claims.c.recorded).where(claims.c.id.in_(ids[first : first + MANY]))
        rows = connection.execute(query).all()
        said = _said(connection, {r.id for r in rows} | {r.report for r in rows})
        for row in rows:
            whole = [e for e in said.get(row.report, ()) if e.recorded >= row.recorded]
            mine = sorted((*whole, *said.get(row.id, ())), key=lambda e: e.seq)
            if mine:
                found[row.id] = _review(mine)
    return found


def _said(connection: Connection, subjects: Iterable[str]) -> Mapping[str, list[Entry]]:
    """The corrections and verdicts of people that stand, by what they are about."""
    query = select(amendments.c.seq).where(amendments.c.subject.in_(list(subjects)), amendments.c.ended.is_(None))
    out: dict[str, list[Entry]] = {}
    for entry in _entries(connection, list(connection.scalars(query))):
        if entry.author.startswith(PERSON) and (entry.payload or {}).get("verdict") != EMBARGO:
            out.setdefault(entry.subject, []).append(entry)
    return out


def _review(said: Sequence[Entry]) -> Review:
    verdicts = [v for e in said if e.kind == "judgement" and (v := (e.payload or {}).get("verdict"))]
    return Review(tuple(dict.fromkeys(e.author.removeprefix(PERSON) for e in said)), verdicts[-1] if verdicts else None)


def _entries(connection: Connection, numbers: Sequence[int]) -> Iterable[Entry]:
    for first in range(0, len(numbers), MANY):
        query = joined().where(entries.c.seq.in_(numbers[first : first + MANY])).order_by(entries.c.seq)
        yield from map(entry_of, connection.execute(query).mappings())


def reports_of(connection: Connection, ids: Sequence[str]) -> dict[str, KeptReport]:
    """The reports by id, as they came in; `private` holds the private names of all their claims too."""
    names = private_names_of(connection, ids)
    origins: dict[str, Any] = {row.id: row.origin for row in _origins(connection, ids)}
    log = joined().where(entries.c.subject.in_(ids), entries.c.kind == "report")
    found = (kept_report(e, origins.get(e.subject)) for e in map(entry_of, connection.execute(log).mappings()))
    return {r.id: replace(r, private=tuple(dict.fromkeys((*r.private, *sorted(names.get(r.id, ())))))) for r in found}


def _origins(connection: Connection, ids: Sequence[str]) -> Sequence[Any]:
    return connection.execute(select(reports.c.id, reports.c.origin).where(reports.c.id.in_(ids))).all()
