"""Incidents: one act and every account of it, who says what, and what it adds up to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal

from pydantic import Field

from dateline.ledger.incidents import days, denials, rival_culprits
from dateline.ledger.questions import rows, tolls
from dateline.ledger.reconcile.account import Account
from dateline.ledger.reconcile.matrix import Matrix, SourceRow
from dateline.records import incident as records
from dateline.records.entry import Figure, KeptClaim
from dateline.serve.shapes.base import Page, Shape
from dateline.serve.shapes.claim import Claim, Spot
from dateline.serve.shapes.report import Report


class SaidFigure(Shape):
    """A figure of an incident in short, and who gives it."""

    claim: str
    measure: str
    text: str
    words: str
    chain: str
    status: str


class Incident(Shape):
    """One act and every account of it. `place` is as exactly known as all who name it say; `claims` are the ids, by publication."""

    id: str
    type: str
    scope: str
    when: str = Field(description="EDTF; “?” unknown.")
    first_day: str | None
    last_day: str | None
    place: Spot | None
    initiators: list[str]
    targets: list[str]
    rival_culprits: list[str]
    denials: list[str]
    figures: list[SaidFigure]
    events: list[str]
    reports: list[str]
    origins: list[str]
    claims: list[str]
    reviewed: bool

    @classmethod
    def of(cls, i: records.Incident) -> Incident:
        """The incident of a record."""
        return cls(**told(i))


def told(i: records.Incident) -> dict[str, Any]:
    """The parts of an incident that its row of a list has."""
    first, last = i.days or (None, None)
    return {
        "id": i.id, "type": i.type, "scope": i.scope, "when": days(i), "first_day": rows.iso_day(first),
        "last_day": rows.iso_day(last), "place": Spot.of(i.place) if i.place else None, "initiators": list(i.initiators),
        "targets": list(i.targets), "rival_culprits": list(rival_culprits(i)), "denials": [c.id for c in denials(i)],
        "figures": [_said(c, f) for c in i.claims for f in c.figures], "events": list(i.events), "reports": list(i.reports),
        "origins": list(i.origins), "claims": [c.id for c in i.claims], "reviewed": i.reviewed,
    }  # fmt: skip


def _said(claim: KeptClaim, figure: Figure) -> SaidFigure:
    said = {"claim": claim.id, "measure": figure.measure, "text": rows.figure(figure), "words": figure.words}
    return SaidFigure(**said, chain=rows.chain(claim.voices), status=claim.status)


class Cell(Shape):
    """One figure of the matrix: the words as printed and the numbers, by whom, whose dead.

    `asserts`: the claim says that it happened; `part`: it breaks a larger figure down.
    """

    claim: str
    report: str
    voice: str
    words: str
    low: float | None
    best: float | None
    high: float | None
    unit: str
    side: str
    stand: Literal["independent", "own", "rival"]
    status: str
    asserts: bool
    part: bool

    @classmethod
    def of(cls, a: Account) -> Cell:
        """The cell of an account."""
        n = a.numbers
        return cls(
            claim=a.claim.id, report=a.claim.report, voice=a.voice.name, words=a.figure.words, low=n.low, best=n.best, high=n.high,
            unit=a.figure.unit, side=a.side, stand=a.stand, status=a.claim.status, asserts=a.asserts, part=a.figure.part_of is not None,
        )  # fmt: skip


class Source(Shape):
    """A row of the matrix: one independent source, its claims by publication, and its figures by measure."""

    source: str
    names: list[str]
    kinds: list[str]
    claims: list[str]
    reports: list[str]
    figures: dict[str, list[Cell]]

    @classmethod
    def of(cls, r: SourceRow) -> Source:
        """The row of a record."""
        return cls(
            source=r.source, names=list(r.names), kinds=list(r.kinds), claims=[c.id for c in r.claims], reports=list(r.reports),
            figures={m: [Cell.of(a) for a in some] for m, some in r.figures.items()},
        )  # fmt: skip


class Sources(Shape):
    """The claims matrix: a row a source, the first to speak first; a column a measure."""

    measures: list[str]
    rows: list[Source]

    @classmethod
    def of(cls, m: Matrix) -> Sources:
        """The matrix of a record."""
        return cls(measures=list(m.measures), rows=[Source.of(r) for r in m.rows])


class Support(Shape):
    """A claim behind or against a figure."""

    claim: str
    voice: str
    words: str
    low: float | None
    best: float | None
    high: float | None
    origin: str

    @classmethod
    def of(cls, s: records.Support) -> Support:
        """The support of a record."""
        return cls(claim=s.claim, voice=s.voice, words=s.words, low=s.low, best=s.best, high=s.high, origin=s.origin)


class Reckoning(Shape):
    """One figure under one policy, with its sentence of reason and the claims for it, against it, and left out of it."""

    policy: str
    measure: str
    unit: str
    side: str
    low: float | None
    best: float | None
    high: float | None
    text: str = Field(description="The numbers in words: “34 or more”, “100–182–352”.")
    grade: str | None
    scope: Literal["act", "total"]
    when: str = Field(description="EDTF; “?” where no source tells.")
    first_day: str | None
    last_day: str | None
    within: str | None = Field(description="EDTF: the days of a total that includes it.")
    reason: str
    supporting: list[Support]
    dissenting: list[Support]
    left_out: list[Support]
    notes: list[str]

    @classmethod
    def of(cls, r: records.Reckoning) -> Reckoning:
        """The figure of a record."""
        first, last = r.days or (None, None)
        return cls(
            policy=r.policy, measure=r.measure, unit=r.unit, side=r.side, low=r.low, best=r.best, high=r.high, text=tolls.figure(r),
            grade=r.grade, scope=r.scope, when=tolls.days(r), first_day=rows.iso_day(first), last_day=rows.iso_day(last),
            within=tolls.span(r.within) if r.within else None, reason=r.reason, supporting=[Support.of(s) for s in r.supporting],
            dissenting=[Support.of(s) for s in r.dissenting], left_out=[Support.of(s) for s in r.left_out], notes=list(r.notes),
        )  # fmt: skip


class Clash(Shape):
    """What cannot all be true, in a sentence."""

    kind: Literal["figures", "control", "denial", "culprit"]
    sentence: str


class ListedIncident(Incident):
    """An incident of a list. Where a policy is asked for: the figures that stand for it, and what clashes in it; else null."""

    headlines: list[Reckoning] | None
    clashes: list[Clash] | None

    @classmethod
    def listed(
        cls, i: records.Incident, headlines: Sequence[records.Reckoning] | None, clashes: Sequence[records.Contradiction] | None
    ) -> ListedIncident:
        """The incident of a record, with its figures."""
        return cls(
            **told(i),
            headlines=None if headlines is None else [Reckoning.of(r) for r in headlines],
            clashes=None if clashes is None else [Clash(kind=c.kind, sentence=c.sentence) for c in clashes],
        )


class IncidentPage(Page[ListedIncident]):
    """Incidents in the order of their days."""


class Contradiction(Shape):
    """Claims that cannot all be true, and a sentence that says what clashes."""

    kind: Literal["figures", "control", "denial", "culprit"]
    incident: str
    claims: list[str]
    sentence: str

    @classmethod
    def of(cls, c: records.Contradiction) -> Contradiction:
        """The clash of a record."""
        return cls(kind=c.kind, incident=c.incident, claims=list(c.claims), sentence=c.sentence)


class ContradictionPage(Page[Contradiction]):
    """Clashes, incident by incident, then place by place."""


class Reason(Shape):
    """What speaks for or against a link; `weight` adds to the score."""

    feature: str
    weight: float
    sentence: str


class Link(Shape):
    """Whether two events of different reports tell of one act. `by`: "machine" or "person:NAME", whose verdict holds."""

    left: str
    right: str
    verdict: Literal["same", "unsure", "different"]
    score: float
    by: str
    reasons: list[Reason]

    @classmethod
    def of(cls, k: records.EventLink) -> Link:
        """The link of a record."""
        reasons = [Reason(feature=r.feature, weight=r.weight, sentence=r.sentence) for r in k.reasons]
        return cls(left=k.left, right=k.right, verdict=k.verdict, score=k.score, by=k.by, reasons=reasons)


class Step(Shape):
    """What the claims of one moment of publication changed: the figures that stood for the incident before and after it."""

    known: str
    claims: list[str]
    before: list[str]
    after: list[str]
    changed: bool


class IncidentWhole(Incident):
    """An incident with all that its page shows. `accounts` are its claims, by publication; `printed` the reports that tell of it."""

    accounts: list[Claim]
    printed: list[Report]
    matrix: Sources
    reckonings: list[Reckoning]
    headlines: list[Reckoning] = Field(description="The figures that stand for the incident, so that nothing counts twice.")
    contradictions: list[Contradiction]
    links: list[Link]
    timeline: list[Step]
