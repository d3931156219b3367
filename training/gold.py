"""Labelled reports as the codebook's JSON record, so that the scorer of ../shared/score can judge against them.

usage: python training/gold.py FILE… > gold.jsonl
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from dateline.coding.quantities import read_numbers
from labelled import Claim, Event, Filler, Quantity, Report, read

Row = dict[str, Any]


def record(report: Report) -> Row:
    """One labelled report as a gold line; fillers of an event are those of its claims, each name and span once."""
    head = report.head
    return {
        "id": report.id, "title": head.get("title"), "text": report.text, "published": head.get("published") or None,
        "place_filed": head.get("filed"), "outlet": head.get("outlet"),
        "agencies": [a.strip() for a in head.get("agencies", "").split(",") if a.strip()],
        "events": [_event(e, report) for e in report.events if e.claims],
    }  # fmt: skip


def _filler(f: Filler) -> Row:
    mark = {"attribution": f.mark} if f.mark and f.mark != "stated" else {}
    return {"text": f.text, "start": f.start, "end": f.end, "name": f.name, **mark}


def _once(fillers: list[Filler]) -> list[Filler]:
    seen: dict[str, Filler] = {}
    for f in fillers:
        seen.setdefault((f.name or f.text or "").lower(), f)
    return list(seen.values())


def _event(event: Event, report: Report) -> Row:
    slots = {
        name: _once([f for c in event.claims for f in c.slots[name]])
        for name in ("initiators", "targets", "allies", "weapons", "places")
    }
    times = [c.when for c in event.claims if c.when is not None]
    published = report.head.get("published") or None
    when = {**_filler(times[0]), "value": times[0].name, "precision": _precision(times[0])} if times else None
    if when is None and published:
        when = {"text": None, "start": None, "end": None, "value": published[:10], "precision": "unknown"}
    return {
        "id": "", "type": event.type, "mode": event.mode, "scope": event.scope,
        **{name: [_filler(f) for f in slots[name]] for name in ("initiators", "targets", "allies", "weapons")},
        "places": [{**_filler(f), "precision": int(f.extra or 1)} for f in sorted(slots["places"], key=lambda f: int(f.extra or 1))],
        "when": when, "control": event.control, "claims": [_claim(c) for c in event.claims],
    }  # fmt: skip


def _precision(f: Filler) -> str:
    value = f.name or ""
    return f.mark or ("range" if "/" in value else {4: "year", 7: "month", 10: "day"}.get(len(value), "day"))


def _claim(claim: Claim) -> Row:
    return {
        "quote": {"start": claim.start, "end": claim.end},
        "source": [{**_filler(s), "kind": s.extra} for s in claim.sources],
        "status": claim.status,
        "quantities": [_quantity(q) for q in claim.quantities],
    }


def _quantity(q: Quantity) -> Row:
    n = read_numbers(q.text)
    low, best, high = q.numbers or (n.low, n.best, n.high)
    span = {"text": q.text, "start": q.start, "end": q.end}
    return {**span, "measure": q.measure, "unit": q.unit, "group": q.group, "low": low, "best": best, "high": high}


def main(paths: list[str]) -> None:
    for path in paths:
        for report in read(Path(path))[0]:
            print(json.dumps(record(report), ensure_ascii=False))


if __name__ == "__main__":
    main(sys.argv[1:])
