"""Whether scores mean what they say: how often events and claims of each score are right, and what a least score leaves.

usage: python -m benchmarks.accuracy calibration [--shared ../shared] [--pin]

`aside` is cross-validated: the models of training/calibration.py, each fitted without the report that it scores. `dev` and `dev_general`
have had no part in any fit and are scored by the shipped one. `--pin` writes what is printed into benchmarks/calibration.json, from
which docs/figures.py makes the page.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "training"))

from calibration import BINS, FOLDS, SIGNS, Cases, Learned, calibration_error, fit, learn, log_loss
from dateline.neural import calibration
from outcomes import SHARED, Rated, Row, outcomes, rated

Array = NDArray[np.float64]
PINNED: Final = Path(__file__).resolve().parents[1] / "calibration.json"
SETS: Final = ("aside", "dev", "dev_general")
LEAST: Final = (0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8)  # scores from which claims are kept
DRAWS: Final[int] = 400  # of outcomes that come about exactly as often as the scores say
Told = tuple[Rated, list[float], list[list[float]]]  # a report, the scores of its events, and of the claims of each


def scored(reports: Sequence[Rated], scales: Callable[[int], calibration.Calibration]) -> list[Told]:
    """The reports with the scores of their events and claims; `scales` gives the models for a report by its position."""
    out = []
    for number, report in enumerate(reports):
        made = scales(number)
        events = [made.event.probability(f) for f in report.events]
        claims = [[p * made.claim.probability(f) for f in some] for p, some in zip(events, report.claims, strict=True)]
        out.append((report, events, claims))
    return out


def left_out(learned: Learned, number: int) -> calibration.Calibration:
    """The models fitted without a report of `aside`, by its position, and without the others of its fold."""

    def scale(name: str) -> calibration.Scale:
        some: Cases = learned.cases[name]
        return fit(some.some(some.report % FOLDS != (number + 1) % FOLDS), SIGNS[name], learned.ridges[name])

    return calibration.Calibration(learned.calibration.model, scale("event"), scale("claim"))


def reliability(score: Array, right: Array) -> dict[str, Any]:
    """How scores and outcomes agree: by bins of the scale, and on the whole. `chance`: the error that as many scores would show by
    chance, were each exactly the probability that it says."""
    dice = np.random.default_rng(0)
    at = np.minimum((score * BINS).astype(int), BINS - 1)
    chance = [calibration_error(score, (dice.random(len(score)) < score).astype(float)) for _ in range(DRAWS)]
    base = np.full(len(right), right.mean())
    return {
        "number": len(score),
        "right": round(float(right.mean()), 3),
        "score": round(float(score.mean()), 3),
        "error": round(calibration_error(score, right), 3),
        "chance": round(float(np.mean(chance)), 3),
        "log_loss": round(log_loss(score, right), 3),
        "log_loss_of_the_base_rate": round(log_loss(base, right), 3),
        "told_apart": round(told_apart(score, right), 3),
        "bins": [
            {
                "from": b / BINS,
                "number": int(w.sum()),
                "score": round(float(score[w].mean()), 3),
                "right": round(float(right[w].mean()), 3),
            }
            for b in range(BINS)
            if (w := at == b).any()
        ],
    }


def told_apart(score: Array, right: Array) -> float:
    """How often one that is right has the higher score than one that is wrong (a tie counts half)."""
    good, bad = score[right == 1], score[right == 0]
    if not len(good) or not len(bad):
        return 0.5
    return float(((good[:, None] > bad[None]) + 0.5 * (good[:, None] == bad[None])).mean())


def thresholds(told: Sequence[Told], shared: Path) -> list[dict[str, float]]:
    """Precision, recall and F1 of events (with their types) and claims, where claims of a lower score are left out."""
    gold = [sum(len(r.gold["events"]) for r, _, _ in told), sum(len(e["claims"]) for r, _, _ in told for e in r.gold["events"])]
    out = []
    for least in LEAST:
        made, right = [0, 0], [0, 0]
        for report, _, scores in told:
            for found in outcomes(report.gold, kept(report.coded, scores, least), shared):
                made = [made[0] + 1, made[1] + len(found.claims)]
                right = [right[0] + found.right, right[1] + sum(found.claims)]
        row = {"least": least}
        for n, name in enumerate(("event", "claim")):
            p, r = right[n] / made[n] if made[n] else 0.0, right[n] / gold[n]
            row |= {
                f"{name}_p": round(p, 3),
                f"{name}_r": round(r, 3),
                f"{name}_f1": round(2 * p * r / (p + r) if p + r else 0.0, 3),
            }
        out.append({**row, "events": made[0], "claims": made[1]})
    return out


def kept(coded: Row, scores: Sequence[Sequence[float]], least: float) -> Row:
    """A coded report as --min-score gives it: an event goes with its last claim."""
    events = []
    for event, mine in zip(coded["events"], scores, strict=True):
        claims = [c for c, score in zip(event["claims"], mine, strict=True) if score >= least]
        events += [{**event, "claims": claims}] if claims else []
    return {**coded, "events": events}


def measured(told: Sequence[Told], shared: Path) -> dict[str, Any]:
    """All figures of one set."""
    pairs: dict[str, list[tuple[float, bool]]] = {"event": [], "claim": []}
    for report, events, claims in told:
        for score, mine, found in zip(events, claims, outcomes(report.gold, report.coded, shared), strict=True):
            pairs["event"].append((score, found.right))
            pairs["claim"] += zip(mine, found.claims, strict=True)
    reliable = {name: reliability(*(np.array(column, float) for column in zip(*some, strict=True))) for name, some in pairs.items()}
    return {**reliable, "least": thresholds(told, shared)}


def show(name: str, found: Mapping[str, Any]) -> None:
    """Prints one set."""
    for kind in ("event", "claim"):
        f = found[kind]
        print(
            f"\n{name}, {kind}s: {f['number']}, of which right {f['right']:.3f}, mean score {f['score']:.3f}; calibration error "
            f"{f['error']:.3f} (by chance alone {f['chance']:.3f}); told apart {f['told_apart']:.3f}; log loss {f['log_loss']:.3f}, "
            f"of the base rate {f['log_loss_of_the_base_rate']:.3f}"
        )
        for b in f["bins"]:
            bar = "█" * round(20 * b["right"])
            print(
                f"  {b['from']:.1f} to {b['from'] + 1 / BINS:.1f}  {b['number']:4d}  score {b['score']:.2f}  right {b['right']:.2f} {bar}"
            )
    print(f"\n{name}: least score  event with type P, R, F1   claim P, R, F1   events  claims")
    for row in found["least"]:
        cells = "  ".join(f"{row[f'{kind}_p']:.2f} {row[f'{kind}_r']:.2f} {row[f'{kind}_f1']:.2f}" for kind in ("event", "claim"))
        print(f"  {row['least']:.1f}  {cells}  {row['events']:5.0f}  {row['claims']:5.0f}")


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints the figures. Status 1 where the shipped calibration was fitted for other weights."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=SHARED)
    parser.add_argument("--pin", action="store_true")
    a = parser.parse_args(arguments)
    if not (a.shared / "gold").is_dir():
        print("skipped: the coded reports (../shared/gold) are not here")
        return 0
    shipped = calibration.load()
    if shipped is None:
        print("the calibration was fitted for other weights: run python training/calibration.py")
        return 1
    learned = learn(a.shared)
    found: dict[str, Any] = {"model": shipped.model, "sets": {}}
    for name in SETS:
        scales = (lambda number: left_out(learned, number)) if name == "aside" else (lambda number: shipped)
        found["sets"][name] = measured(scored(rated(name, a.shared), scales), a.shared)
        show(name, found["sets"][name])
    if a.pin:
        PINNED.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
