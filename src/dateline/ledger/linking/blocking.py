"""Which accounts are compared: those that share a block of place and time, so that the work does not grow with the square.

A block is a tile of the map or the name of a place, and a week. An account lies in every tile that its place may reach into and
in every week that its time may, so that two that can be one act share a block. Accounts without any place are compared by
country, kind and side. What lasted for longer than a month and a half is compared with its like only.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Final

from dateline.ledger.linking.account import Account, Point, number
from dateline.ledger.linking.days import is_long, window
from dateline.ledger.linking.kinds import kinds
from dateline.ledger.linking.places import COUNTRY, EXACT, REACH
from dateline.ledger.schema import CELL, map_cell

WEEK: Final[int] = 8  # days of a stretch of time
SLACK: Final[int] = 1  # days by which times may miss each other: nights, time zones
YEAR: Final[int] = 366  # days of a stretch for what lasted long
FIRST_LONG: Final[int] = 1_000_000  # numbers of long stretches begin here, so that they never meet the short ones
DEGREE: Final[float] = 111.2  # km of a degree of latitude
BLOCKED: Final[int] = 3  # places of an account that make blocks


def blocks(account: Account) -> frozenset[int]:
    """The numbers of the account's blocks, 63 bits; none for one without a time."""
    span = window(account)
    if span is None:
        return frozenset()
    spells = list(_spells(span))
    return frozenset(number(where, str(spell)) for where in _wheres(account) for spell in spells)


def _spells(span: tuple[int, int]) -> Iterator[int]:
    """The stretches of time that the span reaches into."""
    if not is_long(span):
        yield from range((span[0] - SLACK) // WEEK, (span[1] + SLACK) // WEEK + 1)
        return
    known = span[0] if span[0] > 1 else span[1]  # an open start: by the end
    yield from range(FIRST_LONG + (known - YEAR // 4) // YEAR, FIRST_LONG + (known + YEAR // 4) // YEAR + 1)


def _wheres(account: Account) -> Iterator[str]:
    told = [p for p in account.points[:BLOCKED] if p.precision < COUNTRY]
    for point in told:
        yield from (f"name {name}" for name in (point.name, *point.parts))
        if point.located is not None:
            yield from (f"tile {tile}" for tile in _tiles(point))
    if not told:
        country = account.points[0].country if account.points else None
        family = kinds().families.get(account.type, account.type)
        sides = sorted(account.initiators | account.targets)
        yield from (f"side {country} {family} {side}" for side in sides)


def _tiles(point: Point) -> Iterator[int]:
    """The tiles of the map that a place may reach into."""
    located = point.located
    assert located is not None
    lat, lon = located
    reach = REACH[min(point.precision, EXACT)] / DEGREE
    wide = min(180.0, reach / max(0.05, math.cos(math.radians(lat))))
    seen = set()
    for north in _steps(max(-90.0, lat - reach), min(90.0, lat + reach)):
        for east in _steps(lon - wide, lon + wide):
            seen.add(map_cell(min(north, 89.999), (east + 180) % 360 - 180))
    yield from sorted(seen)


def _steps(low: float, high: float) -> Iterator[float]:
    """Points from low to high, both included, at most a tile apart."""
    count = max(1, math.ceil((high - low) / CELL))
    yield from (low + (high - low) * n / count for n in range(count + 1))
