"""From links to groups: average-link agglomeration, the same whatever the order, under what people said.

Two groups are joined while the mean score of the pairs between them is at least the threshold, the surest pair of groups first. A
pair that was never compared counts as 0; so does a pair of one report, which tells them apart: they may meet through other reports.
What people called different never stands in one group. What they called the same does, with the groups that each belongs to; where
that would bring together what they called different, the two stand by themselves.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Mapping, Sequence

Pair = tuple[str, str]
Bars = Mapping[str, set[str]]


def groups(
    items: Iterable[str], scores: Mapping[Pair, int], threshold: int, judged: Sequence[tuple[Pair, bool]] = ()
) -> list[tuple[str, ...]]:
    """The groups, each sorted, in order. `scores`: whole numbers by pair; `judged`: (pair, whether the same), the newest first.

    Of words that contradict each other ("A is B", "B is C", "A is not C") the oldest "same" gives way.
    """
    ordered = sorted(items)
    known = [(pair, same) for pair, same in judged if pair[0] != pair[1]]
    bound, barred = _heeded(ordered, known)
    work = _Work(ordered, threshold, barred)
    for (left, right), score in scores.items():
        work.add(left, right, score)
    work.join()
    found = {item: frozenset(members) for members in work.members.values() for item in members}
    for one in bound:
        _unite(found, one, barred)
    return sorted({tuple(sorted(members)) for members in found.values()})


def _heeded(items: Sequence[str], judged: Sequence[tuple[Pair, bool]]) -> tuple[list[tuple[str, ...]], dict[str, set[str]]]:
    """What people bound together, and for each item those that it must not stand with."""
    inside = set(items)
    apart = [pair for pair, same in judged if not same and inside.issuperset(pair)]
    bound: dict[str, tuple[str, ...]] = {item: (item,) for item in items}
    for (left, right), same in judged:
        if same and left in inside and right in inside and bound[left] is not bound[right]:
            whole = (*bound[left], *bound[right])
            if not any(a in whole and b in whole for a, b in apart):
                bound.update(dict.fromkeys(whole, whole))
    barred: dict[str, set[str]] = {item: set() for item in items}
    for left, right in apart:
        for one in bound[left]:
            barred[one].update(bound[right])
        for one in bound[right]:
            barred[one].update(bound[left])
    return sorted({tuple(sorted(some)) for some in bound.values() if len(some) > 1}), barred


def _unite(found: dict[str, frozenset[str]], bound: Sequence[str], barred: Bars) -> None:
    """Brings the groups of what people bound together into one; where that cannot be, what they bound stands by itself."""
    whole = frozenset(item for one in bound for item in found[one])
    if any(not barred[item].isdisjoint(whole) for item in whole):
        for one in set(whole) - set(bound):
            found[one] = found[one] - set(bound)
        whole = frozenset(bound)
    found.update(dict.fromkeys(whole, whole))


class _Work:
    """The groups while they grow. A group is known by its first member."""

    def __init__(self, items: Sequence[str], threshold: int, barred: Bars) -> None:
        self.threshold = threshold
        self.members: dict[str, list[str]] = {item: [item] for item in items}
        self.sums: dict[str, dict[str, int]] = {item: {} for item in items}
        self.barred = {item: set(others) for item, others in barred.items()}

    def add(self, left: str, right: str, score: int) -> None:
        """Adds the score of a pair."""
        self.sums[left][right] = self.sums[right][left] = score

    def join(self) -> None:
        """Joins groups, the surest first, while any are sure enough."""
        waiting = [(-self._mean(one, other), one, other) for one in self.sums for other in self.sums[one] if one < other]
        heapq.heapify(waiting)
        while waiting:
            mean, one, other = heapq.heappop(waiting)
            if -mean < self.threshold:
                return
            if other not in self.sums.get(one, {}) or self._mean(one, other) != -mean or other in self.barred[one]:
                continue
            self._merge(one, other)
            for third in self.sums[one]:
                left, right = min(one, third), max(one, third)
                heapq.heappush(waiting, (-self._mean(left, right), left, right))

    def _mean(self, one: str, other: str) -> float:
        return self.sums[one][other] / (len(self.members[one]) * len(self.members[other]))

    def _merge(self, kept: str, gone: str) -> None:
        self.members[kept] += self.members.pop(gone)
        for third, total in self.sums.pop(gone).items():
            del self.sums[third][gone]
            if third != kept:
                self.sums[kept][third] = self.sums[third][kept] = self.sums[kept].get(third, 0) + total
        for third in self.barred.pop(gone):
            self.barred[third].discard(gone)
            self.barred[third].add(kept)
            self.barred[kept].add(third)
