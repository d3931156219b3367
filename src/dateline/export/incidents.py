"""Plain CSV, in Dateline's own columns: one row an incident, or one row a figure of each claim. Other formats share these rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from dateline.export.case import Case
from dateline.export.cells import BETWEEN, comma_line, degrees, listed, number
from dateline.export.days import period
from dateline.export.format import Format
from dateline.export.loss import Losses, Rule
from dateline.export.notes import note
from dateline.export.sides import sides
from dateline.export.stamps import COLUMNS as STAMP
from dateline.records.control import ControlChange
from dateline.records.edtf import show_instant
from dateline.records.entry import Figure, KeptClaim, Party
from dateline.records.incident import Reckoning

Row = dict[str, Any]
COLUMNS: Final = (
    "incident", "type", "mode", "scope", "told", "when", "first_day", "last_day", "lasting", "day_assumed", "place", "place_precision",
    "latitude", "longitude", "country", "admin1", "geonames_id", "initiators", "targets", "allies", "culprits_not_plain", "control",
    "policy", "killed_low", "killed_best", "killed_high", "killed_reason", "injured_low", "injured_best", "injured_high",
    "injured_reason", "figures", "claims", "denials", "reports", "origins", "outlets", "voices", "summary", "recorded", *STAMP,
)  # fmt: skip
CLAIM_COLUMNS: Final = (
    "claim", "incident", "event", "report", "type", "mode", "scope", "status", "evidence", "voices", "voice_kinds", "joint",
    "initiators", "targets", "allies", "weapons", "place", "place_precision", "latitude", "longitude", "country", "admin1",
    "geonames_id", "further_places", "when", "when_precision", "control", "measure", "unit", "group", "low", "best", "high",
    "comparator", "approximate", "figure_words", "part_of", "words", "said", "published", "outlet", "title", "url", "origin",
    "corrected", "recorded", *STAMP,
)  # fmt: skip
RULES: Final[Mapping[str, Rule]] = {
    "claims": Rule("A row is an incident", "claim", "summed up in one row (export claims keeps them apart)"),
    "words": Rule("Figures stand as numbers", "figure in words (“more than 300”)", "kept in the summary only"),
    "said": Rule("A row is an incident", "time of speaking"),
    "evidence": Rule("A row is an incident", "mark of evidence"),
    "weapons": Rule("A row is an incident", "weapon"),
    "places": Rule("A row has one place", "further place"),
    "reasons": Rule("A row has the reasons of the dead and the injured of all sides", "further figure", "kept without its reason"),
    "links": Rule("A row does not tell how its reports were linked", "link"),
}  # fmt: skip
CLAIM_RULES: Final[Mapping[str, Rule]] = {
    "links": Rule("A row does not tell how its report was linked", "link"),
    "spots": Rule("A row has the coordinates of one place", "further place", "kept by name"),
}  # fmt: skip


def lines(cases: Iterable[Case], losses: Losses) -> Iterator[str]:
    """The incidents as CSV, a line at a time."""
    yield comma_line(COLUMNS)
    for case in cases:
        row = incident_row(case)
        losses.take(case.incident)
        losses.note("reasons", sum(r.measure not in ("killed", "injured") or r.side != "all" for r in case.reckonings))
        losses.kept += 1
        losses.rows += 1
        yield comma_line([cell(row[name], name) for name in COLUMNS])


def claim_lines(cases: Iterable[Case], losses: Losses) -> Iterator[str]:
    """The claims as CSV, a line at a time."""
    yield comma_line(CLAIM_COLUMNS)
    for row in claim_rows(cases, losses):
        yield comma_line([cell(row[name], name) for name in CLAIM_COLUMNS])


def claim_rows(cases: Iterable[Case], losses: Losses) -> Iterator[Row]:
    """A row a figure of each claim; a claim without figures has one row."""
    for case in cases:
        losses.take(case.incident)
        losses.note("spots", sum(max(0, len(c.places) - 1) for c in case.incident.claims))
        losses.kept += 1
        for claim in case.incident.claims:
            for figure in claim.figures or (None,):
                losses.rows += 1
                yield claim_row(case, claim, figure)


def cell(value: Any, name: str = "") -> str:
    """A value as a cell: lists parted by "; ", yes and no, degrees to five places."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if name in ("latitude", "longitude"):
        return degrees(value)
    if isinstance(value, int | float):
        return number(value)
    return listed([str(v) for v in value]) if isinstance(value, list | tuple) else str(value)


