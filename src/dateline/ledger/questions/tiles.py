"""A box on the map as tiles of the index (schema.map_cell)."""

from __future__ import annotations

from typing import Final

from sqlalchemy import ColumnElement, Connection, and_, func, or_, select

from dateline.ledger.schema import CELL, claims, map_cell

Box = tuple[float, float, float, float]  # west, south, east, north in degrees; west may exceed east
TILES: Final[int] = 128  # tiles that are looked up one by one; a larger box is a good part of the map, and its claims soon met
FEW: Final[int] = 3_000  # claims in the tiles up to which they are all read and sorted; beyond it each tile is walked by day
COLUMNS: Final[int] = int(360 / CELL)


def within(box: Box, lat: float | None, lon: float | None) -> bool:
    """Whether a point lies in the box, edges included; one without coordinates does not."""
    west, south, east, north = box
    if lat is None or lon is None or not south <= lat <= north:
        return False
    return west <= lon <= east if west <= east else lon >= west or lon <= east


def in_box(box: Box) -> ColumnElement[bool]:
    """Claims whose first place lies in the box."""
    west, south, east, north = box
    c = claims.c
    across = c.lon.between(west, east) if west <= east else or_(c.lon >= west, c.lon <= east)
    return and_(c.lat.between(south, north), across)


def tiles_of(box: Box) -> list[int] | None:
    """The tiles of the box; None where they are more than TILES."""
    west, south, east, north = box
    found: list[int] = []
    for left, right in ((west, east),) if west <= east else ((west, 180.0), (-180.0, east)):
        first, top = map_cell(south, left), map_cell(north, left)
        width = map_cell(south, right) - first + 1
        if width * ((top - first) // COLUMNS + 1) > TILES:
            return None
        found += [row + column for row in range(first, top + 1, COLUMNS) for column in range(width)]
    return found if len(found) <= TILES else None


def are_few(connection: Connection, tiles: list[int]) -> bool:
    """Whether the tiles hold at most FEW claims."""
    some = select(claims.c.cell).where(claims.c.cell.in_(tiles)).limit(FEW + 1).subquery()
    return (connection.scalar(select(func.count()).select_from(some)) or 0) <= FEW
