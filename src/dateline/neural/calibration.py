"""How sure the shipped network's answers are in truth: a small logistic model beside its weights, fitted by training/calibration.py."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from dateline.neural.digest import FOLDER, model_version

NAME: Final = "calibration.json"
DIGITS: Final[int] = 3  # of a probability, as the records keep it: the rest is noise of the fit and of the processor's sums


@dataclass(frozen=True, slots=True)
class Scale:
    """A logistic model: `bias`, and a weight for each feature by name. One that is not named weighs nothing."""

    bias: float
    weights: Mapping[str, float]

    def probability(self, features: Mapping[str, float]) -> float:
        """The estimated probability, 0 to 1, rounded to DIGITS: features are added in the order of their names."""
        z = self.bias + math.fsum(weight * features.get(name, 0.0) for name, weight in self.weights.items())
        return round(0.5 * (1.0 + math.tanh(0.5 * z)), DIGITS)


@dataclass(frozen=True, slots=True)
class Calibration:
    """What turns features of a coding into probabilities: of an event to be right, and of a claim where its event is.

    `model`: the version of the weights that it was fitted for (`model_version`).
    """

    model: str
    event: Scale
    claim: Scale


def load(folder: Path = FOLDER) -> Calibration | None:
    """The calibration beside the weights of a folder; None where there is none, or where it was fitted for other weights."""
    path = folder / NAME
    if not path.is_file():
        return None
    told = json.loads(path.read_text(encoding="utf-8"))
    if told["model"] != model_version(folder):
        return None
    return Calibration(told["model"], _scale(told["event"]), _scale(told["claim"]))


def _scale(told: Mapping[str, Any]) -> Scale:
    return Scale(float(told["bias"]), {name: float(weight) for name, weight in told["weights"].items()})
