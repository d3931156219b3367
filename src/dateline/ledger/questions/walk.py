"""The claims that a view sees, in the order of the days they tell of: read from the indexes only as far as they are needed.

The order is (first day, id), claims without a day last: it depends on nothing but the claims, so that a page begins where the
one before ended however the ledger was filled. What is asked for decides which index is walked (a place, a tile of the map, a
name …); several walks are merged.
"""

from __future__ import annotations

import heapq
import itertools
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, Select, bindparam, not_, select, text, tuple_
from sqlalchemy.sql.elements import ColumnClause

from dateline.errors import DatelineError
from dateline.ledger.questions.asked import Asked
from dateline.ledger.questions.filters import SIDES, Condition, changed, chosen, clocks
from dateline.ledger.questions.ids import ID
from dateline.ledger.questions.prepared import Prepared
from dateline.ledger.questions.standing import seen
from dateline.ledger.questions.tiles import are_few, tiles_of
from dateline.ledger.schema import LONG, MONTH, claims, names
from dateline.records.edtf import LAST_DAY
from dateline.records.entry import KeptClaim

NEVER: Final[int] = LAST_DAY + 1  # the place of claims without a day in the order
FIRST: Final[int] = 32  # rows that are read at first, of all walks together; then four times as many each time
LEAST: Final[int] = 4  # rows that each walk reads at first, at least
MOST: Final[int] = 2_000  # rows read at once, at most


@dataclass(frozen=True, slots=True, order=True)
class Step:
    """A claim met on the way: its place in the order, and its event."""

    day: int
    id: str
    event: str = field(default="", compare=False)

    @property
    def mark(self) -> str:
        """The mark of a page that ends with this claim."""
        return f"{self.day}.{self.id}"

    @classmethod
    def parse(cls, mark: str | None) -> Step | None:
        """The place in the order that a mark tells of. Raises DatelineError `ledger.page`."""
        if mark is None:
            return None
        day, _, id = mark.partition(".")
        if not (day.isascii() and day.isdigit() and int(day) <= NEVER and ID.fullmatch(id)):
            raise DatelineError("ledger.page", repr(mark))
        return cls(int(day), id)


@dataclass(frozen=True, slots=True)
class Demand:
    """What a question asks of claims beside its view, said twice: as conditions on the indexes, and as a choice among claims."""

    conditions: tuple[Condition, ...] = ()
    choose: Callable[[list[KeptClaim]], list[KeptClaim]] = list


@dataclass(frozen=True, slots=True)
class Path:
    """One walk along one index: `query` without order, the columns of the day and of the claim's id, and values for its parameters."""

    query: Select[Any]
    day: ColumnElement[int]
    id: ColumnElement[str]
    values: Mapping[str, Any] = field(default_factory=dict)


