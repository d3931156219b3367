"""What people said of links, as the index keeps it: each judgement in force, and the pair that it holds for today.

A judgement names two events. When a report is coded again its events get other ids; the judgement then holds for the events of the
claims that took their claims' place.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any, Final

from sqlalchemy import Connection, Table, delete, insert, or_, select

from dateline.ledger import schema
from dateline.ledger.log import entry_of, joined

LINK: Final = "link:"  # opens the subject of a judgement of a link
EVENT: Final = "event:"  # opens an event among what waits to be linked
VERDICTS: Final = ("same", "different", "unsure")
MANY: Final[int] = 400  # ids in one IN list

Pair = tuple[str, str]


def subject_of(left: str, right: str) -> str:
    """The subject of a judgement of two events."""
    first, second = sorted((left, right))
    return f"{LINK}{first}|{second}"


def pair_of(subject: str) -> Pair | None:
    """The two events of such a subject; None for another."""
    left, _, right = subject.removeprefix(LINK).partition("|")
    return (left, right) if subject.startswith(LINK) and right else None


def rejudge(connection: Connection, subjects: Iterable[str], events: Sequence[str]) -> set[Pair]:
    """Brings the judgements of these subjects, and those that touch these events, up to date; the pairs whose word may have changed."""
    table = schema.judged
    asked = set(subjects)
    columns = (table.c.told_left, table.c.told_right, table.c.left, table.c.right)
    for some in chunks(events):
        query = select(table.c.told_left, table.c.told_right).where(or_(*(column.in_(some) for column in columns)))
        asked.update(subject_of(*row) for row in connection.execute(query))
    touched: set[Pair] = set()
    for subject in sorted(asked):
        touched |= _rejudge(connection, subject)
    return touched


def _rejudge(connection: Connection, subject: str) -> set[Pair]:
    table, amendments, told = schema.judged, schema.amendments, pair_of(subject)
    if told is None:
        return set()
    mine = (table.c.told_left == told[0], table.c.told_right == told[1])
    touched: set[Pair] = {(row.left, row.right) for row in connection.execute(select(table.c.left, table.c.right).where(*mine))}
    connection.execute(delete(table).where(*mine))
    query = select(amendments.c.seq).where(
        amendments.c.subject == subject, amendments.c.kind == "judgement", amendments.c.ended.is_(None)
    )
    numbers = list(connection.scalars(query))
    rows = connection.execute(joined().where(schema.entries.c.seq.in_(numbers))).mappings()
    made = [entry for entry in map(entry_of, rows) if entry.payload is not None and entry.payload.get("verdict") in VERDICTS]
    if not made:
        return touched
    left, right = sorted(today(connection, event) or event for event in told)
    found = [
        {"seq": e.seq, "told_left": told[0], "told_right": told[1], "left": left, "right": right,
         "verdict": (e.payload or {})["verdict"], "author": e.author}
        for e in made
    ]  # fmt: skip
    connection.execute(insert(table), found)
    return touched | {(left, right)}


def today(connection: Connection, event: str) -> str | None:
    """The event that answers for this one today: itself while it has a live claim, else that of the claims that took over; or None."""
    claims, seen = schema.claims, {event}
    ids = list(connection.scalars(select(claims.c.id).where(claims.c.event == event)))
    if connection.scalar(select(claims.c.id).where(claims.c.event == event, claims.c.ended.is_(None)).limit(1)) is not None:
        return event
    while ids:
        redirects = schema.redirects
        new = [id for some in chunks(ids) for id in connection.scalars(select(redirects.c.new).where(redirects.c.old.in_(some)))]
        ids = sorted(set(new) - seen)
        seen.update(ids)
        found: Counter[str] = Counter()
        for some in chunks(ids):
            found.update(connection.scalars(select(claims.c.event).where(claims.c.id.in_(some), claims.c.ended.is_(None))))
        if found:
            return min(found, key=lambda e: (-found[e], e))
    return None


def standing(connection: Connection, pairs: Iterable[Pair]) -> dict[Pair, Any]:
    """The newest judgement in force of each pair that has one: rows of the table `judged`."""
    table: Table = schema.judged
    wanted, found = set(pairs), dict[Pair, Any]()
    for some in chunks(sorted({left for left, _ in wanted})):
        for row in connection.execute(select(table).where(table.c.left.in_(some)).order_by(table.c.seq)):
            if (row.left, row.right) in wanted:
                found[row.left, row.right] = row
    return found


def in_force(connection: Connection) -> list[tuple[str, str, str, str]]:
    """What people say of links today, oldest first: the two events, the verdict, and who."""
    table = schema.judged.c
    rows = connection.execute(select(table.left, table.right, table.verdict, table.author).order_by(table.seq))
    return [(row.left, row.right, row.verdict, row.author) for row in rows]


def chunks(ids: Iterable[Any]) -> Iterable[list[Any]]:
    """The ids in lists that fit a statement."""
    whole = list(ids)
    return (whole[first : first + MANY] for first in range(0, len(whole), MANY))
