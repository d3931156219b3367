"""Codes the development reports with the installed package and prints one table each, with intervals.

usage: python -m benchmarks.accuracy [--shared ../shared] [--check] [--pin] [--misses SET]
       python -m benchmarks.accuracy field [--bed NAME] [--short] [--check] [--pin]      the table of the field (field/command.py)
       python -m benchmarks.accuracy calibration [--pin]      how sure scores are (calibration.py)
       python -m benchmarks.accuracy errors [--most 20] [--pin]      the commonest kinds of error (errors.py)
       python -m benchmarks.accuracy.grouping      which words tell one act, and what better grouping would give

`--check` compares with benchmarks/floors.json and ends with status 1 on a drop; `--pin` writes today's figures there.
`dev` and `dev_general`: the coded reports of ../shared/gold; the rules were tuned with them in view, no shipped weight has seen
them. `aside`: the part of the project's own labelled reports that no model sees. `demo`: the bundled reports against the record
that was written of them before the coder could read them.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "training"))

from dateline.errors import DatelineError
from dateline.export.jsonl import line
from dateline.pipeline import Kit, code, load_kit
from dateline.read import read_record
from gold import record
from labelled import read

HERE: Final = Path(__file__).resolve().parent
ROOT: Final = HERE.parents[1]
FLOORS: Final = HERE.parent / "floors.json"
GOLD: Final = ("dev", "dev_general")
OWN: Final[dict[str, str]] = {"aside": "training/data/reports/*-10.txt", "demo": "tests/golden/demo_expected.txt"}
SLACK: Final[float] = 0.005  # F1 that may differ by processor: int8 sums differ in the last bits
SHOWN: Final = ("event", "type", "initiator", "target", "place", "when~", "source", "quantity", "number", "control", "claim")


def coded(rows: list[dict[str, Any]], kit: Kit) -> list[str]:
    """A JSON line for each report; one that cannot be coded is kept with no events."""
    out = []
    for row in rows:
        document = read_record(row)
        try:
            out.append(line(code(replace(document, language="en"), kit)))
        except DatelineError as error:
            print(f"{document.id}: {error}", file=sys.stderr)
    return out


def golden(shared: Path, name: str, folder: Path) -> Path:
    """The file of coded records that a set is measured against; our own labelled reports are turned into one."""
    if name in GOLD:
        return shared / "gold" / f"{name}.jsonl"
    out = folder / f"{name}.jsonl"
    rows = [record(report) for path in sorted(ROOT.glob(OWN[name])) for report in read(path)[0]]
    out.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    return out


def figures(shared: Path, name: str, kit: Kit, options: Sequence[str] = (), gold: Path | None = None) -> dict[str, Any]:
    """The scorer's figures for one set, by slot: p, r, f1, gold, interval. With --misses among the options, prints them too.

    `gold`: the file to measure against, where it is not the whole set's.
    """
    with tempfile.TemporaryDirectory() as folder:
        gold = gold or golden(shared, name, Path(folder))
        rows = [json.loads(x) for x in gold.read_text(encoding="utf-8").splitlines() if x.strip()]
        path = Path(folder) / "coded.jsonl"
        path.write_text(
            "\n".join(coded([{k: v for k, v in r.items() if k != "events"} for r in rows], kit)) + "\n", encoding="utf-8"
        )
        command = [sys.executable, str(shared / "score" / "score_gold.py"), str(gold), str(path), *options]
        if "--misses" in options:
            subprocess.run(command, check=True)
        done = subprocess.run([*command, "--json"], check=True, capture_output=True, text=True)
    return dict(json.loads(done.stdout.splitlines()[-1]))


def table(title: str, f: dict[str, Any]) -> None:
    """Prints one set's table."""
    print(f"\n{title}\n{'':10}{'P':>7}{'R':>7}{'F1':>7}{'95 % interval':>16}{'gold':>6}")
    for slot, x in f.items():
        low, high = x["interval"]
        print(f"{slot:10}{x['p']:7.3f}{x['r']:7.3f}{x['f1']:7.3f}{f'{low:.2f} to {high:.2f}':>16}{x['gold']:6d}")


def digest(shared: Path, name: str) -> str:
    """SHA-256 of what a set is measured against."""
    paths = [shared / "gold" / f"{name}.jsonl"] if name in GOLD else sorted(ROOT.glob(OWN[name]))
    return hashlib.sha256(b"".join(p.read_bytes() for p in paths)).hexdigest()


def main() -> int:
    if sys.argv[1:2] == ["field"]:
        from benchmarks.accuracy.field.command import main as field

        return field(sys.argv[2:])
    if sys.argv[1:2] == ["calibration"]:
        from benchmarks.accuracy.calibration import main as calibration

        return calibration(sys.argv[2:])
    if sys.argv[1:2] == ["errors"]:
        from benchmarks.accuracy.errors import main as errors

        return errors(sys.argv[2:])
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--pin", action="store_true")
    parser.add_argument("--misses", choices=[*GOLD, *OWN], help="one set, with what was missed, invented or typed otherwise")
    a = parser.parse_args()
    if not (a.shared / "gold").is_dir():
        print("skipped: the coded reports (../shared/gold) are not here")
        return 0
    kit = load_kit()
    found: dict[str, Any] = {}
    for name in [a.misses] if a.misses else [*GOLD, *OWN]:
        f = figures(a.shared, name, kit, ["--misses", "--per-report"] if a.misses else [])
        table(name, f)
        if name == "dev":
            table("dev without the CENTCOM releases", figures(a.shared, name, kit, ["--without", "CENTCOM"]))
        found[name] = {
            "sha256": digest(a.shared, name),
            "f1": {slot: round(f[slot]["f1"], 3) for slot in SHOWN},
            "interval": {slot: [round(v, 3) for v in f[slot]["interval"]] for slot in SHOWN},
        }
    if a.pin:
        FLOORS.write_text(json.dumps(found, indent=2) + "\n")
    return drops(found) if a.check else 0


def drops(found: dict[str, Any]) -> int:
    """1 where a figure is below its floor or a corpus is not the one that the floor was measured on, else 0."""
    floors, bad = json.loads(FLOORS.read_text()), 0
    for name, floor in floors.items():
        if found[name]["sha256"] != floor["sha256"]:
            print(f"{name}: the coded reports have changed since the floors were pinned; measure and pin again (--pin)")
            bad = 1
        for slot, least in floor["f1"].items():
            if found[name]["f1"][slot] < least - SLACK:
                print(f"{name} {slot}: {found[name]['f1'][slot]:.3f} is below the floor {least:.3f}")
                bad = 1
    print("floors: " + ("broken" if bad else "held"))
    return bad


if __name__ == "__main__":
    sys.exit(main())
