"""Claims that are one statement or one passage, folded under the first of them; so that ten outlets with one spokesman count once.

The table of folds holds only claims that fold: each with its root, the first of its claims by rank (statements.Told). Joining
claims can only merge folds, and a claim that changes takes its fold apart and has it joined anew: the outcome depends on which
claims there are, and not on how they came.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, delete, select, update

from dateline.ledger import bulk
from dateline.ledger.origins.classes import classes
from dateline.ledger.origins.copies import reprints
from dateline.ledger.origins.credits import speakers
from dateline.ledger.origins.library import MANY, Library, Volume
from dateline.ledger.origins.statements import Told, one_account, reprinted, same_statement
from dateline.ledger.schema import claims, folds
from dateline.records.entry import KeptClaim

Load = Callable[[Sequence[str]], list[KeptClaim]]  # claims by their ids, as they now stand
Pair = tuple[str, str]


class Folding:
    """Folds claims within one transaction. `load` reads claims as they now stand."""

    def __init__(self, connection: Connection, library: Library, load: Load) -> None:
        self.connection, self.library, self.load = connection, library, load
        self.told: dict[str, Told] = {}

    def tell(self, found: Iterable[KeptClaim], new: Mapping[str, Volume] | None = None) -> list[Told]:
        """The claims with their speakers. `new`: reports that are at hand, by id."""
        found, at_hand = list(found), new or {}
        volumes = {**at_hand, **self.library.by_id({c.report for c in found if not c.voices} - at_hand.keys())}
        made = []
        for claim in found:
            volume = volumes.get(claim.report)
            made.append(Told(claim, speakers(claim, volume.voice if volume else None)))
        self.told.update({t.claim.id: t for t in made})
        return made

    def read(self, ids: Collection[str]) -> None:
        """Has the claims of these ids at hand; those redacted are not there."""
        missing = sorted(set(ids) - self.told.keys())
        if missing:
            self.tell(self.load(missing))

    def join(self, some: Sequence[Told], keyed: Collection[Pair], linked: Collection[str], alone: bool) -> None:
        """Folds claims with whatever they are one statement or passage with.

        `keyed`: pairs of ids whose keys meet, one of each among the claims. `linked`: those of their reports that reprint, or
        are reprinted by, others. `alone`: whether these are all claims of their reports that the ledger holds.
        """
        pairs = self._keyed(keyed) + self._accounts(some, alone) + self._reprinted(some, linked)
        if pairs:
            self._merge(pairs)

    def _keyed(self, keyed: Collection[Pair]) -> list[Pair]:
        self.read({id for pair in keyed for id in pair})
        return [p for p in keyed if self._both(p, same_statement)]

    def _both(self, pair: Pair, test: Callable[[Told, Told], bool]) -> bool:
        one, other = self.told.get(pair[0]), self.told.get(pair[1])
        return one is not None and other is not None and test(one, other)

    def _accounts(self, some: Sequence[Told], alone: bool) -> list[Pair]:
        """Claims that are one speaker's account of one act within a report."""
        voiced = [t for t in some if t.claim.voices]
        by_event: dict[str, list[str]] = {}
        for t in voiced if alone else ():
            by_event.setdefault(t.claim.event, []).append(t.claim.id)
        for part in _parts(sorted({t.claim.event for t in voiced})) if not alone else ():
            for row in self.connection.execute(select(claims.c.event, claims.c.id).where(claims.c.event.in_(part))):
                by_event.setdefault(row.event, []).append(row.id)
        self.read({id for ids in by_event.values() if len(ids) > 1 for id in ids})
        pairs = ((t.claim.id, id) for t in voiced for id in by_event.get(t.claim.event, ()) if id != t.claim.id)
        return [p for p in pairs if self._both(p, one_account)]

    def _reprinted(self, some: Sequence[Told], linked: Collection[str]) -> list[Pair]:
        """Claims that are one passage of reports that reprint each other."""
        beside: dict[str, set[str]] = {}
        for report, other in reprints(self.connection, linked) if linked else ():
            beside.setdefault(report, set()).add(other)
        held: dict[str, list[str]] = {}
        for part in _parts(sorted({other for others in beside.values() for other in others})):
            for row in self.connection.execute(select(claims.c.report, claims.c.id).where(claims.c.report.in_(part))):
                held.setdefault(row.report, []).append(row.id)
        self.read({id for ids in held.values() for id in ids})
        pairs = ((t.claim.id, id) for t in some for other in beside.get(t.claim.report, ()) for id in held.get(other, ()))
        return [p for p in pairs if self._both(p, reprinted)]

    def _merge(self, pairs: Collection[Pair]) -> None:
        """Makes one fold of the folds of each pair."""
        ids = {id for pair in pairs for id in pair}
        roots = self.roots(ids)
        at = {id: roots.get(id, id) for id in ids}
        self.read(set(at.values()))
        under: dict[str, dict[str, Any]] = {}
        for fold in classes((at[one], at[other]) for one, other in pairs):
            root = min((self.told[id] for id in fold if id in self.told), key=lambda t: t.rank)
            place = {"root": root.claim.id, "report": None if root.claim.voices else root.claim.report}
            under.update(dict.fromkeys(fold, place))
            for part in _parts(sorted(fold & set(roots.values()) - {root.claim.id})):
                self.connection.execute(update(folds).where(folds.c.root.in_(part)).values(**place))
        new = [{"claim": id, **under[id]} for id in sorted(ids - roots.keys())]
        if new:
            bulk.put(self.connection, folds, new)

    def roots(self, ids: Collection[str]) -> dict[str, str]:
        """The roots of those of the claims that fold."""
        out: dict[str, str] = {}
        for part in _parts(sorted(ids)):
            found = self.connection.execute(select(folds.c.claim, folds.c.root).where(folds.c.claim.in_(part)))
            out.update({row.claim: row.root for row in found})
        return out

    def unfold(self, ids: Collection[str]) -> set[str]:
        """Takes the folds of these claims apart; returns the ids of all that were in them."""
        roots, members = sorted(set(self.roots(ids).values())), set(ids)
        for part in _parts(roots):
            members |= set(self.connection.scalars(select(folds.c.claim).where(folds.c.root.in_(part))))
            self.connection.execute(delete(folds).where(folds.c.root.in_(part)))
        return members


def _parts(ids: Sequence[Any]) -> Iterable[Sequence[Any]]:
    return (ids[first : first + MANY] for first in range(0, len(ids), MANY))
