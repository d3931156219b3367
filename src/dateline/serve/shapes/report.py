"""Reports: what was read, and the report as a reader shows it."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field

from dateline.records.edtf import show_instant
from dateline.records.entry import KeptReport
from dateline.serve.shapes.base import Page, Shape
from dateline.serve.shapes.event import Event

SpanRole = Literal["claim", "initiator", "target", "ally", "place", "time", "source", "quantity", "weapon", "said"]


class Report(Shape):
    """A report without its text. `state`: coded, not_coded (with `reason`, an error's code), by_hand or redacted."""

    id: str
    name: str
    title: str | None
    outlet: str | None
    agencies: list[str]
    published: str | None
    known: str
    recorded: str
    seq: int
    language: str | None
    url: str | None
    retrieved: str | None
    archive: str | None
    original: str | None = Field(description="SHA-256 of the bytes as received, where they are kept.")
    media_type: str | None
    coder: str
    state: str
    reason: str | None
    origin: str | None
    claims: int = Field(description="Claims of it that stand.")
    events: int

    @classmethod
    def of(cls, r: KeptReport, counts: tuple[int, int] = (0, 0)) -> Report:
        """The report of a record; `counts` of its claims and events."""
        return cls(**_told(r), claims=counts[0], events=counts[1])


def _told(r: KeptReport) -> dict[str, Any]:
    return {
        "id": r.id, "name": r.name, "title": r.title, "outlet": r.outlet, "agencies": list(r.agencies), "published": r.published,
        "known": show_instant(r.known), "recorded": show_instant(r.recorded), "seq": r.seq, "language": r.language, "url": r.url,
        "retrieved": r.retrieved, "archive": r.archive, "original": r.original, "media_type": r.media_type, "coder": r.coder,
        "state": r.state, "reason": r.reason, "origin": r.origin,
    }  # fmt: skip


class Section(Shape):
    """A part of the text: title, headline, dateline, caption, body …"""

    kind: str
    start: int
    end: int


class Span(Shape):
    """Where something of a claim stands in the text: characters (Unicode code points) `start` to `end`, end excluded.

    `about`: the canonical name or value it was read as; `corrected`: a person changed that field of the claim.
    """

    role: SpanRole
    start: int
    end: int
    claim: str
    event: str
    about: str | None
    corrected: bool


class ReportText(Report):
    """A report with its text, the spans of its claims by role, and its events with their claims."""

    text: str
    sections: list[Section]
    spans: list[Span]
    told: list[Event]

    @classmethod
    def whole(cls, r: KeptReport, told: list[Event], sections: list[Section], spans: list[Span]) -> ReportText:
        """The report of a record with what stands in it."""
        claims = sum(len(e.claims) for e in told)
        return cls(**_told(r), claims=claims, events=len(told), text=r.text, sections=sections, spans=spans, told=told)


class ReportPage(Page[Report]):
    """Reports in the order of their publication."""
