"""/api/map, /api/density, /api/published: answered from the board, whatever the size of the ledger."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Annotated, Any, Final, Literal, cast

import numpy as np
from fastapi import APIRouter, Query
from numpy.typing import NDArray
from pydantic import Field

from dateline.ledger.privacy import withheld
from dateline.ledger.questions.columns import ids_of, incidents_of
from dateline.ledger.questions.counts import DAY, EPOCH, outlets_of
from dateline.ledger.questions.directory import KnownPlace, known_places
from dateline.ledger.questions.rows import iso_day, sides, spot
from dateline.ledger.questions.standing import standing
from dateline.ledger.view import View
from dateline.records.edtf import FIRST_DAY, LAST_DAY
from dateline.records.entry import KeptClaim
from dateline.serve.asked import ViewAsked
from dateline.serve.board import Found
from dateline.serve.cells import MONTH, SHARP, Groups, Points, cells, in_box, spots, strip
from dateline.serve.columns import NO_DAY, Columns
from dateline.serve.desk import Asking, AtDesk, Desk
from dateline.serve.freshness import FreshRoute
from dateline.serve.shapes import map as shapes
from dateline.serve.shapes.claim import RADII

router: Final = APIRouter(tags=["map"], route_class=FreshRoute)
FEW: Final[int] = 1_500  # events up to which each is shown by itself
AREAS: Final[int] = 800  # areas that are shown; of more, those with the most events
CELLS: Final[int] = 3_000  # cells that are shown; of more, larger ones are made
WORLD: Final = (-180.0, -90.0, 180.0, 90.0)
BINS: Final[int] = 400  # of a strip, unless asked otherwise


class MapAsked(ViewAsked):
    """The view, and how near the map is."""

    zoom: float = Field(3, ge=0, le=24, description="Zoom of the map, where the world is 512 pixels wide at 0.")


class StripAsked(ViewAsked):
    """The view, and into how many bins."""

    bins: int = Field(BINS, ge=10, le=2_000, description="At most so many bins: it chooses days, weeks, months or years.")


@router.get("/map", operation_id="get_map", summary="The events of a part of the map, as GeoJSON")
def event_map(desk: AtDesk, viewer: Asking, asked: Annotated[MapAsked, Query()]) -> shapes.EventMap:
    """The events whose (first) place lies in the box: each by itself where they are few, else cells and areas with counts by type."""
    view = asked.view(viewer)
    found = desk.board.find(view)
    c, rows = found.columns, found.rows
    lat, lon = c.lat[rows], c.lon[rows]
    inside = np.flatnonzero(in_box(lat, lon, view.box or WORLD))
    whole = len(inside) <= FEW
    features = list(_events(desk, found, inside, view) if whole else _grouped(desk, found, inside, asked.zoom))
    unplaced = int(np.isnan(lat).sum())
    return shapes.EventMap(features=features, whole=whole, count=len(inside), total=len(rows), unplaced=unplaced)


def _feature(lon: float, lat: float, properties: Any) -> shapes.Feature:
    return shapes.Feature(geometry=shapes.Point(coordinates=(round(lon, 5), round(lat, 5))), properties=properties)


def _events(desk: Desk, found: Found, which: NDArray[Any], view: View) -> Iterator[shapes.Feature]:
    """Each event by itself, told by the first of its claims."""
    c, rows = found.columns, found.rows[which]
    counts = dict(zip(c.seq[rows].tolist(), found.counts[which].tolist(), strict=True))
    with desk.ledger.store.reading() as connection:
        ids = ids_of(connection, counts)
        told = standing(connection, list(ids.values()), view.recorded_until)
        outlets = outlets_of(connection, sorted({x.report for x in told.values()}))
        incidents = incidents_of(connection, sorted({x.event for x in told.values()}))
    for claim in told.values():
        made = _event(
            claim if view.private else withheld(claim), counts[claim.seq], incidents.get(claim.event), outlets.get(claim.report)
        )
        first = claim.places[0] if claim.places else None
        if first is not None and first.lat is not None and first.lon is not None:
            yield _feature(first.lon, first.lat, made)


def _event(claim: KeptClaim, claims: int, incident: str | None, outlet: str | None) -> shapes.MapEvent:
    place = claim.places[0]
    return shapes.MapEvent(
        event=claim.event, incident=incident, claim=claim.id, claims=claims, type=claim.type, status=claim.status,
        text=sides(claim.parties, claim.type), words=claim.words, place=spot(place), country=place.country, precision=place.precision,
        radius_km=RADII[place.precision], when=claim.when, first_day=iso_day(claim.days and claim.days[0]),
        last_day=iso_day(claim.days and claim.days[1]), published=claim.published, outlet=outlet,
    )  # fmt: skip


def _grouped(desk: Desk, found: Found, which: NDArray[Any], zoom: float) -> Iterator[shapes.Feature]:
    """Events known to 25 km in cells, those of larger places in areas."""
    c, rows = found.columns, found.rows[which]
    sharp = c.precision[rows] <= SHARP
    points, wide = rows[sharp], rows[~sharp]
    areas = spots(c.place[wide], c.precision[wide], _points(c, wide))
    named = _places(desk, c, wide[areas.one[:AREAS]])
    for n, (row, place) in enumerate(named):
        precision = int(c.precision[row])
        area = shapes.MapArea(
            count=int(areas.counts[n]), types=_types(desk, areas, n), place=place.names[0] if place else None, country=place.country if place else None,
            precision=precision, radius_km=RADII[precision],
        )  # fmt: skip
        yield _feature(float(areas.lon[n]), float(areas.lat[n]), area)
    grid = cells(c.x[points], c.y[points], _points(c, points), zoom)
    while len(grid.one) > CELLS:
        zoom -= 1
        grid = cells(c.x[points], c.y[points], _points(c, points), zoom)
    for n in range(len(grid.one)):
        cell = shapes.MapCell(count=int(grid.counts[n]), types=_types(desk, grid, n))
        yield _feature(float(grid.lon[n]), float(grid.lat[n]), cell)


def _points(c: Columns, rows: NDArray[Any]) -> Points:
    return Points(c.lat[rows], c.lon[rows], c.type[rows])


def _types(desk: Desk, groups: Groups, number: int) -> dict[str, int]:
    row = groups.types[number]
    return {desk.board.words.types.words[code]: int(row[code]) for code in np.flatnonzero(row)}


def _places(desk: Desk, columns: Columns, rows: NDArray[Any]) -> list[tuple[int, KnownPlace | None]]:
    """The rows, each with its place."""
    keys = {row: desk.board.words.places.words[columns.place[row]] for row in rows.tolist()}
    with desk.ledger.store.reading() as connection:
        found = {p.key: p for p in known_places(connection, set(keys.values()))}
    return [(row, found.get(key)) for row, key in keys.items()]


@router.get("/density", operation_id="get_density", summary="Events over time, by the days they happened")
def density(desk: AtDesk, viewer: Asking, asked: Annotated[StripAsked, Query()]) -> shapes.Density:
    """How many events began in each day, week, month or year, by type."""
    view = asked.view(viewer)
    found = desk.board.find(view)
    c, rows = found.columns, found.rows[_boxed(found, view)]
    first, last = c.first[rows], c.last[rows]
    undated = (first == NO_DAY) | ((first == FIRST_DAY) & (last == LAST_DAY))
    longer = ~undated & ((last.astype(np.int64) - first > MONTH) | (first == FIRST_DAY))
    kept = rows[~undated & ~longer]
    told = {"longer": int(longer.sum()), "undated": int(undated.sum())}
    if not len(kept):
        return shapes.Density(step="day", starts=[], counts=[], types={}, **told)
    made = strip(c.first[kept], asked.bins)
    table = made.table(c.type[kept])
    types = {desk.board.words.types.words[k]: table[k].tolist() for k in np.flatnonzero(table.any(axis=1))}
    return shapes.Density(step=_step(made.step), starts=_days(made.starts), counts=made.count().tolist(), types=types, **told)


@router.get("/published", operation_id="get_published", summary="What became known when, by publication")
def published(desk: AtDesk, viewer: Asking, asked: Annotated[StripAsked, Query()]) -> shapes.Published:
    """How many claims came out in each day, week, month or year, and how many events were told of for the first time."""
    view = asked.view(viewer)
    found = desk.board.find(view)
    at = _boxed(found, view)
    c, rows = found.columns, found.rows[at]
    if not len(rows):
        return shapes.Published(step="day", starts=[], claims=[], events=[])
    days = np.clip(EPOCH + c.known[rows] // DAY, FIRST_DAY, LAST_DAY)  # an event is of one report: its claims came out together
    made = strip(days, asked.bins)
    claims = made.count(found.counts[at]).tolist()
    return shapes.Published(step=_step(made.step), starts=_days(made.starts), claims=claims, events=made.count().tolist())


def _boxed(found: Found, view: View) -> NDArray[Any]:
    """Which of the events lie in the view's box; all where it has none."""
    c, rows = found.columns, found.rows
    return np.arange(len(rows)) if view.box is None else np.flatnonzero(in_box(c.lat[rows], c.lon[rows], view.box))


def _step(name: str) -> Literal["day", "week", "month", "year"]:
    return cast(Literal["day", "week", "month", "year"], name)


def _days(ordinals: Sequence[int]) -> list[str]:
    return [iso_day(day) or "" for day in ordinals]
