"""The board: every claim as columns of numbers in memory, so that maps, time strips and counts of a million answer at once.

It is loaded from the store once and brought up to date by the number of the log's last entry. A view is a mask over the rows; the
events that it sees are told by the first of their claims among them. Names (an actor, a place …) are looked up in the store; that
answer is kept until the log grows.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

import numpy as np

from dateline.ledger import Ledger, View
from dateline.ledger.head import head
from dateline.ledger.questions.columns import (
    names_after,
    names_of,
    numbers_of,
    rows_after,
    rows_of,
    stood_otherwise,
    touched,
)
from dateline.ledger.store import Reading
from dateline.serve.columns import (
    NO_DAY,
    NOTHING,
    STANDS,
    Columns,
    Ints,
    Mask,
    Names,
    Words,
    among,
    columns_of,
    joined,
    joined_names,
    names_from,
)

KEPT: Final[int] = 24  # views whose events are kept


@dataclass(frozen=True)
class Found:
    """What a view sees: `rows` of `columns` that tell its events, each by the first of its claims, and how many claims each has.

    `codes` tell each row's event. `wide` are the rows of its claims, of which those published after `until` (microseconds since 1970,
    UTC; None: all are in) do not count. `whole`: the columns are the board's own.
    """

    columns: Columns
    codes: Ints
    rows: Ints
    counts: Ints
    wide: Ints
    until: int | None
    whole: bool

    @cached_property
    def claims(self) -> Ints:
        """The rows of all of its claims."""
        return self.wide if self.until is None else self.wide[self.columns.known[self.wide] <= self.until]

    @cached_property
    def events(self) -> Ints:
        """The number of each claim's event."""
        return self.codes[self.claims]

    @cached_property
    def is_even(self) -> bool:
        """Whether all claims of each event came out at one moment: an event is of one report."""
        known, codes = self.columns.known, self.codes
        moments = np.zeros(len(codes), np.int64)
        moments[codes[self.rows]] = known[self.rows]
        return bool(np.all(moments[self.events] == known[self.claims]))

    def by(self, until: int) -> Found:
        """What of it had come out by an instant; of a view that is even."""
        then = self.columns.known[self.rows] <= until
        return Found(self.columns, self.codes, self.rows[then], self.counts[then], self.wide, until, self.whole)


@dataclass(frozen=True, slots=True)
class Named:
    """The names in the claims: `rows` tells which row of the columns each stands in."""

    columns: Columns
    names: Names
    rows: Ints


@dataclass(frozen=True, slots=True)
class _State:
    """The claims up to an entry of the log; `codes`: the number of each row's event; `named`: None until it is asked for."""

    upto: int
    digest: str
    columns: Columns
    codes: Ints
    named: Named | None = None


