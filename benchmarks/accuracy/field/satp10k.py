"""satp10k: how many were killed, and injured, in an incident by its summary (exact), where the key says that somebody was.

The answer is what the record says: the figures of a measure that are no part of a larger one, of claims that assert the act; of an
event's claims that give different accounts of the same people the fullest counts. A figure without a best number counts with its
lowest. Since a summary tells one incident, a pronoun ("later they shot him dead") and an event with the same count as an earlier one
are the same people told again. Where nothing is counted but the word for an act says that it killed (or hurt), its targets are
counted, each as one. Trivial: the constant that is right most often on these summaries; the lift over it is a figure too.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from benchmarks.accuracy.field.bed import Bench, Figure, Others, Row
from benchmarks.accuracy.field.metrics import interval, share

from dateline.knowledge.nouns import load_nouns
from dateline.knowledge.ontology import load
from dateline.records import Claim, Coded, Event

CORPORA: Final = ("satp10k",)
MEASURES: Final[dict[str, tuple[str, str, float]]] = {
    "killed": ("fatalities", "deaths exact", 0.85),
    "injured": ("injuries", "injuries exact", 0.80),
}  # ours: the key's field, the figure's name, the goal
PRONOUNS: Final = frozenset(load_nouns().pronouns) | {"him", "her", "them", "he", "she", "they"}
DONE: Final[dict[str, re.Pattern[str]]] = {
    "killed": re.compile(r"kill|murder|shot dead|behead|lynch|execut|slain|\bdie", re.IGNORECASE),
    "injured": re.compile(r"injur|wound", re.IGNORECASE),
}  # words for acts that say what became of those they struck


def counted(text: str, coded: Coded, measure: str) -> int:
    """The people of a measure in a report: over its events the fullest claim's sum, each count once."""
    found: list[float] = []
    for event in coded.events:
        most = max((_told(text, claim, measure, bool(found)) for claim in event.claims), default=0.0)
        if most and most not in found:
            found.append(most)
    return round(sum(found)) or max((_struck(text, event, measure) for event in coded.events), default=0)


def _told(text: str, claim: Claim, measure: str, again: bool) -> float:
    """The people that a claim counts; `again`: others were counted before, so that a pronoun counts nobody new."""
    if not load().statuses[claim.status].asserts:
        return 0.0
    told = (q for q in claim.quantities if q.measure == measure and q.unit == "people" and q.part_of is None)
    figures = [q.numbers for q in told if not (again and q.span.read(text).lower() in PRONOUNS)]
    return sum(n.best if n.best is not None else n.low or n.high or 0.0 for n in figures)


def _struck(text: str, event: Event, measure: str) -> int:
    """The targets of an act whose own word says what became of them; at least one."""
    words = (c.trigger.read(text) for c in event.claims if c.trigger and load().statuses[c.status].asserts)
    return max(1, len(event.targets)) if any(map(DONE[measure].search, words)) else 0


def exact(pairs: Sequence[tuple[int, int]]) -> float:
    """The share of counts that are the key's; `pairs` are (key, given)."""
    return share(sum(a == b for a, b in pairs), len(pairs))


def measure(bench: Bench) -> list[Figure]:
    """Deaths and injuries, exact, beside the best constant."""
    out = []
    rows = bench.rows("satp10k", lambda row: any(row[key]["total"] > 0 for key, _, _ in MEASURES.values()))
    told = [(row, bench.tell(row).coded) for row in rows]
    for measure, (key, name, goal) in MEASURES.items():
        pairs = [(_total(row, key), counted(row["text"], coded, measure)) for row, coded in told if _total(row, key)]
        constant = Counter(gold for gold, _ in pairs).most_common(1)[0][0] if pairs else 0
        trivial = {f"always {constant}": exact([(gold, constant) for gold, _ in pairs])}
        lift = f"lift over the constant {exact(pairs) - sum(trivial.values()):+.3f}"
        others = Others("none found", "", trivial)
        out.append(Figure("satp10k", name, exact(pairs), interval(pairs, exact), len(pairs), "summaries", goal, others, note=lift))
    return out


def _total(row: Row, key: str) -> int:
    return int(row[key]["total"])
