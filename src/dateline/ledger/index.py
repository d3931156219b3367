"""The index rows of an entry: pure, so that the state is a function of the log and can be made anew from it."""

from __future__ import annotations

from typing import Any, Final

from dateline.ledger.entries import fold, kept_claim, kept_report
from dateline.ledger.privacy import WITHHELD, withhold
from dateline.ledger.schema import map_cell
from dateline.records.entry import Entry, KeptClaim

Row = dict[str, Any]
Rows = dict[str, list[Row]]  # by the name of the table; "search" holds {"seq", "words", "hidden"}
PERSON: Final = "person:"


def report_rows(entry: Entry) -> Rows:
    """The rows of a report's entry."""
    r = kept_report(entry)
    row = {
        "id": r.id, "seq": r.seq, "name": r.name, "title": r.title, "outlet": r.outlet, "published": r.published, "known": r.known,
        "recorded": r.recorded, "language": r.language, "url": r.url, "original": r.original, "coder": r.coder, "state": r.state,
        "reason": r.reason, "origin": None,
    }  # fmt: skip
    return {"reports": [row]}


def claim_rows(claim: KeptClaim) -> Rows:
    """The rows of a claim as it now stands (corrections applied)."""
    first = claim.places[0] if claim.places else None
    located = first is not None and first.lat is not None and first.lon is not None
    row = {
        "id": claim.id, "seq": claim.seq, "report": claim.report, "event": claim.event, "type": claim.type, "status": claim.status,
        "day_from": claim.days[0] if claim.days else None, "day_to": claim.days[1] if claim.days else None,
        "place": first.key if first else None, "country": first.country if first else None, "admin1": first.admin1 if first else None,
        "lat": first.lat if first else None, "lon": first.lon if first else None,
        "cell": map_cell(first.lat, first.lon) if first and located and first.lat is not None and first.lon is not None else None,
        "precision": first.precision if first else None, "known": claim.known, "recorded": claim.recorded, "ended": claim.ended,
        "author": claim.author, "person": claim.author.startswith(PERSON) or bool(claim.corrected),
        "private": bool(claim.private), "score": claim.score,
    }  # fmt: skip
    return {
        "claims": [row],
        "names": _names(claim),
        "figures": [
            {"seq": claim.seq, "position": n, "measure": f.measure, "unit": f.unit, "grp": f.group, "low": f.numbers.low,
             "best": f.numbers.best, "high": f.numbers.high}
            for n, f in enumerate(claim.figures)
        ],
        "places": [
            {"key": s.key, "folded": fold(s.name), "name": s.name, "country": s.country, "lat": s.lat, "lon": s.lon,
             "geonames_id": s.geonames_id}
            for s in claim.places
        ],
        "changes": _changes(claim),
        "search": [{"seq": claim.seq, **searched(claim)}],
    }  # fmt: skip


def searched(claim: KeptClaim) -> dict[str, str]:
    """What a text search reads of a claim: `words` without the names of private persons, `hidden` with them where there are any."""
    words = " ".join([claim.words, *(s.name for s in claim.places), *(p.name for p in claim.parties)])
    return {"words": withhold(words, claim.private).replace(WITHHELD, " "), "hidden": words if claim.private else ""}


def is_private(claim: KeptClaim, name: str) -> bool:
    """Whether a name in the claim is, or holds, the name of a private person, or what stands in place of one."""
    return WITHHELD in name or (bool(claim.private) and withhold(name, claim.private) != name)


def _names(claim: KeptClaim) -> list[Row]:
    named: list[tuple[str, str, str | None]] = [(p.role, p.name, None) for p in claim.parties]
    named += [("voice", v.name, v.kind) for v in claim.voices]
    named += [("group", f.group, None) for f in claim.figures if f.group]
    named += [("place", s.name, s.key) for s in claim.places[1:]]
    return [
        {
            "seq": claim.seq, "role": role, "position": n, "name": name, "folded": kind if kind and role == "place" else fold(name),
            "kind": kind, "private": role != "place" and is_private(claim, name), "day": claim.days[0] if claim.days else None,
        }
        for n, (role, name, kind) in enumerate(named)
    ]  # fmt: skip


def _changes(claim: KeptClaim) -> list[Row]:
    """A claimed change of control, by the key of the claim's place of that name."""
    if not claim.changes:
        return []
    keys = {fold(s.name): s.key for s in claim.places}
    keys.update({fold(s.words): s.key for s in claim.places if s.words and fold(s.words) not in keys})
    country = claim.places[0].country if claim.places else None
    return [
        {
            "claim": claim.id, "position": n, "place": keys.get(fold(c.place), f"name:{fold(c.place)}|{country or ''}"),
            "loser": c.loser, "holder": c.holder, "extent": c.extent, "known": claim.known, "recorded": claim.recorded,
            "ended": claim.ended,
        }
        for n, c in enumerate(claim.changes)
    ]  # fmt: skip


def rows_of(entry: Entry) -> Rows:
    """The rows that an entry adds when it is recorded; nothing for one that changes others (store.py applies those)."""
    if entry.kind == "report":
        return report_rows(entry)
    if entry.payload is None:
        return {}
    if entry.kind == "claim":
        return claim_rows(kept_claim(entry))
    if entry.kind in ("judgement", "correction", "victim"):
        head = {"kind": entry.kind, "subject": entry.subject, "author": entry.author}
        return {"amendments": [{"seq": entry.seq, **head, "recorded": entry.recorded, "ended": None}]}
    return {}
