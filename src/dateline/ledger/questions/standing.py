"""Claims as they stand, or as they stood at an earlier moment: from the log, with the corrections in force then."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from sqlalchemy import Connection, select

from dateline.ledger import schema
from dateline.ledger.corrections import apply
from dateline.ledger.entries import kept_claim
from dateline.ledger.log import entry_of, joined
from dateline.ledger.origins.lookup import origins_of
from dateline.ledger.questions.asked import Asked
from dateline.ledger.questions.filters import holds
from dateline.ledger.questions.remembered import remembered
from dateline.ledger.writing import MANY
from dateline.records.entry import Entry, KeptClaim


def standing(connection: Connection, ids: Sequence[str], at: int | None = None, sourced: bool = True) -> dict[str, KeptClaim]:
    """The claims by id, as they stood at the instant (None: now); those redacted are left out.

    `ended` is set for a claim that had ended by then. `private` is what counts as private now: a name that was withheld later
    is withheld from answers about earlier days too. `origin` is what it is known to be now; where claims need not be `sourced`, it is
    not looked up, and means nothing.
    """
    out: dict[str, KeptClaim] = {}
    plain: set[str] = set()  # that nobody has corrected, and that stand
    for first in range(0, len(ids), MANY):
        some, untouched = _standing(connection, ids[first : first + MANY], at)
        out.update(some)
        plain |= untouched
    if not sourced:
        return out
    origins = origins_of(connection, out.values())
    moved = {id: replace(claim, origin=origins[id]) for id, claim in out.items() if claim.origin != origins[id]}
    kept = remembered(connection)
    if kept is not None and moved:
        kept.put({id: claim for id, claim in moved.items() if id in plain})
    return {**out, **moved}


def _standing(connection: Connection, ids: Sequence[str], at: int | None) -> tuple[dict[str, KeptClaim], set[str]]:
    """The claims with what people corrected, and which of them are as they were recorded; their origins are told elsewhere."""
    claims, amendments = schema.claims, schema.amendments
    states = connection.execute(select(claims.c.id, claims.c.seq, claims.c.ended).where(claims.c.id.in_(ids))).all()
    over: dict[str, int | None] = {row.id: row.ended for row in states}
    recorded = _recorded(connection, {row.id: row.seq for row in states})
    query = select(amendments.c.seq, amendments.c.subject, amendments.c.ended)
    amended = connection.execute(query.where(amendments.c.subject.in_(ids), amendments.c.kind == "correction")).all()
    ended: dict[int, int | None] = {row.seq: row.ended for row in amended}
    corrections = _corrections(connection, {row.subject for row in amended})
    out: dict[str, KeptClaim] = {}
    for id in ids:
        if id in recorded:
            end = over[id] if at is None or _over(over[id], at) else None
            claim = recorded[id] if end is None else replace(recorded[id], ended=end)
            out[id] = _corrected(claim, corrections.get(id, ()), ended, at)
    return out, {id for id, claim in out.items() if claim is recorded[id]}


def _recorded(connection: Connection, numbers: Mapping[str, int]) -> dict[str, KeptClaim]:
    """The claims of these ids and numbers as they were recorded; those redacted are left out."""
    kept = remembered(connection)
    known = {} if kept is None else kept.get(numbers)
    wanted = [number for id, number in numbers.items() if id not in known]
    log = joined().where(schema.entries.c.seq.in_(wanted))
    entries = [entry_of(row) for row in connection.execute(log).mappings()] if wanted else []
    made = {entry.subject: kept_claim(entry) for entry in entries if entry.payload is not None}
    if kept is not None and made:
        kept.put(made)
    return known | made


def _corrections(connection: Connection, subjects: Collection[str]) -> dict[str, list[Entry]]:
    """All corrections of these claims, in the order of the log."""
    entries, out = schema.entries.c, dict[str, list[Entry]]()
    log = joined().where(entries.subject.in_(sorted(subjects)), entries.kind == "correction").order_by(entries.seq)
    for row in connection.execute(log).mappings() if subjects else ():
        out.setdefault(row["subject"], []).append(entry_of(row))
    return out


def _corrected(claim: KeptClaim, made: Sequence[Entry], ended: dict[int, int | None], at: int | None) -> KeptClaim:
    """The claim with the corrections in force at the instant."""
    if not made:
        return claim
    now = apply(claim, [e for e in made if ended.get(e.seq) is None])
    if at is None:
        return now
    then = [e for e in made if e.recorded <= at and not _over(ended.get(e.seq), at)]
    return replace(apply(claim, then), private=now.private)


def _over(ended: int | None, at: int) -> bool:
    return ended is not None and ended <= at


def seen(connection: Connection, asked: Asked, ids: Sequence[str]) -> list[KeptClaim]:
    """Those of the claims that the view sees, as they stood, in the order of the ids."""
    found = standing(connection, ids, asked.changed_since)
    return [found[id] for id in ids if id in found and holds(asked, found[id])]
