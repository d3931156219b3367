"""Reports that come in: what is given, and how far the work is."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import ConfigDict, Field

from dateline.ingest import Kept
from dateline.records import Rejected
from dateline.serve.faults import told
from dateline.serve.shapes.base import Shape
from dateline.serve.shapes.fault import Fault
from dateline.serve.shapes.given import Given, Line, Text
from dateline.settings import MAX_REPORT_CHARS

State = Literal["waiting", "running", "done", "failed"]


class KeptReport(Shape):
    """What became of a report. `state`: new, known (the ledger held it), redacted (it stays out), not_coded (with the `reason`)."""

    name: str
    report: str
    state: Literal["new", "known", "redacted", "not_coded"]
    claims: int
    reason: Fault | None

    @classmethod
    def of(cls, k: Kept) -> KeptReport:
        """The line of a report that was kept."""
        reason = None if k.reason is None else told(k.reason)
        return cls(name=k.name, report=k.report, state=k.state, claims=k.claims, reason=reason)


class RejectedReport(Fault):
    """A report, or a file, that was not taken in, and why."""

    name: str

    @classmethod
    def of(cls, r: Rejected) -> RejectedReport:
        """The line of a report that was rejected."""
        return cls(name=r.document_id, **told(r.code, r.detail).model_dump())


class Job(Shape):
    """Reports that are being read and coded. Each is on disk before it is counted as `done`; `total` null: not known beforehand."""

    id: str
    state: State
    author: str
    made: str
    total: int | None
    done: int
    claims: int
    kept: list[KeptReport]
    rejected: list[RejectedReport]
    fault: Fault | None = Field(description="Why the job failed as a whole; what was kept before stays.")


class JobList(Shape):
    """Jobs, the newest first."""

    items: list[Job]


class TextGiven(Given):
    """A report as it is pasted; what it says of itself need not be given."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"text": "Palmyra fell on Sunday …", "published": "2016-12-11", "outlet": "Gulf Coast Daily"}]
        }
    )

    text: Annotated[str, Field(min_length=1, max_length=2 * MAX_REPORT_CHARS * 10)]
    title: Line | None = None
    published: Line | None = Field(None, description="EDTF.")
    outlet: Line | None = None
    url: Annotated[Text | None, Field(max_length=2_000)] = None
    language: Line | None = None
