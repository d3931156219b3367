"""Reports a second on one core, each stage's share, and the whole as a ratio to the bare encoder pass in the same run.

usage: python -m benchmarks.speed [--reports 60] [--short] [--pin]

The input is the bundled reports, padded by joining to about 400 words each; one thread; the best of three rounds.
`--pin` writes the figures beside this file, for README.md (docs/figures.py).
"""

from __future__ import annotations

import argparse
import json
import resource
import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import Final

from dateline.cli.demo import bundled
from dateline.coding.segment import segment
from dateline.neural import model, window
from dateline.pipeline import Kit, code, load_kit
from dateline.read import read_text
from dateline.records import Document

WORDS: Final[int] = 400  # words of a report: what the budget of 8 reports a second speaks of
ROUNDS: Final[int] = 3
FIGURES: Final = Path(__file__).parent / "figures.json"


def reports(count: int) -> list[Document]:
    """Reports of about WORDS words, made of the bundled ones' bodies."""
    bodies = [d.text for d in bundled() if isinstance(d, Document)]
    out, words = [], []
    while len(out) < count:
        words += bodies[len(out) % len(bodies)].split(" ")
        if len(words) >= WORDS:
            out.append(replace(read_text(" ".join(words[:WORDS]), published="2016-12-11"), id=str(len(out))))
            words = words[WORDS:] if len(out) % 3 else []
    return out


def whole(documents: list[Document], kit: Kit) -> tuple[float, dict[str, float]]:
    """Seconds for all reports, and by stage."""
    stages: dict[str, float] = {}
    begun = time.perf_counter()
    for document in documents:
        for stage, seconds in code(document, kit, time.perf_counter).stages.items():
            stages[stage] = stages.get(stage, 0.0) + seconds
    return time.perf_counter() - begun, stages


def bare(documents: list[Document]) -> float:
    """Seconds of the encoder alone over the same reports."""
    network = model.load(threads=1)
    pieces = [window.split(d.text, segment(d.text, d.sections), network.tokenizer) for d in documents]
    begun = time.perf_counter()
    for p in pieces:
        network.hidden(p)
    return time.perf_counter() - begun


def machine() -> str:
    """What the processor calls itself, or "an unnamed processor"."""
    told = Path("/proc/cpuinfo")
    lines = told.read_text().splitlines() if told.is_file() else []
    return next((x.partition(":")[2].strip() for x in lines if x.startswith("model name")), "an unnamed processor")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=int, default=60)
    parser.add_argument("--short", action="store_true", help="12 reports, one round")
    parser.add_argument("--pin", action="store_true", help="write the figures to benchmarks/speed/figures.json")
    a = parser.parse_args()
    begun = time.perf_counter()
    kit = load_kit()
    documents = reports(12 if a.short else a.reports)
    code(documents[0], kit)
    first = time.perf_counter() - begun
    rounds = [(whole(documents, kit), bare(documents)) for _ in range(1 if a.short else ROUNDS)]
    (seconds, stages), encoder = min(rounds, key=lambda r: r[0][0])
    found = {
        "machine": machine(),
        "reports": len(documents),
        "words": WORDS,
        "reports_a_second": round(len(documents) / seconds, 1),
        "bare_encoder_reports_a_second": round(len(documents) / encoder, 1),
        "whole_over_encoder": round(seconds / encoder, 2),
        "first_result_s": round(first, 2),
        "peak_memory_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }
    print(*(f"{name.replace('_', ' '):32}{value}" for name, value in found.items()), sep="\n")
    for stage, spent in sorted(stages.items(), key=lambda s: -s[1]):
        print(f"  {stage:30}{100 * spent / seconds:5.1f} %")
    if a.pin:
        FIGURES.write_text(json.dumps(found, indent=2) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
