"""The lines of saying.py recorded in a ledger."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, replace
from typing import Any

from dateline.ledger.entries import digest
from dateline.ledger.store import Store
from dateline.records.entry import Draft, KeptClaim, Spot
from saying import claim


def record(store: Store, lines: Iterable[str], outlet: str = "Gulf Coast Daily", **more: Any) -> list[str]:
    """Records the claims of the lines and their reports; returns the claims' ids. `more`: fields of the claims told otherwise."""
    made = [_with(claim(line, number), more) for number, line in enumerate(lines)]
    reports = {c.report: c for c in made}
    store.append([_report(c, outlet) for c in reports.values()] + [draft(c) for c in made])
    return [digest(c.id) for c in made]


def _with(made: KeptClaim, more: dict[str, Any]) -> KeptClaim:
    return replace(made, **more)


def _report(made: KeptClaim, outlet: str) -> Draft:
    document = {
        "title": None,
        "text": made.words,
        "published": made.published,
        "outlet": outlet,
        "agencies": [],
        "given": [],
    }
    payload = {
        "v": 1,
        "name": made.report,
        "document": {**document, "sections": []},
        "original": None,
        "coder": "test",
        "state": "coded",
    }
    return Draft("report", digest(made.report), "machine:test", payload)


def draft(made: KeptClaim) -> Draft:
    """A claim as an entry of the log."""
    act = {
        "type": made.type, "scope": made.scope, "places": [place_row(s) for s in made.places],
        "initiators": [{"name": p.name, "text": p.words} for p in made.parties if p.role == "initiator"],
        "targets": [{"name": p.name, "text": p.words} for p in made.parties if p.role == "target"],
        "when": {"value": made.when, "precision": made.when_precision},
        "control": [{"place": c.place, "from": c.loser, "to": c.holder, "extent": c.extent} for c in made.changes],
    }  # fmt: skip
    said = {
        "status": made.status, "evidence": made.evidence, "quote": {"start": 0, "end": len(made.words)},
        "source": [{"name": v.name, "kind": v.kind, "text": v.name, **({"joint": True} if v.joint else {})} for v in made.voices],
        "quantities": [{"text": f.words, "measure": f.measure, "unit": f.unit, "group": f.group, **asdict(f.numbers)} for f in made.figures],
    }  # fmt: skip
    payload = {
        "v": 1,
        "report": digest(made.report),
        "event": digest(made.event),
        "published": made.published,
        "act": act,
        "claim": said,
    }
    return Draft("claim", digest(made.id), made.author, {**payload, "words": made.words, "private": list(made.private)})


def place_row(spot: Spot) -> dict[str, Any]:
    """A place as payloads hold it."""
    row = asdict(spot)
    return {**{k: v for k, v in row.items() if k not in ("key", "words")}, "text": spot.words or spot.name}
