"""The question for claims: who says what."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import ClassVar

from sqlalchemy import Connection

from dateline.errors import DatelineError
from dateline.ledger.privacy import withheld
from dateline.ledger.questions import rows
from dateline.ledger.questions.answer import Answer, Row
from dateline.ledger.questions.asked import look_up
from dateline.ledger.questions.ids import find_claim, successor
from dateline.ledger.questions.rows import SaidFigure
from dateline.ledger.questions.standing import standing
from dateline.ledger.questions.walk import MOST, Step, walk
from dateline.ledger.view import View
from dateline.records.entry import KeptClaim


@dataclass(frozen=True, repr=False)
class Figures(Answer[SaidFigure]):
    """Figures, each with the claim that gives it; never added up."""

    columns: ClassVar[tuple[str, ...]] = rows.FIGURE_COLUMNS
    head: ClassVar[tuple[str, ...]] = ("claim", "says", "status", "figure", "words")
    noun: ClassVar[str] = "figure"

    @staticmethod
    def row(item: SaidFigure) -> Row:
        """The figure's numbers and words, and its speakers."""
        return rows.said_figure_row(item)

    @staticmethod
    def cells(item: SaidFigure) -> tuple[str, ...]:
        """Who gives which figure."""
        c = item.claim
        return c.id[:8], rows.chain(c.voices), c.status, rows.figure(item.figure), item.figure.words


@dataclass(frozen=True, repr=False)
class Claims(Answer[KeptClaim]):
    """Claims in the order of the days they tell of."""

    columns: ClassVar[tuple[str, ...]] = rows.CLAIM_COLUMNS
    head: ClassVar[tuple[str, ...]] = ("claim", "says", "status", "type", "where", "when", "figures", "words")
    noun: ClassVar[str] = "claim"

    @staticmethod
    def row(item: KeptClaim) -> Row:
        """The claim, flat."""
        return rows.claim_row(item)

    @staticmethod
    def cells(item: KeptClaim) -> tuple[str, ...]:
        """Who says what, in short."""
        where = rows.spot(item.places[0]) if item.places else "?"
        figures = ", ".join(rows.figure(f) for f in item.figures)
        return item.id[:8], rows.chain(item.voices), item.status, item.type, where, item.when or "?", figures, item.words

    def figures(self) -> Figures:
        """The claims' figures, one row each."""
        return Figures(tuple(SaidFigure(f, c) for c in self for f in c.figures))


def claims(connection: Connection, view: View, limit: int | None, after: str | None) -> Claims:
    """The claims that the view sees. Raises DatelineError `ledger.page`, `ledger.unknown`, `ledger.ambiguous`."""
    asked = look_up(connection, view)
    steps = walk(connection, asked, Step.parse(after), size=MOST if limit is None else limit + 1)
    taken = list(steps if limit is None else islice(steps, limit + 1))
    more = limit is not None and len(taken) > limit
    taken = taken[:limit]
    found = standing(connection, [s.id for s in taken], asked.changed_since)
    return Claims(tuple(_shown(view, (found[s.id] for s in taken if s.id in found))), taken[-1].mark if more else None)


def claim(connection: Connection, id: str, view: View) -> KeptClaim:
    """The claim of an id, which may be cut short; one that was superseded answers with its successor.

    One that was withdrawn without a successor is given with its `ended`; with `view.withdrawn` a superseded one is given as it
    was. Raises DatelineError `ledger.unknown` for one that was not yet published or recorded at the view's moments, too.
    """
    whole = find_claim(connection, id)
    until = view.recorded_until
    at = whole if view.withdrawn else successor(connection, whole, until)
    found = standing(connection, [at], until).get(at) or standing(connection, [whole], until).get(whole)
    if found is None or (until is not None and found.recorded > until):
        raise DatelineError("ledger.unknown", repr(id))
    if view.published_until is not None and found.known > view.published_until:
        raise DatelineError("ledger.unknown", f"{id!r}, as of {view.as_of}")
    return next(_shown(view, iter([found])))


def _shown(view: View, found: Iterator[KeptClaim]) -> Iterator[KeptClaim]:
    return found if view.private else map(withheld, found)
