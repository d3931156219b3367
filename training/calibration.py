"""Fits how sure the shipped model is: the probability that a coded event, and a coded claim, is right.

usage: python training/calibration.py [--shared ../shared] [--dry]      --dry prints, and writes nothing

Run it after training/export.py: the result, calibration.json beside the weights, holds for these weights only. A logistic model over
the few features of dateline.coding.confidence, with a ridge, is fitted on the reports and passages that no weight has seen
(training/data/*/*-10.txt), never on those of ../shared/gold. The passages are harder on purpose: they share the weights of the
features with the reports, and have a base rate of their own, which is not kept. The strength of the ridge is the one whose
cross-validated log loss is least, over folds of whole reports.

Right is an event that the scorer pairs and whose type is the answer's; a claim is right if its event, its status and its voices are.
A claim's probability is that of its event times that of the claim given its event, which is what its own model is fitted on.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from dateline.neural.calibration import NAME, Calibration, Scale
from dateline.neural.digest import FOLDER, model_version
from outcomes import SHARED, Outcome, Rated, outcomes, rated

Array = NDArray[np.float64]
FOLDS: Final[int] = 10
RIDGES: Final = (5.0, 10.0, 20.0, 40.0, 80.0)  # strengths that are tried, on features of unit variance
STEPS: Final[int] = 60  # of Newton's method, at most
SIGNS: Final[dict[str, dict[str, int]]] = {
    "event": {"trigger": 1, "type": 1, "words": 1, "twin": -1, "initiator": 1, "target": 1, "when": 1, "other": -1},
    "claim": {"status": 1, "unlike": -1, "tie": 1, "chain": -1, "own": 0, "voiced": -1, "claims": -1},
}  # which way a feature speaks; one that is fitted to speak the other way is left out. 0: either way
BINS: Final[int] = 10  # equal shares of the scale from 0 to 1, for the calibration error
FLOOR: Final[float] = 1e-6  # a probability that a log loss is taken of


@dataclass(frozen=True)
class Cases:
    """What one model is fitted on: rows of features, whether right, the number of the report, and whether it is a passage."""

    features: list[Mapping[str, float]]
    right: Array
    report: NDArray[np.int64]
    passage: Array

    def some(self, which: NDArray[np.bool_]) -> Cases:
        """Those that are marked."""
        kept = [f for f, w in zip(self.features, which, strict=True) if w]
        return Cases(kept, self.right[which], self.report[which], self.passage[which])


def cases(sets: Sequence[tuple[Sequence[Rated], Sequence[Sequence[Outcome]], bool]]) -> dict[str, Cases]:
    """The cases of the two models; a set is reports, what the scorer finds of each, and whether they are passages."""
    rows: dict[str, list[tuple[Mapping[str, float], bool, int, bool]]] = {"event": [], "claim": []}
    number = 0
    for reports, found, passages in sets:
        for report, outs in zip(reports, found, strict=True):
            number += 1
            for features, told, out in zip(report.events, report.claims, outs, strict=True):
                rows["event"].append((features, out.right, number, passages))
                if out.right:
                    rows["claim"] += [(f, ok, number, passages) for f, ok in zip(told, out.claims, strict=True)]
    return {name: _cases(some) for name, some in rows.items()}


def _cases(rows: list[tuple[Mapping[str, float], bool, int, bool]]) -> Cases:
    features, right, report, passage = ([row[n] for row in rows] for n in range(4))
    return Cases(list(features), np.array(right, float), np.array(report), np.array(passage, float))


def fit(some: Cases, signs: Mapping[str, int], ridge: float) -> Scale:
    """The model of a base rate and a weight for each feature; without those that would speak the wrong way."""
    names = list(signs)
    while True:
        bias, weights = _fitted(some, names, ridge)
        bad = [name for name in names if weights[name] * signs[name] < 0]
        if not bad:
            return Scale(bias, {name: round(weights[name], 4) for name in sorted(names)})
        names.remove(min(bad, key=lambda name: weights[name] * signs[name]))


def _fitted(some: Cases, names: Sequence[str], ridge: float) -> tuple[float, dict[str, float]]:
    """Newton's method on features of unit variance; neither the base rate nor that of the passages is held down."""
    x = np.array([[f.get(name, 0.0) for name in names] for f in some.features]).reshape(len(some.features), len(names))
    mean, spread = x.mean(0), x.std(0)
    spread[spread == 0] = 1.0
    apart = [some.passage[:, None]] if 0 < some.passage.mean() < 1 else []
    z = np.hstack([np.ones((len(x), 1)), (x - mean) / spread, *apart])
    held = np.array([FLOOR, *[ridge] * len(names), *[FLOOR] * len(apart)])
    w = np.zeros(z.shape[1])
    for _ in range(STEPS):
        p = 1 / (1 + np.exp(-(z @ w)))
        step = np.linalg.solve((z * (p * (1 - p))[:, None]).T @ z + np.diag(held), z.T @ (p - some.right) + held * w)
        w -= step
        if np.abs(step).max() < 1e-9:
            break
    raw = w[1 : 1 + len(names)] / spread
    return round(float(w[0] - raw @ mean), 4), dict(zip(names, map(float, raw), strict=True))


