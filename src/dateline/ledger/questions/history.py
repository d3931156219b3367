"""What was recorded about a claim, and about its report as a whole: who, when, what became what, why, and whether it was taken back."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Connection, select

from dateline.ledger.entries import kept_claim
from dateline.ledger.linking.judged import chunks
from dateline.ledger.log import entry_of, joined
from dateline.ledger.outgoing import EMBARGO
from dateline.ledger.privacy import withhold
from dateline.ledger.questions.changes import Change, Teller
from dateline.ledger.questions.ids import find_claim, successor
from dateline.ledger.questions.reports import private_names_of
from dateline.ledger.schema import entries
from dateline.ledger.writing import AMENDMENT
from dateline.records.entry import Entry

AMENDING: Final = ("correction", "judgement")
SHOWN: Final = ("claim", "withdrawal", *AMENDING)


@dataclass(frozen=True, slots=True)
class Undone:
    """The entry that took something back."""

    seq: int
    at: int
    author: str
    reason: str | None


@dataclass(frozen=True, slots=True)
class Told:
    """One thing that was recorded: its entry's number, when (microseconds since 1970, UTC), what, and who did it.

    `what`: "coded", "corrected", "judged", "withdrawn", "superseded", "report judged", "report withdrawn", "embargoed".
    A correction has its `field` with what stood `before` and `after`, in words; `undone`: what took it back.
    """

    seq: int
    at: int
    what: str
    author: str
    field: str | None = None
    before: str | None = None
    after: str | None = None
    verdict: str | None = None
    reason: str | None = None
    undone: Undone | None = None


def history(connection: Connection, id: str, private: bool) -> tuple[str, tuple[Told, ...]]:
    """The whole id of a claim (of a superseded one its successor's), and what was recorded about it, the oldest first.

    Raises DatelineError `ledger.unknown`, `ledger.ambiguous`.
    """
    claim = successor(connection, find_claim(connection, id))
    own = _about(connection, [claim])
    coded = next((e for e in own if e.kind == "claim" and e.payload is not None), None)
    if coded is None or coded.payload is None:
        return claim, ()
    report = coded.payload["report"]
    names = frozenset() if private else private_names_of(connection, [report]).get(report, frozenset())
    names |= frozenset(() if private else kept_claim(coded).private)
    made = [e for e in own if e.kind in SHOWN] + [e for e in _about(connection, [report]) if e.kind in ("judgement", "withdrawal")]
    gone = _undone(connection, made, names)
    fields = _fields(connection, [e for e in made if e.kind == "correction"], private)
    return claim, tuple(_told(e, report, fields.get(e.seq), gone.get(e.seq), names) for e in sorted(made, key=lambda e: e.seq))


def _about(connection: Connection, subjects: Sequence[str]) -> list[Entry]:
    out: list[Entry] = []
    for some in chunks(subjects):
        rows = connection.execute(joined().where(entries.c.subject.in_(some)).order_by(entries.c.seq)).mappings()
        out += map(entry_of, rows)
    return out


def _undone(connection: Connection, made: Sequence[Entry], names: Collection[str]) -> dict[int, Undone]:
    found = _about(connection, [f"{AMENDMENT}{e.seq}" for e in made if e.kind in AMENDING])
    by = ((int(e.subject.removeprefix(AMENDMENT)), e) for e in found if e.kind == "withdrawal")
    return {number: Undone(e.seq, e.recorded, e.author, _plain(e, names)) for number, e in by}


def _fields(connection: Connection, corrections: Sequence[Entry], private: bool) -> dict[int, Change]:
    """The corrections with what stood before and after."""
    if not corrections:
        return {}
    last = connection.scalar(select(entries.c.seq).order_by(entries.c.seq.desc()).limit(1)) or 0
    return {c.seq: c for c in Teller(connection, 0, last, private).tell(corrections, ())}


def _told(entry: Entry, report: str, change: Change | None, undone: Undone | None, names: Collection[str]) -> Told:
    payload: Any = entry.payload or {}
    verdict, until = payload.get("verdict"), payload.get("until")
    field = (change.field, change.before, change.after) if change is not None else (None, None, None)
    what = _what(entry, report, verdict)
    shown = None if entry.kind != "judgement" else until if verdict == EMBARGO else verdict
    return Told(entry.seq, entry.recorded, what, entry.author, *field, shown, _plain(entry, names), undone)


def _what(entry: Entry, report: str, verdict: str | None) -> str:
    if entry.kind == "withdrawal":
        word = "superseded" if (entry.payload or {}).get("successor") else "withdrawn"
    else:
        word = {"claim": "coded", "correction": "corrected", "judgement": "embargoed" if verdict == EMBARGO else "judged"}[
            entry.kind
        ]
    return f"report {word}" if entry.subject == report and word != "embargoed" else word


def _plain(entry: Entry, names: Collection[str]) -> str | None:
    """The reason given, without the names."""
    told = (entry.payload or {}).get("reason")
    return None if not told else withhold(str(told), names)


__all__ = ["Told", "Undone", "history"]
