"""The records as the codebook's JSON (design section 4), and back: what the exports write and the ledger keeps."""

from __future__ import annotations

from typing import Any

from dateline.records.attribution import Source
from dateline.records.basis import Basis
from dateline.records.claim import Claim
from dateline.records.control import ControlChange
from dateline.records.event import Event
from dateline.records.holding import Holding
from dateline.records.howmany import HowMany
from dateline.records.span import Span
from dateline.records.when import When
from dateline.records.where import Where
from dateline.records.who import Who

Row = dict[str, Any]


def span_row(span: Span) -> Row:
    """Start and end of a span."""
    return {"start": span.start, "end": span.end}


def words_row(span: Span | None, text: str) -> Row:
    """A span with its words; all null for what the text does not name."""
    return {"text": span.read(text), **span_row(span)} if span else {"text": None, "start": None, "end": None}


def basis_row(basis: Basis) -> Row:
    """How a value came about, and its score."""
    spans = {"spans": [span_row(s) for s in basis.spans]} if basis.spans else {}
    score = None if basis.score is None else round(basis.score, 3)
    return {"basis": {"how": basis.how, "coder": basis.coder, **spans}, "score": score}


def who_row(who: Who, text: str) -> Row:
    """An actor in an act; `attribution` only where it is not simply stated."""
    mark = {} if who.attribution == "stated" else {"attribution": who.attribution}
    return {**words_row(who.span, text), "name": who.name, **mark, **basis_row(who.basis)}


def where_row(where: Where, text: str) -> Row:
    """A place with its coordinates, country and precision."""
    return {
        **words_row(where.span, text),
        "name": where.name,
        "geonames_id": where.geonames_id,
        "lat": where.lat,
        "lon": where.lon,
        "country": where.country,
        "admin1": where.admin1,
        "precision": where.precision,
        **basis_row(where.basis),
    }


def when_row(when: When | None, text: str) -> Row | None:
    """A time; None where nothing is known of it."""
    if when is None:
        return None
    return {**words_row(when.span, text), "value": when.value, "precision": when.precision, **basis_row(when.basis)}


def control_row(change: ControlChange) -> Row:
    """A change of control."""
    return {"place": change.place, "from": change.loser, "to": change.holder, "extent": change.extent}


def source_row(source: Source, text: str) -> Row:
    """One voice of a claim."""
    joint = {"joint": True} if source.joint else {}
    return {**words_row(source.span, text), "name": source.name, "kind": source.kind, **joint, **basis_row(source.basis)}


def _whole(number: float | None) -> float | int | None:
    return int(number) if number is not None and number == int(number) else number


def quantity_row(q: HowMany, text: str) -> Row:
    """A figure: what was counted, and the numbers."""
    n = q.numbers
    more: Row = {"comparator": n.comparator} if n.comparator else {}
    if n.approximate:
        more["approximate"] = True
    if q.part_of is not None:
        more["part_of"] = words_row(q.part_of, text)
    counted = {"measure": q.measure, "unit": q.unit, "group": q.group}
    return {
        **words_row(q.span, text),
        **counted,
        "low": _whole(n.low),
        "best": _whole(n.best),
        "high": _whole(n.high),
        **more,
        **basis_row(q.basis),
    }


def claim_row(claim: Claim, text: str) -> Row:
    """A claim; sides, places and time only where it says otherwise than its event."""
    out: Row = {
        "id": claim.id,
        "quote": span_row(claim.quote),
        "trigger": words_row(claim.trigger, text),
        "source": [source_row(s, text) for s in claim.sources],
        "joint": any(s.joint for s in claim.sources),
        "said": when_row(claim.said, text),
        "status": claim.status,
        "evidence": claim.evidence,
        "quantities": [quantity_row(q, text) for q in claim.quantities],
        **basis_row(claim.basis),
    }
    for name, values in (("initiators", claim.initiators), ("targets", claim.targets)):
        if values is not None:
            out[name] = [who_row(w, text) for w in values]
    if claim.places is not None:
        out["places"] = [where_row(w, text) for w in claim.places]
    if claim.when is not None:
        out["when"] = when_row(claim.when, text)
    return out


def event_row(event: Event, text: str) -> Row:
    """An event with its claims."""
    return {
        "id": event.id,
        "type": event.type,
        "mode": event.mode,
        "scope": event.scope,
        "initiators": [who_row(w, text) for w in event.initiators],
        "targets": [who_row(w, text) for w in event.targets],
        "allies": [who_row(w, text) for w in event.allies],
        "weapons": [words_row(s, text) for s in event.weapons],
        "places": [where_row(w, text) for w in event.places],
        "when": when_row(event.when, text),
        "control": [control_row(c) for c in event.control],
        "claims": [claim_row(c, text) for c in event.claims],
        **basis_row(event.basis),
    }


def holding_row(h: Holding, text: str) -> Row:
    """Who holds a place, told as a state."""
    return {
        "place": where_row(h.place, text),
        "holder": who_row(h.holder, text),
        "extent": h.extent,
        "when": when_row(h.when, text),
        "claims": [claim_row(c, text) for c in h.claims],
    }
