"""The indexes made anew from the log, and the proof that those in use are what a replay of the log gives."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Final

from sqlalchemy import Connection, delete, select, text

from dateline.ledger import search
from dateline.ledger.linking.neighbourhood import settle
from dateline.ledger.log import STREAMED, entry_of, joined
from dateline.ledger.schema import LOG, META, entries
from dateline.ledger.writing import Writer

BATCH: Final[int] = 2_000  # entries replayed at once
FETCH: Final[int] = 5_000  # rows of an index read at once
INDEXES: Final = tuple(name for name in sorted(META.tables) if name not in LOG)


def rebuild(connection: Connection, dialect: str, progress: Callable[[int], None] | None = None) -> None:
    """Makes every index anew by replaying the log, within the caller's transaction; `progress` takes the entries done so far."""
    for name in INDEXES:
        connection.execute(delete(META.tables[name]))
    for line in ("DROP TABLE search", *search.CREATE[dialect]):
        connection.execute(text(line))
    writer, after = Writer(connection, dialect), 0
    while True:
        query = joined().where(entries.c.seq > after).order_by(entries.c.seq).limit(BATCH)
        rows = connection.execute(query).mappings().all()
        writer.apply([entry_of(row) for row in rows])
        if rows:
            after = rows[-1]["seq"]
            if progress is not None:
                progress(after)
        if len(rows) < BATCH:
            break
    settle(connection, writer.claims)


def differing(connection: Connection, dialect: str, progress: Callable[[int], None] | None = None) -> tuple[str, ...]:
    """The names of the indexes that are not what a replay gives. It leaves the replayed ones: the caller rolls back, or keeps them."""
    settle(connection, Writer(connection, dialect).claims)
    before = fingerprints(connection, dialect)
    rebuild(connection, dialect, progress)
    after = fingerprints(connection, dialect)
    return tuple(name for name in before if before[name] != after[name])


def fingerprints(connection: Connection, dialect: str) -> dict[str, str]:
    """A digest of the rows of each index, by its name."""
    queries = {name: select(META.tables[name]).order_by(*META.tables[name].primary_key) for name in INDEXES}
    found = {name: _digest(connection, query) for name, query in queries.items()}
    number = search.number(dialect)
    found["search"] = _digest(connection, text(f"SELECT {number}, words, hidden FROM search ORDER BY {number}"))
    return found


def _digest(connection: Connection, query: object) -> str:
    whole = hashlib.sha256()
    for rows in connection.execute(query, execution_options=STREAMED).partitions(FETCH):  # type: ignore[call-overload]
        for row in rows:
            whole.update(repr(tuple(row)).encode())
    return whole.hexdigest()