def probabilities(scale: Scale, some: Cases) -> Array:
    """The model's answers, as for reports."""
    return np.array([scale.probability(f) for f in some.features])


def crossed(some: Cases, signs: Mapping[str, int], ridge: float) -> Array:
    """The answer for each case by a model that has not seen its report; of passages too, whose base rate is then that of reports."""
    out = np.zeros(len(some.right))
    for fold in range(FOLDS):
        held = some.report % FOLDS == fold
        if held.any():
            out[held] = probabilities(fit(some.some(~held), signs, ridge), some.some(held))
    return out


def log_loss(p: Array, right: Array) -> float:
    """The mean of minus the log of the probability given to what is so."""
    q = np.clip(p, FLOOR, 1 - FLOOR)
    return float(-(right * np.log(q) + (1 - right) * np.log(1 - q)).mean())


def calibration_error(p: Array, right: Array) -> float:
    """The expected calibration error: how far, over BINS of the scale, the mean score is from the share that is right, by cases."""
    at = np.minimum((p * BINS).astype(int), BINS - 1)
    found = ((at == b) for b in range(BINS))
    return float(sum(abs(p[b].mean() - right[b].mean()) * b.mean() for b in found if b.any()))


def chosen(some: Cases, signs: Mapping[str, int]) -> float:
    """The strength of the ridge whose cross-validated log loss on whole reports is least."""
    whole = some.passage == 0
    return min(RIDGES, key=lambda ridge: log_loss(crossed(some, signs, ridge)[whole], some.right[whole]))


@dataclass(frozen=True)
class Learned:
    """The two models, the cases that they are of, and the strength of the ridge of each."""

    calibration: Calibration
    cases: dict[str, Cases]
    ridges: dict[str, float]


def learn(shared: Path = SHARED) -> Learned:
    """The models of the installed weights."""
    sets = []
    for name in ("aside", "passages"):
        reports = rated(name, shared)
        sets.append((reports, [outcomes(r.gold, r.coded, shared) for r in reports], name == "passages"))
    made = cases(sets)
    ridges = {name: chosen(some, SIGNS[name]) for name, some in made.items()}
    scales = {name: fit(some, SIGNS[name], ridges[name]) for name, some in made.items()}
    return Learned(Calibration(model_version(), scales["event"], scales["claim"]), made, ridges)


def told(learned: Learned) -> dict[str, Any]:
    """What is written: the models, and what they were fitted on."""
    out: dict[str, Any] = {"model": learned.calibration.model}
    for name, scale in (("event", learned.calibration.event), ("claim", learned.calibration.claim)):
        some = learned.cases[name]
        whole = some.passage == 0
        p, right = crossed(some, SIGNS[name], learned.ridges[name])[whole], some.right[whole]
        out[name] = {
            "bias": scale.bias,
            "weights": dict(scale.weights),
            "ridge": learned.ridges[name],
            "cases": {"reports": int(whole.sum()), "passages": int((~whole).sum())},
            "right": round(float(right.mean()), 3),
            "cross_validated": {
                "log_loss": round(log_loss(p, right), 3),
                "log_loss_of_the_base_rate": round(log_loss(np.full(len(right), right.mean()), right), 3),
                "calibration_error": round(calibration_error(p, right), 3),
            },
        }
    return out


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=SHARED)
    parser.add_argument("--dry", action="store_true")
    a = parser.parse_args()
    text = json.dumps(told(learn(a.shared)), indent=2) + "\n"
    print(text, end="")
    if not a.dry:
        (FOLDER / NAME).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
