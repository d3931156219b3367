"""Figures that may be compared: those of one measure and unit that are told of the same act, or of the same stretch of time.

Rules:
    same act        figures of one incident whose days overlap are of one act; one without a day is of the last act before its report
    told again      one source's same figure for the same days is of one act, whichever incident it was put into
    same total      totals (a campaign's, a running toll "since Thursday") are of one scope where they begin and end alike, within a day
    inside          what happened within the days of a total, at the same place or near it, is included in it: it is never added to
                    it. A total of those executed does not include those who fell in battle
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import cos, hypot, radians
from typing import Final

from dateline.knowledge.ontology import load
from dateline.ledger.origins.classes import classes
from dateline.ledger.reconcile.account import Account
from dateline.ledger.reconcile.period import Period
from dateline.records.entry import Spot

FIGHTING: Final = frozenset({"battle", "strike", "bomb"})  # families of acts that one total of a battle sums
NEARBY: Final[float] = 50.0  # km around a town within which what happens is told as part of the fighting for it
DEGREE: Final[float] = 111.2  # km of a degree of latitude
ALIKE: Final[int] = 1  # days by which two totals' ends may differ: a day is local, and "since dawn" may mean the night
REGION: Final[int] = 4  # precision of a place from which on it is a province or more, and other places may lie in it


@dataclass(frozen=True, slots=True)
class Scope:
    """Accounts that may be compared. `first` to `last` are ordinals; `dated` False: no account tells a time."""

    accounts: tuple[Account, ...]
    total: bool
    first: int
    last: int
    dated: bool

    @property
    def days(self) -> tuple[int, int] | None:
        """The days that it is told of."""
        return (self.first, self.last) if self.dated else None

    @property
    def words(self) -> str:
        """The days in words: "2016-12-08", "2016-12-08/2016-12-11", "a day that is not told"."""
        return Period("act", self.first, self.last, True).words if self.dated else "a day that is not told"

    @property
    def place(self) -> tuple[int, int, str]:
        """Its place in an order: by its last day, the shorter first."""
        return self.last, -self.first, self.accounts[0].claim.id

    def includes(self, other: Scope) -> bool:
        """Whether it is a total that includes the other: rule "inside"."""
        if not (self.total and self.dated) or self is other or (other.total and not other.dated):
            return False
        longer = self.last - self.first > other.last - other.first or not other.total
        return longer and self.first <= other.first and other.last <= self.last and _together(self, other)


def scopes(accounts: Sequence[Account]) -> list[Scope]:
    """The accounts (of one measure and unit) by scope; their order does not matter."""
    acts = [a for a in accounts if a.period.kind == "act"]
    totals = [a for a in accounts if a.period.kind == "total"]
    found = [_scope(some) for some in _acts(acts)] + [_scope(some) for some in _totals(totals)]
    return sorted(found, key=lambda s: s.place)


def _scope(accounts: Iterable[Account]) -> Scope:
    some = tuple(sorted(accounts, key=lambda a: a.rank))
    exact = [a.period for a in some if a.period.exact] or [a.period for a in some if a.period.dated] or [a.period for a in some]
    return Scope(
        some, some[0].period.kind == "total", min(p.first for p in exact), max(p.last for p in exact), any(p.dated for p in exact)
    )


def _acts(accounts: Sequence[Account]) -> list[list[Account]]:
    """Rules "same act" and "told again"."""
    by_incident: dict[str, list[Account]] = {}
    for a in accounts:
        by_incident.setdefault(a.incident, []).append(a)
    groups = [group for some in by_incident.values() for group in _of_incident(some)]
    return _joined(groups)


def _of_incident(accounts: Sequence[Account]) -> Iterator[list[Account]]:
    """The acts of one incident: by overlapping days, the others put to them."""
    groups: list[list[Account]] = []
    last = 0
    for a in sorted((a for a in accounts if a.period.exact), key=lambda a: (a.period.first, a.period.last, a.rank)):
        if groups and a.period.first <= last:
            groups[-1].append(a)
        else:
            groups.append([a])
        last = max(last, a.period.last)
    starts = [min(a.period.first for a in g) for g in groups]
    rest: list[Account] = []
    for a in accounts:
        if a.period.exact:
            continue
        fitting = [
            n for n, first in enumerate(starts) if first <= a.period.last and (not a.period.dated or a.period.first <= first)
        ]
        (groups[fitting[-1]] if fitting else rest).append(a)
    yield from groups
    if rest:
        yield rest


def _joined(groups: list[list[Account]]) -> list[list[Account]]:
    """Acts of different incidents that one source tells of in the same figure and days."""
    told: dict[tuple[object, ...], int] = {}
    pairs = [(str(n), str(n)) for n in range(len(groups))]
    for number, group in enumerate(groups):
        for a in group:
            if a.period.exact:
                key = (a.source, a.side, a.numbers, a.period.first, a.period.last)
                pairs.append((str(told.setdefault(key, number)), str(number)))
    return [[a for n in some for a in groups[int(n)]] for some in classes(pairs)]


def _totals(accounts: Sequence[Account]) -> list[list[Account]]:
    """Rule "same total": for one place; one without a place or a time is of its own incident."""
    groups: list[list[Account]] = []
    for a in sorted(accounts, key=lambda a: (a.period.first, a.period.last, a.rank)):
        fitting = [g for g in groups if _alike(a, g[0])]
        if fitting:
            fitting[0].append(a)
        else:
            groups.append([a])
    return groups


def _alike(one: Account, other: Account) -> bool:
    p, q = one.period, other.period
    if not (p.dated and q.dated):
        return p.dated == q.dated and one.incident == other.incident
    ends = abs(p.first - q.first) <= ALIKE and abs(p.last - q.last) <= ALIKE
    return ends and (one.incident == other.incident or (_one_kind(one, other) and _one_place(one, other, known=True)))


def _one_kind(one: Account, other: Account) -> bool:
    """Whether two accounts are of acts that one total sums."""
    types = load().types
    kinds = {types[a.claim.type].family if a.claim.type in types else a.claim.type for a in (one, other)}
    return len(kinds) == 1 or kinds <= FIGHTING


def _one_place(one: Account, other: Account, known: bool = False) -> bool:
    """Whether two accounts are told of one place or its surroundings, or one of them of none or of a region around the other.

    `known`: only places of which it is known where they lie are near each other.
    """
    here, there = one.claim.places, other.claim.places
    if not here or not there or {s.key for s in here} & {s.key for s in there}:
        return True
    if here[0].country != there[0].country:
        return False
    wide = [s for s in (here[0], there[0]) if s.precision >= REGION]
    if wide:
        return here[0].admin1 == there[0].admin1 or wide[0].admin1 is None
    return any(_near(s, t, known) for s in here for t in there)


def _near(one: Spot, other: Spot, known: bool) -> bool:
    """Whether two places lie within NEARBY of each other, or (unless `known`) it is not known where one of them lies."""
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return not known
    east = (one.lon - other.lon) * cos(radians(one.lat))
    return hypot(one.lat - other.lat, east) * DEGREE <= NEARBY


def _together(total: Scope, other: Scope) -> bool:
    """Whether a total may include another scope, its days aside."""
    for a in total.accounts:
        for b in other.accounts:
            if _one_kind(a, b) and (a.incident == b.incident or _one_place(a, b)):
                return True
    return False
