"""Who speaks and who prints: origins, speakers, outlets."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal

from pydantic import Field

from dateline.ledger import speakers as records
from dateline.ledger.origins import stories
from dateline.ledger.origins.lineage import Lineage, Print
from dateline.records.entry import KeptClaim
from dateline.serve.shapes.base import Page, Shape
from dateline.serve.shapes.claim import Claim
from dateline.serve.shapes.report import Report

Shaped = Callable[[Sequence[KeptClaim]], list[Claim]]


class Origin(Shape):
    """One source of claims of several reports: somebody's words ("statement") or a report's own ("story")."""

    id: str
    kind: Literal["statement", "story"]
    who: str
    words: str
    first: str | None
    last: str | None
    outlets: list[str]
    reports: list[str]
    claims: list[str]

    @classmethod
    def of(cls, o: stories.Origin) -> Origin:
        """The origin of a record."""
        return cls.model_validate(stories.Origins.row(o))


class OriginPage(Page[Origin]):
    """Origins that several reports go back to, the most often printed first."""


class Copy(Shape):
    """A report within a lineage. `of`: the report that it draws on; `share`: of its text that stands there; `back`: the other way.

    `depth`: its place in the tree, 0 for an original.
    """

    report: Report
    how: Literal["original", "copy", "partial reprint"]
    of: str | None
    share: float | None
    back: float | None
    depth: int
    claims: list[Claim]

    @classmethod
    def made(cls, p: Print, shaped: Shaped) -> Copy:
        """The copy of a record."""
        report = Report.of(p.report, (len(p.claims), len({c.event for c in p.claims})))
        return cls(
            report=report, how=p.how, of=p.of, share=p.share, back=p.back, depth=p.depth, claims=shaped(p.claims)  # type: ignore[arg-type]
        )  # fmt: skip


class LineageAnswer(Shape):
    """The reports of a lineage as a tree, each after the one that it draws on, and what several of them tell as one."""

    items: list[Copy]
    statements: list[Origin]

    @classmethod
    def of(cls, lineage: Lineage, shaped: Shaped) -> LineageAnswer:
        """The lineage of a record."""
        return cls(items=[Copy.made(p, shaped) for p in lineage], statements=[Origin.of(o) for o in lineage.statements])


class Speaker(Shape):
    """Somebody who is quoted: the name as most often written, the kinds of voice that it was judged to be, and how many claims."""

    name: str
    kinds: list[str]
    claims: int


class SpeakerPage(Page[Speaker]):
    """Speakers, those of most claims first. Private persons are not among them."""


class Beside(Shape):
    """Another claim beside the one looked at."""

    claim: str
    voice: str
    words: str
    published: str | None
    stand: str


class SpeakerLine(Shape):
    """One thing that the speaker said, with its own later word, what others say, and what a policy makes of it."""

    section: Literal["figure", "control", "denial"]
    about: str
    claim: str
    incident: str | None
    when: str | None
    published: str | None
    words: str
    outcome: str
    later: list[Beside]
    others: list[Beside]
    settled: str | None

    @classmethod
    def of(cls, line: records.Line) -> SpeakerLine:
        """The line of a record."""
        return cls.model_validate(records.SpeakerRecord.row(line))


class OutcomeCount(Shape):
    """How many claims of a section and subject have an outcome."""

    section: str
    about: str
    outcome: str
    claims: int


class SpeakerRecord(Shape):
    """What an organisation claimed, next to what later stood. Counts, no score: nothing is weighed by it."""

    name: str
    names: list[str] = Field(description="The (folded) names that count as the speaker's.")
    policy: str
    lines: list[SpeakerLine]
    counts: list[OutcomeCount]
    meanings: dict[str, str] = Field(description="What the outcomes mean.")


class Outlet(Shape):
    """Who prints: with what is known of it, where it is known. `speaks_for`: the actor whose voice it is."""

    name: str
    kind: str | None
    country: str | None
    speaks_for: str | None
    agency: bool
    events: int
    claims: int


class OutletPage(Page[Outlet]):
    """Outlets of the ledger's reports, those of most claims first."""
