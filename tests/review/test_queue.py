"""What is put before a person first: the least sure and most consequential."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.knowledge.gazetteer import Candidate
from dateline.records.entry import Spot
from dateline.review.queue import (
    KINDS,
    SURE,
    UNSCORED,
    Item,
    Stakes,
    claim_doubt,
    clash_doubt,
    consequence,
    is_unsure,
    link_doubt,
    ordered,
    place_doubt,
    rank,
)
from dateline.review.rivals import rivals_of


@pytest.mark.parametrize(
    ("first", "then"),
    [
        # what is unsure comes before what is sure, where as much hangs on both
        ((0.9, Stakes(10)), (0.2, Stakes(10))),
        # a toll of a thousand before one of ten, where both are as unsure
        ((0.5, Stakes(1_000)), (0.5, Stakes(10))),
        # a little doubt about a thousand dead before much doubt about nobody
        ((0.3, Stakes(1_000)), (0.9, Stakes(None))),
        # but near certainty about a thousand comes after real doubt about ten
        ((0.8, Stakes(10)), (0.1, Stakes(1_000))),
        # five told apart before a hundred claims of one story
        ((0.5, Stakes(10, origins=5, claims=5)), (0.5, Stakes(10, origins=1, claims=100))),
        # nobody harmed is still something
        ((0.5, Stakes(None)), (0.0, Stakes(10_000, origins=9))),
    ],
)
def test_what_comes_first(first: tuple[float, Stakes], then: tuple[float, Stakes]) -> None:
    assert rank(*first) > rank(*then)


@pytest.mark.parametrize(("score", "doubt"), [(0.5, 1.0), (0.4, 0.8), (0.6, 0.8), (0.9, 0.2), (0.0, 0.0), (1.0, 0.0)])
def test_a_link_is_least_sure_in_the_middle(score: float, doubt: float) -> None:
    assert link_doubt(score) == pytest.approx(doubt)


@pytest.mark.parametrize(
    ("rivals", "score", "listed", "doubt"),
    [
        (0, 1.0, True, 0.0), (1, 1.0, True, 0.5), (3, 1.0, True, 0.75), (0, 0.5, True, 0.5), (0, 0.8, True, 0.0), (1, 0.3, True, 0.7),
        (2, None, False, 0.8), (0, None, False, 0.0), (0, None, True, 0.0),
    ],
)  # fmt: skip
def test_a_place_is_unsure_by_its_rivals_and_its_score(rivals: int, score: float | None, listed: bool, doubt: float) -> None:
    assert place_doubt(rivals, score, listed) == pytest.approx(doubt)


@pytest.mark.parametrize(
    ("kind", "figures", "doubt"),
    [
        ("figures", [34, 120], 1 - 34 / 120),
        ("figures", [100, 110], 0.5),
        ("figures", [], 0.5),
        ("denial", [1, 100], 0.8),
        ("figures", [0, 0], 0.5),
    ],
)
def test_figures_clash_the_more_the_farther_they_are_apart(kind: str, figures: list[float], doubt: float) -> None:
    assert clash_doubt(kind, figures) == pytest.approx(doubt)


@pytest.mark.parametrize(
    ("author", "score", "doubt"),
    [
        ("machine:dateline 0.1.0", 0.25, 0.75), ("machine:dateline 0.1.0", 1.0, 0.0),
        ("machine:llm:some-model", None, UNSCORED),  # nothing says how likely it is right
        ("person:Ada", None, 0.0), ("data:ACLED", None, 0.0),
    ],
)  # fmt: skip
def test_a_claim_is_doubted_by_its_score_if_a_machine_coded_it(author: str, score: float | None, doubt: float) -> None:
    assert claim_doubt(author, score) == pytest.approx(doubt)


@pytest.mark.parametrize(
    ("author", "score", "waits"),
    [
        ("machine:dateline 0.1.0", SURE - 0.01, True), ("machine:dateline 0.1.0", SURE, False), ("machine:llm:some-model", None, True),
        ("person:Ada", None, False), ("data:ACLED", 0.1, False),
    ],
)  # fmt: skip
def test_which_claims_wait_for_their_score(author: str, score: float | None, waits: bool) -> None:
    assert is_unsure(author, score) == waits


@given(st.lists(st.tuples(st.floats(0, 1), st.integers(0, 10**6), st.integers(1, 50)), max_size=12))
def test_the_order_is_one_and_the_same_whatever_came_first(told: list[tuple[float, int, int]]) -> None:
    items = [Item(f"{n}", KINDS[n % 5], "", "", d, Stakes(p, o), (), ()) for n, (d, p, o) in enumerate(told)]
    found = ordered(items)
    assert found == ordered(reversed(items)) and [round(i.rank, 6) for i in found] == sorted(
        (round(i.rank, 6) for i in items), reverse=True
    )
    assert all(consequence(i.stakes) >= 1 for i in items)


def place(id: int, country: str, lat: float, lon: float, population: int = 0, feature: str = "P") -> Candidate:
    """A row of a gazetteer."""
    return Candidate(id, "Rastan", None, lat, lon, country, None, None, feature, "PPL", population)


class Names:
    """A gazetteer of a few places that bear one name."""

    def __init__(self, *found: Candidate) -> None:
        self.found = found

    def lookup(self, name: str) -> tuple[Candidate, ...]:
        """Those, whatever the name."""
        return self.found


HOMS, NEAR, IDLIB = place(1, "SY", 34.9, 36.7, 40_000), place(2, "SY", 34.91, 36.71), place(3, "SY", 35.9, 36.6)
PROVINCE, BIG, SMALL = (
    place(4, "SY", 34.0, 38.0, feature="A"),
    place(5, "TR", 39.0, 32.0, 900_000),
    place(6, "US", 40.0, -80.0, 5_000),
)
PUT = Spot("Rastan", "gn:1", 1, 34.9, 36.7, "SY", None, 1)
NOWHERE = Spot("Rastan", "name:rastan|SY", 1, None, None, "SY")


@pytest.mark.parametrize(
    ("spot", "known", "rivals", "chosen"),
    [
        (PUT, (HOMS, NEAR), (), HOMS),  # another row of the same town
        (PUT, (HOMS, IDLIB), (IDLIB,), HOMS),  # another town of the country
        (PUT, (HOMS, PROVINCE), (), HOMS),  # a province is told by other words
        (PUT, (BIG, HOMS, SMALL), (BIG,), HOMS),  # a city abroad that the name alone means; no village
        (NOWHERE, (BIG, HOMS, SMALL), (BIG, HOMS, SMALL), None),  # put nowhere: any of them
        (PUT, (), (), None),  # not in this gazetteer, and on the map: nothing to choose from
    ],
)
def test_which_places_a_name_may_mean(
    spot: Spot, known: tuple[Candidate, ...], rivals: tuple[Candidate, ...], chosen: Candidate | None
) -> None:
    assert rivals_of(spot, Names(*known)) == (rivals, chosen)
