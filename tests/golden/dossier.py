"""The dossier as a ledger holds it: coded from the bundled reports, and as those who wrote the reports say that it should be coded."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, Final

import labelled
from dateline.ledger.control.voices import Printed
from dateline.ledger.entries import HOLDING, known_from, spot
from dateline.records import ControlChange, Numbers
from dateline.records.edtf import day_span
from dateline.records.entry import Figure, KeptClaim, Party, PartyRole, Voice

EXPECTED: Final = Path(__file__).with_name("demo_expected.txt")
ROLES: Final[tuple[tuple[PartyRole, str], ...]] = (("initiator", "initiators"), ("target", "targets"), ("ally", "allies"))
PRECISION: Final = {4: "year", 7: "month", 10: "day"}  # by the length of an EDTF date


def expected() -> tuple[list[KeptClaim], dict[str, Printed]]:
    """The claims of demo_expected.txt as the ledger would keep them, and the outlets of their reports."""
    reports, wrong = labelled.read(EXPECTED)
    assert wrong == []
    claims = [c for report in reports for c in (*_claims(report), *_holdings(report))]
    return claims, {r.id: Printed(r.head.get("outlet") or None, r.id) for r in reports}


def _claims(report: Any) -> Iterator[KeptClaim]:
    for number, event in enumerate(report.events):
        when = next((c.when for c in event.claims if c.when), None)
        for position, claim in enumerate(event.claims):
            given = claim.when or when
            places = [_place(f.name, f.extra, f.text) for f in _slot(event, claim, "places")]
            yield _kept(
                report, f"{number}.{position}", event.type, places,
                event=f"{report.id}.{number}", scope=event.scope, status=claim.status, evidence=claim.evidence,
                words=report.text[claim.start : claim.end], said=claim.said.name if claim.said else None,
                parties=tuple(Party(role, f.name) for role, slot in ROLES for f in _slot(event, claim, slot)),
                voices=tuple(Voice(s.name, s.extra, s.text, s.joint) for s in claim.sources),
                figures=tuple(
                    Figure(q.measure, q.unit, q.group, Numbers(*(q.numbers or (None, None, None))), q.text) for q in claim.quantities
                ),
                changes=tuple(ControlChange(c["place"], c["from"], c["to"], c["extent"]) for c in event.control),
                when=given.name if given else None, when_precision=_precision(given) if given else "unknown",
            )  # fmt: skip


def _holdings(report: Any) -> Iterator[KeptClaim]:
    for number, line in enumerate(report.holdings):
        place, holder, extent = (x.strip() for x in line.split("|"))
        parties, changes = (Party("initiator", holder),), (ControlChange(place, None, holder, extent),)
        yield _kept(report, f"held.{number}", HOLDING, [_place(place, None, None)], words=line, parties=parties, changes=changes)


def _slot(event: Any, claim: Any, slot: str) -> Iterable[Any]:
    """What the claim itself tells, else what the event's other claims tell, each name once."""
    named = {f.name: f for c in reversed(event.claims) for f in reversed(c.slots[slot])}
    return claim.slots[slot] or list(reversed(named.values()))


def _place(name: str, precision: str | None, words: str | None) -> dict[str, Any]:
    number = 163808 if name == "Palmyra" else None
    return {"name": name, "country": "SY", "precision": int(precision or 1), "geonames_id": number, "text": words}


def _precision(when: Any) -> str:
    return str(when.extra or when.mark or PRECISION.get(len(when.name), "range"))


def _kept(report: Any, id: str, type: str, places: list[dict[str, Any]], **more: Any) -> KeptClaim:
    published = report.head["published"]
    base: dict[str, Any] = {
        "id": f"{report.id}.{id}", "report": report.id, "event": f"{report.id}.{id}", "type": type, "mode": None, "scope": "event",
        "status": "happened", "voices": (), "figures": (), "places": tuple(spot(p) for p in places), "when": None,
        "when_precision": "unknown", "published": published, "known": known_from(published, 0), "recorded": 0, "seq": 0,
        "author": "machine:test",
    }  # fmt: skip
    made = {**base, **more}
    made["when"] = made["when"] or published[:10]
    return KeptClaim(**made, days=day_span(made["when"]))


def known(claims: Iterable[KeptClaim], as_of: str | None) -> list[KeptClaim]:
    """The claims that were known then."""
    until: Callable[[KeptClaim], bool] = lambda c: as_of is None or c.known <= known_from(as_of, 0)  # noqa: E731
    return [c for c in claims if until(c)]
