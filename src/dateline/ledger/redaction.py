"""Taking words out of the ledger for good, so that the chain still holds: what is to go, and the entry that says so."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Connection, and_, func, or_, select

from dateline.errors import DatelineError
from dateline.ledger.amending import find_subject
from dateline.ledger.entries import PERSON, VERSION
from dateline.ledger.log import STREAMED, entry_of, joined
from dateline.ledger.schema import claims, entries, originals, payloads, reports
from dateline.ledger.store import Store
from dateline.ledger.victims import VICTIM, find_victim
from dateline.ledger.writing import AMENDMENT
from dateline.records.entry import Draft, Entry

NAMED: Final = "names"  # the subject of a redaction by names
AMENDING: Final = ("correction", "judgement", "victim")  # kinds of entry that a withdrawal may take back
MANY: Final[int] = 500  # ids in one IN list
FETCH: Final[int] = 500  # payloads or originals looked through at once
ENCODINGS: Final = ("utf-8", "utf-16-le", "utf-16-be")  # in which an original may hold a name


@dataclass(frozen=True, slots=True)
class Target:
    """What a redaction takes out: the entries, with what they are about; `upto` is the last entry that was looked at.

    `shared`: originals that stay, because a report that is not redacted came in the same bytes.
    """

    subject: str
    found: tuple[Entry, ...]
    upto: int
    names: tuple[str, ...] = ()
    shared: tuple[str, ...] = ()

    @property
    def counts(self) -> dict[str, int]:
        """How many entries of each kind."""
        return dict(Counter(entry.kind for entry in self.found))

    @property
    def quotes(self) -> dict[str, list[list[int]]]:
        """Where in their reports the claims stand that are taken out, so that no later coding brings them back."""
        out: dict[str, list[list[int]]] = {}
        for entry in self.found:
            if entry.kind == "claim" and entry.payload is not None:
                quote = entry.payload["claim"]["quote"]
                out.setdefault(entry.payload["report"], []).append([quote["start"], quote["end"]])
        return {report: sorted(spans) for report, spans in sorted(out.items())}


def what_holds(store: Store, subject: str) -> Target:
    """What goes with a claim, a person's record, or a report: its claims too, and everything that people recorded about any of them.

    Raises DatelineError `ledger.unknown`, `ledger.ambiguous`.
    """
    with store.reading() as connection:
        id = _subject(connection, subject)
        upto = _last(connection)
        ids = [id, *connection.scalars(select(claims.c.id).where(claims.c.report == id))]
        found = _about(connection, ids)
        amended = [f"{AMENDMENT}{e.seq}" for e in found if e.kind in AMENDING]
        found = [e for e in (*found, *_about(connection, amended)) if _quotes(e)]
        shared = _shared(connection, found)
    return Target(id, tuple(sorted(found, key=lambda e: e.seq)), upto, (), shared)


def what_names(store: Store, names: Sequence[str]) -> Target:
    """Every entry whose payload, or whose original, holds one of the names, whatever their case.

    A report that holds one goes as a whole; those of its claims that hold none stay. All accounts of a person go who bears one.
    """
    with store.reading() as connection:
        upto = _last(connection)
        found = {e.seq: e for e in _holding(connection, names, 0)}
        persons = {
            e.subject
            for e in found.values()
            if e.kind == "victim" and _spelled(names, (e.payload or {})["person"].get("name") or "")
        }
        found.update({e.seq: e for e in _about(connection, persons) if e.kind == "victim"})
        for sha256 in _originals(connection, names):
            ids = list(connection.scalars(select(reports.c.id).where(reports.c.original == sha256)))
            found.update({e.seq: e for e in _about(connection, ids) if e.kind == "report"})
        ended = [f"{AMENDMENT}{e.seq}" for e in found.values() if e.kind in AMENDING]
        about = [e.subject for e in found.values() if e.kind == "claim"]
        found.update({e.seq: e for e in _about(connection, [*ended, *about]) if _quotes(e)})
        shared = _shared(connection, found.values())
    return Target(NAMED, tuple(sorted(found.values(), key=lambda e: e.seq)), upto, tuple(names), shared)


def redact(store: Store, target: Target, author: str, reason: str | None = None) -> Entry:
    """Takes the target out of payloads, indexes and originals, and records that; `Store.scrub` then cleans the files.

    Raises DatelineError `ledger.unknown` where there is nothing to take out, `ledger.changed` where something that belongs to
    the target was recorded since it was looked up, `cli.usage` for a reason that holds one of the names.
    """
    if reason is not None and _spelled(target.names, reason):
        raise DatelineError("cli.usage", "--reason holds the name that is to be redacted; it would stay in the log.")
    if not target.found:
        raise DatelineError("ledger.unknown", "nothing to redact.")
    payload = {"v": VERSION, "entries": [e.seq for e in target.found], "quotes": target.quotes, "reason": reason}

    def unchanged(connection: Connection) -> bool:
        later = joined().where(entries.c.seq > target.upto)
        ids = {e.subject for e in target.found} | {f"{AMENDMENT}{e.seq}" for e in target.found}
        new = (entry_of(row) for row in connection.execute(later).mappings())
        return not any(e.kind != "redaction" and (e.subject in ids or _belongs(e, ids) or _names(e, target.names)) for e in new)

    made = store.append([Draft("redaction", target.subject, author, payload)], guard=unchanged)
    if not made:
        raise DatelineError("ledger.changed")
    return made[0]


def count_names(store: Store, names: Sequence[str]) -> dict[str, int]:
    """How many entries of the log hold each of the names."""
    with store.reading() as connection:
        return {name: sum(1 for _ in _holding(connection, [name], 0)) for name in names}


def redacted_quotes(connection: Connection) -> dict[str, list[tuple[int, int]]]:
    """Where claims stood that were redacted, by their reports' ids."""
    out: dict[str, list[tuple[int, int]]] = {}
    for row in connection.execute(joined().where(entries.c.kind == "redaction")).mappings():
        told: Mapping[str, Any] = entry_of(row).payload or {}
        for report, spans in told.get("quotes", {}).items():
            out.setdefault(report, []).extend((start, end) for start, end in spans)
    return out


