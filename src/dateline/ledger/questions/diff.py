"""The question what changed in the record between two moments of recording, and by whose hand or which report."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from sqlalchemy import Connection, and_, func, select

from dateline.errors import DatelineError
from dateline.ledger.log import entry_of, joined
from dateline.ledger.questions.answer import Answer, Row
from dateline.ledger.questions.changes import Change, Teller
from dateline.ledger.schema import claims, entries, reports
from dateline.records.edtf import instants, show_instant
from dateline.records.entry import Entry


@dataclass(frozen=True, repr=False)
class Changes(Answer[Change]):
    """Changes of the record in the order in which they were made; `counts` holds how many entries of each kind there are in all."""

    counts: tuple[tuple[str, int], ...] = ()

    columns: ClassVar[tuple[str, ...]] = (
        "at", "what", "subject", "report", "name", "outlet", "published", "author", "claims", "field", "before", "after", "reason",
        "successor", "words", "seq",
    )  # fmt: skip
    head: ClassVar[tuple[str, ...]] = ("at", "what", "which", "by", "how")
    noun: ClassVar[str] = "change"

    @staticmethod
    def row(item: Change) -> Row:
        """The change, flat; `at` is when it was recorded (ISO 8601, UTC)."""
        return {name: show_instant(item.at) if name == "at" else getattr(item, name) for name in Changes.columns}

    @staticmethod
    def cells(item: Change) -> tuple[str, ...]:
        """The change in short."""
        return show_instant(item.at)[:19], item.what, item.which, item.author, item.how


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of the log: the entries after `first`, up to `last`."""

    first: int
    last: int


def diff(connection: Connection, since: str, until: str | None, private: bool, limit: int | None, after: str | None) -> Changes:
    """What was recorded from `since` on, up to the end of `until` (EDTF dates or times; None: until now).

    The claims of a report are told with it, by their number; those added to a report later have a line of their own.
    Raises DatelineError `ledger.date`, `ledger.page`.
    """
    stretch = Stretch(_last_before(connection, _instant(since, 0)), _last_before(connection, _instant(until, 1) + 1))
    if after is not None and not (after.isascii() and after.isdigit()):
        raise DatelineError("ledger.page", repr(after))
    start = max(stretch.first, int(after or 0))
    heads = _heads(connection, Stretch(start, stretch.last), None if limit is None else limit + 1)
    later = [row for row in _added_later(connection, stretch) if row.seq > start]
    merged: list[Entry | Change] = sorted([*heads, *later], key=lambda x: x.seq)
    taken = merged[:limit]
    teller = Teller(connection, stretch.first, stretch.last, private)
    told = teller.tell([x for x in taken if isinstance(x, Entry)], [x for x in taken if isinstance(x, Change)])
    return Changes(told, str(taken[-1].seq) if len(merged) > len(taken) else None, _counts(connection, stretch))


def _instant(value: str | None, side: int) -> int:
    """The first or the last instant that a date may mean; none given: the end of time."""
    if value is None:
        return 2**62
    span = instants(value)
    if span is None:
        raise DatelineError("ledger.date", repr(value))
    return span[side]


def _last_before(connection: Connection, instant: int) -> int:
    """The number of the last entry recorded before the instant: time never runs backwards in the log, so that it is halved."""
    low, high = 0, connection.scalar(select(func.max(entries.c.seq))) or 0
    while low < high:
        middle = (low + high + 1) // 2
        recorded = connection.scalar(select(entries.c.recorded).where(entries.c.seq == middle))
        low, high = (middle, high) if recorded is not None and recorded < instant else (low, middle - 1)
    return low


def _heads(connection: Connection, stretch: Stretch, limit: int | None) -> Sequence[Entry]:
    """The entries of the stretch but for claims."""
    where = and_(entries.c.seq > stretch.first, entries.c.seq <= stretch.last, entries.c.kind != "claim")
    query = joined().where(where).order_by(entries.c.seq).limit(limit)
    return [entry_of(row) for row in connection.execute(query).mappings()]


def _added_later(connection: Connection, stretch: Stretch) -> Sequence[Change]:
    """The claims that were added in the stretch to reports recorded before it, by report and author."""
    if not stretch.first:
        return []
    c = claims.c
    query = (
        select(c.report, c.author, func.count().label("claims"), func.min(c.seq).label("seq"), func.min(c.recorded).label("at"))
        .join(reports, reports.c.id == c.report)
        .where(c.seq > stretch.first, c.seq <= stretch.last, reports.c.seq <= stretch.first)
        .group_by(c.report, c.author)
    )
    rows = connection.execute(query)
    return [Change(r.seq, r.at, "claims added", r.report, r.author, report=r.report, claims=r.claims) for r in rows]


def _counts(connection: Connection, stretch: Stretch) -> tuple[tuple[str, int], ...]:
    where = and_(entries.c.seq > stretch.first, entries.c.seq <= stretch.last)
    query = select(entries.c.kind, func.count()).where(where).group_by(entries.c.kind).order_by(entries.c.kind)
    return tuple((row[0], row[1]) for row in connection.execute(query))
