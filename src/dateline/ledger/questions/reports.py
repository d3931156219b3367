"""The question for reports: what was read, coded or not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import ClassVar, Final

from sqlalchemy import Connection, Select, and_, exists, literal, not_, or_, select, tuple_

from dateline.errors import DatelineError
from dateline.ledger import schema
from dateline.ledger.entries import kept_report
from dateline.ledger.log import entry_of, joined
from dateline.ledger.origins.lookup import originals_of
from dateline.ledger.privacy import withhold
from dateline.ledger.questions.answer import Answer, Row
from dateline.ledger.questions.asked import Asked, look_up
from dateline.ledger.questions.filters import Condition, changed, chosen, clocks
from dateline.ledger.questions.ids import ID, find_report, successor
from dateline.ledger.questions.standing import seen, standing
from dateline.ledger.view import View
from dateline.records.edtf import show_instant
from dateline.records.entry import KeptReport

ABOUT_CLAIMS: Final = ("during", "type", "actor", "speaker", "place", "country", "status", "measure", "event", "box")
SHOWN: Final = (
    "id", "name", "title", "outlet", "agencies", "published", "known", "recorded", "language", "url", "retrieved", "archive",
    "original", "media_type", "extractor", "coder", "state", "reason", "origin", "text",
)  # fmt: skip


@dataclass(frozen=True, repr=False)
class Reports(Answer[KeptReport]):
    """Reports in the order of their publication."""

    columns: ClassVar[tuple[str, ...]] = SHOWN
    head: ClassVar[tuple[str, ...]] = ("report", "published", "outlet", "title", "state")
    noun: ClassVar[str] = "report"

    @staticmethod
    def row(item: KeptReport) -> Row:
        """The report, flat, with its text."""
        row = {name: getattr(item, name) for name in SHOWN}
        instants = {"known": show_instant(item.known), "recorded": show_instant(item.recorded)}
        return {**row, **instants, "agencies": list(item.agencies)}

    @staticmethod
    def cells(item: KeptReport) -> tuple[str, ...]:
        """The report in short."""
        return item.id[:8], item.published or "?", item.outlet or "?", item.title or item.name, item.state


def reports(connection: Connection, view: View, limit: int | None, after: str | None) -> Reports:
    """The reports that the view sees: where it asks about claims, those with such a claim. Raises as `claims` does."""
    asked = look_up(connection, view)
    r = schema.reports.c
    query: Select[tuple[str, int]] = select(r.id, r.known).where(*_conditions(connection, asked)).order_by(r.known, r.id)
    if after is not None:
        known, _, id = after.partition(".")
        if not (known.removeprefix("-").isdigit() and ID.fullmatch(id)):
            raise DatelineError("ledger.page", repr(after))
        query = query.where(tuple_(r.known, r.id) > tuple_(literal(int(known)), literal(id)))
    found = connection.execute(query if limit is None else query.limit(limit + 1)).all()
    taken = found[:limit]
    kept = _kept(connection, [row.id for row in taken], view.private)
    more = len(found) > len(taken)
    return Reports(tuple(kept[row.id] for row in taken), f"{taken[-1].known}.{taken[-1].id}" if more else None)


def report(connection: Connection, id: str, view: View) -> KeptReport:
    """The report of an id, which may be cut short, or of a name; one that was superseded answers with its successor.

    Raises DatelineError `ledger.unknown`, `ledger.ambiguous`.
    """
    whole = find_report(connection, id)
    if not view.withdrawn:
        whole = successor(connection, whole, view.recorded_until)
    found = _kept(connection, [whole], view.private).get(whole)
    until, published = view.recorded_until, view.published_until
    if found is None or (until is not None and found.recorded > until) or (published is not None and found.known > published):
        raise DatelineError("ledger.unknown", repr(id))
    return found


def reports_of(connection: Connection, ids: Sequence[str], private: bool) -> list[KeptReport]:
    """The reports of these whole ids, in their order; one that the ledger does not hold is left out."""
    kept = _kept(connection, ids, private)
    return [kept[id] for id in ids if id in kept]


def _conditions(connection: Connection, asked: Asked) -> list[Condition]:
    view, r = asked.view, schema.reports.c
    where: list[Condition] = []
    if view.published_until is not None:
        where.append(r.known <= view.published_until)
    if view.recorded_until is not None:
        where.append(r.recorded <= view.recorded_until)
    if not view.withdrawn:
        e = schema.entries.c
        gone = [e.subject == r.id, e.kind == "withdrawal"]
        gone += [] if view.recorded_until is None else [e.recorded <= view.recorded_until]
        where.append(not_(exists().where(*gone)))
    if asked.report is not None:
        where.append(r.id == asked.report)
    if any(getattr(view, name) is not None for name in ABOUT_CLAIMS):
        where.append(_with_claims(connection, asked))
    return where


def _with_claims(connection: Connection, asked: Asked) -> Condition:
    """Reports with a claim that the view sees."""
    claims, r = schema.claims, schema.reports.c
    conditions = [*clocks(asked), *chosen(asked, nested=False)]
    if asked.changed_since is None:
        return r.id.in_(select(claims.c.report).where(*conditions))
    ids = list(connection.scalars(select(claims.c.id).where(changed(asked, nested=False))))
    otherwise = {c.report for c in seen(connection, asked, ids)}
    return or_(r.id.in_(select(claims.c.report).where(*conditions, not_(changed(asked, nested=False)))), r.id.in_(otherwise))


def _kept(connection: Connection, ids: Sequence[str], private: bool) -> dict[str, KeptReport]:
    """The reports by id, without the private names of their claims unless they are to be shown."""
    e, origins = schema.entries, originals_of(connection, ids)
    log = joined().where(e.c.subject.in_(ids), e.c.kind == "report")
    found = {x.subject: kept_report(x, origins.get(x.subject)) for x in map(entry_of, connection.execute(log).mappings())}
    if private:
        return found
    names = private_names_of(connection, ids)
    return {id: _withheld(report, names.get(id, frozenset())) for id, report in found.items()}


def private_names_of(connection: Connection, ids: Sequence[str]) -> dict[str, frozenset[str]]:
    """The names of private persons in the claims of these reports, by report."""
    claims = schema.claims
    marked = connection.scalars(select(claims.c.id).where(and_(claims.c.report.in_(ids), claims.c.private)))
    names: dict[str, frozenset[str]] = {}
    for claim in standing(connection, list(marked)).values():
        names[claim.report] = names.get(claim.report, frozenset()) | frozenset(claim.private)
    return names


def _withheld(report: KeptReport, private: frozenset[str]) -> KeptReport:
    """The report without these names and those marked in it, and without the list of them."""
    private = private | frozenset(report.private)
    if not private:
        return report
    title = None if report.title is None else withhold(report.title, private)
    return replace(report, name=withhold(report.name, private), title=title, text=withhold(report.text, private), private=())
