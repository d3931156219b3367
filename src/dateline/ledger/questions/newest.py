"""The log as it is audited: its entries, the newest first, each with who, what, why, when, its digest, and what took it back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection, Select, and_, func, select

from dateline.errors import DatelineError
from dateline.ledger.entries import PERSON
from dateline.ledger.log import entry_of, joined
from dateline.ledger.questions.changes import Change, Teller
from dateline.ledger.schema import entries
from dateline.ledger.writing import AMENDMENT
from dateline.records.entry import Entry

CLAIM: Final = "claim"
PEOPLE: Final = "people"  # in place of an author: whoever is a person


@dataclass(frozen=True, slots=True)
class Sought:
    """Which entries: of a kind, about a subject, by an author ("people": any person). `claims`: those that hold a claim, too."""

    kind: str | None = None
    subject: str | None = None
    author: str | None = None
    claims: bool = False


@dataclass(frozen=True, slots=True)
class Logged:
    """An entry and what it says in words. `undone_by`: the number of the entry that took it back."""

    entry: Entry
    change: Change
    undone_by: int | None = None


@dataclass(frozen=True, slots=True)
class Newest:
    """Entries of the log, the newest first. `next`: the mark to go on after; None at the end."""

    items: tuple[Logged, ...]
    next: str | None = None


def newest(connection: Connection, sought: Sought, private: bool, limit: int, after: str | None = None) -> Newest:
    """The entries sought, before the number `after`. Raises DatelineError `ledger.page`."""
    if after is not None and not (after.isascii() and after.isdigit() and len(after) < 18):
        raise DatelineError("ledger.page", repr(after))
    query = _wanted(sought, None if after is None else int(after)).order_by(entries.c.seq.desc()).limit(limit + 1)
    found = [entry_of(row) for row in connection.execute(query).mappings()]
    taken = found[:limit]
    last = connection.scalar(select(func.max(entries.c.seq))) or 0
    told = {c.seq: c for c in Teller(connection, 0, last, private).tell(taken, ())}
    gone = _undone(connection, taken)
    items = tuple(Logged(e, told[e.seq], gone.get(e.seq)) for e in taken)
    return Newest(items, str(taken[-1].seq) if len(found) > limit else None)


def _wanted(sought: Sought, before: int | None) -> Select[tuple[object, ...]]:
    where = []
    if before is not None:
        where.append(entries.c.seq < before)
    if sought.kind is not None:
        where.append(entries.c.kind == sought.kind)
    elif not sought.claims:
        where.append(entries.c.kind != CLAIM)
    if sought.subject is not None:
        where.append(entries.c.subject == sought.subject)
    if sought.author == PEOPLE:
        where.append(entries.c.author.startswith(PERSON, autoescape=True))
    elif sought.author is not None:
        where.append(entries.c.author == sought.author)
    return joined().where(and_(True, *where))


def _undone(connection: Connection, made: Sequence[Entry]) -> dict[int, int]:
    """The numbers of the entries that took these back, by theirs."""
    subjects = {f"{AMENDMENT}{e.seq}": e.seq for e in made}
    query = select(entries.c.subject, entries.c.seq).where(entries.c.subject.in_(subjects), entries.c.kind == "withdrawal")
    return {subjects[row.subject]: row.seq for row in connection.execute(query)}


__all__ = ["PEOPLE", "Logged", "Newest", "Sought", "newest"]
