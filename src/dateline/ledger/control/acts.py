"""Statements put together into acts: the same change, told by many, in one list.

Rules (their names are those of the documentation, docs/how-to/who-holds-a-place.md):
    same act      statements of the same gain or loss of the same party whose days overlap tell one act; the most exact date
                  stands, wider ones ("in March") join it
    told anew     on one day a party may take a place twice. A report of that very day, later than a contrary report of that
                  day, tells a new act; a report that comes after that day tells the old one again
    undated       a claim without a word of time is news of its report's day, unless the place already stood so by then: it
                  joins the last such act that nothing contrary has followed
    background    what a report itself says was undone ("recaptured from X", "X has left") is told again, not anew
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from dateline.ledger.control.statement import DAY, EPOCH, Key, Statement
from dateline.records.spell import Stake

WINDOW: Final[int] = 12 * 3_600_000_000  # microseconds after a day (UTC) in which a report still counts as of that day
STAKES: Final[tuple[Stake, ...]] = ("against_interest", "independent", "own_claim")  # the best standing first


@dataclass(slots=True)
class Act:
    """One change as it is told: what, when (days `first` to `last`), and by which statements. `told`: its earliest telling."""

    key: Key
    first: int
    last: int
    told: tuple[int, int]
    told_by: list[Statement] = field(default_factory=list)

    @property
    def party(self) -> str:
        """Who gains or loses."""
        return self.key[1]

    @property
    def part(self) -> str:
        """The part that it is about: WHOLE, UNNAMED or a name."""
        return self.key[2]

    @property
    def gains(self) -> bool:
        """Whether the party gains the place, not loses it."""
        return not self.key[0]

    @property
    def place(self) -> tuple[int, int, int, Key]:
        """Where it stands among acts of one place before anything else is known of their order."""
        return (self.last, self.told[1], self.told[0], self.key)

    @property
    def sources(self) -> set[str]:
        """Who tells it."""
        return {s.source for s in self.told_by}

    @property
    def reports(self) -> set[str]:
        """The reports that tell it."""
        return {s.report for s in self.told_by}

    @property
    def losers(self) -> set[str]:
        """Who is said to lose the place by it."""
        return {p for s in self.told_by for p in s.losers}

    @property
    def stake(self) -> Stake:
        """The best standing among those who tell it."""
        return min((s.cited.stake for s in self.told_by), key=STAKES.index)

    @property
    def state_only(self) -> bool:
        """Whether all tell it as a state ("holds"), none as an act."""
        return all(s.verb == "holds" for s in self.told_by)

    @property
    def is_fresh(self) -> bool:
        """Whether it was first told on its own last day."""
        return on_its_day(self.last, self.told)

    def add(self, statement: Statement) -> None:
        """Lets another statement tell the act."""
        self.told_by.append(statement)
        self.told = min(self.told, statement.told, key=lambda t: (t[1], t[0]))

    def contradicts(self, statement: Statement) -> bool:
        """Whether the act and the statement cannot both describe how the place stands."""
        return self.told_by[0].contradicts(statement)


def acts(statements: Iterable[Statement]) -> list[Act]:
    """The acts that the asserting statements tell, by place in time. The order of the statements does not matter."""
    said = sorted((s for s in statements if s.asserts and s.verb != "approaches"), key=lambda s: s.rank)
    book = _Book(said)
    for statement in said:
        if statement.dated:
            book.file_dated(statement)
    for statement in sorted((s for s in said if not s.dated), key=lambda s: (s.last, s.told[1], s.rank)):
        book.file_undated(statement)
    return sorted((a for some in book.by_key.values() for a in some), key=lambda a: a.place)


class _Book:
    """The acts found so far, and what is needed to say which of them a statement tells."""

    def __init__(self, said: Sequence[Statement]) -> None:
        self.by_key: dict[Key, list[Act]] = {}
        self.all: list[Act] = []
        self.days: list[tuple[int, int]] = []  # last day and number of each act, sorted
        self.of_day: dict[int, list[Statement]] = {}
        self.of_report: dict[str, list[Statement]] = {}
        for s in said:
            self.of_day.setdefault(s.last, []).append(s)
            self.of_report.setdefault(s.report, []).append(s)

    def file_dated(self, statement: Statement) -> None:
        """Lets a dated statement join the act that it tells, or open one."""
        fitting = [
            a
            for a in self.by_key.get(statement.key, ())
            if a.first <= statement.last and statement.first <= a.last and not self._told_anew(statement, a)
        ]
        self._put(statement, max(fitting, key=lambda a: a.place, default=None))

    def file_undated(self, statement: Statement) -> None:
        """Lets an undated statement join the last act of its kind that nothing contrary has followed, or open one."""
        before = [a for a in self.by_key.get(statement.key, ()) if a.first <= statement.last]
        last = max(before, key=lambda a: a.place, default=None)
        self._put(statement, last if last and not self._undone(last, statement) else None)

    def _put(self, statement: Statement, act: Act | None) -> None:
        if act is None:
            act = Act(statement.key, statement.first, statement.last, statement.told)
            self.by_key.setdefault(act.key, []).append(act)
            insort(self.days, (act.last, len(self.all)))
            self.all.append(act)
        act.add(statement)

    def _told_anew(self, statement: Statement, act: Act) -> bool:
        """Rule "told anew": a contrary report of the same day lies between the act's telling and this one."""
        if not on_its_day(statement.last, statement.told) or act.told[1] >= statement.told[0]:
            return False
        return any(
            r.contradicts(statement)
            and act.told[1] < r.told[0]
            and r.told[1] < statement.told[0]
            and not self._background(statement, r.first, r.last)
            for r in self.of_day.get(statement.last, ())
        )

    def _undone(self, act: Act, statement: Statement) -> bool:
        """Whether something contrary came after the act and before an undated statement of it."""
        for _, number in self.days[bisect_left(self.days, (act.last, 0)) : bisect_left(self.days, (statement.last + 1, 0))]:
            other = self.all[number]
            after = other.last > act.last or other.told[0] > act.told[1]
            before = other.last < statement.last or other.told[1] < statement.told[0]
            if after and before and other.contradicts(statement) and not self._background(statement, other.first, other.last):
                return True
        return False

    def _background(self, statement: Statement, first: int, last: int) -> bool:
        """Rule "background": the statement's own report says that what it tells was undone within these days."""
        return any(
            s.contradicts(statement) and statement.party in s.losers and s.first <= last and first <= s.last
            for s in self.of_report[statement.report]
        )


def on_its_day(day: int, told: tuple[int, int]) -> bool:
    """Whether a report of these instants was published on a day (an ordinal), time zones allowed for."""
    return told[0] < (day - EPOCH + 1) * DAY + WINDOW


__all__ = ["STAKES", "WINDOW", "Act", "acts", "on_its_day"]
