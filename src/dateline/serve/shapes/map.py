"""The map as GeoJSON, and counts over time."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, Literal

from pydantic import Field, PrivateAttr

from dateline.serve.shapes.base import Shape
from dateline.serve.shapes.claim import DRAWN, PRECISION


class Point(Shape):
    """A GeoJSON point: longitude, latitude."""

    type: Literal["Point"] = "Point"
    coordinates: tuple[float, float]


class MapEvent(Shape):
    """One event. One with `precision` above 2 is somewhere in an area: draw a disc of `radius_km`, never a pin."""

    kind: Literal["event"] = "event"
    event: str
    incident: str | None = Field(description="The incident that it is linked into; null for a state of control and before linking.")
    claim: str = Field(description="The first of its claims that the view sees.")
    claims: int
    type: str
    status: str
    text: str = Field(description="Who did it to whom.")
    words: str
    place: str | None
    country: str | None
    precision: int = Field(description=PRECISION)
    radius_km: float = Field(description=DRAWN)
    when: str | None
    first_day: str | None
    last_day: str | None
    published: str | None
    outlet: str | None


class MapCell(Shape):
    """Many events of a neighbourhood, all known to 25 km or better, at the middle of their coordinates."""

    kind: Literal["cell"] = "cell"
    count: int
    types: dict[str, int]


class MapArea(Shape):
    """Many events that are told of no more exactly than this place (a district, a province, a country …)."""

    kind: Literal["area"] = "area"
    count: int
    types: dict[str, int]
    place: str | None
    country: str | None
    precision: int = Field(description=PRECISION)
    radius_km: float = Field(description=DRAWN)


class Feature(Shape):
    """A GeoJSON feature."""

    type: Literal["Feature"] = "Feature"
    geometry: Point
    properties: MapEvent | MapCell | MapArea = Field(discriminator="kind")


NONE: Final = b'"features":[]'  # where a map without features has them


class EventMap(Shape):
    """A GeoJSON feature collection. `whole`: every event is shown by itself; else there are cells and areas."""

    type: Literal["FeatureCollection"] = "FeatureCollection"
    features: list[Feature]
    whole: bool
    count: int = Field(description="Events in the box.")
    total: int = Field(description="Events that the view sees anywhere.")
    unplaced: int = Field(description="Of these, events without coordinates: on no map.")
    _drawn: tuple[bytes, ...] = PrivateAttr(())

    def with_drawn(self, features: Sequence[bytes]) -> EventMap:
        """The map with features that are written already, in place of its own, which are none."""
        self._drawn = tuple(features)
        return self

    def written(self) -> bytes:
        """The map as GeoJSON."""
        head, none, tail = super().written().partition(NONE)
        return head + NONE[:-1] + b",".join(self._drawn) + b"]" + tail if none and self._drawn else head + none + tail


class Density(Shape):
    """Events over time, by their first day. What is told to no month, or has no day, is in no bin but counted beside."""

    step: Literal["day", "week", "month", "year"]
    starts: list[str]
    counts: list[int]
    types: dict[str, list[int]]
    longer: int = Field(description="Events whose day is not told to the month.")
    undated: int


class Published(Shape):
    """What became known when: claims by the day from which they count as published, and events by that of their first claim."""

    step: Literal["day", "week", "month", "year"]
    starts: list[str]
    claims: list[int]
    events: list[int]