def walk(
    connection: Connection, asked: Asked, after: Step | None = None, demand: Demand | None = None, size: int = FIRST
) -> Iterator[Step]:
    """The claims that the view sees from the mark on, each once. `size`: how many will do, most likely."""
    demand = demand or Demand()
    also, before = list(demand.conditions), list[Step]()
    if asked.changed_since is not None:
        before = _changed(connection, asked, after, demand)
        also.append(not_(changed(asked)))
    paths = list(_paths(connection, asked, also))
    size = min(MOST, max(LEAST, 2 * size // len(paths) if len(paths) > 2 else size))
    prepared = Prepared(connection)
    last = None
    for step in heapq.merge(*(_along(prepared, path, asked, after, size) for path in paths), before):
        if step.id != last:
            yield step
        last = step.id


def _changed(connection: Connection, asked: Asked, after: Step | None, demand: Demand) -> list[Step]:
    """The claims that stood otherwise then, and that the view saw as they stood."""
    ids = list(connection.scalars(select(claims.c.id).where(changed(asked, nested=False))))
    found = demand.choose(seen(connection, asked, ids))
    steps = (Step(c.days[0] if c.days else NEVER, c.id, c.event) for c in found)
    return sorted(step for step in steps if after is None or step > after)


def _along(prepared: Prepared, path: Path, asked: Asked, after: Step | None, size: int) -> Iterator[Step]:
    """One walk: the claims with a day by day, then those without."""
    for dated in (True, False) if asked.view.days is None else (True,):
        if dated and after is not None and after.day == NEVER:
            continue
        while True:
            from_mark = after is not None and (dated or after.day == NEVER)
            mark = {"day": after.day, "id": after.id} if after is not None and from_mark else {}
            query = partial(_query, path, dated, from_mark)
            rows = prepared.rows(f"{id(path.query)} {dated} {from_mark}", query, {**path.values, **mark, "size": size})
            for day, claim, event in rows:
                after = Step(NEVER if day is None else day, claim, event)
                yield after
            if len(rows) < size:
                break
            size = min(size * 4, MOST)


def _query(path: Path, dated: bool, from_mark: bool) -> Select[Any]:
    """A stretch of a walk, as a query with the parameters `size`, and `day` and `id` of the mark."""
    query = path.query.limit(bindparam("size", FIRST))
    day: ColumnElement[int] = bindparam("day", NEVER)
    id: ColumnElement[str] = bindparam("id", "")
    if not dated:
        query = query.where(path.day.is_(None)).order_by(path.id)
        return query.where(path.id > id) if from_mark else query
    query = query.where(path.day.is_not(None)).order_by(path.day, path.id)
    return query.where(path.day >= day, tuple_(path.day, path.id) > tuple_(day, id)) if from_mark else query


def _paths(connection: Connection, asked: Asked, also: Sequence[Condition]) -> Iterator[Path]:
    """The walks whose claims together are those of the view, by the index that narrows most."""
    view = asked.view
    if asked.report or asked.event:
        yield from _by_claim(asked, [], also)
    elif view.place is not None:
        rest = replace(asked, view=replace(view, place=None))
        for key in asked.places:
            yield from _by_claim(rest, [claims.c.place == key], also)
            yield from _by_name(rest, "place", key, also)
    elif view.box is not None and (tiles := tiles_of(view.box)) is not None:
        yield from _by_tile(connection, asked, tiles, also)
    elif view.speaker is not None:
        rest = replace(asked, view=replace(view, speaker=None))
        for name in asked.speakers:
            yield from _by_name(rest, "voice", name, also)
    elif view.actor is not None:
        rest = replace(asked, view=replace(view, actor=None))
        for name, role in itertools.product(asked.actors, SIDES):
            yield from _by_name(rest, role, name, also)
    else:
        yield from _by_claim(asked, [], also)


def _by_claim(asked: Asked, narrow: Sequence[Condition], also: Sequence[Condition]) -> Iterator[Path]:
    c = claims.c
    query = select(c.day_from, c.id, c.event).where(*narrow, *clocks(asked), *chosen(asked), *also)
    for spell in _spells(asked, c.day_from):
        yield Path(query.where(*spell), c.day_from, c.id)


def _by_tile(connection: Connection, asked: Asked, tiles: list[int], also: Sequence[Condition]) -> Iterator[Path]:
    """The claims of a box: few ones at once, else a walk for each tile."""
    if are_few(connection, tiles):
        yield from _by_claim(asked, [claims.c.cell.in_(tiles)], also)
        return
    for path in _by_claim(asked, [claims.c.cell == bindparam("tile", 0)], also):
        yield from (replace(path, values={"tile": tile}) for tile in tiles)


def _by_name(asked: Asked, role: str, folded: str, also: Sequence[Condition]) -> Iterator[Path]:
    n = names.c
    query = select(n.day, claims.c.id, claims.c.event).join_from(names, claims, claims.c.seq == n.seq)
    query = query.where(n.folded == folded, n.role == role, *clocks(asked), *chosen(asked), *also)
    if not asked.view.private:
        query = query.where(n.private.is_(False))
    for spell in _spells(asked, n.day):
        yield Path(query.where(*spell), n.day, claims.c.id)


def _spells(asked: Asked, day: ColumnElement[int]) -> Iterator[tuple[Condition, ...]]:
    """With `during`: claims of up to a month, whose first day is then near, and the few longer ones apart; else all at once."""
    days = asked.view.days
    if days is None:
        yield ()
        return
    yield day >= days[0] - MONTH, day <= days[1], claims.c.day_to - claims.c.day_from <= MONTH
    long: ColumnClause[bool] = text(LONG)  # type: ignore[assignment]
    yield long, day <= days[1]
