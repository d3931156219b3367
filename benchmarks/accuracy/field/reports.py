"""The coded reports of ../shared/gold and our own that no model sees: F1 of events, of their types and of whole claims.

The figures are those of `python -m benchmarks.accuracy`. Trivial: every sentence tells an armed clash by nobody, told by nobody, without
figures. What two codings by like models agree on is the most that this reference can show (docs/method.md).
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from benchmarks.accuracy.__main__ import GOLD, figures, golden
from benchmarks.accuracy.field.bed import SHORT, Bench, Figure, Others

from dateline.coding.segment import segment

CORPORA: Final = ()  # their digests are pinned with benchmarks/floors.json
TRIVIAL: Final = "each sentence a clash"
SETS: Final[dict[str, str]] = {"dev": "Syria and Iraq", "dev_general": "other conflicts", "aside": "own reports, set aside"}
SLOTS: Final[dict[str, str]] = {"event": "events, F1", "type": "events with their type, F1", "claim": "whole claims, F1"}
GOALS: Final[dict[str, tuple[float | None, ...]]] = {
    "dev": (0.88, 0.83, 0.48),
    "dev_general": (0.80, 0.72, 0.34),
    "aside": (None, None, None),
}
BEST: Final[dict[str, tuple[str, ...]]] = {
    "dev": tuple(f"{f1}, two codings by language models" for f1 in ("0.94", "0.94", "0.57")),
    "dev_general": ("0.47, a rule coder", "0.32, a rule coder", "0.08, a rule coder"),
    "aside": ("none: our own", "none: our own", "none: our own"),
}


def clashes(row: dict[str, Any]) -> dict[str, Any]:
    """The trivial record of a report."""
    events = [
        {"id": f"e{n}", "type": "armed_clash", "scope": "event", "initiators": [], "targets": [], "places": [], "weapons": [], "allies": [],
         "when": None, "control": [], "claims": [{"quote": {"start": s.span.start, "end": s.span.end}, "source": [], "status": "happened",
                                                  "quantities": []}]}
        for n, s in enumerate(segment(row["text"], ()))
    ]  # fmt: skip
    return {"id": row["id"], "text": row["text"], "events": events}


def score(shared: Path, gold: Path, rows: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """The scorer's figures for records."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "coded.jsonl"
        path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
        command = [sys.executable, str(shared / "score" / "score_gold.py"), str(gold), str(path), "--json"]
        done = subprocess.run(command, check=True, capture_output=True, text=True)
    return dict(json.loads(done.stdout.splitlines()[-1]))


def measure(bench: Bench) -> list[Figure]:
    """Three figures a set."""
    out = []
    for name in GOLD if bench.short else SETS:
        with tempfile.TemporaryDirectory() as folder:
            gold = golden(bench.shared, name, Path(folder))
            rows = [json.loads(line) for line in gold.read_text(encoding="utf-8").split("\n") if line]
            if bench.short:
                rows, gold = rows[: SHORT // 2], Path(folder) / "few.jsonl"
                gold.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
            plain = score(bench.shared, gold, [clashes(row) for row in rows])
            ours = figures(bench.shared, name, bench.kit, gold=gold)
        for slot, goal, best in zip(SLOTS, GOALS[name], BEST[name], strict=True):
            others = Others(best, "docs/method.md", {TRIVIAL: plain[slot]["f1"]})
            low, high = ours[slot]["interval"]
            where = f"{SETS[name]}: {SLOTS[slot]}"
            out.append(Figure(name, where, ours[slot]["f1"], (low, high), ours[slot]["gold"], slot + "s", goal, others))
    return out
