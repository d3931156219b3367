"""Bins on the map and over time."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.serve.cells import Points, cells, in_box, mercator, spots, strip

DAYS = st.lists(st.integers(1, date.max.toordinal()), min_size=1, max_size=40)
POINTS = st.lists(st.tuples(st.floats(-90, 90), st.floats(-180, 180)), min_size=1, max_size=60)


def day(words: str) -> int:
    return date.fromisoformat(words).toordinal()


@given(points=POINTS, zoom=st.floats(0, 24))
def test_every_point_is_in_one_cell_and_the_cell_lies_among_its_points(points: list[tuple[float, float]], zoom: float) -> None:
    lat, lon = (np.array(values) for values in zip(*points, strict=True))
    types = np.arange(len(points)) % 3
    found = cells(*mercator(lat, lon), Points(lat, lon, types), zoom)
    assert found.counts.sum() == len(points) == found.types.sum()
    assert (found.types.sum(axis=1) == found.counts).all() and list(found.counts) == sorted(found.counts, reverse=True)
    assert (found.lat >= lat.min() - 1e-9).all() and (found.lat <= lat.max() + 1e-9).all()


def test_cells_split_as_one_comes_nearer() -> None:
    lat, lon, types = np.array([34.51, 34.52, 36.2]), np.array([38.21, 38.22, 37.1]), np.zeros(3, np.int64)
    assert [len(cells(*mercator(lat, lon), Points(lat, lon, types), zoom).counts) for zoom in (2, 7, 14)] == [1, 2, 3]


def test_places_of_one_name_and_another_precision_are_apart() -> None:
    points = Points(np.full(4, 34.5), np.full(4, 38.2), np.zeros(4, np.int64))
    assert list(spots(np.array([0, 0, 0, 1]), np.array([4, 4, 3, 3]), points).counts) == [2, 1, 1]


@pytest.mark.parametrize(
    ("box", "inside"),
    [
        ((-180.0, -90.0, 180.0, 90.0), [True, True, True, False]),
        ((30.0, 30.0, 40.0, 40.0), [True, False, False, False]),
        ((170.0, -20.0, -170.0, 20.0), [False, True, True, False]),  # across the date line
    ],
)
def test_a_box_may_cross_the_date_line_and_holds_nothing_without_coordinates(box: tuple[float, ...], inside: list[bool]) -> None:
    lat, lon = np.array([34.5, 0.0, 10.0, np.nan]), np.array([38.2, 179.0, -175.0, np.nan])
    assert in_box(lat, lon, box).tolist() == inside  # type: ignore[arg-type]


@given(days=DAYS, most=st.integers(10, 2_000))
def test_bins_hold_every_day_once_and_leave_no_gap(days: list[int], most: int) -> None:
    made = strip(np.array(days), most)
    assert made.count().sum() == len(days) and made.starts == sorted(set(made.starts))
    assert made.step == "year" or len(made.starts) <= most
    for at, number in zip(days, made.bins.tolist(), strict=True):
        assert made.starts[number] <= at
        assert number + 1 == len(made.starts) or at < made.starts[number + 1]


@pytest.mark.parametrize(
    ("first", "last", "most", "step", "starts"),
    [
        ("2016-12-08", "2016-12-11", 400, "day", ["2016-12-08", "2016-12-09", "2016-12-10", "2016-12-11"]),
        ("2016-12-08", "2017-01-20", 10, "week", ["2016-12-05", "2016-12-12", "2016-12-19"]),  # weeks begin on Mondays
        ("2016-11-08", "2017-02-20", 10, "month", ["2016-11-01", "2016-12-01", "2017-01-01", "2017-02-01"]),
        ("2011-03-15", "2017-02-20", 20, "year", ["2011-01-01", "2012-01-01"]),
    ],
)
def test_bins_are_as_fine_as_fits(first: str, last: str, most: int, step: str, starts: list[str]) -> None:
    made = strip(np.array([day(first), day(last)]), most)
    assert made.step == step
    assert [date.fromordinal(n).isoformat() for n in made.starts[: len(starts)]] == starts
