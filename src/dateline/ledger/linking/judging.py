"""What people decide about links: two accounts are of one act or of two, whatever the machine says; each word can be taken back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from sqlalchemy import Connection, select

from dateline.errors import DatelineError
from dateline.ledger import schema
from dateline.ledger.entries import VERSION
from dateline.ledger.linking.judged import VERDICTS, subject_of, today
from dateline.ledger.linking.neighbourhood import is_up_to_date, settle
from dateline.ledger.questions.ids import find_event
from dateline.ledger.store import Store
from dateline.ledger.writing import Writer
from dateline.records.entry import Draft, Entry

STEP: Final[int] = 200  # subjects that are linked in one transaction


def judge_link(store: Store, left: str, right: str, verdict: str, author: str, reason: str | None = None) -> Entry:
    """Records that two events (ids, or the beginnings of them) are of one act, of two, or that it cannot be told.

    `verdict`: "same", "different" or "unsure". Raises DatelineError `ledger.unknown`, `ledger.ambiguous`, `ledger.link`.
    """
    if verdict not in VERDICTS:
        raise DatelineError("cli.usage", f"{verdict!r} is none of {', '.join(VERDICTS)}.")
    with store.reading() as connection:
        one, other = (_account(connection, id) for id in (left, right))
    if one == other:
        raise DatelineError("ledger.link", f"{left!r} and {right!r} are one event.")
    payload = {"v": VERSION, "verdict": verdict, "reason": reason}
    made = store.append(
        [Draft("judgement", subject_of(one, other), author, payload)], guard=lambda c: all(today(c, e) == e for e in (one, other))
    )
    if not made:
        raise DatelineError("ledger.changed", f"{left!r}, {right!r}")
    return made[0]


def judgements_of(store: Store, left: str, right: str) -> list[int]:
    """The numbers of the judgements in force of two events, the newest first. Raises DatelineError `ledger.unknown`, `ledger.link`."""
    with store.reading() as connection:
        one, other = sorted(_account(connection, id) for id in (left, right))
        table = schema.judged
        query = select(table.c.seq).where(table.c.left == one, table.c.right == other).order_by(table.c.seq.desc())
        found = list(connection.scalars(query))
    if not found:
        raise DatelineError("ledger.link", f"nobody has judged {left!r} and {right!r}.")
    return found


def _account(connection: Connection, id: str) -> str:
    """The event of an id that tells of an act today."""
    event = find_event(connection, id)
    now = today(connection, event)
    table = schema.incidents
    if now is None or connection.scalar(select(table.c.event).where(table.c.event == now)) is None:
        raise DatelineError("ledger.link", f"{id!r} tells of no act, or was withdrawn.")
    return now


def bring_up_to_date(store: Store, progress: Callable[[int], None] | None = None) -> int:
    """Links what waits, some at a time, each in one transaction; returns how many subjects were done. `progress` takes that, too."""
    with store.reading() as connection:
        if is_up_to_date(connection):
            return 0
    done = 0
    while True:
        with store.writing() as connection:
            some = settle(connection, Writer(connection, store.dialect).claims, most=STEP)
        done += some
        if progress is not None:
            progress(done)
        if some < STEP:
            return done
