"""What goes out: formats, what each loses, and releases."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import ConfigDict, Field

from dateline.export.format import Format
from dateline.export.loss import Losses
from dateline.serve.shapes.base import Shape
from dateline.serve.shapes.given import Given, Line


class ExportFormat(Shape):
    """A format: what it keeps in words, what it loses, and whose figures it holds (`bound`: no others may be asked for).

    `available`: false where a package that it needs is not installed.
    """

    name: str
    title: str
    suffix: str
    media_type: str
    keeps: str
    policies: list[str]
    bound: bool
    columns: list[str]
    loses: list[str]
    available: bool

    @classmethod
    def of(cls, f: Format, media_type: str, available: bool) -> ExportFormat:
        """The format of the registry."""
        return cls(
            name=f.name, title=f.title, suffix=f.suffix, media_type=media_type, keeps=f.keeps, policies=list(f.policies), bound=f.bound,
            columns=list(f.columns), loses=[f"{rule.why}: {rule.noun} {rule.fate}" for rule in f.rules.values()], available=available,
        )  # fmt: skip


class ExportFormats(Shape):
    """The formats that the record can be had in."""

    items: list[ExportFormat]


class Loss(Shape):
    """One thing that was lost: how many of it, in how many incidents, and what and why in a sentence."""

    what: str
    count: int
    incidents: int
    sentence: str


class LossReport(Shape):
    """What a format does not carry of what was asked for. `incidents` went out, in `rows`."""

    format: str
    title: str
    policies: list[str]
    incidents: int
    rows: int
    losses: list[Loss]

    @classmethod
    def of(cls, f: Format, policies: tuple[str, ...], losses: Losses) -> LossReport:
        """The report after everything was written."""
        lines = [Loss(what=x.what, count=x.count, incidents=x.incidents, sentence=x.sentence) for x in losses.report()]
        return cls(format=f.name, title=f.title, policies=list(policies), incidents=losses.kept, rows=losses.rows, losses=lines)


class ReleaseFile(Shape):
    """A file of a release."""

    path: str
    bytes: int
    sha256: str


class Release(Shape):
    """A frozen data set. `ledger`: the entry that it was made at; `changes`: since the release before."""

    id: str
    name: str
    version: str
    made: str
    licence: str | None
    authors: list[str]
    ledger: dict[str, Any]
    filters: dict[str, Any]
    unreviewed: bool
    policy: str | None
    counts: dict[str, int]
    formats: list[dict[str, Any]]
    against: dict[str, Any] | None
    changes: dict[str, Any] | None
    files: list[ReleaseFile]


class ReleaseList(Shape):
    """The releases beside the ledger, the newest first."""

    items: list[Release]


class ReleaseFilters(Given):
    """Which part of the record a release takes in: the filters of a view."""

    as_of: Line | None = None
    recorded_as_of: Line | None = None
    during: Line | None = None
    type: Line | None = None
    actor: Line | None = None
    speaker: Line | None = None
    place: Line | None = None
    country: Line | None = None
    status: Line | None = None
    measure: Line | None = None
    box: Line | None = Field(None, description="west,south,east,north in degrees.")


class ReleaseOrder(Given):
    """What a release is to be."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"name": "Palmyra 2016", "version": "1.0", "licence": "CC-BY-4.0", "authors": ["Desk of the Record"]}]
        }
    )

    name: Line
    version: Line
    formats: Annotated[list[Line], Field(min_length=1, max_length=20)] | None = Field(
        None, description="By default incidents and claims."
    )
    policy: Line | None = None
    unreviewed: bool = False
    licence: Line | None = None
    authors: Annotated[list[Line], Field(max_length=50)] = Field(default_factory=list)
    against: Line | None = Field(None, description="The id of the release before.")
    filters: ReleaseFilters | None = None
