"""Small reports with one account each or several, for the tests of linking."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dateline.ledger.entries import digest
from dateline.ledger.ledger import Ledger
from dateline.ledger.linking.account import Account, accounts
from dateline.records.entry import Draft, Entry, KeptClaim

PLACES: dict[str, dict[str, Any]] = {
    "Palmyra": {"name": "Palmyra", "geonames_id": 163808, "lat": 34.56, "lon": 38.27, "country": "SY"},
    "Jazal": {"name": "Jazal", "lat": 34.60, "lon": 38.20, "country": "SY"},
    "Raqqa": {"name": "Raqqa", "geonames_id": 172955, "lat": 35.95, "lon": 39.01, "country": "SY"},
    "Palmyra Castle": {"name": "Palmyra Castle", "country": "SY"},
    "Homs": {"name": "Homs", "lat": 34.72, "lon": 36.72, "country": "SY", "precision": 4},
    "Syria": {"name": "Syria", "lat": 35.0, "lon": 38.0, "country": "SY", "precision": 6},
}


def act(
    type: str = "air_strike",
    when: str | None = "2016-12-11",
    places: Sequence[str] = ("Palmyra",),
    by: Sequence[str] = ("Government of Russia",),
    on: Sequence[str] = ("Islamic State",),
    **more: Any,
) -> dict[str, Any]:
    """An account: `more` has words, killed, status, precision, scope, mode, control, event, voices."""
    return {"type": type, "when": when, "places": list(places), "by": list(by), "on": list(on), **more}


def claim_draft(report: str, number: int, told: dict[str, Any], published: str | None = "2016-12-12") -> Draft:
    """The entry of one claim of a report."""
    precision = told.get("precision") or ("range" if told["when"] and "/" in told["when"] else "day")
    row = {
        "type": told["type"], "mode": told.get("mode"), "scope": told.get("scope", "event"),
        "places": [{"precision": 1, **PLACES[p], "text": p} for p in told["places"]],
        "initiators": [{"name": n, "text": n} for n in told["by"]], "targets": [{"name": n, "text": n} for n in told["on"]],
        "when": {"value": told["when"], "precision": precision} if told["when"] else None, "control": told.get("control", []),
    }  # fmt: skip
    killed = told.get("killed")
    claim = {
        "status": told.get("status", "happened"), "quote": {"start": number, "end": number + 1},
        "source": [{"name": n, "kind": "witness", "text": n} for n in told.get("voices", ())],
        "quantities": [{"measure": "killed", "unit": "people", "low": n, "best": n, "high": n, "text": str(n)} for n in killed or ()],
    }  # fmt: skip
    payload = {
        "v": 1, "report": digest("report", report), "event": digest("event", report, str(told.get("event", number))), "published": published,
        "act": row, "claim": claim, "words": told.get("words", "Something happened there."), "private": list(told.get("private", ())),
    }  # fmt: skip
    return Draft("claim", digest("claim", report, str(number), str(told)), "machine:test", payload)


def report_drafts(name: str, acts: Sequence[dict[str, Any]], published: str | None = "2016-12-12") -> list[Draft]:
    """The entries of a report with its accounts."""
    document = {
        "title": name, "text": name, "published": published, "outlet": name, "sections": [], "place_filed": None, "agencies": [],
        "language": "en", "url": None, "retrieved": None, "given": [],
    }  # fmt: skip
    payload = {"v": 1, "name": name, "document": document, "coder": "test", "state": "coded", "private": [], "original": None}
    report = Draft("report", digest("report", name), "machine:test", payload)
    return [report, *(claim_draft(name, n, told, published) for n, told in enumerate(acts))]


def event_of(report: str, number: int = 0) -> str:
    """The id of a report's event."""
    return digest("event", report, str(number))


def account(**told: Any) -> Account:
    """One account, of a report of its own."""
    from dateline.ledger.entries import kept_claim

    draft = claim_draft(str(sorted(told.items(), key=repr)), 0, act(**told), told.get("published", "2016-12-12"))
    (made,) = accounts([kept_claim(Entry(1, "claim", draft.subject, draft.author, 0, draft.payload, "", ""))])
    return made


def groups(ledger: Ledger, **view: Any) -> set[frozenset[str]]:
    """The incidents as sets of the names of their reports' events: "report#number"."""
    from dateline.ledger import View

    found = ledger.incidents(View(**view), None)
    names = {r.id: r.name for r in ledger.reports(View(withdrawn=True), None)}
    return {frozenset(f"{names[c.report]}#{_number(names[c.report], c)}" for c in i.claims) for i in found}


def _number(report: str, claim: KeptClaim) -> int:
    return next(n for n in range(20) if event_of(report, n) == claim.event)
