"""What a person codes in a report: the codebook's events and claims, as docs/reference/jsonl.md has them, short forms included.

Offsets are characters (Unicode code points) of the report's text as it stands with private names shown.
"""

from __future__ import annotations

from typing import Annotated, Any, Final, Literal, Self

from pydantic import ConfigDict, Field, model_validator

from dateline.serve.shapes.base import Shape
from dateline.serve.shapes.given import GREATEST, Given, Line, Text
from dateline.settings import MAX_REPORT_CHARS

SEVERAL: Final[int] = 200  # things in one list
Offset = Annotated[int, Field(ge=0, le=MAX_REPORT_CHARS * 10)]
Words = Annotated[Text, Field(max_length=20_000)]
Amount = Annotated[float, Field(ge=0, le=GREATEST, allow_inf_nan=False)]
Degrees = Annotated[float, Field(ge=-180, le=180, allow_inf_nan=False)]


class Coded(Given):
    """A part of a coding; what is not told may be left out."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True, serialize_by_alias=True)


class Quote(Coded):
    """Where a claim stands in the report."""

    start: Offset
    end: Offset


class Mention(Coded):
    """Words of the report: all three of them, or none."""

    text: Words | None = None
    start: Offset | None = None
    end: Offset | None = None

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if (self.start is None) != (self.end is None) or (self.start is not None and self.text is None):
            raise ValueError("give text, start and end together")
        return self


class Side(Mention):
    """A side of an act, by its canonical name."""

    name: Line
    attribution: Literal["stated", "suspected", "alternative", "self_claimed", "denied"] | None = None


class HandPlace(Mention):
    """A place; coordinates as the gazetteer has them."""

    name: Line
    geonames_id: Annotated[int, Field(ge=1, le=GREATEST)] | None = None
    lat: Degrees | None = None
    lon: Degrees | None = None
    country: Annotated[str, Field(pattern=r"^[A-Z]{2}$")] | None = None
    admin1: Line | None = None
    precision: Annotated[int, Field(ge=1, le=7)] | None = None


class HandVoice(Mention):
    """Who says so, nearest first."""

    name: Line
    kind: Line | None = None
    joint: bool | None = None


class HandTime(Mention):
    """A time; `value` is EDTF level 1."""

    value: Line | None = None
    precision: Line | None = None


class HandFigure(Mention):
    """A figure. `low`, `high` left out: open. `part_of`: the larger figure that it breaks down."""

    measure: Line
    unit: Line | None = None
    group: Line | None = None
    low: Amount | None = None
    best: Amount | None = None
    high: Amount | None = None
    comparator: Line | None = None
    approximate: bool | None = None
    part_of: Mention | None = None


class HandChange(Coded):
    """Who takes a place from whom."""

    place: Line
    loser: Line | None = Field(None, alias="from")
    holder: Line | None = Field(None, alias="to")
    extent: Literal["whole", "part", "approach"] | None = None


Sides = Annotated[list[Line | Side], Field(max_length=SEVERAL)]
Places = Annotated[list[Line | HandPlace], Field(max_length=SEVERAL)]
Names = Annotated[list[Line], Field(max_length=SEVERAL)]


class HandClaim(Coded):
    """Who says so, in which words, how sure, how many. Its own sides, places and time only where it says otherwise than its event."""

    quote: Quote | None = Field(None, description="Where it stands; else `words` are looked for.")
    words: Words | None = None
    source: Annotated[list[Line | HandVoice], Field(max_length=SEVERAL)] = Field(default_factory=list)
    said: Line | HandTime | None = None
    status: Line | None = None
    evidence: Line | None = None
    joint: bool | None = None
    quantities: Annotated[list[HandFigure], Field(max_length=SEVERAL)] = Field(default_factory=list)
    initiators: Sides | None = None
    targets: Sides | None = None
    allies: Sides | None = None
    places: Places | None = None
    when: Line | HandTime | None = None
    private: Names = Field(default_factory=list)


Claims = Annotated[list[HandClaim], Field(min_length=1, max_length=SEVERAL)]


class HandEvent(Coded):
    """One kind of act, by one side, at one place, in one stretch of time."""

    type: Line
    mode: Line | None = None
    scope: Line | None = None
    initiators: Sides = Field(default_factory=list)
    targets: Sides = Field(default_factory=list)
    allies: Sides = Field(default_factory=list)
    weapons: Annotated[list[Line | Mention], Field(max_length=SEVERAL)] = Field(default_factory=list)
    places: Places = Field(default_factory=list)
    when: Line | HandTime | None = None
    control: Annotated[list[HandChange], Field(max_length=SEVERAL)] = Field(default_factory=list)
    claims: Claims


class HandHolding(Coded):
    """Who holds a place, told as a state and not as an act."""

    place: Line | HandPlace
    holder: Line | Side
    extent: Literal["whole", "part", "approach"] | None = None
    when: Line | HandTime | None = None
    claims: Claims


class Coding(Coded):
    """What a person codes in one report. `private`: names to be withheld beside those that are found."""

    events: Annotated[list[HandEvent], Field(max_length=SEVERAL)] = Field(default_factory=list)
    holdings: Annotated[list[HandHolding], Field(max_length=SEVERAL)] = Field(default_factory=list)
    private: Names = Field(default_factory=list)

    def record(self) -> dict[str, Any]:
        """As the codebook's JSON, without what is not told."""
        return self.model_dump(mode="json", exclude_none=True, by_alias=True)


class ReportCoded(Coding):
    """A report that a person codes whole: a call, a video, a text in another language."""

    text: Annotated[Text, Field(min_length=1, max_length=MAX_REPORT_CHARS)]
    id: Line | None = None
    title: Line | None = None
    published: Line | None = None
    outlet: Line | None = None
    url: Annotated[Text | None, Field(max_length=2_000)] = None
    language: Line | None = None


class Added(Shape):
    """The claims that were recorded; one that the same person had coded in the same words before is none."""

    report: str
    claims: list[str]
