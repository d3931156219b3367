"""The fit of scores, and the figures that tell how good they are."""

from __future__ import annotations

import numpy as np
import pytest

recipe = pytest.importorskip("calibration")
MANY = 4_000


def drawn(passages: float = 0.0, bias: float = -0.5) -> recipe.Cases:  # type: ignore[name-defined]
    """Cases whose truth is known: log odds of bias + 2 a - b, less 1.5 in passages."""
    dice = np.random.default_rng(7)
    a, b, passage = dice.normal(size=MANY), dice.normal(size=MANY), (dice.random(MANY) < passages).astype(float)
    right = dice.random(MANY) < 1 / (1 + np.exp(-(bias + 2 * a - b - 1.5 * passage)))
    features = [{"a": float(x), "b": float(y)} for x, y in zip(a, b, strict=True)]
    return recipe.Cases(features, right.astype(float), np.arange(MANY) // 8, passage)


@pytest.mark.parametrize("passages", [0.0, 0.4])
def test_a_fit_finds_what_the_cases_were_drawn_by(passages: float) -> None:
    scale = recipe.fit(drawn(passages), {"a": 1, "b": -1}, 1.0)
    assert scale.bias == pytest.approx(-0.5, abs=0.2)  # that of reports, whatever the passages
    assert scale.weights == {"a": pytest.approx(2.0, abs=0.2), "b": pytest.approx(-1.0, abs=0.15)}


def test_a_feature_that_speaks_the_wrong_way_is_left_out() -> None:
    assert set(recipe.fit(drawn(), {"a": 1, "b": 1}, 1.0).weights) == {"a"}
    assert set(recipe.fit(drawn(), {"a": 1, "b": 0}, 1.0).weights) == {"a", "b"}


def test_cross_validated_scores_are_calibrated_where_the_model_is_right() -> None:
    some = drawn()
    p = recipe.crossed(some, {"a": 1, "b": -1}, 1.0)
    assert recipe.calibration_error(p, some.right) < 0.03
    assert recipe.log_loss(p, some.right) < recipe.log_loss(np.full(MANY, some.right.mean()), some.right)


@pytest.mark.parametrize(
    ("scores", "right", "error"),
    [
        ([0.0, 1.0], [0, 1], 0.0),
        ([0.9] * 10, [1] * 9 + [0], 0.0),
        ([0.9] * 10, [1] * 5 + [0] * 5, 0.4),
        ([0.05] * 5 + [0.95] * 5, [1] * 5 + [0] * 5, 0.95),
        ([1.0], [0], 1.0),
    ],
)
def test_the_calibration_error(scores: list[float], right: list[int], error: float) -> None:
    assert recipe.calibration_error(np.array(scores), np.array(right, float)) == pytest.approx(error)
