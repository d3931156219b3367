"""Ids as people give them: whole or cut short, of things that were superseded too."""

from __future__ import annotations

import re
from typing import Final

from sqlalchemy import Column, Connection, Table, select

from dateline.errors import DatelineError
from dateline.ledger import schema

ID: Final = re.compile(r"[0-9a-f]{1,32}")
PAST: Final = "g"  # sorts after every hex digit
SHOWN: Final[int] = 3  # ids that an error names


def find_claim(connection: Connection, id: str) -> str:
    """The whole id of the claim whose id begins so. Raises DatelineError `ledger.unknown`, `ledger.ambiguous`."""
    return _only(_beginning(connection, schema.claims.c.id, id), id)


def find_event(connection: Connection, id: str) -> str:
    """The whole id of the event whose id begins so. Raises DatelineError `ledger.unknown`, `ledger.ambiguous`."""
    return _only(_beginning(connection, schema.claims.c.event, id), id)


def find_report(connection: Connection, id: str) -> str:
    """The whole id of the report whose id begins so, or that has this name. Raises `ledger.unknown`, `ledger.ambiguous`."""
    table = schema.reports
    named = list(connection.scalars(select(table.c.id).where(table.c.name == id).limit(SHOWN))) if id else []
    return _only(named or _beginning(connection, table.c.id, id), id)


def successor(connection: Connection, id: str, recorded_until: int | None = None) -> str:
    """The id that answers for this whole id: itself, or the last of those that took its place (by then)."""
    redirects: Table = schema.redirects
    seen = {id}
    while True:
        query = select(redirects.c.new).where(redirects.c.old == id)
        if recorded_until is not None:
            query = query.join(schema.entries, schema.entries.c.seq == redirects.c.seq)
            query = query.where(schema.entries.c.recorded <= recorded_until)
        new = connection.scalar(query)
        if new is None or new in seen:
            return id
        seen.add(new)
        id = new


def _beginning(connection: Connection, column: Column[str], id: str) -> list[str]:
    if not ID.fullmatch(id):
        return []
    return list(connection.scalars(select(column).distinct().where(column >= id, column < id + PAST).order_by(column).limit(SHOWN)))


def _only(found: list[str], id: str) -> str:
    if not found:
        raise DatelineError("ledger.unknown", repr(id))
    if len(found) > 1 and id not in found:
        raise DatelineError("ledger.ambiguous", f"{id!r}: {', '.join(f[: len(id) + 4] for f in found)} …")
    return id if id in found else found[0]
