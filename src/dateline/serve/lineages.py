"""What several reports go back to, counted in memory: how many reports printed each origin by a moment of publication."""

from __future__ import annotations

import threading
from dataclasses import dataclass, replace

import numpy as np

from dateline.ledger import Ledger, View
from dateline.ledger.chain import GENESIS
from dateline.ledger.control.told import judged_since
from dateline.ledger.head import head
from dateline.ledger.origins.stories import Origins, made_of, page_of, printings
from dateline.ledger.questions.asked import look_up
from dateline.serve.columns import Ints

LEAST = 2  # reports of an origin that is told of


@dataclass(frozen=True, slots=True)
class _Printed:
    """The printings up to an entry of the log: for each pair of an origin (its number in `ids`) and a report when it came out."""

    upto: int
    digest: str
    ids: tuple[str, ...]
    origins: Ints
    known: Ints
    claims: dict[str, list[str]]

    def most(self, until: int | None) -> list[tuple[int, str]]:
        """How many reports printed each origin by an instant (None: ever), and the origin; those of one report are left out."""
        seen = self.origins if until is None else self.origins[self.known <= until]
        counts = np.bincount(seen, minlength=len(self.ids))
        order = np.argsort(-counts, kind="stable")
        return [(int(counts[n]), self.ids[n]) for n in order[: int((counts >= LEAST).sum())].tolist()]


class Lineages:
    """The origins of a ledger. Safe for several threads."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self._lock = threading.Lock()
        self._printed = _Printed(0, GENESIS, (), np.zeros(0, np.int64), np.zeros(0, np.int64), {})

    def origins(self, view: View, limit: int, after: str | None) -> Origins:
        """As `Ledger.origins`. Raises DatelineError `ledger.page` and others of it."""
        if view != View(as_of=view.as_of, private=view.private):
            return self.ledger.origins(view, limit, after)
        printed = self._caught_up()
        taken, next = page_of(printed.most(view.published_until), limit, after)
        ids = [id for _, id in taken]
        with self.ledger.store.reading() as connection:
            made = made_of(connection, look_up(connection, view), ids, [c for id in ids for c in printed.claims[id]])
        return Origins(made, next)

    def _caught_up(self) -> _Printed:
        with self._lock, self.ledger.store.reading() as connection:
            printed = self._printed
            number, digest = head(connection)
            if digest != printed.digest:
                if printed.upto and judged_since(connection, printed.upto) is not None:  # which moves no origin
                    self._printed = replace(printed, upto=number, digest=digest)
                else:
                    rows = sorted(printings(connection))
                    claims: dict[str, list[str]] = {}
                    for row in rows:
                        claims.setdefault(row.origin, []).append(row.claim)
                    numbers = {id: n for n, id in enumerate(claims)}  # in their order
                    pairs = list({(numbers[r.origin], r.report): r.known for r in rows}.items())
                    origins = np.fromiter((n for (n, _), _ in pairs), np.int64, len(pairs))
                    known = np.fromiter((k for _, k in pairs), np.int64, len(pairs))
                    self._printed = _Printed(number, digest, tuple(claims), origins, known, claims)
            return self._printed
