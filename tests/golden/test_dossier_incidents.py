"""The incidents of the bundled reports: linking of their record as it was written by hand, against the key."""

from __future__ import annotations

from pathlib import Path

import pytest
from benchmarks.accuracy.coreference import Score
from benchmarks.accuracy.linking import by_hand, key_of_dossier, score_of

from dateline.pipeline import Kit

LEAST = 0.90  # B-cubed F1


@pytest.fixture(scope="module")
def found(kit: Kit, tmp_path_factory: pytest.TempPathFactory) -> tuple[Score, Score]:
    """The scores of all accounts, and of those of December 2016. The kit is asked for since it brings the gazetteer."""
    labels, key, december = by_hand(Path(tmp_path_factory.mktemp("dossier")) / "hand.db")
    assert set(labels) == set(key_of_dossier())
    return score_of(labels, key), score_of(labels, key, december)


def test_the_incidents_of_the_dossier_are_the_right_ones(found: tuple[Score, Score]) -> None:
    assert found[0].tallies["b3"].f1()[2] >= LEAST


def test_those_of_december_2016_are(found: tuple[Score, Score]) -> None:
    assert found[1].tallies["b3"].f1()[2] >= LEAST
