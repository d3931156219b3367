"""The last entry of the log by a moment: what ties a document to the state of the record that it was made from."""

from __future__ import annotations

from typing import Final

from sqlalchemy import Connection, select

from dateline.ledger.chain import GENESIS
from dateline.ledger.schema import entries

_NOW: Final = (
    "SELECT seq, digest, EXISTS (SELECT 1 FROM unlinked) FROM entries ORDER BY seq DESC LIMIT 1"  # written out: asked very often
)


def head(connection: Connection, recorded_until: int | None = None) -> tuple[int, str]:
    """Number and digest of the last entry (recorded by an instant in microseconds since 1970, UTC); 0 and GENESIS for none."""
    query = select(entries.c.seq, entries.c.digest).order_by(entries.c.seq.desc()).limit(1)
    if recorded_until is not None:
        query = query.where(entries.c.recorded <= recorded_until)
    row = connection.execute(query).first()
    return (row.seq, row.digest) if row else (0, GENESIS)


def stands(connection: Connection) -> tuple[int, str, bool]:
    """Number and digest of the last entry, and whether linking has looked at all of the log."""
    row = connection.exec_driver_sql(_NOW).first()
    return (row[0], row[1], not row[2]) if row else (0, GENESIS, True)


def holds(connection: Connection, number: int, digest: str) -> bool:
    """Whether the log's entry of this number has this digest; an empty log is the beginning of every log."""
    if number == 0:
        return digest == GENESIS
    return connection.scalar(select(entries.c.digest).where(entries.c.seq == number)) == digest
