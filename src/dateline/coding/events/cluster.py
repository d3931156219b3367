"""Which triggers tell one act: average-link clustering of the coreference head's scores."""

from __future__ import annotations

from itertools import combinations
from typing import Final

from dateline.records import Reading, Resolved

SAME: Final[float] = 0.5  # mean score from which two clusters are one act
OTHER_TYPE: Final[float] = 0.8  # the same, where their types differ: one act may be named by two kinds of word
APART: Final[float] = 0.35  # taken off where both name places, and no place of theirs is the same


def cluster(reading: Reading, resolved: Resolved) -> tuple[tuple[int, ...], ...]:
    """Groups of trigger positions, each one act, in the order of the text."""
    scores = {(a, b): score for a, b, score in reading.same}
    places = _places(reading, resolved)
    for (a, b), score in scores.items():
        if places[a] and places[b] and not places[a] & places[b]:
            scores[a, b] = score - APART
    groups: list[tuple[int, ...]] = [(i,) for i in range(len(reading.triggers))]
    while len(groups) > 1:
        best, pair = 0.0, None
        for a, b in combinations(range(len(groups)), 2):
            score = _mean(groups[a], groups[b], scores)
            least = SAME if _one_kind(reading, groups[a], groups[b]) else OTHER_TYPE
            if score >= least and score > best:
                best, pair = score, (a, b)
        if pair is None:
            break
        joined = tuple(sorted(groups[pair[0]] + groups[pair[1]]))
        groups = [g for i, g in enumerate(groups) if i not in pair] + [joined]
    return tuple(sorted(groups))


def _mean(left: tuple[int, ...], right: tuple[int, ...], scores: dict[tuple[int, int], float]) -> float:
    pairs = [scores.get((min(a, b), max(a, b)), 0.0) for a in left for b in right]
    return sum(pairs) / len(pairs)


def _one_kind(reading: Reading, left: tuple[int, ...], right: tuple[int, ...]) -> bool:
    kinds = {(reading.triggers[i].type, reading.triggers[i].mode) for i in (*left, *right)}
    return len(kinds) == 1


def _places(reading: Reading, resolved: Resolved) -> list[frozenset[str]]:
    """For each trigger the names of the towns and villages tied to it."""
    out: list[set[str]] = [set() for _ in reading.triggers]
    for link in reading.links:
        where = resolved.where[link.mention]
        if link.role == "place" and where is not None and where.precision <= 2:
            out[link.trigger].add(where.name)
    return [frozenset(x) for x in out]
