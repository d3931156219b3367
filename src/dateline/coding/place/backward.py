"""Phrases that point back: "the city", "the capital", "the area" stand for a place named before."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from dateline.coding.place.phrase import Phrase
from dateline.knowledge.gazetteer import Candidate, Gazetteer
from dateline.records import Basis, Span, Where

QUALIFYING: Final[int] = 8  # characters between a town and the region that it is said to lie in: ", in the "
CITY: Final[int] = 20_000  # people; a smaller place is a town or a village


@dataclass(frozen=True, slots=True)
class Named:
    """A place named by its name: the answer given for it, the gazetteer's row if it has one, and its phrase."""

    where: Where
    candidate: Candidate | None
    phrase: Phrase


def point_back(span: Span, phrase: Phrase, named: Sequence[Named], home: str | None, gazetteer: Gazetteer) -> Where:
    """The place that a nameless phrase stands for: the last fitting one named before it, else the country's own capital or
    the country, else the words themselves without a place."""
    found = _antecedent(phrase, named, home, gazetteer)
    basis = Basis("inferred", "place.backward", (span,))
    if found is not None:
        near = phrase.relation == "near" or phrase.kind == "area"
        precision = 2 if near and found.precision == 1 else found.precision
        return replace(found, span=span, basis=basis, precision=precision)
    country = _country(home, gazetteer)
    if country is not None:
        return replace(country, span=span, basis=basis)
    return Where(phrase.kind_word or "unknown", 6, span, basis)


def _antecedent(phrase: Phrase, named: Sequence[Named], home: str | None, gazetteer: Gazetteer) -> Where | None:
    if phrase.kind_word and phrase.kind_word.casefold() == "capital":
        return _capital(named, home, gazetteer)
    if phrase.kind == "country":
        return _country(home, gazetteer)
    fits = _TESTS.get(phrase.kind or "", _is_local)
    word = (phrase.kind_word or "").casefold()
    if word.startswith("cit"):
        big = _last(named, lambda n: _is_settlement(n) and n.candidate is not None and n.candidate.population >= CITY)
        return big or _last(named, fits)
    if phrase.kind is None and len(named) > 1 and _lies_in(named[-2], named[-1]):
        return named[-2].where
    return _last(named, fits)


def _lies_in(named: Named, region: Named) -> bool:
    """Whether a town is named with the region it lies in: "in Palmyra city in Homs governorate", of which "it" is the town."""
    town, wide = named.where.span, region.where.span
    return (
        town is not None
        and wide is not None
        and _is_settlement(named)
        and _is_division(region)
        and 0 <= wide.start - town.end <= QUALIFYING
    )


def _last(named: Sequence[Named], fits: Callable[[Named], bool]) -> Where | None:
    return next((n.where for n in reversed(named) if fits(n)), None)


def _is_settlement(named: Named) -> bool:
    if named.candidate is not None:
        return named.candidate.feature == "P" and named.candidate.code != "PPLX"
    return named.phrase.kind in (None, "settlement")


def _is_division(named: Named) -> bool:
    return named.candidate is not None and named.candidate.level in (1, 2)


def _is_local(named: Named) -> bool:
    return named.where.precision != 6


_TESTS: Final[dict[str, Callable[[Named], bool]]] = {
    "settlement": _is_settlement,
    "quarter": _is_settlement,
    "first": _is_division,
    "second": _is_division,
}


def _capital(named: Sequence[Named], home: str | None, gazetteer: Gazetteer) -> Where | None:
    countries = [n.where.country for n in named if n.where.country]
    country = home or (countries[-1] if countries else None)
    capital = gazetteer.capital(country) if country else None
    return _as_where(capital, 1) if capital is not None else None


def _country(home: str | None, gazetteer: Gazetteer) -> Where | None:
    found = gazetteer.country(home) if home else None
    return _as_where(found, 6) if found is not None else None


def _as_where(place: Candidate, precision: int) -> Where:
    name = place.common or place.name
    return Where(
        name,
        precision,
        None,
        Basis("inferred", "place.backward"),
        place.geonames_id,
        place.lat,
        place.lon,
        place.country,
        place.admin1,
    )
