"""The scores of groups, on cases whose answers are known."""

from __future__ import annotations

from collections.abc import Hashable

import pytest
from benchmarks.accuracy.coreference import Score


def groups(words: str) -> list[frozenset[Hashable]]:
    return [frozenset(w) for w in words.split()]


@pytest.mark.parametrize(
    ("found", "key", "muc", "b3", "ceafe"),
    [
        ("abc d", "abc d", 1.0, 1.0, 1.0),
        ("a b c", "abc", 0.0, 0.5, 0.25),
        ("abc", "a b c", 0.0, 0.5, 0.25),
        ("ab cd", "abcd", 0.8, 2 / 3, 4 / 9),
        ("abcde fg hijkl", "abcde fghijkl", 0.947, 0.865, 0.733),
    ],
)
def test_known_scores(found: str, key: str, muc: float, b3: float, ceafe: float) -> None:
    score = Score()
    score.add(groups(found), groups(key))
    assert [round(score.tallies[m].f1()[2], 3) for m in ("muc", "b3", "ceafe")] == [round(x, 3) for x in (muc, b3, ceafe)]
