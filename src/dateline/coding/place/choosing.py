"""Which of the places that bear a name is meant: the weights of what speaks for each, and the choice.

The weights are in powers of ten of population, tuned on the training part of LGL (`benchmarks/accuracy/toponyms.py`).
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from dateline.coding.place.phrase import Phrase
from dateline.knowledge.gazetteer import Candidate, fold_name, sound_name

Point = tuple[float, float, float]  # a unit vector
COUNTRY: Final[float] = 9.0  # a country's own name
FIRST: Final[float] = 5.2  # a first-order division, whatever its population
SECOND: Final[float] = 2.2  # a second-order one, with SECOND_PEOPLE of its population's power
SECOND_PEOPLE: Final[float] = 0.35
OTHER: Final[float] = 5.3  # regions, seas, camps: rows of the supplement, put there for reports
ALTERNATE: Final[float] = -1.6  # the name is not the one it goes by
HINTS: Final = (3.0, 2.0, 1.5, 1.0, 0.8, 0.6)  # its country's rank among the report's
WITHIN: Final[float] = 6.0  # it lies in what the phrase says it lies in
NOT_WITHIN: Final[float] = -2.0
FITS: Final[float] = 4.0  # "province" and it is one
UNFIT: Final[float] = -3.0
NEAR_DIVISION: Final[float] = 1.5  # "near Raqqa": the town, not its province
SAME_DIVISION: Final[float] = 8.0  # times the share of the other places that lie in its first-order division
DOUBT: Final[float] = 1.0  # places; added to the number of the others, so that one or two decide nothing
SAME_COUNTRY: Final[float] = 2.0
CLOSE: Final[float] = 2.5  # times the nearness of the nearest others, 1 at no distance
REACH: Final[float] = 150.0  # km at which nearness has fallen to 1/e
EARTH: Final[float] = 6371.0  # km
MOST: Final[int] = 40  # candidates of one name that are weighed


@dataclass(frozen=True, slots=True)
class Anchor:
    """A place already chosen, as others are measured against it."""

    candidate: Candidate
    point: Point | None
    weight: float = 1.0


def is_own(candidate: Candidate, key: str) -> bool:
    """Whether a folded name is the place's own or its English one, not just one of its other names."""
    if key == fold_name(candidate.name):
        return True
    return candidate.common is not None and sound_name(key) == sound_name(fold_name(candidate.common))


def to_point(candidate: Candidate) -> Point | None:
    """The unit vector of a place, None without coordinates."""
    if candidate.lat is None or candidate.lon is None:
        return None
    lat, lon = math.radians(candidate.lat), math.radians(candidate.lon)
    return math.cos(lat) * math.cos(lon), math.cos(lat) * math.sin(lon), math.sin(lat)


def kilometres(one: Point, other: Point) -> float:
    """Great-circle distance of two unit vectors."""
    return EARTH * math.acos(max(-1.0, min(1.0, one[0] * other[0] + one[1] * other[1] + one[2] * other[2])))


def weigh_alone(candidate: Candidate, phrase: Phrase, key: str, countries: Mapping[str, int]) -> float:
    """How likely a name means a place, before the report's other places are looked at."""
    score = _size(candidate)
    if not candidate.is_country and not is_own(candidate, key):
        score += ALTERNATE
    if phrase.relation == "near" and candidate.feature == "A":
        score -= NEAR_DIVISION
    rank = countries.get(candidate.country or "", -1)
    if 0 <= rank < len(HINTS):
        score += HINTS[rank]
    return score + _fit(candidate, phrase.kind)


def _size(candidate: Candidate) -> float:
    if candidate.is_country:
        return COUNTRY
    power = math.log10(candidate.population + 10)
    if candidate.feature == "A":
        return FIRST if candidate.level == 1 else SECOND + SECOND_PEOPLE * power
    return max(OTHER, power) if candidate.id < 0 else power


def _fit(candidate: Candidate, kind: str | None) -> float:
    level = candidate.level
    if kind == "first":
        return FITS + (1.0 if level == 1 else 0.0) if level in (1, 2) else UNFIT
    if kind == "second":
        return FITS if level == 2 else 0.0 if level == 9 else -1.0
    if kind in ("settlement", "quarter"):
        return FITS / 2 if candidate.feature == "P" else UNFIT
    if kind in ("line", "sea"):
        return FITS / 2 if candidate.feature in "LHT" else -1.0 if kind == "sea" else 0.0
    if kind == "country":
        return FITS if level == 0 else UNFIT
    return 0.0


def lies_within(candidate: Candidate, holders: Sequence[Candidate]) -> bool:
    """Whether it lies in one of the places: by its divisions, its country."""
    for holder in holders:
        if holder.id == candidate.id:
            continue
        if holder.is_country and holder.country == candidate.country:
            return True
        if holder.feature == "A" and holder.id in candidate.regions:
            return True
    return False


def weigh_company(candidate: Candidate, others: Sequence[Anchor]) -> float:
    """What the report's other places add: the same division, the same country, the distance to the nearest two."""
    if not others:
        return 0.0
    total = DOUBT + sum(o.weight for o in others)
    first = candidate.regions[0] or (candidate.id if candidate.level == 1 else None)
    division = sum(o.weight for o in others if first is not None and first in (o.candidate.regions[0], o.candidate.id))
    country = sum(o.weight for o in others if o.candidate.country == candidate.country and not o.candidate.is_country)
    score = SAME_DIVISION * division / total + SAME_COUNTRY * country / total
    here = to_point(candidate)
    if here is not None and not candidate.is_country:
        near = sorted(kilometres(here, o.point) for o in others if o.point is not None and o.candidate.level > 1)[:2]
        score += CLOSE * sum(math.exp(-d / REACH) for d in near) / 2
    return score
