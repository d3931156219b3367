"""Which words tell one act: how well the coder groups them, against ways to do without, and what perfect grouping would give.

usage: python -m benchmarks.accuracy.grouping [--shared ../shared]

Only triggers that tell an act of the answer are compared (the answer's claim stands around them): B-cubed precision, recall and F1 of the
groups, and F1 of the pairs that are one act. The last lines code the reports with every such trigger grouped as the answer has it, and
print what the scorer then finds: about what better grouping could give.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import combinations
from pathlib import Path
from typing import Any, Final
from unittest.mock import patch

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "training"))

from benchmarks.accuracy.__main__ import figures

from answered import acts
from dateline import pipeline
from dateline.coding.events.alike import features, listed
from dateline.coding.events.cluster import SAME, by_hand, cluster, grouped
from dateline.errors import DatelineError
from dateline.neural import pairs
from dateline.pipeline import Kit, code, load_kit
from dateline.read import read_record
from dateline.records import Reading, Resolved
from outcomes import SHARED, Row, answers

SETS: Final = ("dev", "dev_general", "aside")
SHOWN: Final = ("event", "type", "initiator", "target", "place", "source", "claim")
Groups = tuple[tuple[int, ...], ...]
Way = Callable[[str, Reading, Resolved], Groups]


@dataclass(frozen=True)
class Given:
    """A report's triggers as they stand before they are grouped, and the act of the answer that each tells, if any."""

    text: str
    reading: Reading
    resolved: Resolved
    told: list[int | None]


def alone(_text: str, reading: Reading, _resolved: Resolved) -> Groups:
    """Every trigger an act of its own."""
    return tuple((i,) for i in range(len(reading.triggers)))


def by_matrix(scores: Callable[[Any], np.ndarray], least: float) -> Way:
    """Groups by a matrix of scores made of what is known of each pair."""

    def way(text: str, reading: Reading, resolved: Resolved) -> Groups:
        if len(reading.triggers) < 2:
            return alone(text, reading, resolved)
        made = scores(features(text, reading, resolved))
        return grouped(len(reading.triggers), {(a, b): float(made[a, b]) for a, b, _ in reading.same}, least)

    return way


def ways() -> dict[str, Way]:
    """The coder's way, its two halves, the encoder's answer as it is, and no grouping at all."""
    judge = pairs.load()
    return {
        "each by itself": alone,
        "the encoder's answer": by_matrix(lambda pair: pair["score"], 0.5),
        "the score by hand": by_matrix(by_hand, SAME),
        "the judge": by_matrix(lambda pair: judge(listed(pair)), 0.5),
        "both, as the coder": lambda text, reading, resolved: cluster(text, reading, resolved, judge),
    }


def gather(rows: Sequence[Row], kit: Kit, shared: Path) -> list[Given]:
    """What stands before grouping, of each report."""
    out: list[Given] = []
    for row in rows:

        def keep(text: str, reading: Reading, resolved: Resolved, _judge: object, row: Row = row) -> Groups:
            out.append(Given(text, reading, resolved, acts(row, reading.triggers, shared)))
            return alone(text, reading, resolved)

        with patch.object(pipeline.events, "cluster", keep), suppress(DatelineError):
            code(replace(read_record({k: v for k, v in row.items() if k != "events"}), language="en"), kit)
    return out


def agreement(given: Sequence[Given], way: Way) -> dict[str, float]:
    """B-cubed and pairs F1 of a way to group."""
    right = {"p": 0.0, "r": 0.0}
    count, hit, made, wanted = 0, 0, 0, 0
    for g in given:
        group = {i: number for number, members in enumerate(way(g.text, g.reading, g.resolved)) for i in members}
        known = [i for i, act in enumerate(g.told) if act is not None]
        for a, b in combinations(known, 2):
            coded, true = group[a] == group[b], g.told[a] == g.told[b]
            hit, made, wanted = hit + (coded and true), made + coded, wanted + true
        for i in known:
            mine, theirs = {j for j in known if group[j] == group[i]}, {j for j in known if g.told[j] == g.told[i]}
            right["p"] += len(mine & theirs) / len(mine)
            right["r"] += len(mine & theirs) / len(theirs)
        count += len(known)
    p, r = right["p"] / max(1, count), right["r"] / max(1, count)
    return {"p": p, "r": r, "f": 2 * p * r / max(1e-9, p + r), "pairs": 2 * hit / max(1, made + wanted)}


def as_answered(given: Sequence[Given]) -> Callable[..., Groups]:
    """Groups as the answer has them; triggers that tell no act of it stay as the coder groups them."""
    known = {g.text: g.told for g in given}
    coded = pipeline.events.cluster

    def as_told(text: str, reading: Reading, resolved: Resolved, judge: Any) -> Groups:
        groups: dict[tuple[str, int], list[int]] = {}
        own = {i: number for number, members in enumerate(coded(text, reading, resolved, judge)) for i in members}
        for i, act in enumerate(known[text]):
            groups.setdefault(("answer", act) if act is not None else ("coder", own[i]), []).append(i)
        return tuple(sorted(tuple(members) for members in groups.values()))

    return as_told


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=SHARED)
    a = parser.parse_args()
    if not (a.shared / "gold").is_dir():
        print("skipped: the coded reports (../shared/gold) are not here")
        return 0
    kit = load_kit()
    for name in SETS:
        given = gather(answers(name, a.shared), kit, a.shared)
        print(f"\n{name}: {sum(act is not None for g in given for act in g.told)} triggers{'':10} P     R     F1   pairs F1")
        for title, way in ways().items():
            f = agreement(given, way)
            print(f"  {title:30}{f['p']:6.3f}{f['r']:6.3f}{f['f']:6.3f}{f['pairs']:9.3f}")
        for title, way in (("as coded", pipeline.events.cluster), ("grouped as the answer", as_answered(given))):
            with patch.object(pipeline.events, "cluster", way):
                found = figures(a.shared, name, kit)
            print(f"  {title:24}" + "  ".join(f"{slot} {found[slot]['f1']:.3f}" for slot in SHOWN))
    return 0


if __name__ == "__main__":
    sys.exit(main())
