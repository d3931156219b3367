"""Writes the figures of README.md, the model card and other pages from the files that the benchmarks pinned: nobody types a figure.

usage: python docs/figures.py [--check]      --check ends with status 1 where a page holds other figures

Reads benchmarks/floors.json (python -m benchmarks.accuracy --pin), benchmarks/accuracy/field.json (python -m benchmarks.accuracy field --pin),
benchmarks/speed/figures.json (python -m benchmarks.speed --pin) and benchmarks/clear_only.json (floors.json as it was pinned with a model
trained with --clear-only), each where it is there; what docs/measured.py reads for docs/confidence.md and docs/errors-of-coding.md, and
docs/scale.py for docs/method.md.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from pathlib import Path
from typing import Any, Final

sys.path.insert(0, str(Path(__file__).resolve().parent))

import measured
import scale

ROOT: Final = Path(__file__).resolve().parents[1]
README: Final = ROOT / "README.md"
METHOD: Final = ROOT / "docs" / "method.md"
CARD: Final = ROOT / "src" / "dateline" / "neural" / "model_card.md"
CLEAR: Final = ROOT / "benchmarks" / "clear_only.json"
FLOORS: Final = ROOT / "benchmarks" / "floors.json"
FIELD: Final = ROOT / "benchmarks" / "accuracy" / "field.json"
SPEED: Final = ROOT / "benchmarks" / "speed" / "figures.json"
SLOTS: Final[dict[str, str]] = {
    "event": "an event is found",
    "type": "with its exact type",
    "initiator": "who did it",
    "target": "to whom",
    "place": "where",
    "when~": "when, to a day",
    "source": "who says so",
    "quantity": "a figure with its measure, group, lowest and highest",
    "number": "a figure, by measure and best number alone",
    "control": "who holds the place now",
    "claim": "a whole claim: type, status, voices and figures all right",
}
SETS: Final[dict[str, str]] = {"dev": "Syria and Iraq", "dev_general": "other conflicts", "aside": "own, set aside", "demo": "demo"}


def accuracy(floors: dict[str, Any]) -> str:
    """The table of F1 by slot and set; the interval beside it where the file holds one."""
    sets = [name for name in SETS if name in floors]
    lines = ["| F1 on | " + " | ".join(f"`{name}`: {SETS[name]}" for name in sets) + " |", "| --- |" + " ---: |" * len(sets)]
    for slot, meaning in SLOTS.items():
        cells = [_cell(floors[name], slot) for name in sets]
        lines.append(f"| {meaning} | {' | '.join(cells)} |")
    return "\n".join(lines)


def _cell(found: dict[str, Any], slot: str) -> str:
    f1 = found["f1"].get(slot)
    if f1 is None:
        return "–"
    interval = found.get("interval", {}).get(slot)
    return f"{f1:.2f}" + (f" ({interval[0]:.2f}–{interval[1]:.2f})" if interval else "")


def field(pinned: dict[str, Any]) -> str:
    """The table of the field: Dateline on public test beds beside trivial answers, peers and the best published; `reports` stands above."""
    lines = [
        "| test bed | figure | Dateline | trivial answer, peer | best published |",
        "| --- | --- | ---: | --- | --- |",
    ]
    for name, entry in pinned["beds"].items():
        for f in entry["figures"] if name != "reports" else ():
            others = [f"{what} {v:.2f}" for what, v in (f["trivial"] | f["peers"]).items() if v is not None]
            low, high = f["interval"]
            ours = f"{f['value']:.2f} ({low:.2f}–{high:.2f})"
            best = f"[{f['best']}]({f['source']})" if f["source"].startswith("https://") else f["best"]
            bed = f"`{f['bed']}` ({f['part']}, {f['items']} {f['what']})"
            lines.append(f"| {bed} | {f['measure']} | {ours} | {'; '.join(others)} | {best} |")
    return "\n".join(lines)


def speed(found: dict[str, Any]) -> str:
    """One sentence on speed, with the machine that it was measured on."""
    return (
        f"Speed: {found['reports_a_second']:.1f} reports of {found['words']} words a second on one core of {found['machine']}; "
        f"the whole takes {found['whole_over_encoder']:.2f} times what the bare encoder takes; "
        f"the first result comes after {found['first_result_s']:.1f} s; {found['peak_memory_mb']:.0f} MB of memory at most."
    )


def figures() -> str:
    """What stands between the markers."""
    parts = []
    if FLOORS.is_file():
        parts.append(accuracy(json.loads(FLOORS.read_text(encoding="utf-8"))))
    if FIELD.is_file():
        parts.append(field(json.loads(FIELD.read_text(encoding="utf-8"))))
    if SPEED.is_file():
        parts.append(speed(json.loads(SPEED.read_text(encoding="utf-8"))))
    return "\n" + "\n\n".join(parts or ["The figures are not pinned yet."]) + "\n\n"


def without() -> str:
    """How the model does without the corpora of research use, for the model card."""
    if not (CLEAR.is_file() and FLOORS.is_file()):
        return "\nThe figures of a model trained without them have not been measured for this release.\n\n"
    both = [json.loads(p.read_text(encoding="utf-8")) for p in (FLOORS, CLEAR)]
    sets = [name for name in SETS if all(name in found for found in both)]
    lines = [
        "| F1, as shipped / without them | " + " | ".join(f"`{name}`" for name in sets) + " |",
        "| --- |" + " ---: |" * len(sets),
    ]
    for slot, meaning in SLOTS.items():
        cells = (" / ".join(f"{found[name]['f1'][slot]:.2f}" for found in both) for name in sets)
        lines.append(f"| {meaning} | {' | '.join(cells)} |")
    return "\n" + "\n".join(lines) + "\n\n"


def pages() -> dict[Path, str]:
    """Each page with the pinned figures between its markers. Raises SystemExit where a page has lost them."""
    out = {measured.PLOT: measured.plot()}
    for path, marker, text in (
        (README, "figures", figures()),
        (CARD, "without", without()),
        (measured.CONFIDENCE, "calibration", measured.confidence()),
        (measured.ERRORS, "errors", measured.errors()),
        (METHOD, "scale", scale.ledger()),
        (METHOD, "faults", scale.faults()),
        (METHOD, "linking", scale.linking()),
        (METHOD, "desk", scale.desk()),
    ):
        parts = re.split(rf"(<!-- /?{marker} -->\n)", out.get(path) or path.read_text(encoding="utf-8"))
        if len(parts) != 5:
            raise SystemExit(f"{path.name} has lost its markers <!-- {marker} --> and <!-- /{marker} -->")
        out[path] = "".join([*parts[:2], text, *parts[3:]])
    return out


def stale() -> list[str]:
    """The names of the pages that do not hold the pinned figures."""
    return [path.name for path, text in pages().items() if not path.is_file() or path.read_text(encoding="utf-8") != text]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true")
    if parser.parse_args().check:
        for name in stale():
            print(f"the figures of {name} are not the pinned ones; run: python docs/figures.py")
        return 1 if stale() else 0
    for path, text in pages().items():
        path.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
