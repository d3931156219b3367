"""What one report tells of one act, as linking compares it: small, without names that could be read, kept in the index."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from hashlib import blake2b
from typing import Any, Final, TypeVar

from dateline.ledger.entries import HOLDING, fold
from dateline.ledger.linking.kinds import kinds
from dateline.ledger.linking.words import stems, telling
from dateline.records.entry import KeptClaim, Spot

Value = TypeVar("Value", bound=Hashable)
SPOTS: Final[int] = 6  # places of an account that are compared
FIGURES: Final[int] = 8  # figures that are compared
WORDS: Final[int] = 48  # words that are compared: the rarest
LEVELS: Final[int] = 15  # steps of a word's weight
KEPT: Final[int] = 4_096  # accounts that are kept in memory: a new report's neighbours are soon asked for again
PART: Final[int] = 4  # letters of the shortest name that is looked for within another
BRIEF: Final[int] = 7  # days below which nothing is a campaign
AHEAD: Final = frozenset({"planned", "threatened", "hypothetical"})  # statuses of what has not happened


@dataclass(frozen=True, slots=True)
class Point:
    """A place: the hashes of its key and of its folded name, where it lies (degrees), how exactly (1 to 7), in which country.

    `parts`: of a place that is not located, the hashes of names within its name: "Palmyra Castle" lies at Palmyra.
    """

    key: int
    name: int
    precision: int
    lat: float | None
    lon: float | None
    country: str | None
    parts: tuple[int, ...] = ()

    @property
    def located(self) -> tuple[float, float] | None:
        """Where it lies, if that is known."""
        return None if self.lat is None or self.lon is None else (self.lat, self.lon)


@dataclass(frozen=True, slots=True)
class Account:
    """One report's account of one act. Names and words are hashes; `days` ordinals; `known` microseconds since 1970 (UTC).

    `assumed`: no place is told, and the points are that of the report's other acts. `words` are hashes with the weight in the
    last four bits. `figures`: (measure and unit as a hash, number). `outcomes`: (place, who holds it then, extent), from
    changes of control. `ahead`: it is told as planned, threatened or thinkable, by all who tell it.
    """

    event: str
    report: str
    known: int
    type: str
    mode: str | None
    campaign: bool
    ahead: bool
    days: tuple[int, int] | None
    precision: str
    points: tuple[Point, ...]
    assumed: bool
    initiators: frozenset[int]
    targets: frozenset[int]
    figures: frozenset[tuple[int, float]]
    words: frozenset[int]
    outcomes: frozenset[tuple[int, int, str]]

    def row(self) -> str:
        """The account as the index keeps it."""
        return json.dumps(
            [
                self.event, self.report, self.known, self.type, self.mode, self.campaign, self.ahead, self.days, self.precision,
                [[p.key, p.name, p.precision, p.lat, p.lon, p.country, p.parts] for p in self.points], self.assumed,
                sorted(self.initiators), sorted(self.targets), sorted(self.figures), sorted(self.words), sorted(self.outcomes),
            ],
            separators=(",", ":"),
        )  # fmt: skip

    @staticmethod
    @lru_cache(KEPT)
    def parse(row: str) -> Account:
        """The account of a row of the index."""
        (event, report, known, type, mode, campaign, ahead, days, precision, points, assumed, initiators, targets, figures, words,
         outcomes) = json.loads(row)  # fmt: skip
        return Account(
            event, report, known, type, mode, campaign, ahead, (days[0], days[1]) if days else None, precision,
            tuple(map(_kept_point, points)), assumed, frozenset(initiators), frozenset(targets), frozenset((m, n) for m, n in figures),
            frozenset(words), frozenset((place, holder, extent) for place, holder, extent in outcomes),
        )  # fmt: skip


def accounts(claims: Iterable[KeptClaim]) -> list[Account]:
    """The accounts of a report's live claims (all of them, of one report), by event. States of control are no acts."""
    events: dict[str, list[KeptClaim]] = {}
    for claim in claims:
        if claim.type != HOLDING:
            events.setdefault(claim.event, []).append(claim)
    made = [_account(id, sorted(told, key=lambda c: c.id)) for id, told in sorted(events.items())]
    return _with_assumed_places(made)


def _account(event: str, claims: Sequence[KeptClaim]) -> Account:
    told = [(c.days, c.when_precision) for c in claims if c.days is not None]
    when = commonest(t for t in told if t[1] != "unknown") or commonest(told)
    points = {p.key: p for p in map(_point, _spots(claims))}
    first = commonest((c.type, c.mode, c.scope) for c in claims)
    assert first is not None
    return Account(
        event, min(c.report for c in claims), min(c.known for c in claims), first[0], first[1], _is_campaign(first[2], when),
        all(c.status in AHEAD for c in claims), when[0] if when else None, when[1] if when else "unknown",
        tuple(points.values())[:SPOTS], False,
        _sides(claims, ("initiator", "ally")), _sides(claims, ("target",)), _figures(claims), _words(claims), _outcomes(claims),
    )  # fmt: skip


def _is_campaign(scope: str, when: tuple[tuple[int, int], str] | None) -> bool:
    """Whether an act is many acts over weeks; one that is told to the day is not, whatever it was coded as."""
    return scope == "campaign" and (when is None or when[0][1] - when[0][0] >= BRIEF or when[1] == "unknown")


