"""What people record about claims and reports: corrections, judgements, withdrawals, and taking any of them back."""

from __future__ import annotations

import re
from typing import Any, Final

from sqlalchemy import Connection, select

from dateline.errors import DatelineError
from dateline.ledger.checking import faults
from dateline.ledger.corrections import FIELDS, check
from dateline.ledger.entries import PERSON, VERSION
from dateline.ledger.questions.ids import find_claim, find_report, successor
from dateline.ledger.schema import amendments, claims, reports
from dateline.ledger.store import Store
from dateline.ledger.writing import AMENDMENT, Writer
from dateline.records.entry import Draft, Entry, EntryKind, KeptClaim

VERDICTS: Final[dict[str, str]] = {
    "right": "coded as the report has it", "wrong": "not what the report says", "unsure": "cannot be settled from the report",
}  # what a person may judge of a claim  # fmt: skip
_NAME: Final = re.compile(r"[^\s:][^:\x00-\x1f]{0,99}")


def person(name: str | None) -> str:
    """The author that a person's entries bear. Raises DatelineError `cli.usage` for no name, or one that is no single line."""
    if name is None or not _NAME.fullmatch(name.strip()):
        raise DatelineError("cli.usage", "--by: who are you? A name or an alias that may stay in the log for good.")
    return f"{PERSON}{name.strip()}"


def correct(store: Store, claim: str, field: str, value: Any, author: str, reason: str | None = None) -> Entry:
    """Records that a field of a claim is otherwise; of a superseded claim, of the one that answers for it.

    Raises DatelineError `ledger.unknown`, `ledger.ambiguous`, `ledger.correction`.
    """
    with store.reading() as connection:
        id = successor(connection, find_claim(connection, claim))
        claim_now = _claim(connection, store.dialect, id)
    check(claim_now, field, value)
    wrong = set(faults(FIELDS[field](claim_now, value))) - set(faults(claim_now))
    if wrong:
        raise DatelineError("ledger.correction", f"{'; '.join(sorted(wrong))}.")
    return _record(store, "correction", id, author, {"v": VERSION, "field": field, "value": value, "reason": reason})


def judge(store: Store, subject: str, verdict: str, author: str, reason: str | None = None) -> Entry:
    """Records what a person holds of a claim or a report: `verdict` is one of VERDICTS. Raises as `correct` does."""
    if verdict not in VERDICTS:
        raise DatelineError("cli.usage", f"{verdict!r} is none of {', '.join(VERDICTS)}.")
    with store.reading() as connection:
        id = find_subject(connection, subject)
    return _record(store, "judgement", id, author, {"v": VERSION, "verdict": verdict, "reason": reason})


def withdraw(store: Store, subject: str, author: str, reason: str | None = None, successor: str | None = None) -> Entry:
    """Takes a claim back, or a report with all of its claims. `successor`: the claim that answers for it from now on.

    Nothing is deleted: views of earlier moments still show it. Raises as `correct` does.
    """
    with store.reading() as connection:
        id = find_subject(connection, subject)
        new = find_claim(connection, successor) if successor is not None else None
        if new == id or (new is not None and _has_ended(connection, new)):
            raise DatelineError(
                "ledger.correction", f"{successor!r} cannot answer for another claim: it is the same, or withdrawn."
            )
        if _has_ended(connection, id):
            raise DatelineError("ledger.correction", f"{subject!r} was withdrawn before.")
    return _record(store, "withdrawal", id, author, {"v": VERSION, "of": id, "reason": reason, "successor": new})


def undo(store: Store, number: int, author: str, reason: str | None = None) -> Entry:
    """Takes back a correction, a judgement or an account of a person, by the number of its entry. Raises DatelineError `ledger.unknown`."""
    with store.reading() as connection:
        row = connection.execute(select(amendments.c.ended).where(amendments.c.seq == number)).first()
    if row is None or row.ended is not None:
        raise DatelineError("ledger.unknown", f"entry {number}: no correction or judgement in force.")
    subject = f"{AMENDMENT}{number}"
    return _record(store, "withdrawal", subject, author, {"v": VERSION, "of": subject, "reason": reason, "successor": None})


def find_subject(connection: Connection, words: str) -> str:
    """The id of the claim or the report that the words name. Raises DatelineError `ledger.unknown`, `ledger.ambiguous`."""
    try:
        return find_claim(connection, words)
    except DatelineError as error:
        if error.code != "ledger.unknown":
            raise
    return find_report(connection, words)


def _claim(connection: Connection, dialect: str, id: str) -> KeptClaim:
    found = Writer(connection, dialect).claims([id])
    if not found:
        raise DatelineError("ledger.unknown", repr(id))
    return found[0]


def _has_ended(connection: Connection, id: str) -> bool:
    return connection.scalar(select(claims.c.ended).where(claims.c.id == id)) is not None


def _record(store: Store, kind: EntryKind, subject: str, author: str, payload: dict[str, Any]) -> Entry:
    """Records one entry about something that nobody withdrew or redacted in the meantime. Raises DatelineError `ledger.changed`."""

    def stands(connection: Connection) -> bool:
        number = int(subject.removeprefix(AMENDMENT)) if subject.startswith(AMENDMENT) else 0
        amended = select(amendments.c.seq).where(amendments.c.seq == number, amendments.c.ended.is_(None))
        told = select(reports.c.seq).where(reports.c.id == subject, reports.c.state != "redacted")
        return connection.scalar(select(claims.c.seq).where(claims.c.id == subject).union(told, amended)) is not None

    made = store.append([Draft(kind, subject, author, payload)], guard=stands)
    if not made:
        raise DatelineError("ledger.changed", repr(subject))
    return made[0]