def incident_row(case: Case) -> Row:
    """An incident as a flat row; lists stay lists."""
    i, when, who = case.incident, period(case.incident), sides(case.incident)
    return {
        "incident": i.id, "type": i.type, "mode": case.mode, "scope": i.scope, "told": case.told, "when": when.edtf,
        "first_day": when.first.isoformat() if when.first else None, "last_day": when.last.isoformat() if when.last else None,
        "lasting": when.lasting, "day_assumed": when.assumed, **place_row(case),
        "initiators": list(who.initiators), "targets": list(who.targets), "allies": list(who.allies),
        "culprits_not_plain": [f"{d.name} ({d.mark})" for d in who.doubted],
        "control": list(dict.fromkeys(control(c) for claim in i.claims for c in claim.changes)),
        "policy": listed(tuple(dict.fromkeys(r.policy for r in case.reckonings))) or None, **toll_row(case, "killed"), **toll_row(case, "injured"),
        "figures": [reckoned(r) for r in case.reckonings],
        "claims": len(i.claims), "denials": sum(c.status == "denied" for c in i.claims), "reports": len(i.reports),
        "origins": len(i.origins), "outlets": list(dict.fromkeys(r.outlet for r in case.reports if r.outlet)),
        "voices": list(dict.fromkeys(case.voices(c) for c in i.claims)), "summary": note(case),
        "recorded": show_instant(case.changed), **case.stamp.row(),
    }  # fmt: skip


def place_row(case: Case) -> Row:
    """The place of an incident; nothing known where it has none."""
    s = case.incident.place
    return {
        "place": s and s.name, "place_precision": s and s.precision, "latitude": s and s.lat, "longitude": s and s.lon,
        "country": s and s.country, "admin1": s and s.admin1, "geonames_id": s and s.geonames_id,
    }  # fmt: skip


def toll_row(case: Case, measure: str) -> Row:
    """The figure of all sides for a measure."""
    r = case.toll(measure)
    ends = {f"{measure}_{end}": getattr(r, end) if r else None for end in ("low", "best", "high")}
    return {**ends, f"{measure}_reason": r.reason if r else None}


def reckoned(r: Reckoning) -> str:
    """A figure in short: "killed 34–120 (best 34) Government of Syria; total of 2016-12-08/2016-12-11"."""
    low, best, high = ("?" if n is None else number(n) for n in (r.low, r.best, r.high))
    numbers = low if low == best == high else f"{low}–{high} (best {best})"
    what = r.side if r.unit == "people" else r.unit
    grade = f", {r.grade}" if r.grade else ""
    return f"{r.measure} {numbers} {what}{grade}{', a total' if r.scope == 'total' else ''}"


def control(c: ControlChange) -> str:
    """A change of control as one value: "Palmyra: Government of Syria > Islamic State (whole)"."""
    return f"{c.place}: {c.loser or '?'} > {c.holder or '?'} ({c.extent})"


def party(p: Party) -> str:
    """A side with how firmly it is named: "Government of Russia (suspected)"."""
    return p.name if p.attribution == "stated" else f"{p.name} ({p.attribution})"


def claim_row(case: Case, c: KeptClaim, f: Figure | None) -> Row:
    """A claim with one of its figures as a flat row; lists stay lists."""
    report, first = case.report(c), c.places[0] if c.places else None
    named = {role: [party(p) for p in c.parties if p.role == role] for role in ("initiator", "target", "ally")}
    return {
        "claim": c.id, "incident": case.incident.id, "event": c.event, "report": c.report, "type": c.type, "mode": c.mode,
        "scope": c.scope, "status": c.status, "evidence": c.evidence, "voices": [v.name for v in c.voices],
        "voice_kinds": [v.kind for v in c.voices], "joint": any(v.joint for v in c.voices), "initiators": named["initiator"],
        "targets": named["target"], "allies": named["ally"], "weapons": list(c.weapons), "place": first and first.name,
        "place_precision": first and first.precision, "latitude": first and first.lat, "longitude": first and first.lon,
        "country": first and first.country, "admin1": first and first.admin1, "geonames_id": first and first.geonames_id,
        "further_places": [s.name for s in c.places[1:]], "when": c.when, "when_precision": c.when_precision,
        "control": [control(x) for x in c.changes], **_figure(f), "words": c.words, "said": c.said, "published": c.published,
        "outlet": report and report.outlet, "title": report and report.title, "url": report and report.url, "origin": c.origin,
        "corrected": list(c.corrected), "recorded": show_instant(c.recorded), **case.stamps[c.id].row(),
    }  # fmt: skip


def _figure(f: Figure | None) -> Row:
    n = f.numbers if f else None
    return {
        "measure": f and f.measure, "unit": f and f.unit, "group": f and f.group, "low": n and n.low, "best": n and n.best,
        "high": n and n.high, "comparator": n and n.comparator, "approximate": n and n.approximate, "figure_words": f and f.words,
        "part_of": f and f.part_of,
    }  # fmt: skip


def parted(words: str) -> Sequence[str]:
    """The values of a cell that holds several: what a reader of the CSV gets back."""
    return words.split(BETWEEN) if words else ()


INCIDENTS: Final = Format(
    "incidents", "CSV of incidents", ".csv",
    "One row an incident: type, days in EDTF, place, sides, culprits that are not plain, control, the dead and injured of all sides "
    "with the reasons, every other figure in short, and who says what in a sentence.",
    RULES, lines, columns=COLUMNS,
)  # fmt: skip
CLAIMS: Final = Format(
    "claims", "CSV of claims", ".csv",
    "One row a figure of each claim: voices, status, evidence, sides with how firmly they are named, place, time, figures with their "
    "words, the quoted words, and the report.",
    CLAIM_RULES, claim_lines, columns=CLAIM_COLUMNS, policies=(), bound=True,
)  # fmt: skip