def _with_assumed_places(made: Sequence[Account]) -> list[Account]:
    """Acts without a place are taken to be where most of the report's others are. Palmyra 2015: "Wednesday's fighting"."""
    common = commonest(a.points[0] for a in made if a.points and a.points[0].precision <= 5)
    if common is None:
        return list(made)
    return [a if a.points else replace(a, points=(common,), assumed=True) for a in made]


def commonest(values: Iterable[Value]) -> Value | None:
    """The most frequent value; of several the first in the order of their representations."""
    counts = Counter(values)
    return min(counts, key=lambda v: (-counts[v], repr(v))) if counts else None


def _spots(claims: Sequence[KeptClaim]) -> list[Spot]:
    """The places of the claims: those that claims name first, the most often named first."""
    ranked: Counter[str] = Counter()
    found: dict[str, Spot] = {}
    for claim in claims:
        for n, spot in enumerate(claim.places):
            ranked[spot.key] += max(1, 3 - n)
            if spot.key not in found or spot.precision > found[spot.key].precision:
                found[spot.key] = spot
    return [found[key] for key in sorted(ranked, key=lambda key: (-ranked[key], key))]


def _point(spot: Spot) -> Point:
    name = fold(spot.name)
    parts = _parts(name) if spot.lat is None else ()
    return Point(
        number(spot.key), number(name), spot.precision, spot.lat, spot.lon, spot.country, tuple(sorted(map(number, parts)))
    )


def _kept_point(row: Sequence[Any]) -> Point:
    key, name, precision, lat, lon, country, parts = row
    return Point(key, name, precision, lat, lon, country, tuple(parts))


def _parts(name: str) -> set[str]:
    """The names of one or two words within a name."""
    words = name.split()
    runs = {" ".join(words[first : first + length]) for length in (1, 2) for first in range(len(words) - length + 1)}
    return {run for run in runs if len(run) >= PART and run != name}


def _sides(claims: Sequence[KeptClaim], roles: Sequence[str]) -> frozenset[int]:
    names = {p.name for c in claims for p in c.parties if p.role in roles}
    return frozenset(number(fold(name)) for name in names if not kinds().is_neutral(name))


def _figures(claims: Sequence[KeptClaim]) -> frozenset[tuple[int, float]]:
    """The figures with a number, wholes before parts; of more than FIGURES the largest."""
    wholes = [f for c in claims for f in c.figures if not f.part_of]
    some = wholes or [f for c in claims for f in c.figures]
    numbers = ((number(f.measure, f.unit), f.numbers.best if f.numbers.best is not None else f.numbers.low) for f in some)
    found = {(what, float(many)) for what, many in numbers if many is not None}
    return frozenset(sorted(found, key=lambda f: (-f[1], f[0]))[:FIGURES])


def _words(claims: Sequence[KeptClaim]) -> frozenset[int]:
    """The telling words of the claims, without the names of places and sides, which are compared by themselves."""
    names = {s for c in claims for name in _names(c) for s in stems(name)}
    found = telling({c.words for c in claims}, names)
    rarest = sorted(found, key=lambda s: (-found[s], s))[:WORDS]
    return frozenset(word_number(s, found[s]) for s in rarest)


def _names(claim: KeptClaim) -> Iterable[str]:
    yield from (*(p.name for p in claim.parties), *(v.name for v in claim.voices), *(s.name for s in claim.places))
    for words in (*(p.words for p in claim.parties), *(v.words for v in claim.voices), *(s.words for s in claim.places)):
        if words:
            yield words


def _outcomes(claims: Sequence[KeptClaim]) -> frozenset[tuple[int, int, str]]:
    changes = {(c.place, c.holder, c.extent) for claim in claims for c in claim.changes}
    return frozenset((number(fold(place)), number(fold(holder)), extent) for place, holder, extent in changes if holder)


def number(*parts: str) -> int:
    """A hash of words in 48 bits, the same on every machine: small in an index, and not to be read back."""
    return int.from_bytes(blake2b("\x1f".join(parts).encode("utf-8", "surrogatepass"), digest_size=6).digest(), "little")


def word_number(stem: str, weight: float) -> int:
    """The hash of a stem with its weight in the last four bits."""
    return number(stem) << 4 | round(weight * LEVELS)


def spellings(claims: Iterable[KeptClaim]) -> Mapping[int, str]:
    """What the hashes of the claims' accounts stand for: names of sides and places as they are called, words as stems."""
    found: dict[int, str] = {}
    for claim in claims:
        for name in (*(p.name for p in claim.parties), *(s.name for s in claim.places), *(c.holder for c in claim.changes)):
            if name:
                found[number(fold(name))] = name
        for change in claim.changes:
            found[number(fold(change.place))] = change.place
        for spot in claim.places:
            found[number(spot.key)] = spot.name
        for figure in claim.figures:
            found[number(figure.measure, figure.unit)] = _called(figure.measure, figure.unit)
        for stem, weight in telling([claim.words]).items():
            found[word_number(stem, weight)] = stem
    return found


def _called(measure: str, unit: str) -> str:
    """What a figure counts, in words: "killed", "tanks destroyed", "strikes"."""
    plain = measure.replace("_", " ")
    return plain if unit in ("people", plain.removesuffix("s")) else f"{unit}s {plain}"
