"""The calibration beside the weights: it belongs to them, says nothing against a feature's name, and is not used for others."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.neural import calibration
from dateline.neural.calibration import NAME, Scale
from dateline.neural.digest import FOLDER, model_version

recipe = pytest.importorskip("calibration")
NUMBERS = st.dictionaries(st.sampled_from(("a", "b", "c")), st.floats(-50, 50))


def test_the_shipped_calibration_was_fitted_for_the_shipped_weights() -> None:
    if model_version() == "none":
        pytest.skip("no model is installed")
    assert calibration.load() is not None, "run: python training/calibration.py"


def test_no_feature_speaks_against_its_name() -> None:
    told = json.loads((FOLDER / NAME).read_text(encoding="utf-8"))
    for name, signs in recipe.SIGNS.items():
        assert set(told[name]["weights"]) <= set(signs)
        assert [f for f, weight in told[name]["weights"].items() if weight * signs[f] < 0] == []


@pytest.mark.parametrize(("digests", "loads"), [("{}", True), ('{"other": "weights"}', False), (None, False)])
def test_a_calibration_holds_for_its_own_weights_only(tmp_path: Path, digests: str | None, loads: bool) -> None:
    (tmp_path / "digests.json").write_text("{}", encoding="utf-8")
    scale = {"bias": 0.5, "weights": {"a": 1}}
    (tmp_path / NAME).write_text(json.dumps({"model": model_version(tmp_path), "event": scale, "claim": scale}), encoding="utf-8")
    if digests is None:
        (tmp_path / NAME).unlink()
    else:
        (tmp_path / "digests.json").write_text(digests, encoding="utf-8")
    assert (calibration.load(tmp_path) is not None) == loads


@given(st.floats(-50, 50), NUMBERS, NUMBERS)
def test_a_probability_is_one(bias: float, weights: dict[str, float], features: dict[str, float]) -> None:
    found = Scale(bias, weights).probability(features)
    assert 0.0 <= found <= 1.0 and found == Scale(bias, dict(reversed(weights.items()))).probability(features)


@pytest.mark.parametrize(
    ("bias", "features", "probability"), [(0.0, {}, 0.5), (0.0, {"a": 1.0}, 0.731), (-1.0, {"a": 1.0, "b": 9.0}, 0.5)]
)
def test_a_feature_that_is_not_named_weighs_nothing(bias: float, features: dict[str, float], probability: float) -> None:
    assert Scale(bias, {"a": 1.0}).probability(features) == probability
