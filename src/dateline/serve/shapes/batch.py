"""Batches for double coding, and how far their coders agree."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from dateline.records.edtf import show_instant
from dateline.review.agreement import FieldAgreement
from dateline.serve.book import batches as kept
from dateline.serve.shapes.base import Shape
from dateline.serve.shapes.coding import Coding
from dateline.serve.shapes.event import Event
from dateline.serve.shapes.given import Given, Line
from dateline.serve.shapes.report import Section


class Done(Shape):
    """How many of a batch's reports somebody has handed in."""

    done: int
    reports: int


class CoderProgress(Done):
    """A coder of a batch, and how far they are."""

    name: str


class Batch(Shape):
    """Reports that several people code, blind. `closed`: all have handed all in; `mine`: how far I am, where I am one of them."""

    id: str
    name: str
    made: str
    author: str
    shows_machine: bool
    coders: list[CoderProgress]
    reports: int
    closed: bool
    mine: Done | None
    report_ids: list[str] = Field(description="Its reports, in their order.")

    @classmethod
    def of(cls, b: kept.Batch, asker: str) -> Batch:
        """The batch of a record, as somebody sees it."""
        coders = [CoderProgress(name=c, done=b.done.get(c, 0), reports=len(b.reports)) for c in b.coders]
        me = b.coder(asker)
        mine = None if me is None else Done(done=b.done.get(me, 0), reports=len(b.reports))
        return cls(
            id=b.id, name=b.name, made=show_instant(b.made), author=b.author, shows_machine=b.shows_machine, coders=coders,
            reports=len(b.reports), closed=b.is_closed, mine=mine, report_ids=list(b.reports),
        )  # fmt: skip


class BatchList(Shape):
    """Batches, the newest first."""

    items: list[Batch]


class BatchGiven(Given):
    """A new batch. `shows_machine`: coders see what the machine coded; by default they do not."""

    name: Line
    reports: Annotated[list[Line], Field(min_length=1, max_length=1_000, description="Ids of reports, or the beginnings of them.")]
    coders: Annotated[list[Line], Field(min_length=1, max_length=20, description="Names of accounts, or of people.")]
    shows_machine: bool = False


class BlindReport(Shape):
    """A report to be coded, without what anybody coded in it."""

    id: str
    title: str | None
    text: str
    published: str | None
    outlet: str | None
    language: str | None
    url: str | None
    sections: list[Section]


class Next(Done):
    """The next report to code (null: all are handed in), with one's draft, and what the machine coded where the batch shows it."""

    report: BlindReport | None
    draft: Coding | None
    machine: list[Event] | None


class Adopted(Given):
    """Whose coding goes into the ledger."""

    coder: Line


class FieldAgreed(Shape):
    """How far two coders agree on a field: what both coded and what only one did with F1, and alpha over the `compared` units."""

    field: str
    both: int
    only_left: int
    only_right: int
    f1: float | None
    compared: int
    alpha: float | None
    scale: Literal["nominal", "interval", "ratio"] | None

    @classmethod
    def of(cls, f: FieldAgreement) -> FieldAgreed:
        """The field of a record."""
        return cls(
            field=f.field, both=f.both, only_left=f.only_left, only_right=f.only_right, f1=f.f1, compared=f.compared, alpha=f.alpha,
            scale=f.scale,
        )  # fmt: skip


class PairAgreed(Shape):
    """Two coders of a batch, over its reports."""

    left: str
    right: str
    reports: int
    fields: list[FieldAgreed]


class Handed(Shape):
    """What a coder handed in of a report. `adopted`: whether it is in the ledger, or was and is withdrawn; null: it never was."""

    coder: str
    coding: Coding
    claims: int
    adopted: Literal["recorded", "withdrawn"] | None


class ReportHanded(Shape):
    """A report of a batch with its codings. `agreed`: they do not differ in any field."""

    report: str
    title: str | None
    agreed: bool
    codings: list[Handed]


class Agreement(Shape):
    """How far the coders of a batch agree, pair by pair; and report by report what they coded."""

    pairs: list[PairAgreed]
    reports: list[ReportHanded]
