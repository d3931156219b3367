"""Whether a claim keeps to the codebook: what people type and import is held to it before it is recorded."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterator
from typing import Final, get_args

from dateline.knowledge.ontology import load
from dateline.ledger.entries import HOLDING
from dateline.records import Attribution, Extent, Scope, TimePrecision
from dateline.records.edtf import day_span
from dateline.records.entry import Figure, KeptClaim, Spot

COUNTRY: Final = re.compile(r"[A-Z]{2}\Z")
PRECISIONS: Final = range(1, 8)  # of a place, as UCDP grades it
EVIDENCE: Final = frozenset({"imagery", "footage", "document", "witness", "none"})
ROUNDING: Final[float] = 1e-9  # degrees by which a coordinate may exceed its range


def faults(claim: KeptClaim) -> tuple[str, ...]:
    """What in a claim is not the codebook's, each in a few words; empty where all is well."""
    return tuple(fault for find in _FINDERS for fault in find(claim))


def _words(claim: KeptClaim) -> Iterator[str]:
    ontology = load()
    lists: dict[str, tuple[str | None, set[str | None]]] = {
        "type": (claim.type, {*ontology.types, HOLDING}),
        "mode": (claim.mode, {None, *ontology.modes}),
        "scope": (claim.scope, set(get_args(Scope))),
        "status": (claim.status, set(ontology.statuses)),
        "evidence": (claim.evidence, {None, *EVIDENCE}),
        "precision of when": (claim.when_precision, set(get_args(TimePrecision))),
    }
    for name, (value, known) in lists.items():
        if not isinstance(value, str | None) or value not in known:
            yield f"{name} {value!r} is none of {', '.join(sorted(k for k in known if k))}"
    if not isinstance(claim.words, str) or not claim.words.strip():
        yield "the claim has no words"


def _times(claim: KeptClaim) -> Iterator[str]:
    for name, value in (("when", claim.when), ("said", claim.said)):
        if value is not None and (not isinstance(value, str) or day_span(value.partition("T")[0]) is None):
            yield f"{name} {value!r} is not EDTF level 1"


def _names(claim: KeptClaim) -> Iterator[str]:
    voices, attributions, extents = load().voices, set(get_args(Attribution)), set(get_args(Extent))
    named = [("side", p.name) for p in claim.parties] + [("voice", v.name) for v in claim.voices]
    named += [("private name", n) for n in claim.private] + [("place", c.place) for c in claim.changes]
    for what, name in named:
        if not isinstance(name, str) or not name.strip():
            yield f"a {what} has no name"
    yield from (f"attribution {p.attribution!r} is not known" for p in claim.parties if not _is_of(p.attribution, attributions))
    yield from (f"kind of voice {v.kind!r} is none of {', '.join(voices)}" for v in claim.voices if not _is_of(v.kind, voices))
    extent = f"is none of {', '.join(sorted(extents))}"
    yield from (f"extent {c.extent!r} {extent}" for c in claim.changes if not _is_of(c.extent, extents))
    yield from (f"weapon {w!r} is no words" for w in claim.weapons if not isinstance(w, str) or not w.strip())
    printed = [p.words for p in claim.parties] + [v.words for v in claim.voices]
    yield from (f"words {words!r} are no text" for words in printed if not isinstance(words, str | None))
    for change in claim.changes:
        if not all(isinstance(side, str | None) for side in (change.loser, change.holder)):
            yield f"a side of the control of {change.place!r} is no name"


def _is_of(value: object, words: Container[str]) -> bool:
    return isinstance(value, str) and value in words


def _figures(claim: KeptClaim) -> Iterator[str]:
    for figure in claim.figures:
        yield from _figure(figure)


def _figure(figure: Figure) -> Iterator[str]:
    if not _is_of(figure.measure, load().measures):
        yield f"measure {figure.measure!r} is not known"
    if (
        not all(isinstance(x, str | None) for x in (figure.words, figure.part_of, figure.numbers.comparator))
        or figure.words is None
    ):
        yield f"the words of a figure of {figure.measure!r} are no text"
    if not isinstance(figure.unit, str) or not figure.unit or not isinstance(figure.group, str | None):
        yield f"a figure of {figure.measure!r} says not what is counted"
    numbers = [figure.numbers.low, figure.numbers.best, figure.numbers.high]
    known = [n for n in numbers if n is not None]
    if not all(isinstance(n, int | float) and not isinstance(n, bool) and n >= 0 for n in known):
        yield f"figures of {figure.measure!r} are numbers from 0 on, not {numbers}"
    elif known != sorted(known):
        yield f"low, best and high of {figure.measure!r} are not in order: {numbers}"


def _places(claim: KeptClaim) -> Iterator[str]:
    for spot in claim.places:
        yield from _spot(spot)


def _spot(spot: Spot) -> Iterator[str]:
    if not isinstance(spot.name, str) or not spot.name.strip():
        yield "a place has no name"
    if not isinstance(spot.precision, int) or spot.precision not in PRECISIONS:
        yield f"precision {spot.precision!r} of {spot.name!r} is not 1 to 7"
    if not all(isinstance(x, str | None) for x in (spot.words, spot.admin1)):
        yield f"the words or the province of {spot.name!r} are no text"
    if spot.geonames_id is not None and not (_is_whole(spot.geonames_id) and 0 < spot.geonames_id < 2**63):
        yield f"{spot.geonames_id!r} of {spot.name!r} is no number of GeoNames"
    if spot.country is not None and not (isinstance(spot.country, str) and COUNTRY.match(spot.country)):
        yield f"country {spot.country!r} of {spot.name!r} is not two letters (ISO 3166-1)"
    if (spot.lat is None) != (spot.lon is None):
        yield f"{spot.name!r} has one coordinate of two"
    for name, value, most in (("latitude", spot.lat, 90), ("longitude", spot.lon, 180)):
        if value is not None and not (
            isinstance(value, int | float) and not isinstance(value, bool) and abs(value) <= most + ROUNDING
        ):
            yield f"{name} {value!r} of {spot.name!r} is not in degrees"


def _is_whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


_FINDERS: Final[tuple[Callable[[KeptClaim], Iterator[str]], ...]] = (_words, _times, _names, _figures, _places)
