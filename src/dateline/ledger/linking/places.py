"""How near two accounts place their act: within what either is exact to, or how far apart."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from dateline.ledger.linking.account import Account, Point

EARTH: Final[float] = 6_371.0  # km
REACH: Final[dict[int, float]] = {1: 8.0, 2: 25.0, 3: 60.0, 4: 120.0, 5: 120.0}  # km from the point within which the place may lie
COUNTRY: Final[int] = 6  # precision from which only the country, or nothing, is told
EXACT: Final[int] = 2  # precision up to which a place is a town, or near one
SECOND: Final[float] = 0.7  # weight of a place that one account names first and the other beside others
THIRD: Final[float] = 0.4  # weight of a place that both name beside others
GUESSED: Final[float] = 0.7  # degree for two places of one name of which one is not located and said to lie in another country
WITHIN: Final[float] = 0.8  # degree for a place whose name holds the other's: "Palmyra Castle" and "Palmyra"
FAR: Final[float] = 100.0  # km beyond their reach at which two places are as far apart as can be told


@dataclass(frozen=True, slots=True)
class Nearness:
    """How two accounts' places compare: "same", "near", "vague" (within what the less exact covers), "apart" or "unknown".

    `degree` 0 to 1; `km` between the two points where both are known; `left` and `right` are the points compared.
    """

    kind: str
    degree: float
    km: float | None = None
    left: Point | None = None
    right: Point | None = None


UNKNOWN: Final = Nearness("unknown", 1.0)
_RANK: Final = {"same": 3, "near": 2, "vague": 1}


def nearness(a: Account, b: Account) -> Nearness:
    """How near two accounts place their act: by the pair of their places that lies nearest."""
    found = [n for n in _pairs(a, b) if n is not None]
    if not found:
        return UNKNOWN
    joined = [n for n in found if n.kind != "apart"]
    if joined:
        return max(joined, key=lambda n: (_RANK[n.kind] * n.degree, n.degree))
    return min(found, key=lambda n: n.degree)


def _pairs(a: Account, b: Account) -> Iterator[Nearness | None]:
    for m, left in enumerate(a.points):
        for n, right in enumerate(b.points):
            yield _pair(left, right, (1.0, SECOND, THIRD)[min(2, (m > 0) + (n > 0))])


def _pair(left: Point, right: Point, weight: float) -> Nearness | None:
    vague = max(left.precision, right.precision)
    if vague >= COUNTRY:
        if left.country and right.country:
            kind = "vague" if left.country == right.country else "apart"
            return Nearness(kind, weight / 2 if kind == "vague" else 1.0, None, left, right)
        return None
    km = distance(left, right)
    if left.key == right.key or (km is None and left.name == right.name):
        sure = left.key == right.key or _may_share_country(left, right)  # the country of a place that is not located is a guess
        return Nearness("same" if vague <= EXACT else "vague", weight if sure else weight * GUESSED, km, left, right)
    if km is None and (left.name in right.parts or right.name in left.parts) and _may_share_country(left, right):
        return Nearness("near" if vague <= EXACT else "vague", weight * WITHIN, None, left, right)
    if km is None:
        return Nearness("apart", 1.0, None, left, right) if not _may_share_country(left, right) else None
    reach = REACH[left.precision] + REACH[right.precision]
    if km > reach:
        return Nearness("apart", min(1.0, 0.4 + (km - reach) / FAR), km, left, right)
    near = weight * (1 - km / reach / 2)
    return Nearness("near" if vague <= EXACT else "vague", near, km, left, right)


def _may_share_country(left: Point, right: Point) -> bool:
    return left.country is None or right.country is None or left.country == right.country


def distance(left: Point, right: Point) -> float | None:
    """Great-circle distance in km; None where a point is not located."""
    if left.lat is None or left.lon is None or right.lat is None or right.lon is None:
        return None
    a, b = math.radians(left.lat), math.radians(right.lat)
    half = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(math.radians(right.lon - left.lon) / 2) ** 2
    return 2 * EARTH * math.asin(min(1.0, math.sqrt(half)))