def _subject(connection: Connection, words: str) -> str:
    """The subject in the log of the claim, the report, or the record of a person that the words name."""
    try:
        return find_subject(connection, words)
    except DatelineError as error:
        if error.code != "ledger.unknown":
            raise
    id = find_victim(connection, words)
    table = entries.c
    return str(connection.scalar(select(table.subject).where(table.subject.startswith(f"{VICTIM}{id}|", autoescape=True)).limit(1)))


def _last(connection: Connection) -> int:
    return connection.scalar(select(func.max(entries.c.seq))) or 0


def _about(connection: Connection, ids: Iterable[str]) -> list[Entry]:
    """The entries about the ids that still have their payloads, redactions aside."""
    ids, found = list(ids), []
    for first in range(0, len(ids), MANY):
        query = joined().where(entries.c.subject.in_(ids[first : first + MANY]), entries.c.kind != "redaction")
        found += [entry_of(row) for row in connection.execute(query).mappings() if row["body"] is not None]
    return found


def _quotes(entry: Entry) -> bool:
    """Whether an entry about something redacted may quote it: a withdrawal does so only in a reason that a person gave."""
    return entry.kind != "withdrawal" or (entry.author.startswith(PERSON) and bool((entry.payload or {}).get("reason")))


def _belongs(entry: Entry, ids: set[str]) -> bool:
    return entry.kind == "claim" and entry.payload is not None and entry.payload["report"] in ids


def _shared(connection: Connection, found: Iterable[Entry]) -> tuple[str, ...]:
    """The originals of reports among the entries that other reports came in too."""
    gone = {e.subject: str(e.payload["original"]) for e in found if e.kind == "report" and e.payload and e.payload["original"]}
    query = select(reports.c.id, reports.c.original).where(reports.c.original.in_(set(gone.values())))
    return tuple(sorted({row.original for row in connection.execute(query) if row.id not in gone}))


def _holding(connection: Connection, names: Sequence[str], after: int) -> Iterator[Entry]:
    """The entries after a number, redactions aside, whose payloads hold one of the names."""
    parts = ([json.dumps(part, ensure_ascii=False)[1:-1] for part in name.split()] for name in names)
    spelled = or_(*(and_(*(payloads.c.body.icontains(part, autoescape=True) for part in some)) for some in parts))
    plain = all(name.isascii() for name in names)  # SQLite's LIKE folds the case of ASCII only
    query = joined().where(entries.c.seq > after, entries.c.kind != "redaction", payloads.c.body.is_not(None))
    query = query.where(spelled) if plain or connection.dialect.name == "postgresql" else query
    for rows in connection.execute(query, execution_options=STREAMED).mappings().partitions(FETCH):
        yield from (e for e in (entry_of(row) for row in rows) if _names(e, names))


def _names(entry: Entry, names: Sequence[str]) -> bool:
    return bool(names) and any(_spelled(names, words) for words in _strings(entry.payload))


def _strings(value: Any) -> Iterator[str]:
    """Every string in a payload."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for inner in value.values():
            yield from _strings(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _strings(inner)


def _spelled(names: Sequence[str], words: str) -> bool:
    return bool(names) and _pattern(names).search(words) is not None


def _pattern(names: Sequence[str]) -> re.Pattern[str]:
    """Finds the names as whole words, whatever their case and the blanks within them."""
    any_of = "|".join(r"\s+".join(re.escape(part) for part in name.split()) for name in names)
    return re.compile(rf"(?<!\w)(?:{any_of})(?!\w)", re.IGNORECASE)


def _originals(connection: Connection, names: Sequence[str]) -> Iterator[str]:
    """The SHA-256 of the originals that hold one of the names, in any encoding that originals come in."""
    spelled = [rb"(?<!\w)" + rb"\s+".join(re.escape(part.encode()) for part in name.split()) + rb"(?!\w)" for name in names]
    for encoding in ENCODINGS[1:]:
        spelled += [re.escape(name.encode(encoding)) for name in names]
    pattern = re.compile(b"|".join(spelled), re.IGNORECASE)
    query = select(originals.c.sha256, originals.c.body)
    for rows in connection.execute(query, execution_options=STREAMED).partitions(FETCH):
        yield from (sha256 for sha256, body in rows if pattern.search(body) or _in_cp1252(body, names))


def _in_cp1252(body: bytes, names: Sequence[str]) -> bool:
    return any(not n.isascii() and n.encode("cp1252", "ignore") in body for n in names if n.encode("cp1252", "ignore"))
