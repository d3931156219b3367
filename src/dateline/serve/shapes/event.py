"""Events: what one report says happened, with its claims."""

from __future__ import annotations

from pydantic import Field

from dateline.ledger.questions import rows
from dateline.ledger.questions.events import EventRow
from dateline.serve.shapes.base import Page, Shape
from dateline.serve.shapes.claim import Change, Claim, Party, Spot


class Event(Shape):
    """An event of one report with those of its claims that the view sees; sides and places: what most of them name comes first."""

    id: str
    type: str
    mode: str | None
    scope: str
    when: str | None
    when_precision: str
    first_day: str | None
    last_day: str | None
    parties: list[Party]
    places: list[Spot]
    changes: list[Change]
    claims: list[Claim]
    reports: list[str]
    outlets: list[str]
    incident: str | None = Field(description="The incident that it is linked into; null for a state of control and before linking.")
    text: str

    @classmethod
    def of(cls, e: EventRow, incident: str | None) -> Event:
        """The event of a row."""
        outlet = e.outlets[0] if len(e.outlets) == 1 else None
        days = [c.days for c in e.claims if c.days is not None]
        return cls(
            id=e.id, type=e.type, mode=e.mode, scope=e.scope, when=e.when, when_precision=e.when_precision,
            first_day=rows.iso_day(min((d[0] for d in days), default=None)),
            last_day=rows.iso_day(max((d[1] for d in days), default=None)), parties=[Party.of(p) for p in e.parties],
            places=[Spot.of(s) for s in e.places], changes=[Change.of(c) for c in e.changes],
            claims=[Claim.of(c, outlet) for c in e.claims], reports=list(e.reports), outlets=list(e.outlets),
            incident=incident, text=rows.sides(e.parties, e.type),
        )  # fmt: skip


class EventPage(Page[Event]):
    """Events in the order of their days."""
