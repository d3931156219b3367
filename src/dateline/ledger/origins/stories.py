"""The question for origins: the statements and stories that claims of several reports go back to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Final, NamedTuple

from sqlalchemy import ColumnElement, Connection, Select, case, exists, func, or_, select

from dateline.errors import DatelineError
from dateline.ledger import schema
from dateline.ledger.origins.library import Library
from dateline.ledger.origins.statements import instant_of
from dateline.ledger.privacy import withheld
from dateline.ledger.questions.answer import Answer, Row
from dateline.ledger.questions.asked import Asked, look_up
from dateline.ledger.questions.filters import chosen, clocks
from dateline.ledger.questions.rows import chain
from dateline.ledger.questions.standing import seen
from dateline.ledger.view import View
from dateline.records.entry import KeptClaim

_MARK: Final = re.compile(r"(\d{1,9})\.([0-9a-f]{32})")
_TOLD: Final = schema.reports.alias("told")  # the report of the claim that a claim folds under


@dataclass(frozen=True, slots=True)
class Origin:
    """One source of claims of several reports. `kind`: "statement" (somebody's words) or "story" (a report's own).

    `who` is the speaker, or for a story the agency, or the outlet, that wrote it. `claims` are those that the view sees, the
    earliest published first; `outlets` who printed them.
    """

    id: str
    kind: str
    who: str
    claims: tuple[KeptClaim, ...]
    outlets: tuple[str, ...]

    @property
    def reports(self) -> tuple[str, ...]:
        """The ids of the reports that print it."""
        return tuple(dict.fromkeys(c.report for c in self.claims))

    @property
    def mark(self) -> str:
        """Its place in the order: what most reports print comes first."""
        return f"{len(self.reports)}.{self.id}"


@dataclass(frozen=True, repr=False)
class Origins(Answer[Origin]):
    """Origins that several reports go back to, the most often printed first."""

    columns: ClassVar[tuple[str, ...]] = ("id", "kind", "who", "words", "first", "last", "outlets", "reports", "claims")
    head: ClassVar[tuple[str, ...]] = ("origin", "kind", "who", "first", "reports", "claims", "outlets", "words")
    noun: ClassVar[str] = "origin"

    @staticmethod
    def row(item: Origin) -> Row:
        """The origin, flat; its reports and claims by their ids."""
        told = [c.published for c in item.claims if c.published]
        head = {"id": item.id, "kind": item.kind, "who": item.who, "words": item.claims[0].words}
        times = {"first": told[0] if told else None, "last": told[-1] if told else None}
        return {
            **head,
            **times,
            "outlets": list(item.outlets),
            "reports": list(item.reports),
            "claims": [c.id for c in item.claims],
        }

    @staticmethod
    def cells(item: Origin) -> tuple[str, ...]:
        """The origin in short."""
        first = item.claims[0]
        counts = str(len(item.reports)), str(len(item.claims))
        return item.id[:8], item.kind, item.who, first.published or "?", *counts, ", ".join(item.outlets), first.words


def origins(connection: Connection, view: View, limit: int | None, after: str | None) -> Origins:
    """The origins that claims of two or more reports go back to, of the claims that the view sees. Raises as `claims` does."""
    asked = look_up(connection, view)
    source = _origin()
    counted = func.count(schema.claims.c.report.distinct())
    query = _claims(asked, source.label("origin"), counted.label("reports")).group_by(source).having(counted > 1)
    query = query.order_by(counted.desc(), source)
    found = [(row.reports, row.origin) for row in connection.execute(query)]
    taken, next = page_of(found, limit, after)
    return Origins(_made(connection, asked, [id for _, id in taken]), next)


def page_of(found: Sequence[tuple[int, str]], limit: int | None, after: str | None) -> tuple[Sequence[tuple[int, str]], str | None]:
    """Part of the numbers of reports and the origins, in their order, and the mark to go on after. Raises DatelineError `ledger.page`."""
    if after is not None:
        mark = _MARK.fullmatch(after)
        if mark is None:
            raise DatelineError("ledger.page", repr(after))
        found = [f for f in found if (-f[0], f[1]) > (-int(mark[1]), mark[2])]
    taken = found if limit is None else found[:limit]
    return taken, f"{taken[-1][0]}.{taken[-1][1]}" if len(taken) < len(found) else None


def _claims(asked: Asked, *columns: ColumnElement[Any]) -> Select[Any]:
    """Asks for columns of the claims that the view sees and that fold with others, or stand in a report that copies or is copied."""
    claims, folds, reports = schema.claims, schema.folds, schema.reports
    tables = claims.outerjoin(folds, folds.c.claim == claims.c.id).outerjoin(reports, reports.c.id == claims.c.report)
    tables = tables.outerjoin(_TOLD, _TOLD.c.id == folds.c.report)
    folded = claims.c.id.in_(select(folds.c.claim))
    copied = claims.c.report.in_(select(reports.c.id).where(reports.c.origin.is_not(None)))
    return select(*columns).select_from(tables).where(*clocks(asked), *chosen(asked, nested=False), or_(folded, copied))


def _origin() -> ColumnElement[str]:
    """The origin of a claim as a column of `_claims`: as `lookup.origins_of` says it."""
    claims, folds, reports, names = schema.claims, schema.folds, schema.reports, schema.names
    voiced = exists().where(names.c.seq == claims.c.seq, names.c.role == "voice")
    return case(
        (folds.c.root.is_not(None) & folds.c.report.is_(None), folds.c.root),
        (folds.c.root.is_not(None), func.coalesce(_TOLD.c.origin, _TOLD.c.id)),
        (voiced, claims.c.id),
        else_=func.coalesce(reports.c.origin, reports.c.id),
    )


class Printing(NamedTuple):
    """A claim that stands and that others repeat, or whose report copies or is copied: its origin, its report, when it came out."""

    origin: str
    claim: str
    report: str
    known: int


def printings(connection: Connection) -> Iterator[Printing]:
    """All of them: what `origins` counts."""
    c = schema.claims.c
    query = _claims(look_up(connection, View()), _origin(), c.id, c.report, c.known)
    return (Printing(*row) for row in connection.execute(query))


def _made(connection: Connection, asked: Asked, ids: Sequence[str]) -> tuple[Origin, ...]:
    """The origins of these ids, in their order; one of which the view turns out to see a single report is left out."""
    query = _claims(asked, schema.claims.c.id).where(_origin().in_(ids))
    return made_of(connection, asked, ids, list(connection.scalars(query)))


def made_of(connection: Connection, asked: Asked, ids: Sequence[str], claims: Sequence[str]) -> tuple[Origin, ...]:
    """The same, of these claims."""
    by_origin: dict[str, list[KeptClaim]] = {id: [] for id in ids}
    for claim in seen(connection, asked, claims):
        if claim.origin in by_origin:
            by_origin[claim.origin].append(claim if asked.view.private else withheld(claim))
    return tuple(origin(connection, id, some) for id, some in by_origin.items() if len({claim.report for claim in some}) > 1)


def origin(connection: Connection, id: str, claims: Sequence[KeptClaim]) -> Origin:
    """The origin of these claims (at least one)."""
    claims = sorted(claims, key=lambda c: (instant_of(c.published), c.id))
    volumes = Library(connection).by_id({c.report for c in claims} | {id})
    outlets = tuple(dict.fromkeys(v.outlet for c in claims if (v := volumes.get(c.report)) is not None and v.outlet))
    voiced = [c for c in claims if c.voices]
    if id in volumes or not voiced:
        first = volumes.get(id) or volumes.get(claims[0].report)
        return Origin(id, "story", (first.voice if first else None) or "?", tuple(claims), outlets)
    return Origin(id, "statement", chain(voiced[0].voices), tuple(claims), outlets)
