"""The judge of pairs: how likely two triggers of a report tell one act, by what they have in common. A small network of one layer beside
the encoder's weights, fitted by training/pairs.py on reports that its encoder had not seen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final
from zipfile import BadZipFile

import numpy as np

from dateline.errors import DatelineError
from dateline.neural.digest import FOLDER
from dateline.neural.model import Array, sigmoid

NAME: Final = "pairs.npz"
WEIGHTS: Final = ("middle", "spread", "inner.weight", "inner.bias", "out.weight", "out.bias")


@dataclass(frozen=True, slots=True)
class Judge:
    """`features`: what it reads, by name, in order. `weights`: `middle` and `spread` [features], `inner.weight` [units, features] and
    `inner.bias`, `out.weight` [1, units] and `out.bias`; float32."""

    features: tuple[str, ...]
    weights: Mapping[str, Array]

    def __call__(self, pairs: Array) -> Array:
        """Probabilities [...] of pairs [..., features]."""
        w = self.weights
        inner = np.maximum((pairs - w["middle"]) / w["spread"] @ w["inner.weight"].T + w["inner.bias"], 0)
        return sigmoid((inner @ w["out.weight"].T + w["out.bias"])[..., 0])


@cache
def load(folder: Path = FOLDER) -> Judge:
    """The judge of a folder of weights, loaded once a process. Raises DatelineError `model.missing`."""
    try:
        with np.load(folder / NAME) as stored:
            weights = {name: stored[name].astype(np.float32) for name in WEIGHTS}
            return Judge(tuple(str(name) for name in stored["features"]), weights)
    except (OSError, KeyError, ValueError, BadZipFile) as error:
        raise DatelineError("model.missing", f"{folder}: {error}") from error
