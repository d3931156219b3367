"""Counts, hits of a search, and changes of the record."""

from __future__ import annotations

from pydantic import Field

from dateline.ledger.questions import diff
from dateline.ledger.questions.changes import Change
from dateline.serve.shapes.base import Page, Shape
from dateline.serve.shapes.claim import Claim


class Count(Shape):
    """How many events and claims fall under a key ("2016-12", "gn:163808"), and how it is called."""

    key: str
    label: str
    events: int
    claims: int


class TallyAnswer(Shape):
    """Counts: by time in its order, by anything else the largest first. Figures are not added."""

    by: str
    items: list[Count]


class Hit(Shape):
    """A claim that was found; `marks`: spans of its words (code points) where what was typed stands."""

    claim: Claim
    marks: list[tuple[int, int]]


class HitPage(Page[Hit]):
    """Hits in the order of the days that the claims tell of."""


class RecordChange(Shape):
    """One change of the record. `what`: report added, claims added, corrected, judged, withdrawn, superseded, taken back, redacted …"""

    seq: int
    at: str
    what: str
    subject: str
    author: str
    report: str | None
    name: str | None
    outlet: str | None
    published: str | None
    claims: int
    field: str | None
    before: str | None
    after: str | None
    reason: str | None
    successor: str | None
    words: str | None
    text: str = Field(description="How it changed, in words.")

    @classmethod
    def of(cls, c: Change) -> RecordChange:
        """The change of a record."""
        return cls.model_validate({**diff.Changes.row(c), "text": c.how})


class ChangePage(Page[RecordChange]):
    """Changes in the order in which they were made; `counts`: entries of each kind in the whole stretch."""

    counts: dict[str, int]
