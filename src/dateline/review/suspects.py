"""The claims of a ledger that are least sure and most consequential: found by walking through it once, then through what is new.

No index holds how sure the coder was; what it wrote down with each claim is read in the order of the log, some claims at a time, so
that a desk can do it beside its other work.
"""

from __future__ import annotations

from typing import Final

from dateline.ledger import Ledger
from dateline.ledger.questions.waiting import OpenClaim, open_after
from dateline.review.queue import claim_doubt, is_unsure, place_doubt, rank, stakes_of
from dateline.review.rivals import Names, rivals_of

STEP: Final[int] = 1_000  # claims that are looked at at once
MOST: Final[int] = 2_000  # suspects that are remembered, those of the highest ranks


class Suspects:
    """Claims with a low score, or at a place that may be another. `names` knows the places that bear a name."""

    def __init__(self, names: Names, most: int = MOST) -> None:
        self.names, self.most = names, most
        self._upto = 0
        self._ranks: dict[str, float] = {}

    @property
    def ids(self) -> list[str]:
        """The claims found so far, those of the highest ranks first."""
        return sorted(self._ranks, key=lambda id: -self._ranks[id])[: self.most]

    def step(self, record: Ledger, limit: int = STEP) -> bool:
        """Looks at the next claims of the log; whether there may be more."""
        with record.store.reading() as connection:
            found, last = open_after(connection, self._upto, limit)
        for o in found:
            doubt = max(self._place(o), _claim(o))
            if doubt > 0:
                self._ranks[o.claim.id] = rank(doubt, stakes_of([o.claim]))
        if len(self._ranks) > 2 * self.most:
            self._ranks = {id: self._ranks[id] for id in self.ids}
        self._upto = last or self._upto
        return last is not None

    def _place(self, o: OpenClaim) -> float:
        if not o.claim.places:
            return 0.0
        rivals, chosen = rivals_of(o.claim.places[0], self.names)
        return place_doubt(len(rivals), o.places[0] if o.places else None, chosen is not None)


def _claim(o: OpenClaim) -> float:
    unsure = is_unsure(o.claim.author, o.claim.score)
    return claim_doubt(o.claim.author, o.claim.score) if unsure else 0.0
