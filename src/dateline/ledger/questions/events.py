"""The question for events: what is said to have happened, each with the claims that say so."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import ClassVar, Final, TypeVar

from sqlalchemy import Connection, select

from dateline.ledger import schema
from dateline.ledger.privacy import withheld
from dateline.ledger.questions import rows
from dateline.ledger.questions.answer import Answer, Row, page
from dateline.ledger.questions.asked import Asked, look_up
from dateline.ledger.questions.rows import SaidFigure
from dateline.ledger.questions.standing import seen
from dateline.ledger.questions.walk import NEVER, Step, walk
from dateline.ledger.view import View
from dateline.ledger.writing import MANY
from dateline.records import ControlChange
from dateline.records.entry import KeptClaim, Party, Spot

FEW: Final[int] = 8  # claims whose events are read at once, where nearly all that are wanted were found

Value = TypeVar("Value", bound=Hashable)


@dataclass(frozen=True, slots=True)
class EventRow:
    """An event of one report, with those of its claims that the view sees.

    Sides, places and changes of control are those that its claims name, the most often named first; `when` is what most say.
    `days` spans all of them (proleptic ordinals).
    """

    id: str
    type: str
    mode: str | None
    scope: str
    parties: tuple[Party, ...]
    places: tuple[Spot, ...]
    when: str | None
    when_precision: str
    changes: tuple[ControlChange, ...]
    claims: tuple[KeptClaim, ...]
    outlets: tuple[str, ...]

    @property
    def figures(self) -> tuple[SaidFigure, ...]:
        """The figures that its claims give, each with its claim."""
        return tuple(SaidFigure(f, c) for c in self.claims for f in c.figures)

    @property
    def reports(self) -> tuple[str, ...]:
        """The ids of the reports that tell of it."""
        return tuple(dict.fromkeys(c.report for c in self.claims))

    @property
    def step(self) -> Step:
        """Its place in the order: that of its first claim."""
        return min(_step(c) for c in self.claims)


@dataclass(frozen=True, repr=False)
class Events(Answer[EventRow]):
    """Events in the order of their days."""

    columns: ClassVar[tuple[str, ...]] = (
        "id", "reports", "type", "mode", "scope", "initiators", "targets", "allies", "place", "lat", "lon", "country", "admin1",
        "precision", "places", "when", "when_precision", "control", "figures", "outlets", "published", "claims",
    )  # fmt: skip
    head: ClassVar[tuple[str, ...]] = ("event", "when", "type", "who → whom", "where", "figures", "claims", "reports")
    noun: ClassVar[str] = "event"

    @staticmethod
    def row(item: EventRow) -> Row:
        """The event, flat; its claims by their ids."""
        first = item.places[0] if item.places else None
        head = {"id": item.id, "reports": list(item.reports), "type": item.type, "mode": item.mode, "scope": item.scope}
        return {
            **head,
            **rows.sides_row(item.parties),
            **rows.places_row(item.places, first),
            "when": item.when,
            "when_precision": item.when_precision,
            "control": [rows.change_row(c) for c in item.changes],
            "figures": [
                {
                    **rows.figure_row(s.figure),
                    "speakers": [v.name for v in s.claim.voices],
                    "status": s.claim.status,
                    "claim": s.claim.id,
                }
                for s in item.figures
            ],
            "outlets": list(item.outlets),
            "published": min((c.published for c in item.claims if c.published), default=None),
            "claims": [c.id for c in item.claims],
        }

    @staticmethod
    def cells(item: EventRow) -> tuple[str, ...]:
        """The event in short."""
        where = rows.spot(item.places[0]) if item.places else "?"
        figures = "; ".join(f"{rows.figure(s.figure)} ({rows.chain(s.claim.voices)})" for s in item.figures)
        counts = str(len(item.claims)), str(len(item.reports))
        return item.id[:8], item.when or "?", item.type, rows.sides(item.parties, item.type), where, figures, *counts


def events(connection: Connection, view: View, limit: int | None, after: str | None) -> Events:
    """The events of which the view sees a claim. Raises DatelineError `ledger.page`, `ledger.unknown`, `ledger.ambiguous`."""
    asked = look_up(connection, view)
    found = _events(connection, asked, Step.parse(after), MANY if limit is None else limit + 1)
    return Events(*page(found, limit, lambda e: e.step.mark))


def _events(connection: Connection, asked: Asked, after: Step | None, size: int) -> Iterator[EventRow]:
    """The events from the mark on, by their first claim; one whose first claim came before the mark was on an earlier page."""
    steps = walk(connection, asked, after, size=size)
    met: set[str] = set()
    while batch := list(islice(steps, min(max(size - len(met), FEW), MANY))):
        new = [id for id in dict.fromkeys(s.event for s in batch) if id not in met]
        met.update(new)
        made = (e for e in _whole(connection, asked, new) if after is None or e.step > after)
        yield from sorted(made, key=lambda e: e.step)


def _whole(connection: Connection, asked: Asked, ids: Sequence[str]) -> list[EventRow]:
    """The events of these ids, each with all of its claims that the view sees."""
    table = schema.claims
    claims = seen(connection, asked, list(connection.scalars(select(table.c.id).where(table.c.event.in_(ids)))))
    reports = schema.reports
    query = select(reports.c.id, reports.c.outlet).where(
        reports.c.id.in_({c.report for c in claims}), reports.c.outlet.is_not(None)
    )
    outlets: dict[str, str] = {row.id: row.outlet for row in connection.execute(query)}
    by_event: dict[str, list[KeptClaim]] = {id: [] for id in ids}
    for claim in claims:
        by_event[claim.event].append(claim if asked.view.private else withheld(claim))
    return [event_row(some, outlets) for some in by_event.values() if some]


def event_row(claims: Iterable[KeptClaim], outlets: dict[str, str]) -> EventRow:
    """The event that these claims (at least one) tell of; `outlets` by the id of the report."""
    claims = sorted(claims, key=_step)
    when, precision = _by_count((c.when, c.when_precision) for c in claims)[0]
    return EventRow(
        id=claims[0].event,
        type=_by_count(c.type for c in claims)[0],
        mode=_by_count(c.mode for c in claims)[0],
        scope=_by_count(c.scope for c in claims)[0],
        parties=_parties(claims),
        places=_places(claims),
        when=when,
        when_precision=precision,
        changes=tuple(_by_count(change for c in claims for change in c.changes)),
        claims=tuple(claims),
        outlets=tuple(sorted({outlets[c.report] for c in claims if c.report in outlets})),
    )


def _step(claim: KeptClaim) -> Step:
    return Step(claim.days[0] if claim.days else NEVER, claim.id)


def _by_count(values: Iterable[Value]) -> list[Value]:
    """The values, each once: those that come most often first, then in the order of their words."""
    counts: dict[Value, int] = {}
    for value in values:
        counts[value] = counts.get(value, 0) + 1
    return list(counts) if len(counts) < 2 else sorted(counts, key=lambda v: (-counts[v], str(v)))


def _parties(claims: Sequence[KeptClaim]) -> tuple[Party, ...]:
    """The sides that the claims name, without the words of each."""
    return tuple(_by_count(Party(p.role, p.name, None, p.attribution) for c in claims for p in c.parties))


def _places(claims: Sequence[KeptClaim]) -> tuple[Spot, ...]:
    """The places that the claims name, one a key: first that which comes first in most claims."""
    spots: dict[str, Spot] = {}
    for s in sorted((s for c in claims for s in c.places), key=str):
        spots.setdefault(s.key, s)
    first = Counter(c.places[0].key for c in claims if c.places)
    every = Counter(s.key for c in claims for s in c.places)
    return tuple(spots[key] for key in sorted(every, key=lambda k: (-first[k], -every[k], k)))
