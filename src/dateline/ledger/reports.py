"""Which reports the ledger holds, and their originals."""

from __future__ import annotations

from typing import Literal

from sqlalchemy import Connection, select

from dateline.ledger.schema import entries, reports
from dateline.records import Received

Standing = Literal["known", "redacted"]


def standing(connection: Connection, report: str) -> Standing | None:
    """Whether the ledger holds a report, or held it before it was redacted; None for one that it never had."""
    if connection.scalar(select(entries.c.seq).where(entries.c.subject == report, entries.c.kind == "report")) is None:
        return None
    return "redacted" if connection.scalar(select(reports.c.state).where(reports.c.id == report)) == "redacted" else "known"


def report_ids(connection: Connection) -> list[str]:
    """The ids of all reports, in the order of the log."""
    return list(connection.scalars(select(reports.c.id).order_by(reports.c.seq)))


def original_of(received: Received) -> dict[str, tuple[str, bytes]]:
    """The original as the store takes it: media type and bytes by SHA-256; nothing for a report that came without one."""
    if received.body is None or received.sha256 is None:
        return {}
    return {received.sha256: (received.media_type or "application/octet-stream", received.body)}
