"""What the desk's page asks, step by step, as frontend/src/map and frontend/src/pages do."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from benchmarks.desk.asking import Answer, Call, call

Box = tuple[float, float, float, float]
WIDE, HIGH = 900, 640  # pixels of the map in a window of 1280 by 900
TILE: Final[int] = 512  # pixels of the world's width at zoom 0
ROOM: Final[float] = 0.3  # of the view that is asked for beyond each edge
STEP: Final[float] = 0.5  # zoom by which cells are made anew
CUT: Final[float] = 0.02  # of many points, the farthest that do not count for where the map begins
WORLD: Final = (25.0, 30.0, 2.0)  # where the map begins without any


@dataclass(frozen=True, slots=True)
class At:
    """Where the map stands: its middle and its zoom."""

    lat: float
    lon: float
    zoom: float

    @property
    def box(self) -> Box:
        """West, south, east, north of what is in view, on Mercator's map."""
        across = WIDE * 360 / TILE / 2**self.zoom / 2
        high = HIGH * math.tau / TILE / 2**self.zoom / 2
        middle = math.asinh(math.tan(math.radians(self.lat)))
        south, north = (math.degrees(math.atan(math.sinh(middle + side * high))) for side in (-1, 1))
        return (self.lon - across, south, self.lon + across, north)


def words(box: Box) -> str:
    """A box as the API takes it."""
    return ",".join(f"{round(x, 4):g}" for x in box)


def roomy(box: Box) -> Box:
    """The box with room around it; the whole width of the world where it is nearly that wide."""
    w, s, e, n = box
    x, y = (e - w) * ROOM, (n - s) * ROOM
    wide = e - w + 2 * x >= 360 or w - x < -180 or e + x > 180
    return (-180 if wide else w - x, max(-90.0, s - y), 180 if wide else e + x, min(90.0, n + y))


def within(box: Box) -> Box:
    """The box without what lies beyond the world's edges."""
    return (max(-180.0, box[0]), box[1], min(180.0, box[2]), box[3])


def fitted(features: Sequence[dict[str, Any]]) -> At:
    """Where the map begins: all of the events, but no nearer than a province."""
    if not features:
        return At(*WORLD)
    points = [f["geometry"]["coordinates"] for f in features]
    lons, lats = sorted(p[0] for p in points), sorted(p[1] for p in points)
    cut = CUT if len(points) > 200 else 0.0
    w, e = (lons[round((len(lons) - 1) * part)] for part in (cut, 1 - cut))
    s, n = (lats[round((len(lats) - 1) * part)] for part in (cut, 1 - cut))
    zoom = math.log2(min(640 * 360 / TILE / max(0.2, e - w), 405 * 180 / TILE / max(0.2, n - s)))
    return At((s + n) / 2, (w + e) / 2, max(1.5, min(7.0, zoom)))


@dataclass(frozen=True, slots=True)
class Looked:
    """What the map page shows: where it stands, what its newest answer covers, the brush and the moment."""

    at: At | None = None
    cover: At | None = None
    during: str | None = None
    as_of: str | None = None

    def map(self) -> Call:
        """The events in view."""
        if self.cover is None:
            return call("map", "map", as_of=self.as_of, during=self.during)
        box, zoom = words(roomy(self.cover.box)), round(self.cover.zoom / STEP) * STEP
        return call("map", "map", as_of=self.as_of, during=self.during, box=box, zoom=zoom)

    def strips(self) -> list[Call]:
        """The events in view over time; looked at from a moment, those known now, too."""
        box = None if self.at is None else words(within(self.at.box))
        moments = (self.as_of, None) if self.as_of else (None,)
        return [call("density", "density", as_of=moment, box=box, bins=240) for moment in moments]

    def holdings(self) -> list[Call]:
        """Who holds places; looked at from a moment, who holds them now, too."""
        moments = (self.as_of, None) if self.as_of else (None,)
        return [call("holdings", "holdings", as_of=moment, limit=60) for moment in moments]

    def listed(self, answers: Sequence[Answer]) -> list[Call]:
        """The list beside the map, where the events are too many to be told by the map's own answer."""
        if self.at is None or not any(a.operation == "map" and b'"whole":false' in a.body[-200:] + a.body[:200] for a in answers):
            return []
        return [call("events", "events", as_of=self.as_of, during=self.during, box=words(within(self.at.box)), limit=50)]


def opening() -> list[Call]:
    """What the page asks as soon as it is there, before it knows where its map begins."""
    new = Looked()
    return [call("head", "head"), new.map(), *new.strips(), call("published", "published", bins=1000), *new.holdings()]


def begun(answers: Sequence[Answer]) -> tuple[Looked, list[Call]]:
    """Where the map begins by the first answers, and what is asked then."""
    at = fitted(next(a for a in answers if a.operation == "map").json()["features"])
    look = Looked(at, at)
    return look, [look.map(), *look.strips(), *look.listed(answers)]
