"""TempEval-3: the value of every time expression (F1, relaxed: the spans overlap), by the rules that the coder uses.

All expressions count, durations and sets too, which the codebook has no values for: tempeval.py reads those from the words. Trivial:
every expression that the rules find is given the day of publication. HeidelTime needs Java and is not run.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Final

from benchmarks.accuracy import tempeval
from benchmarks.accuracy.field import peers
from benchmarks.accuracy.field.bed import Bench, Figure, Others, Row
from benchmarks.accuracy.field.metrics import f1_of, interval

CORPORA: Final = ("tempeval3",)
PEER: Final = "dateparser"


def paired(found: Iterable[tuple[int, int, str]], gold: Iterable[Row]) -> int:
    """How many found values are those of an expression of the key that they overlap; each is paired once."""
    left, right = list(gold), 0
    for start, end, value in found:
        near = next((g for g in left if start < g["end"] and g["start"] < end), None)
        if near is not None:
            left.remove(near)
            right += near["value"] == value
    return right


def counts(row: Row, peer: peers.Dates | None) -> Counter[str]:
    """A document's counts: ours, the publication date's and the peer's."""
    tally: Counter[str] = Counter()
    tempeval.score(dict(row), tally, set(), False)
    out = Counter({"gold": tally["gold"], "ours found": tally["found"], "ours right": tally["value"]})
    today = sum(g["value"] == row["published"][:10] for g in row["timexes"])
    out.update({"publication date found": tally["found"], "publication date right": min(today, tally["relaxed"])})
    if peer is not None:
        found = peer(row["text"], row["published"])
        out.update({f"{PEER} found": len(found), f"{PEER} right": paired(found, row["timexes"])})
    return out


def measure(bench: Bench) -> list[Figure]:
    """Value F1 beside the publication date and dateparser."""
    peer = peers.dateparser_dates()
    samples = [counts(row, peer) for row in bench.rows("tempeval3")]
    others = Others(
        "0.776, HeidelTime, on the platinum test, as others quote it",
        "https://aclanthology.org/S13-2001",
        {"publication date": f1_of("publication date")(samples)},
        {PEER: f1_of(PEER)(samples) if peer else None},
    )
    items = sum(s["gold"] for s in samples)
    figure = f1_of("ours")
    return [
        Figure(
            "tempeval3", "time values, F1, relaxed", figure(samples), interval(samples, figure), items, "expressions", 0.78, others
        )
    ]
