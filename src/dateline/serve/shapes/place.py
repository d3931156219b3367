"""Places: candidates of a name, and a place of the ledger."""

from __future__ import annotations

from pydantic import Field

from dateline.serve.shapes.base import Shape
from dateline.serve.shapes.claim import DRAWN, PRECISION


class PlaceCandidate(Shape):
    """A place that a name may mean. `key` is what the ledger calls it; `known`: some claim names it.

    `precision` is the codebook's for an act told of as being there (a division is an area).
    """

    key: str
    name: str
    country: str | None
    country_name: str | None
    admin1: str | None
    admin2: str | None
    lat: float | None
    lon: float | None
    feature: str | None = Field(description="GeoNames' class: P a settlement, A a division, S a site …")
    code: str | None
    population: int | None
    geonames_id: int | None
    precision: int = Field(description=PRECISION)
    radius_km: float = Field(description=DRAWN)
    known: bool


class PlaceCandidates(Shape):
    """Candidates, the most likely first: those that the ledger names, then the most populous."""

    items: list[PlaceCandidate]


class PlaceInfo(Shape):
    """A place of the ledger: how it is called, where it is, and how many claims are about it."""

    key: str
    name: str
    names: list[str]
    country: str | None
    country_name: str | None
    admin1: str | None
    lat: float | None
    lon: float | None
    geonames_id: int | None
    claims: int
    events: int
    control: int = Field(description="Claims of who took, left or held it.")
