"""A resolved place."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.records.basis import Basis
from dateline.records.span import Span


@dataclass(frozen=True, slots=True)
class Where:
    """A place as UCDP grades it: precision 1 exact, 2 within about 25 km, 3 second-order district, 4 first-order
    province, 5 a line or region, 6 country, 7 international waters or airspace.

    Coordinates (degrees, WGS 84) come from the gazetteer or are None. `country` is ISO 3166-1 alpha-2.
    """

    name: str
    precision: int
    span: Span | None
    basis: Basis
    geonames_id: int | None = None
    lat: float | None = None
    lon: float | None = None
    country: str | None = None
    admin1: str | None = None
