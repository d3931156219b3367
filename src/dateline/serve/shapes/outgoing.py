"""What keeps something from going out: embargoes and redactions."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import Field, model_validator

from dateline.serve.shapes.base import Shape
from dateline.serve.shapes.changes import Recorded
from dateline.serve.shapes.given import GREATEST, Line, Reasoned

Names = Annotated[list[Line], Field(max_length=100)]


class Embargoed(Shape):
    """A report of which nothing goes out before an instant. `seq`: the entry that undo takes back."""

    report: str
    name: str
    until: str
    seq: int
    author: str


class EmbargoList(Shape):
    """The embargoes in force, those of the past included until they are lifted."""

    items: list[Embargoed]


class Embargo(Reasoned):
    """Nothing of a report goes out before a day or an instant."""

    report: Line = Field(description="The report: its id, the beginning of it, or its name.")
    until: Line = Field(description="EDTF; a day: until it begins.", examples=["2016-12-12T06:00Z"])


class RedactionAsked(Reasoned):
    """What is to be taken out: a claim, a report, a person's record (`subject`), or every entry that holds one of `names`."""

    subject: Line | None = None
    names: Names = Field(default_factory=list)

    @model_validator(mode="after")
    def _one(self) -> Self:
        if (self.subject is None) == (not self.names):
            raise ValueError("name a subject, or names")
        return self


class Redaction(RedactionAsked):
    """What is to be taken out, for good. `entries`: how many the preview found."""

    entries: int = Field(ge=1, le=GREATEST)


class RedactionPreview(Shape):
    """What a redaction would take out: entries by kind. `shared`: originals that stay, since other reports came in the same bytes."""

    counts: dict[str, int]
    entries: int
    shared: int
    upto: int


class Redacted(Recorded):
    """A redaction. `scrubbed`: the files are clean; else run `dateline redact --scrub` once the desk is closed.

    `left`: entries that still hold a name of a private person that stood in what was taken out.
    """

    scrubbed: bool
    left: int
