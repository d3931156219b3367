"""What no shipped weight may see: the coded reports of ../shared/gold, found by their text wherever they stand."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

RUN: Final[int] = 10  # words in a row that two texts share by copying and not by chance
SHARE: Final[float] = 0.1  # share of a text's runs that stand in a held report, from which it is that report


def runs(text: str) -> Iterator[int]:
    """Hashes of the text's runs of RUN words, letters and digits only, in lower case."""
    words = re.findall(r"[a-z0-9]+", text.lower())
    return (hash(tuple(words[i : i + RUN])) for i in range(len(words) - RUN + 1))


def held_runs(shared: Path) -> frozenset[int]:
    """All runs of the gold reports and the opening report; empty where `shared` is not there."""
    texts = [p.read_text(encoding="utf-8") for p in sorted((shared / "reports").glob("palmyra*.txt"))]
    for path in sorted((shared / "gold").glob("*_reports.jsonl")):
        texts += [json.loads(line)["text"] for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    return frozenset(r for t in texts for r in runs(t))


def is_held(text: str, held: frozenset[int]) -> bool:
    """Whether a text is, or holds a good part of, a held report."""
    mine = list(runs(text))
    return bool(mine) and sum(r in held for r in mine) >= SHARE * len(mine)
