"""ECB+: which event mentions of several reports are one event (CoNLL F1), mentions given, topic by topic; only linking's words.

Trivial: the same lemma is the same event. The intervals are over the topics of the dev part, of which there are eight.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from benchmarks.accuracy.coreference import Score
from benchmarks.accuracy.field.bed import Bench, Figure, Others
from benchmarks.accuracy.field.metrics import interval
from benchmarks.accuracy.linking import topic_scores

CORPORA: Final = ("ecbplus",)
TRIVIAL: Final = ("the same lemma", "each by itself")
OURS: Final = "linking"
Topic = dict[str, Score]


def conll(samples: Sequence[Topic], system: str = OURS) -> float:
    """The CoNLL F1 over topics: their sums are added up before anything is divided."""
    whole = Score()
    for sample in samples:
        whole.join(sample[system])
    return whole.conll


def measure(bench: Bench) -> list[Figure]:
    """CoNLL F1 beside two baselines."""
    found = topic_scores(bench.path("ecbplus"), 1 if bench.short else None)
    samples = [scores for _, scores in found]
    others = Others("none found on this part", "", {name: conll(samples, name) for name in TRIVIAL})
    items = sum(count for count, _ in found)
    return [
        Figure(
            "ecbplus",
            "event mentions across reports, CoNLL F1",
            conll(samples),
            interval(samples, conll),
            items,
            "mentions",
            None,
            others,
        )
    ]
