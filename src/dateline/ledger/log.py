"""The log's rows as entries."""

from __future__ import annotations

import json
from typing import Any, Final

from sqlalchemy import RowMapping, Select, select

from dateline.ledger.schema import entries, payloads
from dateline.records.entry import Entry

STREAMED: Final = {
    "stream_results": True
}  # for one statement whose rows are read bit by bit (the option would stick to a connection)


def joined() -> Select[Any]:
    """The log's rows, each with the body of its payload (None: redacted)."""
    return select(entries, payloads.c.body).join_from(entries, payloads, entries.c.seq == payloads.c.seq, isouter=True)


def entry_of(row: RowMapping) -> Entry:
    """The entry of a row of `entries` with the body of its payload."""
    payload = None if row["body"] is None else json.loads(row["body"])
    head = (row["seq"], row["kind"], row["subject"], row["author"], row["recorded"])
    return Entry(*head, payload, row["commitment"], row["digest"])
