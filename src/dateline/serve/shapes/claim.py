"""Claims: who says what, how many, where, how sure."""

from __future__ import annotations

from typing import Final, Literal

from pydantic import Field

from dateline.ledger.questions import rows
from dateline.records import ControlChange
from dateline.records import entry as kept
from dateline.records.edtf import show_instant
from dateline.serve.shapes.base import Page, Shape

RADII: Final[dict[int, float]] = {
    1: 1.0,  # a town, a village, a site: its coordinates are those of its middle
    2: 25.0,  # UCDP: within about 25 km
    3: 30.0,  # half the width of a second-order district of the Middle East
    4: 80.0,  # half the width of a province
    5: 60.0,  # a stretch of road, a front, a region
    6: 350.0,  # a country
    7: 200.0,  # waters or airspace
}  # kilometres around the coordinates in which a place of each precision may be meant: for drawing, and no more exact than that
DRAWN: Final = "Kilometres around lat/lon within which it may be meant, by the precision alone: what to draw, not a measurement."
PRECISION: Final = (
    "As UCDP: 1 exact place, 2 near it (25 km), 3 district, 4 province, 5 line or region, 6 country, 7 waters or airspace."
)


class Spot(Shape):
    """A place of a claim. `key` is one for one place in the whole ledger; `words` as printed."""

    key: str
    name: str
    words: str | None
    lat: float | None
    lon: float | None
    country: str | None = Field(description="ISO 3166-1, two letters.")
    admin1: str | None
    precision: int = Field(ge=1, le=7, description=PRECISION)
    radius_km: float = Field(description=DRAWN)
    geonames_id: int | None
    text: str = Field(description="In words, by its precision: “near Palmyra”.")

    @classmethod
    def of(cls, s: kept.Spot) -> Spot:
        """The place of a record."""
        return cls(
            key=s.key, name=s.name, words=s.words, lat=s.lat, lon=s.lon, country=s.country, admin1=s.admin1, precision=s.precision,
            radius_km=RADII[s.precision], geonames_id=s.geonames_id, text=rows.spot(s),
        )  # fmt: skip


class Party(Shape):
    """A side of an act. `attribution` is "stated" unless the text ties it less firmly ("suspected", "either_or", "denied" …)."""

    role: Literal["initiator", "target", "ally"]
    name: str
    words: str | None
    attribution: str

    @classmethod
    def of(cls, p: kept.Party) -> Party:
        """The side of a record."""
        return cls(role=p.role, name=p.name, words=p.words, attribution=p.attribution)


class Voice(Shape):
    """One voice of a claim's chain, nearest first. `joint`: it speaks beside the one before it and not through it."""

    name: str
    kind: str
    words: str | None
    joint: bool

    @classmethod
    def of(cls, v: kept.Voice) -> Voice:
        """The voice of a record."""
        return cls(name=v.name, kind=v.kind, words=v.words, joint=v.joint)


class Figure(Shape):
    """A figure as printed (`words`) and as read. `low`/`high` null: open. `part_of`: words of the larger figure it breaks down."""

    measure: str
    unit: str
    group: str | None
    low: float | None
    best: float | None
    high: float | None
    comparator: str | None
    approximate: bool
    words: str
    part_of: str | None
    text: str = Field(description="In short: “killed 300–? combatants: Islamic State”.")

    @classmethod
    def of(cls, f: kept.Figure) -> Figure:
        """The figure of a record."""
        n = f.numbers
        return cls(
            measure=f.measure, unit=f.unit, group=f.group, low=n.low, best=n.best, high=n.high, comparator=n.comparator,
            approximate=n.approximate, words=f.words, part_of=f.part_of, text=rows.figure(f),
        )  # fmt: skip


class Change(Shape):
    """A claimed change of control; a party that the text does not name is null."""

    place: str
    loser: str | None
    holder: str | None
    extent: Literal["whole", "part", "approach"]
    text: str

    @classmethod
    def of(cls, c: ControlChange) -> Change:
        """The change of a record."""
        return cls(place=c.place, loser=c.loser, holder=c.holder, extent=c.extent, text=rows.change(c))


class Claim(Shape):
    """Who says what. `words` stand in the report as they are here; `type` "holding": who holds a place, as a state and no act."""

    id: str
    report: str
    event: str
    type: str
    mode: str | None
    scope: str
    status: str
    evidence: str | None
    words: str
    parties: list[Party]
    voices: list[Voice]
    figures: list[Figure]
    places: list[Spot]
    changes: list[Change]
    weapons: list[str]
    when: str | None = Field(description="EDTF.")
    when_precision: str
    first_day: str | None
    last_day: str | None
    said: str | None = Field(description="EDTF: when it was said, where the text tells.")
    published: str | None = Field(description="EDTF: the report's date.")
    outlet: str | None = Field(description="Who published the report.")
    known: str = Field(description="From when on it counts as published.")
    recorded: str
    seq: int = Field(description="The number of its entry in the log.")
    author: str
    origin: str | None = Field(description="One for all claims that repeat one statement or one story.")
    corrected: list[str] = Field(description="Fields that a person changed.")
    ended: str | None = Field(description="When it was withdrawn or superseded; null while it stands.")
    score: float | None
    text: str = Field(description="Who did it to whom, in words.")
    chain: str = Field(description="Who says so, in words.")

    @classmethod
    def of(cls, c: kept.KeptClaim, outlet: str | None = None) -> Claim:
        """The claim of a record (private names are withheld before)."""
        return cls(
            id=c.id, report=c.report, event=c.event, type=c.type, mode=c.mode, scope=c.scope, status=c.status, evidence=c.evidence,
            words=c.words, parties=[Party.of(p) for p in c.parties], voices=[Voice.of(v) for v in c.voices],
            figures=[Figure.of(f) for f in c.figures], places=[Spot.of(s) for s in c.places],
            changes=[Change.of(x) for x in c.changes], weapons=list(c.weapons), when=c.when, when_precision=c.when_precision,
            first_day=rows.iso_day(c.days and c.days[0]), last_day=rows.iso_day(c.days and c.days[1]), said=c.said,
            published=c.published, outlet=outlet, known=show_instant(c.known), recorded=show_instant(c.recorded), seq=c.seq,
            author=c.author, origin=c.origin, corrected=list(c.corrected), ended=None if c.ended is None else show_instant(c.ended),
            score=c.score, text=rows.sides(c.parties, c.type), chain=rows.chain(c.voices),
        )  # fmt: skip


class ClaimPage(Page[Claim]):
    """Claims in the order of the days they tell of."""
