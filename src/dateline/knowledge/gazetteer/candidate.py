"""A place that a name may mean."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

COUNTRY_CODES: Final = frozenset({"PCL", "PCLD", "PCLF", "PCLH", "PCLI", "PCLIX", "PCLS", "TERR"})  # GeoNames feature codes


@dataclass(frozen=True, slots=True)
class Candidate:
    """A row of the gazetteer. `id` is its key in the index, negative without a GeoNames id; coordinates in degrees, WGS 84,
    None where no source at hand gives them, a division's the mean of its places' where it has none of its own; `country` ISO 3166-1
    alpha-2; `common`: its English name where usage has settled on one.

    `feature` and `code` are GeoNames' (A ADM1, P PPLC ...); `regions` are the ids of its first and second-order divisions.
    """

    id: int
    name: str
    common: str | None
    lat: float | None
    lon: float | None
    country: str | None
    admin1: str | None
    admin2: str | None
    feature: str
    code: str
    population: int
    regions: tuple[int | None, int | None] = (None, None)

    @property
    def geonames_id(self) -> int | None:
        """Its GeoNames id, None for a row of the supplement."""
        return self.id if self.id > 0 else None

    @property
    def is_country(self) -> bool:
        """Whether it is a country or a territory of its own."""
        return self.feature == "A" and self.code in COUNTRY_CODES

    @property
    def level(self) -> int:
        """Rank among divisions: 0 a country, 1 first order, 2 second order or lower, 9 no division."""
        if self.feature != "A":
            return 9
        return 0 if self.is_country else 1 if self.code == "ADM1" else 2
