"""Bins: events of a map view in cells by type, and events or claims in stretches of time. Numbers in, numbers out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Box = tuple[float, float, float, float]  # west, south, east, north in degrees; west may exceed east

CELL: Final[int] = 64  # pixels of a cell's side on the screen
TILE: Final[int] = 512  # pixels of a map tile: zoom 0 shows the world on one
POLE: Final[float] = 85.05  # degrees of latitude at which the map ends
GRADES: Final[int] = 8  # of precision, 0 included
DENSE: Final[int] = 1 << 22  # keys up to which groups are counted in a table, not sorted
SHARP: Final[int] = 2  # the precision up to which an event is a point; a larger one is an area
MONTH: Final[int] = 31  # days; what is told less exactly belongs to no bin
STEPS: Final[tuple[tuple[str, float], ...]] = (("day", 1), ("week", 7), ("month", 30.44), ("year", 365.25))  # names and days
SIZES: Final = {"day": 1, "week": 7}  # days; the other steps have no size of their own
MONDAY: Final[int] = 1  # an ordinal that was a Monday


@dataclass(frozen=True, slots=True)
class Points:
    """Events on the map: where, in degrees, and the code of what."""

    lat: Floats
    lon: Floats
    types: NDArray[Any]


@dataclass(frozen=True, slots=True)
class Groups:
    """Events put together: for each group one of them (`one`), how many (`counts`), and the place that stands for it.

    `types` is a table: a row a group, a column a code of type.
    """

    one: Ints
    counts: Ints
    lat: Floats
    lon: Floats
    types: Ints


def in_box(lat: Floats, lon: Floats, box: Box) -> NDArray[np.bool_]:
    """Which points lie in the box, edges included; one without coordinates does not."""
    west, south, east, north = box
    across = (lon >= west) & (lon <= east) if west <= east else (lon >= west) | (lon <= east)
    return across & (lat >= south) & (lat <= north)


def mercator(lat: Floats, lon: Floats) -> tuple[Floats, Floats]:
    """Where points lie on a map of the world that is 1 wide and 1 high, from its north-western corner."""
    radians = np.radians(np.clip(lat, -POLE, POLE))
    return (lon + 180) / 360, (1 - np.arcsinh(np.tan(radians)) / np.pi) / 2


def cells(x: Floats, y: Floats, points: Points, zoom: float) -> Groups:
    """The points in square cells of the map at a zoom, each cell at the middle of its points. `x`, `y`: as `mercator` gives them."""
    size = CELL / (TILE * 2.0**zoom)
    columns = int(np.ceil(1 / size)) + 1
    return grouped((y / size).astype(np.int64) * columns + (x / size).astype(np.int64), points)


def spots(place: NDArray[Any], precision: NDArray[Any], points: Points) -> Groups:
    """The points of one place (its number) and one precision together: a province whose events all bear its middle's coordinates."""
    return grouped(place.astype(np.int64) * GRADES + precision, points)


def grouped(key: Ints, points: Points) -> Groups:
    """The points of each key (from 0) together, the most of them first."""
    top = int(key.max(initial=0))
    if top < DENSE:
        met = np.bincount(key, minlength=top + 1)
        keys = np.flatnonzero(met)
        number = np.zeros(top + 1, np.int64)
        number[keys] = np.arange(len(keys))
        inverse, counts = number[key], met[keys]
    else:
        keys, inverse, counts = np.unique(key, return_inverse=True, return_counts=True)
    one = np.zeros(len(keys), np.int64)
    one[inverse[::-1]] = np.arange(len(key))[::-1]
    kinds = int(points.types.max(initial=0)) + 1
    table = np.bincount(inverse * kinds + points.types, minlength=len(keys) * kinds).reshape(len(keys), kinds)
    lat, lon = (np.bincount(inverse, weights=v, minlength=len(keys)) / np.maximum(counts, 1) for v in (points.lat, points.lon))
    order = np.argsort(-counts, kind="stable")
    return Groups(one[order], counts[order], lat[order], lon[order], table[order])


@dataclass(frozen=True, slots=True)
class Strip:
    """Counts over time: the first day (ordinal) of each bin, without gaps, and the number in it."""

    step: str
    starts: list[int]
    bins: Ints  # of each day that was counted, the number of its bin

    def count(self, weights: NDArray[Any] | None = None) -> Ints:
        """How many fall into each bin, each counted so many times as it weighs."""
        return np.bincount(self.bins, weights=weights, minlength=len(self.starts)).astype(np.int64)

    def table(self, kinds: NDArray[Any]) -> Ints:
        """The same by kind (a small number): a row a kind."""
        size, width = int(kinds.max(initial=0)) + 1, len(self.starts)
        return np.bincount(kinds.astype(np.int64) * width + self.bins, minlength=size * width).reshape(size, width)


def strip(days: NDArray[Any], most: int) -> Strip:
    """Bins for days (ordinals, at least one), by the finest of day, week, month, year that makes at most so many (years: more)."""
    first, last = int(days.min()), int(days.max())
    step = next((name for name, length in STEPS if (last - first) / length + 2 <= most), STEPS[-1][0])
    starts = _starts(step, first, last)
    if step in SIZES:
        bins = (days.astype(np.int64) - starts[0]) // SIZES[step]
    else:
        bins = np.searchsorted(np.array(starts, np.int64), days, side="right") - 1
    return Strip(step, starts, bins)


def _starts(step: str, first: int, last: int) -> list[int]:
    """The first days of the bins that hold the days from first to last."""
    if step in SIZES:
        return list(range(first - (first - MONDAY) % SIZES[step], last + 1, SIZES[step]))
    at, end = date.fromordinal(first), date.fromordinal(last)
    if step == "year":
        return [date(year, 1, 1).toordinal() for year in range(at.year, end.year + 1)]
    months = range(at.year * 12 + at.month - 1, end.year * 12 + end.month)
    return [date(m // 12, m % 12 + 1, 1).toordinal() for m in months]
