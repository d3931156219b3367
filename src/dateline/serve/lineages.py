"""What several reports go back to, counted in memory: how many reports printed each origin by a moment of publication."""

from __future__ import annotations

import threading
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from dateline.ledger import Ledger, View
from dateline.ledger.chain import GENESIS
from dateline.ledger.control.told import judged_since
from dateline.ledger.head import head
from dateline.ledger.origins.stories import Origins, Printing, made_of, page_of, printings
from dateline.ledger.questions.asked import look_up
from dateline.serve.columns import Ints

LEAST: Final[int] = 2  # reports of an origin that is told of


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

    def warm(self) -> None:
        """Counts ahead of the first question."""
        self._caught_up()

    def _caught_up(self) -> _Printed:
        with self._lock, self.ledger.store.reading() as connection:
            printed = self._printed
            number, digest = head(connection)
            if digest != printed.digest:
                if printed.upto and judged_since(connection, printed.upto) is not None:  # which moves no origin
                    self._printed = replace(printed, upto=number, digest=digest)
                else:
                    self._printed = _counted(number, digest, printings(connection))
            return self._printed


def _counted(upto: int, digest: str, found: Iterable[Printing]) -> _Printed:
    """The printings of those origins that several reports print."""
    rows: dict[str, list[Printing]] = {}
    for row in found:
        rows.setdefault(row.origin, []).append(row)
    several = {id: sorted(rows[id]) for id in sorted(rows) if len({r.report for r in rows[id]}) >= LEAST}
    pairs = [(n, known) for n, some in enumerate(several.values()) for known in {r.report: r.known for r in some}.values()]
    origins, known = (np.array(column, np.int64) for column in zip(*pairs, strict=True)) if pairs else (np.zeros(0, np.int64),) * 2
    return _Printed(upto, digest, tuple(several), origins, known, {id: [r.claim for r in some] for id, some in several.items()})
