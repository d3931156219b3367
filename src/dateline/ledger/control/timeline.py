"""From claims to who held a place: overall, by each source, and for its parts. Pure: claims in, a timeline out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from dateline.knowledge.sites import part_kind
from dateline.ledger.control.play import approaches, spells
from dateline.ledger.control.statement import Scope, Statement, statements
from dateline.ledger.control.voices import Printed, Sides, sides
from dateline.records.entry import KeptClaim
from dateline.records.spell import ControlTimeline, SourceTimeline, Spell


@dataclass(frozen=True, slots=True)
class Place:
    """A place as the ledger keeps it: its key ("gn:163808"), name, country (ISO 3166-1 alpha-2) and coordinates (degrees)."""

    key: str
    name: str
    country: str | None = None
    lat: float | None = None
    lon: float | None = None


def timeline(
    claims: Iterable[KeptClaim],
    place: Place,
    parts: Sequence[Place] = (),
    printed: Mapping[str, Printed] | None = None,
    private: bool = False,
) -> ControlTimeline:
    """Who held the place by the claims; their order does not matter.

    `parts`: places whose names hold the place's own. Those that lie inside ("Palmyra Castle") tell of a part of it, and all of
    it is all of them; what lies around ("Palmyra silos") is only shown beside it. `printed` tells of the claims' reports by id.
    `private`: names of private persons are shown.
    """
    claims, printed = list(claims), printed or {}
    inside = {p.key: p.name for p in parts if part_kind(p.name, place.name) == "inside"}
    made = _of(claims, Scope(place.key, place.country, inside), place, (printed, private))
    below = []
    for part in sorted(parts, key=lambda p: (p.name, p.key)):
        within = (place.key, place.name) if part.key in inside else None
        own = _of(claims, Scope(part.key, part.country, {}, within), part, (printed, private))
        if any(c.within is None for s in own.spells for c in (*s.why, *s.support, *s.dissent)) or own.approaches:
            below.append(own)
    return ControlTimeline(place.key, place.name, place.country, made.spells, made.sources, made.approaches, tuple(below))


def last_spell(
    claims: Sequence[KeptClaim], place: Place, parts: Sequence[Place], printed: Mapping[str, Printed], private: bool = False
) -> Spell:
    """How the place stands by the claims: the last spell of its timeline, without the timelines of single sources and of parts."""
    inside = {p.key: p.name for p in parts if part_kind(p.name, place.name) == "inside"}
    said = statements(claims, Scope(place.key, place.country, inside), printed, private)
    return spells(said, sides(claims))[-1]


def _of(claims: Sequence[KeptClaim], scope: Scope, place: Place, shown: tuple[Mapping[str, Printed], bool]) -> ControlTimeline:
    said, known = statements(claims, scope, *shown), sides(claims)
    by_source = _by_source(said, known)
    return ControlTimeline(place.key, place.name, place.country, spells(said, known), by_source, approaches(said))


def _by_source(said: Iterable[Statement], known: Sides) -> tuple[SourceTimeline, ...]:
    """Each source's own timeline, the first to speak first."""
    groups: dict[str, list[Statement]] = {}
    for statement in said:
        groups.setdefault(statement.source, []).append(statement)
    ordered = sorted(groups.items(), key=lambda g: (min(s.told for s in g[1]), g[0]))
    return tuple(SourceTimeline(some[0].cited.source, some[0].cited.kind, spells(some, known)) for _, some in ordered)
