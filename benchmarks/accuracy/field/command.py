"""Prints the table of the field, a row a figure: ours with its interval, the goal, the best published, trivial answers and peers.

usage: python -m benchmarks.accuracy field [--bed NAME]… [--short] [--check] [--pin] [--shared ../shared]

Every figure is a development figure unless its row says otherwise: rules were looked at with these parts in view. `--short` takes the
first few documents of each bed, to see that all beds run. `--check` ends with status 1 where a figure is below its pinned one or a corpus
is not the one that it was measured on; `--pin` writes the figures beside this file's folder. docs/method.md tells how they are made.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final

from benchmarks.accuracy.field import case2021, ecbplus, indiapolice, muc4, polnear, re3d, reports, satp10k, tempeval3, toponyms
from benchmarks.accuracy.field.bed import Bench, Figure, digest

from dateline.neural.digest import model_version
from dateline.pipeline import load_kit

PINNED: Final = Path(__file__).resolve().parents[1] / "field.json"
ROOT: Final = Path(__file__).resolve().parents[3]
SLACK: Final[float] = 0.01  # a figure may differ by processor: int8 sums differ in the last bits
Measure = Callable[[Bench], list[Figure]]
BEDS: Final[Mapping[str, tuple[Measure, tuple[str, ...]]]] = {
    "reports": (reports.measure, reports.CORPORA),
    "case2021": (case2021.measure, case2021.CORPORA),
    "tempeval3": (tempeval3.measure, tempeval3.CORPORA),
    "toponyms": (toponyms.measure, toponyms.CORPORA),
    "polnear": (polnear.measure, polnear.CORPORA),
    "re3d": (re3d.measure, re3d.CORPORA),
    "satp10k": (satp10k.measure, satp10k.CORPORA),
    "muc4": (muc4.measure, muc4.CORPORA),
    "indiapolice": (indiapolice.measure, indiapolice.CORPORA),
    "ecbplus": (ecbplus.measure, ecbplus.CORPORA),
}  # how each bed is measured, and the corpora that it needs


def show(figure: Figure) -> None:
    """Prints a row and, below it, what others reach."""
    low, high = figure.interval
    goal = "" if figure.goal is None else f"  goal {figure.goal:.2f}{'' if figure.value >= figure.goal else ' (missed)'}"
    print(
        f"{figure.bed:16} {figure.measure:46} {figure.value:.3f}  ({low:.2f} to {high:.2f})  {figure.items} {figure.what}, {figure.part}{goal}"
    )
    others = figure.others
    told = [f"{name} {value:.3f}" for name, value in others.trivial.items()]
    told += [
        f"{name} {'skipped: it is not installed' if value is None else format(value, '.3f')}"
        for name, value in others.peers.items()
    ]
    print(f"{'':16} {'; '.join([*told, f'published: {others.best}', *filter(None, [figure.note])])}", flush=True)


def row(figure: Figure) -> dict[str, Any]:
    """A figure as it is pinned: three digits."""
    others = figure.others
    rounded = {
        "value": round(figure.value, 3),
        "interval": [round(v, 3) for v in figure.interval],
        "trivial": {name: round(v, 3) for name, v in others.trivial.items()},
        "peers": {name: None if v is None else round(v, 3) for name, v in others.peers.items()},
        "best": others.best,
        "source": others.source,
    }
    return {k: v for k, v in asdict(figure).items() if k not in ("others", *rounded)} | rounded


def drops(pinned: Mapping[str, Any], found: Mapping[str, Any]) -> list[str]:
    """What is worse than it was when it was pinned, in words."""
    out = []
    for name, bed in found.items():
        old = pinned.get(name)
        if old is None:
            out.append(f"{name}: not pinned yet (--pin)")
            continue
        if old["sha256"] != bed["sha256"]:
            out.append(f"{name}: the corpus has changed since its figures were pinned; measure and pin again (--pin)")
        was = {(f["bed"], f["measure"]): f["value"] for f in old["figures"]}
        for f in bed["figures"]:
            least = was.get((f["bed"], f["measure"]), 0.0)
            if f["value"] < least - SLACK:
                out.append(f"{f['bed']}, {f['measure']}: {f['value']:.3f} is below the floor {least:.3f}")
    return out


def measure(bench: Bench, names: Iterable[str]) -> dict[str, Any]:
    """The figures of beds as they are pinned, printed as they come; a bed without its corpus is skipped by name."""
    found: dict[str, Any] = {}
    for name in names:
        run, corpora = BEDS[name]
        lost = [c for c in corpora if not bench.path(c).is_file()]
        if lost:
            print(f"{name:16} skipped: {', '.join(lost)} (../shared/corpora) is not here")
            continue
        start = time.perf_counter()
        figures = run(bench)
        for figure in figures:
            show(figure)
        print(f"{'':16} {time.perf_counter() - start:.0f} s", flush=True)
        found[name] = {"sha256": {c: digest(bench.path(c)) for c in corpora}, "figures": [row(f) for f in figures]}
    return found


def main(words: Sequence[str] | None = None) -> int:
    """Measures, prints, compares and pins as asked."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.accuracy field", description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)  # fmt: skip
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--bed", action="append", choices=[*BEDS], help="one bed, or several; all without it")
    parser.add_argument("--short", action="store_true", help="a few documents of each bed")
    parser.add_argument("--check", action="store_true", help="fail where a figure is below its pinned one")
    parser.add_argument("--pin", action="store_true", help="write the figures to benchmarks/accuracy/field.json")
    a = parser.parse_args(words)
    if a.short and (a.check or a.pin):
        parser.error("--short says nothing of the figures: it goes with neither --check nor --pin")
    if not (a.shared / "gold").is_dir():
        print("skipped: the test beds (../shared) are not here")
        return 0
    found = measure(Bench(a.shared, load_kit(), a.short), a.bed or BEDS)
    pinned = json.loads(PINNED.read_text(encoding="utf-8")) if PINNED.is_file() else {"beds": {}}
    wrong = drops(pinned["beds"], found) if a.check else []
    if a.pin:
        whole = {"model": model_version(), "beds": {**pinned["beds"], **found}}
        PINNED.write_text(json.dumps(whole, indent=2) + "\n", encoding="utf-8")
    print(*wrong, sep="\n", end="\n" if wrong else "")
    if a.check:
        print("field: " + ("broken" if wrong else "held"))
    return 1 if wrong else 0
