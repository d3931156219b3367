"""What docs/confidence.md and docs/errors-of-coding.md show of the pinned figures: how sure scores are, and the commonest errors.

Read by docs/figures.py. The figures come from benchmarks/calibration.json (python -m benchmarks.accuracy calibration --pin) and
benchmarks/errors.json (python -m benchmarks.accuracy errors --pin).
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import yaml

ROOT: Final = Path(__file__).resolve().parents[1]
CONFIDENCE: Final = ROOT / "docs" / "confidence.md"
PLOT: Final = ROOT / "docs" / "confidence.svg"
ERRORS: Final = ROOT / "docs" / "errors-of-coding.md"
CALIBRATION: Final = ROOT / "benchmarks" / "calibration.json"
COUNTS: Final = ROOT / "benchmarks" / "errors.json"
KINDS: Final = ROOT / "benchmarks" / "accuracy" / "kinds_of_error.yaml"
WHAT: Final = {"event": "events", "claim": "claims"}
SIDE: Final[int] = 170  # pixels: a panel
GAP: Final[int] = 50  # between two
EDGE: Final[int] = 46  # around all
LARGEST: Final[float] = 15.0  # pixels: radius of the circle of the most cases
FEW: Final[int] = 10  # events or claims, of fewer than which no share is told
MOST: Final[int] = 20  # kinds of error that are shown
SURE: Final[float] = 1.96  # standard errors on either side of a share: 95 in 100
NOT_PINNED: Final = "\nThe figures are not pinned yet.\n\n"


def confidence() -> str:
    """The part of docs/confidence.md that is made: how scores and outcomes agree, and what a least score leaves."""
    if not CALIBRATION.is_file():
        return NOT_PINNED
    sets = json.loads(CALIBRATION.read_text(encoding="utf-8"))["sets"]
    return f"\n![How often events and claims of each score are right]({PLOT.name})\n\n{_agreement(sets)}\n{_thresholds(sets)}\n"


def _agreement(sets: Mapping[str, Any]) -> str:
    lines = [
        "| set | what | number | right | mean score | calibration error | by chance alone | told apart | log loss (of the base rate) |",
        "| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |",
    ]
    for name, found in sets.items():
        for kind, what in WHAT.items():
            f = found[kind]
            cells = (f"{f[x]:.2f}" for x in ("right", "score", "error", "chance", "told_apart"))
            loss = f"{f['log_loss']:.2f} ({f['log_loss_of_the_base_rate']:.2f})"
            lines.append(f"| `{name}` | {what} | {f['number']} | {' | '.join(cells)} | {loss} |")
    return "\n".join(lines) + "\n"


def _thresholds(sets: Mapping[str, Any]) -> str:
    """Precision and recall by least score, the sets side by side."""
    head = "| `--min-score` | " + " | ".join(f"`{name}` {what}" for name in sets for what in WHAT.values()) + " |"
    lines = ["Precision / recall (F1) of what is left:\n", head, "| ---: |" + " ---: |" * (2 * len(sets))]
    for rows in zip(*(found["least"] for found in sets.values()), strict=True):
        cells = (_cell(row, kind) for row in rows for kind in WHAT)
        least = "none" if rows[0]["least"] == 0 else f"{rows[0]['least']:.1f}"
        lines.append(f"| {least} | {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def _cell(row: Mapping[str, float], kind: str) -> str:
    if row[f"{kind}s"] < FEW:
        return f"{row[f'{kind}s']:.0f} left"
    return f"{row[f'{kind}_p']:.2f} / {row[f'{kind}_r']:.2f} ({row[f'{kind}_f1']:.2f})"


def plot() -> str:
    """The reliability plot as SVG: a panel a set and kind, a circle for each tenth of the scale, its area by the number of cases."""
    sets = json.loads(CALIBRATION.read_text(encoding="utf-8"))["sets"] if CALIBRATION.is_file() else {}
    width, height = 2 * EDGE + len(sets) * (SIDE + GAP) - GAP, 2 * EDGE + 2 * SIDE + GAP
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" font-family="sans-serif" font-size="11" role="img">',
        "<title>Score and share that is right, for each tenth of the scale</title>",
        f'<rect width="{width}" height="{height}" fill="#fff"/>',
    ]
    for column, (name, found) in enumerate(sets.items()):
        for row, (kind, what) in enumerate(WHAT.items()):
            x, y = EDGE + column * (SIDE + GAP), EDGE + row * (SIDE + GAP)
            parts += [f'<g transform="translate({x} {y})">', *_panel(f"{name}: {what}", found[kind]), "</g>"]
    return "\n".join([*parts, "</svg>"]) + "\n"


def _panel(title: str, found: Mapping[str, Any]) -> Iterator[str]:
    most = max(b["number"] for b in found["bins"])
    yield f'<rect width="{SIDE}" height="{SIDE}" fill="none" stroke="#888"/>'
    yield f'<path d="M0 {SIDE} L{SIDE} 0" stroke="#888" stroke-dasharray="3 3"/>'
    yield f'<text y="-6" fill="#222">{title}; error {found["error"]:.2f}</text>'
    for at in (0.0, 0.5, 1.0):
        yield f'<text x="{SIDE * at:.0f}" y="{SIDE + 14}" text-anchor="middle" fill="#555">{at:g}</text>'
        yield f'<text x="-6" y="{SIDE * (1 - at) + 4:.0f}" text-anchor="end" fill="#555">{at:g}</text>'
    for b in found["bins"]:
        x, y = SIDE * b["score"], SIDE * (1 - b["right"])
        low, high = interval(b["right"], b["number"])
        yield f'<path d="M{x:.1f} {SIDE * (1 - low):.1f} V{SIDE * (1 - high):.1f}" stroke="#2a6f97" stroke-opacity="0.5"/>'
        radius = max(2.0, LARGEST * math.sqrt(b["number"] / most))
        tip = f"{b['number']} of score {b['score']:.2f}: {b['right']:.2f} right"
        yield f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}" fill="#2a6f97" fill-opacity="0.55"><title>{tip}</title></circle>'


def interval(share: float, number: int) -> tuple[float, float]:
    """The interval of a share of so many cases at 95 in 100 (Wilson)."""
    z = SURE * SURE / number
    middle, half = (share + z / 2) / (1 + z), SURE * math.sqrt(share * (1 - share) / number + z / (4 * number)) / (1 + z)
    return max(0.0, middle - half), min(1.0, middle + half)


def errors() -> str:
    """The part of docs/errors-of-coding.md that is made: the commonest kinds with their counts."""
    if not COUNTS.is_file():
        return NOT_PINNED
    found = json.loads(COUNTS.read_text(encoding="utf-8"))
    told = yaml.safe_load(KINDS.read_text(encoding="utf-8"))
    kinds = found["kinds"]
    sets = list(next(iter(kinds.values()), {}))
    lines = [
        "| | kind of error | an invented case | " + " | ".join(f"`{name}`" for name in sets) + " | all |",
        "| ---: | --- | --- |" + " ---: |" * (len(sets) + 1),
    ]
    for rank, (kind, counts) in enumerate(list(kinds.items())[:MOST], 1):
        most = found["confused"].get(kind)
        what = told[kind]["what"] + (f" (most often {most[0].replace('_', ' ')}, {most[1]})" if most else "")
        cells = " | ".join(str(counts[name]) for name in sets)
        lines.append(f"| {rank} | {what} | {told[kind]['case']} | {cells} | {sum(counts.values())} |")
    rest = list(kinds.values())[MOST:]
    more = sum(sum(counts.values()) for counts in rest)
    whole = more + sum(sum(counts.values()) for counts in list(kinds.values())[:MOST])
    return "\n" + "\n".join(lines) + f"\n\n{whole:,} errors in all, of which {more:,} of {len(rest)} rarer kinds.\n\n"
