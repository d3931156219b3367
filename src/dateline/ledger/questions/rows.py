"""Claims and figures as flat rows and in words: what tables, frames and machine formats show of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from dateline.ledger.entries import HOLDING
from dateline.records import ControlChange
from dateline.records.edtf import FIRST_DAY, LAST_DAY, show_instant
from dateline.records.entry import Figure, KeptClaim, Party, Spot, Voice

Row = dict[str, Any]
REPORT_VOICE: Final = "the report"  # who speaks where no voice is named
CLAIM_COLUMNS: Final = (
    "id", "report", "event", "type", "mode", "scope", "status", "evidence", "speakers", "speaker_kinds", "joint", "initiators",
    "targets", "allies", "weapons", "place", "lat", "lon", "country", "admin1", "precision", "places", "when", "when_precision",
    "first_day", "last_day", "control", "figures", "words", "said", "published", "known", "recorded", "author", "origin", "corrected",
    "ended", "score",
)  # fmt: skip
FIGURE_COLUMNS: Final = (
    "claim", "event", "report", "type", "place", "when", "speakers", "status", "measure", "unit", "group", "low", "best", "high",
    "words", "part_of", "published",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class SaidFigure:
    """A figure and the claim that gives it."""

    figure: Figure
    claim: KeptClaim


def claim_row(claim: KeptClaim) -> Row:
    """A claim as a row of CLAIM_COLUMNS; instants as ISO 8601 in UTC, days as ISO dates (None: open or unknown)."""
    first = claim.places[0] if claim.places else None
    return {
        "id": claim.id, "report": claim.report, "event": claim.event, "type": claim.type, "mode": claim.mode, "scope": claim.scope,
        "status": claim.status, "evidence": claim.evidence, "speakers": [v.name for v in claim.voices],
        "speaker_kinds": [v.kind for v in claim.voices], "joint": any(v.joint for v in claim.voices),
        **sides_row(claim.parties), "weapons": list(claim.weapons), **places_row(claim.places, first), "when": claim.when,
        "when_precision": claim.when_precision, "first_day": iso_day(claim.days and claim.days[0]),
        "last_day": iso_day(claim.days and claim.days[1]), "control": [change_row(c) for c in claim.changes],
        "figures": [figure_row(f) for f in claim.figures], "words": claim.words, "said": claim.said, "published": claim.published,
        "known": show_instant(claim.known), "recorded": show_instant(claim.recorded), "author": claim.author, "origin": claim.origin,
        "corrected": list(claim.corrected), "ended": None if claim.ended is None else show_instant(claim.ended), "score": claim.score,
    }  # fmt: skip


def sides_row(parties: Sequence[Party]) -> Row:
    """The names of the sides by role; a name that is not simply stated carries its mark ("Russia (suspected)")."""
    slots = (("initiators", "initiator"), ("targets", "target"), ("allies", "ally"))
    return {slot: [party(p) for p in parties if p.role == role] for slot, role in slots}


def places_row(places: Sequence[Spot], first: Spot | None) -> Row:
    """The first place with its coordinates, and the names of all."""
    names = ("lat", "lon", "country", "admin1", "precision")
    return {
        "place": first and first.name,
        **{name: getattr(first, name, None) for name in names},
        "places": [s.name for s in places],
    }


def figure_row(f: Figure) -> Row:
    """A figure as it was read, beside its words."""
    n = f.numbers
    numbers = {"low": n.low, "best": n.best, "high": n.high}
    return {"measure": f.measure, "unit": f.unit, "group": f.group, **numbers, "words": f.words, "part_of": f.part_of}


def said_figure_row(said: SaidFigure) -> Row:
    """A figure with who gives it, as a row of FIGURE_COLUMNS."""
    c = said.claim
    place = c.places[0].name if c.places else None
    head = {"claim": c.id, "event": c.event, "report": c.report, "type": c.type, "place": place, "when": c.when}
    return {
        **head,
        "speakers": [v.name for v in c.voices],
        "status": c.status,
        **figure_row(said.figure),
        "published": c.published,
    }


def change_row(c: ControlChange) -> Row:
    """A claimed change of control."""
    return {"place": c.place, "from": c.loser, "to": c.holder, "extent": c.extent}


def iso_day(ordinal: int | None) -> str | None:
    """A day as an ISO date; None for an open or unknown end."""
    return None if ordinal is None or ordinal in (FIRST_DAY, LAST_DAY) else date.fromordinal(ordinal).isoformat()


def party(p: Party) -> str:
    """A side in words: its name, and how firmly the text ties it to the act where it is not simply stated."""
    return p.name if p.attribution == "stated" else f"{p.name} ({p.attribution})"


def sides(parties: Sequence[Party], type: str = "") -> str:
    """Who did it to whom: "Government of Russia → Islamic State, with Government of Syria"; of a holding, who holds."""
    row = sides_row(parties)
    if type == HOLDING:
        return f"held by {', '.join(row['initiators']) or '?'}"
    line = f"{', '.join(row['initiators']) or '?'} → {', '.join(row['targets']) or '?'}"
    return line + (f", with {', '.join(row['allies'])}" if row["allies"] else "")


def chain(voices: Sequence[Voice]) -> str:
    """The chain of voices, nearest first: "Rami Abdel Rahman > Syrian Observatory"; joint ones with &."""
    return (" & " if any(v.joint for v in voices) else " > ").join(v.name for v in voices) or REPORT_VOICE


def figure(f: Figure) -> str:
    """A figure in short: "killed 300–? combatants: Islamic State"."""
    low, high = ("?" if v is None else f"{v:,.0f}" for v in (f.numbers.low, f.numbers.high))
    what = (f.group or "people").replace(":", ": ") if f.unit == "people" else f.unit
    span = low if low == high else f"{low}–{high}"
    return f"{f.measure.replace('_', ' ')} {span} {what}" + (" (part)" if f.part_of else "")


def spot(s: Spot) -> str:
    """A place in words, by its precision: "near Palmyra"."""
    return {2: "near ", 5: "region of ", 7: "waters of "}.get(s.precision, "") + s.name


def change(c: ControlChange) -> str:
    """A change of control in words: "Palmyra: Government of Syria ⇒ Islamic State"."""
    return f"{c.place}: {c.loser or '?'} ⇒ {c.holder or '?'}" + ("" if c.extent == "whole" else f" ({c.extent})")
