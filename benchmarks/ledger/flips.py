"""A flipped bit: in a payload, in an entry's head, in an original, wherever it falls, `verify` names the first entry that does not hold.

Bits are flipped in the tables of the log, on both engines, and anywhere in the file on SQLite, pages and pointers included: there
`verify` must either name the first entry that is not what it was, or the log must be what it was.
"""

from __future__ import annotations

import random
import re
import shutil
from dataclasses import dataclass, field
from itertools import zip_longest
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Column, select, update
from sqlalchemy.exc import DatabaseError

from benchmarks.ledger import writer
from dateline.errors import DatelineError
from dateline.ledger.ledger import now
from dateline.ledger.schema import entries, originals, payloads
from dateline.ledger.store import Store
from dateline.ledger.verifying import Fault, verify

REPORTS: Final[int] = 40
COLUMNS: Final[tuple[Column[Any], ...]] = (
    entries.c.kind, entries.c.subject, entries.c.author, entries.c.recorded, entries.c.commitment, entries.c.digest,
    payloads.c.salt, payloads.c.body, payloads.c.body, payloads.c.body, originals.c.body,
)  # fmt: skip
NAMED: Final = re.compile(r'"original":"([0-9a-f]{64})"')  # in a report's payload
Line = tuple[Any, ...]  # an entry of the log with its salt, its body, and, of a report, the bytes as received


@dataclass(slots=True)
class Flips:
    """What came of it: bits flipped; how many were laid at the right entry; how many fell beside the log, which stayed as it was."""

    flips: int = 0
    named: int = 0
    beside: int = 0
    refused: int = 0  # files that could not be opened at all
    faults: list[str] = field(default_factory=list)

    def tell(self, where: str, wanted: int | None, found: Fault | None) -> None:
        """Counts a flip of which `wanted` is the first entry that it changed."""
        self.flips += 1
        if (found and found.seq) == wanted:
            self.named += wanted is not None
            self.beside += wanted is None
        else:
            self.faults.append(f"{where}: entry {wanted} was changed, and verify says {found}")


def in_tables(where: str, count: int, seed: int = 0) -> Flips:
    """Flips a bit in each column of the log in turn, `count` times, and takes it back."""
    chance, out, store = random.Random(seed), Flips(), Store.open(where, now)
    writer.append(store, range(REPORTS))
    told = [(e.seq, e.payload["original"]) for e in store.entries() if e.kind == "report" and e.payload is not None]
    last = sum(1 for _ in store.entries())
    for number in range(count):
        column = COLUMNS[number % len(COLUMNS)]
        seq, original = chance.choice(told)
        if column.table is not originals:
            seq = chance.randint(1, last)
        row = originals.c.sha256 == original if column.table is originals else column.table.c.seq == seq
        with store.writing() as connection:
            before = connection.scalar(select(column).where(row))
            connection.execute(update(column.table).where(row).values({column.name: flipped(before, chance)}))
            out.tell(f"{column}", seq, verify(connection).fault)
            connection.rollback()
    store.close()
    return out


def flipped(value: Any, chance: random.Random) -> Any:
    """The value with one bit changed: of a number, of a byte, or of a sign (which stays one that a database takes as text)."""
    if isinstance(value, int):
        return value ^ 1 << chance.randrange(40)
    at = chance.randrange(len(value))
    if isinstance(value, bytes):
        return value[:at] + bytes((value[at] ^ 1 << chance.randrange(8),)) + value[at + 1 :]
    return f"{value[:at]}{chr(ord(value[at]) ^ 1 << chance.randrange(3))}{value[at + 1 :]}"


def in_file(folder: Path, count: int, seed: int = 0) -> Flips:
    """Flips a bit anywhere in the file of a ledger on SQLite, `count` times, in a fresh copy each time."""
    chance, out = random.Random(seed), Flips()
    sound, copy = folder / "sound.db", folder / "flipped.db"
    store = Store.open(sound, now)
    writer.append(store, range(REPORTS))
    good = _log(store)
    store.close()
    size = sound.stat().st_size
    for _ in range(count):
        at, bit = chance.randrange(size), chance.randrange(8)
        shutil.copy(sound, copy)
        with copy.open("r+b") as file:
            file.seek(at)
            (byte,) = file.read(1)
            file.seek(at)
            file.write(bytes((byte ^ 1 << bit,)))
        _judge(out, copy, good, f"byte {at}, bit {bit}")
        for left in folder.glob("flipped.db*"):
            left.unlink()
    return out


def _judge(out: Flips, path: Path, good: list[Line], where: str) -> None:
    """Compares what `verify` says of a copy with what became of its log."""
    try:
        store = Store.open(path, now, create=False)
    except DatabaseError:
        out.faults.append(f"{where}: the database's own error came through")
        return
    except DatelineError:  # the file as a whole is refused
        out.flips += 1
        out.refused += 1
        return
    fault = store.verify().fault
    try:
        log = _log(store)
    except (DatabaseError, UnicodeError):  # what cannot be read as a whole is not what it was
        log = []
    store.close()
    if log:
        pairs = zip_longest(good, log)
        out.tell(where, next((number for number, (one, other) in enumerate(pairs, 1) if one != other), None), fault)
    else:
        out.tell(where, fault.seq if fault else -1, fault)


def _log(store: Store) -> list[Line]:
    """The log, whole: a line an entry."""
    query = select(entries, payloads.c.salt, payloads.c.body).join_from(
        entries, payloads, entries.c.seq == payloads.c.seq, isouter=True
    )
    with store.reading() as connection:
        kept = {r.sha256: r.body for r in connection.execute(select(originals.c.sha256, originals.c.body))}
        rows = [tuple(r) for r in connection.execute(query.order_by(entries.c.seq))]
    return [(*row, *_original(row[-1], kept)) for row in rows]


def _original(body: object, kept: dict[str, bytes]) -> tuple[bytes | None, ...]:
    """The bytes as received that an entry's payload names."""
    named = NAMED.search(str(body))
    return (kept.get(named[1]),) if named else ()