class Board:
    """The claims of a ledger in memory."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self.words = Words()
        self._lock, self._naming = threading.Lock(), threading.Lock()
        self._state = _State(0, NOTHING, columns_of((), self.words), np.zeros(0, np.int64))
        self._kept: OrderedDict[View, tuple[str, Found]] = OrderedDict()

    def find(self, view: View) -> Found:
        """The events that the view sees; its `box` does not count. Raises as `Ledger.events`."""
        view = replace(view, box=None)
        with self._lock:
            state = self._state = self._caught_up(self._state)
            kept = self._kept.get(view)
            if kept is not None and kept[0] == state.digest:
                self._kept.move_to_end(view)
                return kept[1]
        found = self._cut(view) or self._found(view, state)
        with self._lock:
            self._kept[view] = (state.digest, found)
            while len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        return found

    def _cut(self, view: View) -> Found | None:
        """What a view from a moment of publication sees, cut from what it sees today; None where it has to be looked for."""
        if view.published_until is None or view.recorded_until is not None:
            return None
        today = self.find(replace(view, as_of=None))
        return today.by(view.published_until) if today.is_even else None

    def named(self) -> Named:
        """Who speaks and takes part in the claims. While they are loaded for the first time, maps are answered all the same."""
        with self._naming:
            with self._lock:
                state = self._state = self._caught_up(self._state)
            if state.named is None:
                upto, names = self._loaded()
                with self._lock:
                    state = self._caught_up(self._state)
                    with self.ledger.store.reading() as connection:
                        names = self._renewed(connection, names, upto)
                    state = self._state = replace(state, named=_named(state.columns, names))
            assert state.named is not None
            return state.named

    def warm(self) -> None:
        """Loads the claims and their names ahead of the first question."""
        self.find(View())
        self.named()

    def _loaded(self) -> tuple[int, Names]:
        """All names, and the number of the last entry up to which they were read."""
        with self.ledger.store.reading() as connection:
            upto, _ = head(connection)
            made = [names_from(rows, self.words) for rows in names_after(connection, 0)]
        return upto, joined_names([names_from((), self.words), *made])

    def _renewed(self, connection: Reading, names: Names, upto: int) -> Names:
        """The names as they stand at the end of the log, of what they were after an entry."""
        changed = sorted(touched(connection, upto))
        fresh = (*names_after(connection, upto), names_of(connection, [n for n in changed if n <= upto]))
        kept = names.take(~among(names.seq, changed))
        return joined_names([kept, *(names_from(rows, self.words) for rows in fresh)])

    def _caught_up(self, state: _State) -> _State:
        """The claims as they stand at the end of the log."""
        with self.ledger.store.reading() as connection:
            number, digest = head(connection)
            if digest == state.digest:
                return state
            changed = sorted(touched(connection, state.upto)) if state.upto else []
            old = [n for n in changed if n <= state.upto]
            fresh = [columns_of(rows, self.words) for rows in (*rows_after(connection, state.upto), rows_of(connection, old))]
            names = None if state.named is None else self._renewed(connection, state.named.names, state.upto)
        made = joined([state.columns.take(~among(state.columns.seq, changed)), *fresh])
        return _State(number, digest, made, _numbered(made.event), None if names is None else _named(made, names))

    def _found(self, view: View, state: _State) -> Found:
        """The events of the claims that the view sees."""
        columns, codes = state.columns, state.codes
        seen = self._mask(columns, view)
        with self.ledger.store.reading() as connection:
            named = numbers_of(connection, view)
            then = stood_otherwise(connection, view) if view.recorded_until is not None else None
        if named is not None:
            seen &= among(columns.seq, named)
        whole = then is None or not then[0]
        if then is not None and then[0]:
            seen &= ~among(columns.seq, then[0])
            columns = joined([columns.take(seen), columns_of(then[1], self.words)])
            codes = _numbered(columns.event)
            seen = np.ones(len(columns), np.bool_)
        claims = np.flatnonzero(seen)
        return Found(columns, codes, *_events(columns, codes, claims), claims, None, whole)

    def _mask(self, c: Columns, view: View) -> Mask:
        """Which claims the view's own filters let through."""
        seen = np.ones(len(c), np.bool_)
        if view.published_until is not None:
            seen &= c.known <= view.published_until
        until = view.recorded_until
        if until is not None:
            seen &= c.recorded <= until
        if not view.withdrawn:
            seen &= c.ended > (STANDS - 1 if until is None else until)
        words = ((view.type, c.type, self.words.types), (view.status, c.status, self.words.statuses))
        for word, codes, vocabulary in (*words, (view.country and view.country.upper(), c.country, self.words.countries)):
            if word:
                seen &= codes == vocabulary.find(word)
        if view.days is not None:
            seen &= (c.first <= view.days[1]) & (c.last >= view.days[0]) & (c.first != NO_DAY)
        return seen


def _named(columns: Columns, names: Names) -> Named:
    """The names, of those claims that are in the columns."""
    rows = np.searchsorted(columns.seq, names.seq)
    rows[rows == len(columns)] = 0
    known = columns.seq[rows] == names.seq if len(columns) else np.zeros(len(rows), np.bool_)
    return Named(columns, names, rows) if known.all() else Named(columns, names.take(known), rows[known])


def _numbered(events: Ints) -> Ints:
    """The events by numbers from 0, in the order in which they come: what is asked for together then lies together in memory."""
    _, firsts, numbers = np.unique(events, return_index=True, return_inverse=True)
    order = np.empty(len(firsts), np.int64)
    order[np.argsort(firsts)] = np.arange(len(firsts))
    return order[numbers]


def _events(columns: Columns, codes: Ints, rows: Ints) -> tuple[Ints, Ints]:
    """The first row of each event among the rows, one with coordinates before one without, and how many rows it has."""
    if not len(rows):
        return rows, rows
    size = int(codes.max()) + 1
    first = np.full(size, -1, np.int64)
    placed = ~np.isnan(columns.lat[rows])
    for some in (rows[~placed], rows[placed]):
        first[codes[some[::-1]]] = some[::-1]
    counts = np.bincount(codes[rows], minlength=size)
    met = first >= 0
    return first[met], counts[met]
