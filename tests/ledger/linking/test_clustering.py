"""Groups: the same whatever the order, never with two that people called different, together what they called the same."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.ledger.linking.clustering import Pair, groups

ITEMS = [f"e{n}" for n in range(8)]
PAIRS = st.sampled_from([(a, b) for a in ITEMS for b in ITEMS if a < b])
SCORES = st.dictionaries(PAIRS, st.sampled_from([100, 300, 500, 500, 700, 900]), max_size=20)
JUDGED = st.lists(st.tuples(PAIRS, st.booleans()), max_size=6, unique_by=lambda j: j[0])

CASES: list[tuple[str, dict[Pair, int], list[tuple[Pair, bool]], str]] = [
    ("a sure pair", {("a", "b"): 900}, [], "ab c d"),
    ("a chain is not a group", {("a", "b"): 900, ("b", "c"): 900}, [], "ab c d"),
    ("but three that agree are", {("a", "b"): 900, ("b", "c"): 900, ("a", "c"): 300}, [], "abc d"),
    ("different keeps apart", {("a", "b"): 900}, [(("a", "b"), False)], "a b c d"),
    ("the surest first", {("a", "b"): 900, ("b", "c"): 800}, [(("a", "c"), False)], "ab c d"),
    ("the same, whatever the score", {}, [(("a", "d"), True)], "ad b c"),
    ("the same brings the groups along", {("a", "b"): 900, ("c", "d"): 900}, [(("a", "d"), True)], "abcd"),
    (
        "different from one of the same is different from both",
        {("b", "c"): 900},
        [(("a", "b"), True), (("a", "c"), False)],
        "ab c d",
    ),
    ("what cannot come along stays", {("a", "b"): 900, ("c", "d"): 900}, [(("a", "d"), True), (("b", "c"), False)], "ad b c"),
    ("of words that clash the oldest gives way", {}, [(("a", "b"), True), (("b", "c"), True), (("a", "c"), False)], "ab c d"),
]


@pytest.mark.parametrize(("scores", "judged", "expected"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_groups(scores: dict[Pair, int], judged: list[tuple[Pair, bool]], expected: str) -> None:
    assert ["".join(g) for g in groups("abcd", scores, 500, judged)] == expected.split()


@given(SCORES, JUDGED, st.integers(0, 99))
def test_what_people_said_holds_and_the_order_does_not_matter(
    scores: dict[Pair, int], judged: list[tuple[Pair, bool]], seed: int
) -> None:
    found = groups(ITEMS, scores, 500, judged)
    assert sorted(item for g in found for item in g) == ITEMS
    where = {item: n for n, g in enumerate(found) for item in g}
    assert all(where[a] != where[b] for (a, b), same in judged if not same)
    if all(same for _, same in judged):
        assert all(where[a] == where[b] for (a, b), _ in judged)
    shuffled, items = list(scores.items()), list(ITEMS)
    random.Random(seed).shuffle(shuffled)
    random.Random(seed).shuffle(items)
    assert groups(items, dict(shuffled), 500, judged) == found


@given(SCORES)
def test_a_group_is_never_joined_over_the_mean(scores: dict[Pair, int]) -> None:
    found = [g for g in groups(ITEMS, scores, 500) if len(g) > 1]
    for group in found:
        for item in group:
            assert max(scores.get((min(item, o), max(item, o)), 0) for o in group if o != item) >= 500
