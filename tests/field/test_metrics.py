"""The measures of the table of the field on cases worked out by hand."""

from __future__ import annotations

from collections import Counter

import pytest
from benchmarks.accuracy.field.metrics import bare, ceaf_ree, f1, f1_of, interval, pairs, share, weighted_f1


@pytest.mark.parametrize(
    ("right", "found", "gold", "wanted"),
    [(0, 0, 0, 0.0), (0, 3, 4, 0.0), (2, 2, 2, 1.0), (1, 2, 1, 2 / 3), (3, 4, 6, 0.6)],
)
def test_f1_is_the_harmonic_mean(right: int, found: int, gold: int, wanted: float) -> None:
    assert f1(right, found, gold) == pytest.approx(wanted)


def test_a_share_of_nothing_is_nothing() -> None:
    assert (share(0, 0), share(1, 4)) == (0.0, 0.25)


@pytest.mark.parametrize(
    ("told", "wanted"),
    [
        ([("a", "a"), ("b", "b")], 1.0),
        ([("a", "b"), ("b", "a")], 0.0),
        ([("a", "a"), ("a", "a"), ("a", "b"), ("b", "b")], (3 * 0.8 + 1 * 2 / 3) / 4),  # a: P 1, R 2/3; b: P 1/2, R 1
        ([("a", "a"), ("a", "c"), ("b", "a")], 2 / 3 * 0.5),  # a label that is never right weighs nothing
        ([], 0.0),
    ],
)
def test_weighted_f1_weighs_by_the_key(told: list[tuple[str, str]], wanted: float) -> None:
    assert weighted_f1(told) == pytest.approx(wanted)


@pytest.mark.parametrize(
    ("left", "wanted"),
    [([], 0), ([[]], 0), ([[0], [0]], 1), ([[0, 1], [0]], 2), ([[0, 1], [0, 1], [0, 1]], 2), ([[1], [0, 1], [0, 2]], 3)],
)
def test_the_largest_match_is_one_to_one(left: list[list[int]], wanted: int) -> None:
    assert pairs(left) == wanted


@pytest.mark.parametrize(
    ("words", "wanted"), [("The FMLN [rebels]", "fmln rebels"), ("AN  ELECTRIC-POWER plant.", "electricpower plant"), ("a", "")]
)
def test_fillers_are_compared_without_articles_and_marks(words: str, wanted: str) -> None:
    assert bare(words) == wanted


GOLD = [["guerrillas", "guerrilla column"], ["urng", "guatemalan national revolutionary unity"]]


@pytest.mark.parametrize(
    ("found", "right"),
    [
        ([["guerrillas"]], 1),
        ([["guerrillas"], ["guerrilla column"]], 1),  # two entities for one of the key: one is too many
        ([["THE GUERRILLA COLUMN"], ["URNG"]], 2),
        ([["guerrillas", "urng"]], 0),  # mentions of two entities of the key in one
        ([["guerrillas", "the guerrilla column"]], 1),
        ([["armed guerrillas"]], 0),
        ([[]], 0),
        ([], 0),
    ],
)
def test_an_entity_is_right_where_all_its_mentions_are_of_one_of_the_key(found: list[list[str]], right: int) -> None:
    assert ceaf_ree(found, GOLD) == right


def test_counts_of_documents_are_added_up_before_anything_is_divided() -> None:
    one = Counter({"gold": 4, "ours found": 2, "ours right": 2})
    other = Counter({"gold": 6, "ours found": 8, "ours right": 1})
    assert f1_of("ours")([one, other]) == pytest.approx(2 * 3 / (10 + 10))


def test_an_interval_holds_the_middle_of_the_draws_and_is_the_same_every_time() -> None:
    samples = [0.0, 1.0] * 20

    def mean(drawn: object) -> float:
        return sum(drawn) / len(drawn)  # type: ignore[arg-type,call-overload]

    low, high = interval(samples, mean)
    assert 0.3 < low < 0.5 < high < 0.7
    assert interval(samples, mean) == (low, high)
    assert interval([1.0, 1.0], mean) == (1.0, 1.0)
    assert interval([], mean) == (0.0, 0.0)
