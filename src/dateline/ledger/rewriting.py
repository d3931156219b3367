"""Claims as payloads again: what a ledger that is made from another one records of them, corrections applied.

`entries.kept_claim` reads back the claim that was written, but for what the new ledger knows itself: when and as what it was recorded.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from typing import Any, Final

from dateline.ledger.entries import VERSION
from dateline.records.control import ControlChange
from dateline.records.entry import Draft, Figure, KeptClaim, Party, PartyRole, Spot, Voice
from dateline.records.shape import Row

SLOTS: Final[tuple[tuple[str, PartyRole], ...]] = (("initiators", "initiator"), ("targets", "target"), ("allies", "ally"))
PLACE: Final = ("name", "geonames_id", "lat", "lon", "country", "admin1", "precision")


def claim_payload(claim: KeptClaim, private: Sequence[str]) -> Row:
    """The payload of a claim as it stands; `private`: the names that are withheld. Where it stood in its report is not told."""
    act = {
        "type": claim.type, "mode": claim.mode, "scope": claim.scope, **{slot: _sides(claim, role) for slot, role in SLOTS},
        "weapons": [{"text": w} for w in claim.weapons], "places": _places(claim),
        "when": {"value": claim.when, "precision": claim.when_precision}, "control": _control(claim),
    }  # fmt: skip
    said = {
        "quote": {"start": 0, "end": 0}, "source": _voices(claim), "said": None if claim.said is None else {"value": claim.said},
        "status": claim.status, "evidence": claim.evidence, "score": claim.score,
        "quantities": [{**_figure(f), "part_of": None if f.part_of is None else {"text": f.part_of}} for f in claim.figures],
    }  # fmt: skip
    return {
        "v": VERSION, "report": claim.report, "event": claim.event, "published": claim.published, "act": act, "claim": said,
        "words": claim.words, "private": list(private),
    }  # fmt: skip


def corrections(claim: KeptClaim, author: str) -> list[Draft]:
    """The corrections of a claim, each with the value that stands: so that the new ledger knows that a person made it."""
    return [
        Draft("correction", claim.id, author, {"v": VERSION, "field": field, "value": VALUES[field](claim), "reason": None})
        for field in claim.corrected
        if field in VALUES
    ]


def _sides(claim: KeptClaim, role: PartyRole) -> list[Row]:
    return [_party(p) for p in claim.parties if p.role == role]


def _party(p: Party) -> Row:
    return {"name": p.name, "text": p.words, "attribution": p.attribution}


def _places(claim: KeptClaim) -> list[Row]:
    return [_place(s) for s in claim.places]


def _place(s: Spot) -> Row:
    return {**{name: getattr(s, name) for name in PLACE}, "text": s.words}


def _voices(claim: KeptClaim) -> list[Row]:
    return [_voice(v) for v in claim.voices]


def _voice(v: Voice) -> Row:
    return {"name": v.name, "kind": v.kind, "text": v.words, "joint": v.joint}


def _figure(f: Figure) -> Row:
    return {"text": f.words, "measure": f.measure, "unit": f.unit, "group": f.group, **asdict(f.numbers)}


def _control(claim: KeptClaim) -> list[Row]:
    return [_change(c) for c in claim.changes]


def _change(c: ControlChange) -> Row:
    return {"place": c.place, "from": c.loser, "to": c.holder, "extent": c.extent}


VALUES: Final[Mapping[str, Callable[[KeptClaim], Any]]] = {
    "type": lambda c: c.type,
    "mode": lambda c: c.mode,
    "scope": lambda c: c.scope,
    "status": lambda c: c.status,
    "evidence": lambda c: c.evidence,
    "said": lambda c: c.said,
    "initiators": lambda c: _sides(c, "initiator"),
    "targets": lambda c: _sides(c, "target"),
    "allies": lambda c: _sides(c, "ally"),
    "weapons": lambda c: list(c.weapons),
    "places": _places,
    "when": lambda c: c.when,
    "voices": _voices,
    "figures": lambda c: [{**_figure(f), "part_of": f.part_of} for f in c.figures],
    "control": _control,
}  # the fields that corrections change, as they take them; `private` has no value here: the names are gone
