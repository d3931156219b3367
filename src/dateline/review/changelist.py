"""The change list of a release: each difference from the one before with its reason, as lines of a table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from dateline.errors import DatelineError
from dateline.ledger import Ledger
from dateline.review.changes import Difference, Row, accounts, compared, onward_claims, onward_incidents
from dateline.review.whys import NOT_REPEATED, OTHERWISE, Whys

Records = Mapping[str, Row]
SHOWN: Final[int] = 5  # reasons of one line; the rest is counted


def change_list(record: Ledger, since: int, until: str | None, old: Records, new: Records) -> Iterator[tuple[str, ...]]:
    """The lines, cells of `changes.COLUMNS`: incidents first, then claims. `since`: the last entry that the old release saw."""
    before, after = accounts(old.values()), accounts(new.values())
    follow = onward_claims(before, after, lambda id: _successor(record, id))
    whys = Whys(record, since, until, [*before.values(), *after.values()])
    claims = list(compared("claim", before, after, follow))
    teller = _Teller(whys, (old, new), (before, after), claims)
    onward = onward_incidents(old, new, follow, lambda id: _redirect(record, id))
    yield from map(teller.incident, compared("incident", old, new, onward))
    yield from map(teller.claim, claims)


class _Teller:
    """Tells of differences with their reasons. Pairs are those of the old release and of the new one."""

    def __init__(
        self, whys: Whys, incidents: tuple[Records, Records], claims: tuple[Records, Records], changed: Iterable[Difference]
    ) -> None:
        self.whys, self.incidents, self.claims = whys, incidents, claims
        self.reasons: dict[str, list[str]] = {}
        for d in changed:
            for id in {d.id, d.before} - {""}:
                self.reasons.setdefault(id, []).extend(self._why(d))

    def claim(self, d: Difference) -> tuple[str, ...]:
        """A line of a claim."""
        before, after = self.claims[0].get(d.before), self.claims[1].get(d.id)
        told = [c for c in (before, after) if c is not None]
        return self._line(d, told[-1]["incident"], self._why(d), (told, [before] if before else []))

    def incident(self, d: Difference) -> tuple[str, ...]:
        """A line of an incident: its reasons are those of its claims, and what people judged of its links."""
        before, after = self.incidents[0].get(d.before), self.incidents[1].get(d.id)
        told = [i for i in (before, after) if i is not None]
        mine = [a for i in told for a in i["accounts"]]
        reasons = [*self.whys.linked(e for i in told for e in i["events"])]
        reasons += [w for a in mine for w in self.reasons.get(a["claim"], ())]
        why = [w for w in dict.fromkeys(reasons) if w not in OTHERWISE.values()] or [OTHERWISE[d.change]]
        return self._line(d, d.id or d.before, why, (mine, list(before["accounts"]) if before else []))

    def _why(self, d: Difference) -> tuple[str, ...]:
        before, after = self.claims[0].get(d.before), self.claims[1].get(d.id)
        if before is None:
            return self.whys.added(after) if after is not None else ()
        return self.whys.withdrawn(before) if after is None else self.whys.revised(before, after, d.field)

    def _line(self, d: Difference, incident: str, why: Iterable[str], claims: tuple[list[Row], list[Row]]) -> tuple[str, ...]:
        told, before = claims
        reasons = list(dict.fromkeys(why))
        more = [f"{len(reasons) - SHOWN} more reasons"] if len(reasons) > SHOWN else []
        old = NOT_REPEATED if d.old and d.field != "id" and self.whys.is_closed(before) else d.old
        cells = (self.whys.covered(words, told) for words in (old, d.new, "; ".join([*reasons[:SHOWN], *more])))
        return d.change, d.what, d.id, d.before, incident, d.field, *cells


def _successor(record: Ledger, claim: str) -> str | None:
    """The claim that answers for one today; None for one that the ledger holds no longer."""
    try:
        return record.redirect(claim)
    except DatelineError:
        return None


def _redirect(record: Ledger, incident: str) -> str | None:
    """The incident that an id leads to today; None where it leads nowhere."""
    try:
        return record.incident(incident).id
    except DatelineError:
        return None
