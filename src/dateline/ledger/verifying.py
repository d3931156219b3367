"""Whether the log is what was recorded: recomputes the chain and names the first entry that does not hold."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Final

from sqlalchemy import Connection, select
from sqlalchemy.exc import DatabaseError

from dateline.ledger.chain import GENESIS, commit, link
from dateline.ledger.entries import document_of, report_id
from dateline.ledger.log import STREAMED
from dateline.ledger.schema import entries, originals, payloads

FETCH: Final[int] = 5_000  # entries read at once
BLOBS: Final[int] = 50  # originals read at once
_LINES: Final = (  # the log with salts and bodies
    select(*entries.c, payloads.c.salt, payloads.c.body)
    .join_from(entries, payloads, entries.c.seq == payloads.c.seq, isouter=True)
    .order_by(entries.c.seq)
)
DAMAGED: Final = "the database cannot read it: its file is damaged."


@dataclass(frozen=True, slots=True)
class Fault:
    """An entry that does not hold, and what is wrong with it."""

    seq: int
    what: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a check found: how many entries, how many of them redacted, how many originals, the last digest, and the first fault.

    Who keeps `head` elsewhere can show later that the log still begins with what it held then (`holds`).
    """

    entries: int
    redacted: int
    originals: int
    head: str
    fault: Fault | None = None
    holds: bool = True


@dataclass(slots=True)
class _Check:
    """What is known so far while the log is walked."""

    seq: int = 0
    digest: str = GENESIS
    recorded: int = 0
    bare: set[int] = field(default_factory=set)  # entries without a payload
    told: set[int] = field(default_factory=set)  # entries that a redaction names
    needed: dict[str, int] = field(default_factory=dict)  # SHA-256 of each original, and the first report that came with it
    seen: bool = True  # whether the digest asked for has come

    def fault(self, row: Any) -> str | None:
        """What is wrong with the next entry; None where it holds."""
        seq, kind, subject, author, recorded, commitment, digest, salt, body = row
        if seq != self.seq + 1:
            return f"entry {self.seq + 1} is missing."
        if link(self.digest, (seq, kind, subject, author, recorded), str(commitment)) != digest:
            return "its digest does not follow from the entry and the digest before it."
        if recorded < self.recorded:
            return "it was recorded before the entry that it follows."
        if body is None:
            self.bare.add(seq)
        elif commit(salt, body) != commitment:
            return "its payload is not what was recorded."
        elif kind in ("report", "redaction"):
            words = self._told(seq, kind, subject, json.loads(body))
            if words is not None:
                return words
        self.seq, self.digest, self.recorded = seq, digest, recorded
        return None

    def _told(self, seq: int, kind: str, subject: str, payload: dict[str, Any]) -> str | None:
        if kind == "redaction":
            self.told.update(payload["entries"])
        elif report_id(document_of(payload, subject)) != subject:
            return "its payload is another report's."
        elif payload["original"] is not None:
            self.needed.setdefault(payload["original"], seq)
        return None


def verify(connection: Connection, holds: str | None = None, progress: Callable[[int], None] | None = None) -> Verdict:
    """Walks the log and the originals. `holds`: a digest that the log must hold; `progress` takes the entries done so far.

    A payload that is gone without a redaction that says so is a fault; so is one that a redaction took out and that is back.
    """
    check = _Check(seen=holds in (None, GENESIS))
    try:
        fault = _walk(connection, check, holds, progress)
    except DatabaseError:
        fault = _unreadable(connection, check)
    if fault is not None and check.bare:  # an entry before it may have lost its payload: only all redactions together can tell
        check.told.update(_redacted(connection))
    fault = _unspoken(check) or fault
    if fault is not None:
        return _verdict(check, fault, 0)
    try:
        count, fault = _originals(connection, check.needed)
    except DatabaseError:
        count, fault = _readable_originals(connection, check.needed)
    return _verdict(check, fault, count)


def _walk(connection: Connection, check: _Check, holds: str | None, progress: Callable[[int], None] | None) -> Fault | None:
    """The first entry that does not hold."""
    for rows in connection.execute(_LINES, execution_options=STREAMED).partitions(FETCH):
        for row in rows:
            what = check.fault(row)
            if what is not None:
                return Fault(row[0], what)
            check.seen = check.seen or row[6] == holds
        if progress is not None:
            progress(check.seq)
    return None


def _unreadable(connection: Connection, check: _Check) -> Fault:
    """The entry that the database itself cannot give, its file being damaged: asks for one after another from the last that held.

    The database's own words are not passed on: they may quote the payload.
    """
    connection.rollback()
    while True:
        number = check.seq + 1
        try:
            row = connection.execute(_LINES.where(entries.c.seq == number)).first()
        except DatabaseError:
            row = None
        what = DAMAGED if row is None else check.fault(row)
        if what is not None:
            return Fault(number, what)


def _unspoken(check: _Check) -> Fault | None:
    """The first entry without a payload of which no redaction tells, or with one of which a redaction says that it is gone."""
    silent = sorted(check.bare - check.told)
    back = sorted(seq for seq in check.told - check.bare if seq <= check.seq)
    if silent:
        return Fault(silent[0], "its payload is gone, and no redaction says so.")
    return Fault(back[0], "it was redacted, and its payload is there.") if back else None


def _redacted(connection: Connection) -> set[int]:
    """The entries that any redaction names, wherever it stands in the log."""
    query = select(payloads.c.body).join(entries, entries.c.seq == payloads.c.seq).where(entries.c.kind == "redaction")
    try:
        return {seq for body in connection.scalars(query) for seq in json.loads(body)["entries"]}
    except (DatabaseError, ValueError, KeyError):
        return set()


def _verdict(check: _Check, fault: Fault | None, originals: int) -> Verdict:
    return Verdict(check.seq, len(check.bare), originals, check.digest, fault, check.seen)


def _originals(connection: Connection, needed: dict[str, int]) -> tuple[int, Fault | None]:
    """How many originals hold, and the first report whose original does not."""
    faults: list[Fault] = []
    left = dict(needed)
    query = select(originals.c.sha256, originals.c.body)
    for rows in connection.execute(query, execution_options=STREAMED).partitions(BLOBS):
        for sha256, body in rows:
            seq = left.pop(sha256, None)
            if hashlib.sha256(body).hexdigest() != sha256:
                faults.append(Fault(seq or 0, f"its original has another SHA-256 than {sha256}."))
    faults += [Fault(seq, f"its original {sha256} is gone.") for sha256, seq in left.items()]
    return len(needed) - len(faults), min(faults, key=lambda f: f.seq, default=None)


def _readable_originals(connection: Connection, needed: dict[str, int]) -> tuple[int, Fault | None]:
    """The same for a damaged file: asks for one original after another."""
    connection.rollback()
    for number, (sha256, seq) in enumerate(sorted(needed.items(), key=lambda pair: pair[1])):
        try:
            body = connection.scalar(select(originals.c.body).where(originals.c.sha256 == sha256))
        except DatabaseError:
            return number, Fault(seq, f"its original {sha256} cannot be read: the database's file is damaged.")
        if body is None or hashlib.sha256(body).hexdigest() != sha256:
            return number, Fault(seq, f"its original has another SHA-256 than {sha256}, or is gone.")
    return len(needed), Fault(0, "an original that no report needs cannot be read: the database's file is damaged.")
