"""Which act of an answer a coded trigger tells."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from dateline.records import Trigger
from outcomes import SHARED, Row, scorer


def acts(row: Row, triggers: Sequence[Trigger], shared: Path = SHARED) -> list[int | None]:
    """The labelled event that each trigger tells: one of its family with a claim around it, of its type before others, then of its clause."""
    s = scorer(shared)
    out: list[int | None] = []
    for t in triggers:
        best: tuple[tuple[bool, float], int] | None = None
        for number, event in enumerate(row["events"]):
            for claim in event["claims"]:
                q = claim["quote"]
                if not (s.related(event["type"], t.type) and q["start"] <= t.span.start < q["end"]):
                    continue
                shared = max(0, min(q["end"], t.quote.end) - max(q["start"], t.quote.start))
                fit = (event["type"] == t.type, shared / (max(q["end"], t.quote.end) - min(q["start"], t.quote.start)))
                if best is None or fit > best[0]:
                    best = (fit, number)
        out.append(best[1] if best else None)
    return out
