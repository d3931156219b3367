"""Who held places and when, and what was done to sites."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from dateline.ledger.control.site_question import first_days, named, worst
from dateline.ledger.questions.rows import iso_day
from dateline.records import spell as records
from dateline.records.edtf import show_instant
from dateline.serve.shapes.base import Page, Shape
from dateline.serve.shapes.fault import Fault


class Moment(Shape):
    """When something happened, once: within these days. `when` is EDTF (“/2016-12-11”: by then); an open side is null."""

    when: str
    first: str | None
    last: str | None

    @classmethod
    def of(cls, m: records.Moment) -> Moment:
        """The moment of a record."""
        return cls(when=m.edtf, first=iso_day(m.first), last=iso_day(m.last))


class Cited(Shape):
    """A claim as a timeline cites it. `stake`: how the speaker stands to what is said; `part`, `within`: of which place it speaks."""

    claim: str
    report: str
    source: str
    kind: str
    verb: Literal["takes", "leaves", "holds", "approaches"]
    party: str
    loser: str | None
    extent: str
    status: str
    stake: Literal["against_interest", "independent", "own_claim"]
    words: str
    when: Moment
    published: str | None
    told: str
    origin: str
    part: str | None
    within: str | None

    @classmethod
    def of(cls, c: records.Cited) -> Cited:
        """The citation of a record."""
        return cls(
            claim=c.claim, report=c.report, source=c.source, kind=c.kind, verb=c.verb, party=c.party, loser=c.loser, extent=c.extent,
            status=c.status, stake=c.stake, words=c.words, when=Moment.of(c.when), published=c.published, told=show_instant(c.told),
            origin=c.origin, part=c.part, within=c.within,
        )  # fmt: skip


class Spell(Shape):
    """A stretch of time in which a place was held, contested or in unknown hands; `begins` null: no earlier change is known."""

    state: Literal["held", "contested", "unknown"]
    holders: list[str]
    extent: str
    begins: Moment | None
    ends: Moment | None
    stake: str | None
    told: str | None = Field(description="When the change was first told.")
    origins: int = Field(description="Independent voices that it rests on.")
    text: str
    why: list[Cited]
    support: list[Cited]
    dissent: list[Cited]

    @classmethod
    def of(cls, s: records.Spell) -> Spell:
        """The spell of a record."""
        return cls(
            state=s.state, holders=list(s.holders), extent=s.extent, begins=Moment.of(s.begins) if s.begins else None,
            ends=Moment.of(s.ends) if s.ends else None, stake=s.stake, told=None if s.told is None else show_instant(s.told),
            origins=s.origins, text=s.words, why=[Cited.of(c) for c in s.why], support=[Cited.of(c) for c in s.support],
            dissent=[Cited.of(c) for c in s.dissent],
        )  # fmt: skip


class SourceTimeline(Shape):
    """The spells by one source's claims alone."""

    source: str
    kind: str
    spells: list[Spell]


class ControlTimeline(Shape):
    """Who held a place by all claims (`spells`), by each source's alone, and who is said to have neared it. `parts`: of it."""

    place: str = Field(description="Its key.")
    name: str
    country: str | None
    lat: float | None
    lon: float | None
    spells: list[Spell]
    sources: list[SourceTimeline]
    approaches: list[Cited]
    parts: list[ControlTimeline]

    @classmethod
    def of(cls, t: records.ControlTimeline, at: tuple[float | None, float | None] = (None, None)) -> ControlTimeline:
        """The timeline of a record; `at`: latitude and longitude of the place."""
        sources = [SourceTimeline(source=s.source, kind=s.kind, spells=[Spell.of(x) for x in s.spells]) for s in t.sources]
        return cls(
            place=t.place, name=t.name, country=t.country, lat=at[0], lon=at[1], spells=[Spell.of(s) for s in t.spells],
            sources=sources, approaches=[Cited.of(c) for c in t.approaches], parts=[cls.of(p) for p in t.parts],
        )  # fmt: skip


class PlaceControl(Shape):
    """The answer for one of the places asked for: its timeline, or why there is none."""

    asked: str
    timeline: ControlTimeline | None
    fault: Fault | None


class ControlAnswer(Shape):
    """Timelines in the order of the places asked for; without any, of the places that most claims of control are about."""

    items: list[PlaceControl]


class Holding(Shape):
    """Who holds a place as far as the view knows: its last spell, without its claims."""

    place: str
    name: str
    country: str | None
    lat: float | None
    lon: float | None
    state: Literal["held", "contested", "unknown"]
    holders: list[str]
    extent: str
    since: Moment | None
    text: str
    claims: int = Field(description="Claims of control about it.")


class HoldingAnswer(Shape):
    """How the places stand that most claims of control are about."""

    items: list[Holding]


class Damage(Shape):
    """One claim of what was done to a site. `word`: what the claim adds; `by`: those said to have done it."""

    claim: str
    report: str
    word: Literal["claimed", "confirmed", "denied", "doubted", "feared"]
    harm: Literal["destroyed", "damaged", "looted", "harmed"]
    source: str
    kind: str
    evidence: str | None
    status: str
    when: str | None
    said: str | None
    published: str | None
    known: str
    words: str
    by: list[str]


class Site(Shape):
    """A heritage place, hospital, school …, with what was claimed, denied and confirmed of it.

    `coarse`: its coordinates are rounded to 0.1 degrees, since they may endanger people there.
    """

    name: str
    title: str
    kind: str
    place: str
    near: str | None
    country: str | None
    lat: float | None
    lon: float | None
    sensitive: bool
    coarse: bool
    state: Literal["confirmed", "disputed", "claimed", "denied", "rumoured"]
    harm: str | None
    claimed: str | None
    confirmed: str | None
    denied: str | None
    damage: list[Damage]

    @classmethod
    def of(cls, s: records.Site) -> Site:
        """The site of a record."""
        damage = [
            Damage(
                claim=d.claim, report=d.report, word=d.word, harm=d.harm, source=d.source, kind=d.kind, evidence=d.evidence,
                status=d.status, when=d.when, said=d.said, published=d.published, known=show_instant(d.known), words=d.words,
                by=list(d.by),
            )
            for d in s.damage
        ]  # fmt: skip
        return cls(
            name=s.name, title=named(s), kind=s.kind, place=s.place, near=s.near, country=s.country, lat=s.lat, lon=s.lon,
            sensitive=s.sensitive, coarse=s.coarse, state=s.state, harm=worst(s), damage=damage, **first_days(s),
        )  # fmt: skip


class SitePage(Page[Site]):
    """Sites by kind and name."""
