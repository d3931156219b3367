"""How well groups agree with a key: MUC, B-cubed, CEAF-e, and their mean, the CoNLL score.

MUC: Vilain and others, 1995; B-cubed: Bagga and Baldwin, 1998; CEAF with phi4: Luo, 2005; the mean: Pradhan and others, 2012. Groups
and key hold the same items; groups of one item count.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

Groups = Sequence[frozenset[Hashable]]
METRICS: Final = ("muc", "b3", "ceafe")


@dataclass(slots=True)
class Tally:
    """Sums of one metric: the counts that precision and recall are of."""

    right_p: float = 0.0
    all_p: float = 0.0
    right_r: float = 0.0
    all_r: float = 0.0

    def f1(self) -> tuple[float, float, float]:
        """Precision, recall, F1."""
        p = self.right_p / self.all_p if self.all_p else 0.0
        r = self.right_r / self.all_r if self.all_r else 0.0
        return p, r, 2 * p * r / (p + r) if p + r else 0.0


@dataclass(slots=True)
class Score:
    """The metrics over several texts or topics: their sums are added up before anything is divided."""

    tallies: dict[str, Tally] = field(default_factory=lambda: {name: Tally() for name in METRICS})

    def add(self, found: Groups, key: Groups) -> None:
        """Adds one topic: groups found, and those of the key."""
        muc, b3, ceafe = (self.tallies[name] for name in METRICS)
        for groups, others, precise in ((found, key, True), (key, found, False)):
            links, all_links = _muc(groups, others)
            shares, items = _b3(groups, others)
            for tally, right, whole in ((muc, links, all_links), (b3, shares, items)):
                if precise:
                    tally.right_p, tally.all_p = tally.right_p + right, tally.all_p + whole
                else:
                    tally.right_r, tally.all_r = tally.right_r + right, tally.all_r + whole
        total = _ceafe(found, key)
        ceafe.right_p, ceafe.all_p = ceafe.right_p + total, ceafe.all_p + len(found)
        ceafe.right_r, ceafe.all_r = ceafe.right_r + total, ceafe.all_r + len(key)

    def join(self, other: Score) -> None:
        """Adds the sums of another score."""
        for name, tally in self.tallies.items():
            more = other.tallies[name]
            tally.right_p, tally.all_p = tally.right_p + more.right_p, tally.all_p + more.all_p
            tally.right_r, tally.all_r = tally.right_r + more.right_r, tally.all_r + more.all_r

    @property
    def conll(self) -> float:
        """The mean of the three F1."""
        return sum(tally.f1()[2] for tally in self.tallies.values()) / len(METRICS)


def _muc(groups: Groups, others: Groups) -> tuple[float, float]:
    """Links of the groups that the others keep, and all links of the groups."""
    where = {item: n for n, group in enumerate(others) for item in group}
    kept = sum(len(g) - len({where.get(item, item) for item in g}) for g in groups)
    return kept, sum(len(g) - 1 for g in groups)


def _b3(groups: Groups, others: Groups) -> tuple[float, float]:
    """The sum over items of the share of their group that is in their other group, and the number of items."""
    where = {item: other for other in others for item in other}
    items = [(item, group) for group in groups for item in group]
    return sum(len(group & where.get(item, frozenset())) / len(group) for item, group in items), len(items)


def _ceafe(found: Groups, key: Groups) -> float:
    """The sum of phi4 over the best one-to-one match of groups."""
    where = {item: n for n, group in enumerate(key) for item in group}
    rows: list[dict[int, float]] = []
    for group in found:
        shared = Counter(where[item] for item in group if item in where)
        rows.append({n: 2 * count / (len(group) + len(key[n])) for n, count in shared.items()})
    return sum(_best(part) for part in _parts(rows))


def _parts(rows: Sequence[dict[int, float]]) -> Iterable[list[dict[int, float]]]:
    """The rows in parts that share no column: each is matched by itself."""
    left = [row for row in rows if row]
    while left:
        part, columns = [left.pop()], set[int]()
        while True:
            columns = {n for row in part for n in row}
            more = [row for row in left if columns & row.keys()]
            if not more:
                break
            part += more
            left = [row for row in left if not columns & row.keys()]
        yield part


def _best(rows: Sequence[dict[int, float]]) -> float:
    """The largest sum of one value a row and column (Hungarian method with potentials, O(n^3))."""
    columns = sorted({n for row in rows for n in row})
    size = max(len(rows), len(columns))
    cost = [[0.0] * (size + 1)] + [
        [0.0] + [-rows[i].get(columns[j], 0.0) if i < len(rows) and j < len(columns) else 0.0 for j in range(size)]
        for i in range(size)
    ]
    u, v, match = [0.0] * (size + 1), [0.0] * (size + 1), [0] * (size + 1)
    for i in range(1, size + 1):
        match[0], j = i, 0
        least, way, used = [float("inf")] * (size + 1), [0] * (size + 1), [False] * (size + 1)
        while True:
            used[j], row, delta, nearest = True, match[j], float("inf"), 0
            for k in range(1, size + 1):
                if not used[k]:
                    gain = cost[row][k] - u[row] - v[k]
                    if gain < least[k]:
                        least[k], way[k] = gain, j
                    if least[k] < delta:
                        delta, nearest = least[k], k
            for k in range(size + 1):
                if used[k]:
                    u[match[k]] += delta
                    v[k] -= delta
                else:
                    least[k] -= delta
            j = nearest
            if match[j] == 0:
                break
        while j:
            match[j], j = match[way[j]], way[j]
    return -sum(cost[match[j]][j] for j in range(1, size + 1))
