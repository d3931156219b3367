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
from dateline.ledger.store import Reading
from dateline.ledger.view import View
from dateline.records.edtf import FIRST_DAY, LAST_DAY
from dateline.records.entry import KeptClaim
from dateline.serve.asked import ViewAsked
from dateline.serve.board import Found
from dateline.serve.cells import MONTH, SHARP, Groups, Points, cells, in_box, spots, strip
from dateline.serve.columns import NO_DAY, Columns
from dateline.serve.desk import Asking, AtDesk, Desk, state_of
from dateline.serve.drawn import Told
from dateline.serve.freshness import KeptRoute
from dateline.serve.shapes import map as shapes
from dateline.serve.shapes.claim import RADII

router: Final = APIRouter(tags=["map"], route_class=KeptRoute)
FEW: Final[int] = 1_000  # events up to which each is shown by itself
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
    unplaced = int(np.isnan(lat).sum())
    told: dict[str, Any] = {"whole": whole, "count": len(inside), "total": len(rows), "unplaced": unplaced}
    if whole:
        return shapes.EventMap(features=[], **told).with_drawn(_events(desk, found, inside, view))
    return shapes.EventMap(features=list(_grouped(desk, found, inside, asked.zoom)), **told)


def _feature(lon: float, lat: float, properties: Any) -> shapes.Feature:
    return shapes.Feature(geometry=shapes.Point(coordinates=(round(lon, 5), round(lat, 5))), properties=properties)


def _events(desk: Desk, found: Found, which: NDArray[Any], view: View) -> list[bytes]:
    """Each event by itself, told by the first of its claims, as it is written."""
    c, rows = found.columns, found.rows[which]
    counts: dict[int, int] = dict(zip(c.seq[rows].tolist(), found.counts[which].tolist(), strict=True))
    if view.recorded_until is not None:
        with desk.ledger.store.reading() as connection:
            features = [_drawn(told, view.private) for told in _told(connection, counts, view)]
        return [f for f in features if f is not None]
    with desk.ledger.store.reading() as connection:
        state = state_of(connection)
        drawn = desk.drawn.at(state, counts, view.private)
        left = list(_told(connection, {n: k for n, k in counts.items() if n not in drawn}, view))
    new = []
    for told in left:
        again, feature = desk.drawn.again(state, told, view.private)
        if not again:
            feature = _drawn(told, view.private)
            new.append((told, feature))
        drawn[told.claim.seq] = feature
    desk.drawn.put(state, new, view.private)
    return [f for n in counts if (f := drawn.get(n)) is not None]


def _told(connection: Reading, counts: dict[int, int], view: View) -> Iterator[Told]:
    """What the events are written from, whose first claims and numbers of claims these are."""
    claims = standing(connection, list(ids_of(connection, counts).values()), view.recorded_until, sourced=False)
    outlets = outlets_of(connection, sorted({x.report for x in claims.values()}))
    incidents = incidents_of(connection, sorted({x.event for x in claims.values()}))
    for claim in claims.values():
        yield Told(claim, counts[claim.seq], incidents.get(claim.event), outlets.get(claim.report))


def _drawn(told: Told, private: bool) -> bytes | None:
    """An event as it is written; None where it is on no map."""
    first = told.claim.places[0] if told.claim.places else None
    if first is None or first.lat is None or first.lon is None:
        return None
    claim = told.claim if private else withheld(told.claim)
    return _feature(first.lon, first.lat, _event(claim, told.claims, told.incident, told.outlet)).written()


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
    named, kinds = _places(desk, c, wide[areas.one[:AREAS]]), _types(desk, areas)
    for n, (row, place) in enumerate(named):
        precision = int(c.precision[row])
        area = shapes.MapArea(
            count=int(areas.counts[n]), types=kinds[n], place=place.names[0] if place else None, country=place.country if place else None,
            precision=precision, radius_km=RADII[precision],
        )  # fmt: skip
        yield _feature(float(areas.lon[n]), float(areas.lat[n]), area)
    grid = cells(c.x[points], c.y[points], _points(c, points), zoom)
    while len(grid.one) > CELLS:
        zoom -= 1
        grid = cells(c.x[points], c.y[points], _points(c, points), zoom)
    found_in = zip(grid.lon.tolist(), grid.lat.tolist(), grid.counts.tolist(), _types(desk, grid), strict=True)
    for lon, lat, count, types in found_in:
        yield _feature(lon, lat, shapes.MapCell(count=count, types=types))


def _points(c: Columns, rows: NDArray[Any]) -> Points:
    return Points(c.lat[rows], c.lon[rows], c.type[rows])


def _types(desk: Desk, groups: Groups) -> list[dict[str, int]]:
    """How many events of each type there are in each group."""
    words, numbers = desk.board.words.types.words, np.nonzero(groups.types)
    made: list[dict[str, int]] = [{} for _ in range(len(groups.one))]
    for group, code, count in zip(*(n.tolist() for n in numbers), groups.types[numbers].tolist(), strict=True):
        made[group][words[code]] = count
    return made


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
