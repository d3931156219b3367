"""The judge of pairs as a file: what it reads, and what is said where it is missing."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from dateline.errors import DatelineError
from dateline.neural import pairs


def test_a_judge_is_a_layer_and_an_answer(tmp_path: Path) -> None:
    np.savez(
        tmp_path / pairs.NAME,
        features=np.array(["score"]), middle=np.array([0.5]), spread=np.array([0.5]),
        **{"inner.weight": np.array([[1.0], [-1.0]]), "inner.bias": np.zeros(2), "out.weight": np.array([[2.0, 0.0]]), "out.bias": np.zeros(1)},
    )  # fmt: skip
    judge = pairs.load(tmp_path)
    made = judge(np.array([[[1.0], [0.0]]], np.float32))
    assert judge.features == ("score",)
    assert made.shape == (1, 2)
    assert made[0] == pytest.approx([1 / (1 + np.exp(-2)), 0.5])


def test_a_missing_judge_is_told_as_a_missing_model(tmp_path: Path) -> None:
    with pytest.raises(DatelineError) as error:
        pairs.load(tmp_path)
    assert error.value.code == "model.missing"


@pytest.mark.parametrize("broken", [b"no archive", b"PK\x03\x04 cut off"])
def test_a_broken_judge_is_told_as_a_missing_model(tmp_path: Path, broken: bytes) -> None:
    (tmp_path / pairs.NAME).write_bytes(broken)
    with pytest.raises(DatelineError):
        pairs.load(tmp_path)
