"""Claims as they stand, or as they stood at an earlier moment: from the log, with the corrections in force then."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from sqlalchemy import Connection, select

from dateline.ledger import schema
from dateline.ledger.corrections import apply
from dateline.ledger.entries import kept_claim
from dateline.ledger.log import entry_of, joined
from dateline.ledger.origins.lookup import origins_of
from dateline.ledger.questions.asked import Asked
from dateline.ledger.questions.filters import holds
from dateline.ledger.writing import MANY
from dateline.records.entry import Entry, KeptClaim


def standing(connection: Connection, ids: Sequence[str], at: int | None = None) -> dict[str, KeptClaim]:
    """The claims by id, as they stood at the instant (None: now); those redacted are left out.

    `ended` is set for a claim that had ended by then. `private` is what counts as private now: a name that was withheld later
    is withheld from answers about earlier days too. `origin` is what it is known to be now.
    """
    out: dict[str, KeptClaim] = {}
    for first in range(0, len(ids), MANY):
        out.update(_standing(connection, ids[first : first + MANY], at))
    origins = origins_of(connection, out.values())
    return {id: replace(claim, origin=origins[id]) for id, claim in out.items()}


def _standing(connection: Connection, ids: Sequence[str], at: int | None) -> Iterable[tuple[str, KeptClaim]]:
    claims, amendments = schema.claims, schema.amendments
    states = select(claims.c.id, claims.c.ended).where(claims.c.id.in_(ids))
    known: dict[str, int | None] = {row.id: row.ended for row in connection.execute(states)}
    query = select(amendments.c.seq, amendments.c.ended).where(amendments.c.subject.in_(ids), amendments.c.kind == "correction")
    ended: dict[int, int | None] = {row.seq: row.ended for row in connection.execute(query)}
    log = joined().where(schema.entries.c.subject.in_(ids), schema.entries.c.kind.in_(("claim", "correction")))
    found = [entry_of(row) for row in connection.execute(log).mappings()]
    corrections: dict[str, list[Entry]] = {}
    for entry in sorted((e for e in found if e.kind == "correction"), key=lambda e: e.seq):
        corrections.setdefault(entry.subject, []).append(entry)
    for entry in found:
        if entry.kind == "claim" and entry.payload is not None and entry.subject in known:
            over = known[entry.subject]
            claim = kept_claim(entry, ended=over if at is None or (over is not None and over <= at) else None)
            yield claim.id, _corrected(claim, corrections.get(claim.id, ()), ended, at)


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
