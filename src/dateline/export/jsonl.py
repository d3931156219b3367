"""The JSON Lines contract (design section 4): one coded report a line, the codebook's record with its basis and scores."""

from __future__ import annotations

import json
from typing import Any, Final

from dateline.records import Basis, Claim, Coded, ControlChange, Event, Holding, HowMany, Source, Span, When, Where, Who

Row = dict[str, Any]
_STEERING: Final = (
    *range(0x7F, 0xA0),
    0x061C,
    0x200E,
    0x200F,
    *range(0x2028, 0x202F),
    *range(0x2066, 0x206A),
    *range(0xD800, 0xE000),
)
_ESCAPED: Final = {code: f"\\u{code:04x}" for code in _STEERING}


def line(coded: Coded) -> str:
    """One report as a line of JSON, without the line break. Characters that steer a terminal or part lines are escaped."""
    return json.dumps(record(coded), ensure_ascii=False, separators=(",", ":")).translate(_ESCAPED)


def record(coded: Coded) -> Row:
    """One report as the codebook's record; required fields are there, empty or null where unknown."""
    d, text = coded.document, coded.document.text
    return {
        "id": d.id,
        "title": d.title,
        "text": text,
        "published": d.published,
        "place_filed": d.place_filed,
        "outlet": d.outlet,
        "agencies": list(d.agencies),
        "language": d.language,
        "url": d.url,
        "retrieved": d.retrieved,
        "captions": [_span(s) for s in d.captions],
        "events": [_event(e, text) for e in coded.events],
        "holdings": [_holding(h, text) for h in coded.holdings],
        "coder": coded.coder,
    }


def _span(span: Span) -> Row:
    return {"start": span.start, "end": span.end}


def _words(span: Span | None, text: str) -> Row:
    return {"text": span.read(text), **_span(span)} if span else {"text": None, "start": None, "end": None}


def _basis(basis: Basis) -> Row:
    spans = {"spans": [_span(s) for s in basis.spans]} if basis.spans else {}
    score = None if basis.score is None else round(basis.score, 3)
    return {"basis": {"how": basis.how, "coder": basis.coder, **spans}, "score": score}


def _who(who: Who, text: str) -> Row:
    mark = {} if who.attribution == "stated" else {"attribution": who.attribution}
    return {**_words(who.span, text), "name": who.name, **mark, **_basis(who.basis)}


def _where(where: Where, text: str) -> Row:
    return {
        **_words(where.span, text),
        "name": where.name,
        "geonames_id": where.geonames_id,
        "lat": where.lat,
        "lon": where.lon,
        "country": where.country,
        "admin1": where.admin1,
        "precision": where.precision,
        **_basis(where.basis),
    }


def _when(when: When | None, text: str) -> Row | None:
    if when is None:
        return None
    return {**_words(when.span, text), "value": when.value, "precision": when.precision, **_basis(when.basis)}


def _control(change: ControlChange) -> Row:
    return {"place": change.place, "from": change.loser, "to": change.holder, "extent": change.extent}


def _source(source: Source, text: str) -> Row:
    joint = {"joint": True} if source.joint else {}
    return {**_words(source.span, text), "name": source.name, "kind": source.kind, **joint, **_basis(source.basis)}


def _whole(number: float | None) -> float | int | None:
    return int(number) if number is not None and number == int(number) else number


def _quantity(q: HowMany, text: str) -> Row:
    n = q.numbers
    more: Row = {"comparator": n.comparator} if n.comparator else {}
    if n.approximate:
        more["approximate"] = True
    if q.part_of is not None:
        more["part_of"] = _words(q.part_of, text)
    counted = {"measure": q.measure, "unit": q.unit, "group": q.group}
    return {
        **_words(q.span, text),
        **counted,
        "low": _whole(n.low),
        "best": _whole(n.best),
        "high": _whole(n.high),
        **more,
        **_basis(q.basis),
    }


def _claim(claim: Claim, text: str) -> Row:
    out: Row = {
        "id": claim.id,
        "quote": _span(claim.quote),
        "trigger": _words(claim.trigger, text),
        "source": [_source(s, text) for s in claim.sources],
        "joint": any(s.joint for s in claim.sources),
        "said": _when(claim.said, text),
        "status": claim.status,
        "evidence": claim.evidence,
        "quantities": [_quantity(q, text) for q in claim.quantities],
        **_basis(claim.basis),
    }
    for name, values in (("initiators", claim.initiators), ("targets", claim.targets)):
        if values is not None:
            out[name] = [_who(w, text) for w in values]
    if claim.places is not None:
        out["places"] = [_where(w, text) for w in claim.places]
    if claim.when is not None:
        out["when"] = _when(claim.when, text)
    return out


def _event(event: Event, text: str) -> Row:
    return {
        "id": event.id,
        "type": event.type,
        "mode": event.mode,
        "scope": event.scope,
        "initiators": [_who(w, text) for w in event.initiators],
        "targets": [_who(w, text) for w in event.targets],
        "allies": [_who(w, text) for w in event.allies],
        "weapons": [_words(s, text) for s in event.weapons],
        "places": [_where(w, text) for w in event.places],
        "when": _when(event.when, text),
        "control": [_control(c) for c in event.control],
        "claims": [_claim(c, text) for c in event.claims],
        **_basis(event.basis),
    }


def _holding(h: Holding, text: str) -> Row:
    return {
        "place": _where(h.place, text),
        "holder": _who(h.holder, text),
        "extent": h.extent,
        "when": _when(h.when, text),
        "claims": [_claim(c, text) for c in h.claims],
    }
