"""Which other places a name may mean that a claim was put at."""

from __future__ import annotations

import math
from typing import Final, Protocol

from dateline.knowledge import gazetteer
from dateline.records.entry import Spot

APART: Final[float] = 25.0  # km from which on another place of one name is another place (UCDP's precision 2)
EARTH: Final[float] = 6371.0  # km
BIG: Final[int] = 100_000  # people of a place abroad that its name alone may mean
BIGGER: Final[int] = 10  # times as many as the place that was chosen has
SHOWN: Final[int] = 8  # candidates


class Names(Protocol):
    """What knows the places that bear a name."""

    def lookup(self, name: str) -> tuple[gazetteer.Candidate, ...]:
        """The places of a name, most populous first."""
        ...


def rivals_of(spot: Spot, names: Names) -> tuple[tuple[gazetteer.Candidate, ...], gazetteer.Candidate | None]:
    """The other places that the name may mean as well, and the one that was chosen (None: it is not in the gazetteer).

    Of the same country they are those some way off that are no division; of others, those so big that the name alone means them.
    Where the place was put nowhere, all that bear its name are rivals.
    """
    found = names.lookup(spot.name)
    chosen = next((c for c in found if c.geonames_id is not None and c.geonames_id == spot.geonames_id), None)
    if chosen is None and spot.geonames_id is None:
        chosen = next((c for c in found if c.country == spot.country and spot.lat is not None and _apart(c, spot) < APART), None)
    if chosen is None:
        return (found[:SHOWN], None) if spot.lat is None else ((), None)
    size = max(chosen.population * BIGGER, BIG)
    rivals = (
        c for c in found if c is not chosen and _apart(c, spot) >= APART
        and ((c.country == chosen.country and c.feature != "A") or (c.country != chosen.country and c.population >= size))
    )  # fmt: skip
    return tuple(rivals)[: SHOWN - 1], chosen


def _apart(c: gazetteer.Candidate, s: Spot) -> float:
    """Kilometres between a place and where a claim puts it; none where one has no coordinates."""
    if c.lat is None or c.lon is None or s.lat is None or s.lon is None:
        return 0.0
    a, b, x, y = map(math.radians, (c.lat, s.lat, c.lon, s.lon))
    h = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin((y - x) / 2) ** 2
    return 2 * EARTH * math.asin(min(1.0, math.sqrt(h)))
