"""What people change: corrections applied to a claim, in the order of the log."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any, Final

from dateline.errors import DatelineError
from dateline.ledger.entries import spot
from dateline.records import ControlChange, Numbers
from dateline.records.edtf import day_span
from dateline.records.entry import Entry, Figure, KeptClaim, Party, PartyRole, Voice

PRECISIONS: Final = {4: "year", 7: "month", 10: "day"}  # by the length of an EDTF date
SEASONS: Final = frozenset({"21", "22", "23", "24"})  # EDTF level 1: spring to winter, in place of a month
Change = Callable[[KeptClaim, Any], KeptClaim]


def apply(claim: KeptClaim, corrections: Iterable[Entry]) -> KeptClaim:
    """The claim with the corrections (entries of kind "correction", oldest first) applied; a redacted one changes nothing."""
    for entry in corrections:
        if entry.payload is not None:
            field = entry.payload["field"]
            claim = FIELDS[field](claim, entry.payload["value"])
            claim = replace(claim, corrected=tuple(dict.fromkeys([*claim.corrected, field])))
    return claim


def check(claim: KeptClaim, field: str, value: Any) -> None:
    """Refuses a correction that cannot be applied. Raises DatelineError `ledger.correction`."""
    if field not in FIELDS:
        raise DatelineError("ledger.correction", f"no field {field!r}: one of {', '.join(sorted(FIELDS))}.")
    try:
        changed = FIELDS[field](claim, value)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise DatelineError("ledger.correction", f"{field}: {error}") from error
    if field == "when" and changed.when is not None and changed.days is None:
        raise DatelineError("ledger.correction", f"{changed.when!r} is not an EDTF level 1 value.")


def _parties(role: PartyRole) -> Change:
    def change(claim: KeptClaim, value: Iterable[str | Mapping[str, Any]]) -> KeptClaim:
        """`value`: canonical names, or objects with `name`, `attribution`."""
        new = [
            Party(role, v) if isinstance(v, str) else Party(role, v["name"], v.get("text"), v.get("attribution", "stated"))
            for v in value
        ]
        return replace(claim, parties=tuple([p for p in claim.parties if p.role != role] + new))

    return change


def _when(claim: KeptClaim, value: str | Mapping[str, Any] | None) -> KeptClaim:
    when = _time(value)
    return replace(claim, when=when, days=day_span(when), when_precision=_precision(when))


def _time(value: str | Mapping[str, Any] | None) -> str | None:
    """`value`: EDTF, or an object with `value` and the `text`, `start`, `end` of its words."""
    return value["value"] if isinstance(value, Mapping) else value


def _weapons(claim: KeptClaim, value: Iterable[str | Mapping[str, Any]]) -> KeptClaim:
    """`value`: words, or objects with `text`, `start`, `end`."""
    if isinstance(value, str):
        raise TypeError(f"{value!r} is not a list")
    return replace(claim, weapons=tuple(v["text"] if isinstance(v, Mapping) else v for v in value))


def _precision(value: str | None) -> str:
    """What an EDTF value shows of its precision (codebook section 2): a span of days is taken for lasting throughout."""
    if not value:
        return "unknown"
    if "/" in value:
        return "range"
    if "T" in value:
        return "exact"
    plain = value.rstrip("~?%")
    return "season" if plain[5:7] in SEASONS and len(plain) == len("2016-21") else PRECISIONS.get(len(plain), "day")


def _places(claim: KeptClaim, value: Iterable[Mapping[str, Any]]) -> KeptClaim:
    return replace(claim, places=tuple(spot(v) for v in value))


def _voices(claim: KeptClaim, value: Iterable[Mapping[str, Any]]) -> KeptClaim:
    return replace(
        claim, voices=tuple(Voice(v["name"], v.get("kind", "unknown"), v.get("text"), bool(v.get("joint"))) for v in value)
    )


def _figures(claim: KeptClaim, value: Iterable[Mapping[str, Any]]) -> KeptClaim:
    return replace(claim, figures=tuple(_figure(v) for v in value))


def _figure(v: Mapping[str, Any]) -> Figure:
    """`part_of`: the words of the larger figure that it breaks down."""
    numbers = Numbers(v.get("low"), v.get("best"), v.get("high"), v.get("comparator"), bool(v.get("approximate")))
    return Figure(v["measure"], v["unit"], v.get("group"), numbers, v.get("text", ""), v.get("part_of"))


def _control(claim: KeptClaim, value: Iterable[Mapping[str, Any]]) -> KeptClaim:
    return replace(
        claim, changes=tuple(ControlChange(v["place"], v.get("from"), v.get("to"), v.get("extent", "whole")) for v in value)
    )


FIELDS: Final[dict[str, Change]] = {
    "type": lambda claim, value: replace(claim, type=str(value)),
    "mode": lambda claim, value: replace(claim, mode=value),
    "scope": lambda claim, value: replace(claim, scope=str(value)),
    "status": lambda claim, value: replace(claim, status=str(value)),
    "evidence": lambda claim, value: replace(claim, evidence=value),
    "said": lambda claim, value: replace(claim, said=_time(value)),
    "initiators": _parties("initiator"),
    "targets": _parties("target"),
    "allies": _parties("ally"),
    "weapons": _weapons,
    "places": _places,
    "when": _when,
    "voices": _voices,
    "figures": _figures,
    "control": _control,
    "private": lambda claim, value: replace(claim, private=tuple(value)),
}  # the fields that a person may correct, and how
