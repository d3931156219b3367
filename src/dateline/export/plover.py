"""PLOVER's JSON (manual of 2024-02-04): one record an event, a line each, with type, mode, contexts, actors, recipients and sizes.

Rules:
    modes           the ontology's crosswalk, held to PLOVER's lists of types and modes; a strike told with drones is drone
    actors          only who may be named plainly; a violent act without such a culprit is an unidentified armed force's (UAF), and
                    `comment` says who is suspected
    contexts        military for fights, strikes and bombs; territory where a place changes hands; cbrn for toxic agents; migration
                    for flight; none that passes judgement
    sizes           those of the policy asked for; the ucdp policy counts the dead alone
    claims          `text_info` lists them by id with voice and status, `cite_info` the reports; no sentence of a report is copied
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from dateline.export.case import Case
from dateline.export.cells import json_text
from dateline.export.days import Period, period
from dateline.export.format import Format
from dateline.export.loss import Losses, Rule
from dateline.export.notes import MARKS, note
from dateline.export.sides import Actor, Sides, actor, sides
from dateline.knowledge.countries import load_countries
from dateline.knowledge.ontology import load
from dateline.records.edtf import show_instant
from dateline.records.entry import Spot

FIELDS: Final = (
    "id", "date", "enddate", "actor", "event", "mode", "context", "recipient", "event_loc", "event_text", "quad_code", "size", "link",
    "text_info", "cite_info", "coder", "coded_date", "coded_time", "comment", "has_event",
)  # of a record, in order; a field without a value is left out  # fmt: skip
QUADS: Final[Mapping[int, tuple[str, ...]]] = {
    1: ("AGREE", "CONSULT", "SUPPORT", "CONCEDE"), 2: ("COOPERATE", "AID", "RETREAT"),
    3: ("REQUEST", "ACCUSE", "REJECT", "THREATEN"), 4: ("PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"),
}  # PLOVER's types by quad code: verbal and material cooperation, verbal and material conflict  # fmt: skip
MODES: Final[Mapping[str, frozenset[str]]] = {
    "CONSULT": frozenset({"visit", "third-party", "multilateral", "phone"}),
    "RETREAT": frozenset({"withdraw", "release", "disarm", "ceasefire", "access", "resign"}),
    "REQUEST": frozenset({"assist", "change", "yield", "meet"}),
    "REJECT": frozenset({"assist", "change", "yield", "meet"}),
    "ACCUSE": frozenset({"disapprove", "investigate", "allege"}),
    "THREATEN": frozenset({"restrict", "arrest", "relations", "expel", "territory", "violence"}),
    "PROTEST": frozenset({"demo", "riot", "strike", "hunger", "boycott", "obstruct", "vandalize"}),
    "SANCTION": frozenset({"convict", "expel", "withdraw", "discontinue"}),
    "MOBILIZE": frozenset({"troops", "weapons", "police", "militia"}),
    "COERCE": frozenset({"seize", "restrict", "censor", "curfew", "martial-law", "arrest", "deport", "withhold", "misinformation", "cyber"}),
    "ASSAULT": frozenset(
        {"abduct", "beat", "torture", "sexual", "targeted", "destroy", "primitive", "firearms", "explosives", "suicide-attack", "aerial",
         "drone", "heavy-weapons", "crowd-control", "unconventional"}
    ),
}  # fmt: skip
OWN: Final[Mapping[tuple[str, str | None], tuple[str, str | None]]] = {
    ("ASSAULT", "suicide"): ("ASSAULT", "suicide-attack"), ("ASSAULT", "chemical"): ("ASSAULT", "unconventional"),
    ("COERCE", "abduct"): ("ASSAULT", "abduct"), ("DEMAND", None): ("REQUEST", None),
}  # what the crosswalk of the codebook is called in PLOVER's manual  # fmt: skip
STATED: Final[Mapping[str, str]] = {"accuse": "allege", "condemn": "disapprove"}  # modes of ACCUSE by the codebook's mode
NEEDY: Final = frozenset({"COOPERATE", "AID", "SANCTION"})  # types that need a recipient
CONTEXTS: Final[Mapping[str, str]] = {"chemical_weapon": "cbrn", "displacement": "migration"}  # by type
RESOLUTION: Final[Mapping[int, int]] = {1: 4, 2: 4, 3: 3, 4: 2, 5: 2, 6: 1, 7: 1}  # city 4 … country 1, by the codebook's precision
SECTORS: Final[Mapping[str, str]] = {
    "coalition": "MIL", "group": "REB", "crowd": "CVL", "civilians": "CVL", "ngo": "SOC", "media": "JRN", "political": "PTY",
    "igo": "UNK", "unknown": "UNK", "state": "GOV",
}  # by kind of actor  # fmt: skip
LABELS: Final[Mapping[str, str]] = {
    "journalists": "JRN", "refugees": "REF", "unknown gunmen": "UAF", "gangs": "CRM", "drug traffickers": "CRM", "pirates": "CRM",
    "militias": "PRM", "militants": "UAF", "terrorists": "UAF", "foreign militias": "PRM", "opposition": "OPP",
}  # by the label of an unnamed group  # fmt: skip
SIZES: Final[Mapping[str, tuple[str, ...]]] = {"dead": ("killed",), "injured": ("injured",), "arrested": ("detained",)}
RULES: Final[Mapping[str, Rule]] = {
    "type": Rule("PLOVER has no type for them (flight, announcements, other acts)", "incident"),
    "untold": Rule("No project codes PLOVER's modes for what did not happen", "denied, doubted or hypothetical incident"),
    "ahead_only": Rule("No project codes PLOVER's modes for what is to come", "planned incident"),
    "undated": Rule("PLOVER needs a date", "incident of an open or unknown time"),
    "recipientless": Rule("PLOVER needs a recipient for aid, cooperation and sanctions", "incident"),
    "control": Rule("PLOVER has no mode for taking territory", "control change"),
    "culprits": Rule("PLOVER has no way to say suspected, rival or denied", "culprit", "kept in the comment only"),
    "mode": Rule("PLOVER has no such mode", "mode of the ontology", "dropped", "modes of the ontology"),
    "span": Rule("PLOVER cannot say that an act took place once within a span", "date", "written as a start and an end"),
    "assumed": Rule("PLOVER has no precision of dates", "date that no account tells", "written as the report's"),
    "campaign": Rule("PLOVER cannot say that an event is many acts", "campaign", "written as one event"),
    "ends": Rule("PLOVER has one number a size", "low and high end", "dropped"),
    "counted": Rule("PLOVER sizes the dead, injured and arrested", "figure of other people"),
    "sizes": Rule("The policy gives no figure for them", "figure of the injured or arrested", "dropped", "figures of the injured or arrested"),
    "totals": Rule("A total of a longer time belongs to no single event", "total of people", "dropped"),
    "things": Rule("PLOVER sizes people only", "figure of things", "kept in the text only"),
    "groups": Rule("PLOVER does not part the dead by group", "figure of a group", "kept in the text only", "figures of groups"),
    "weapons": Rule("PLOVER has no field for weapons", "weapon"),
    "said": Rule("PLOVER has no time of speaking", "time of speaking"),
    "evidence": Rule("PLOVER has no field for evidence", "mark of evidence"),
    "places": Rule("PLOVER has one place an event", "further place"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Act:
    """An incident as PLOVER has it: type, mode, contexts and quad code, with its sides and its period."""

    type: str
    mode: str | None
    contexts: tuple[str, ...]
    quad: int
    sides: Sides
    period: Period


def lines(cases: Iterable[Case], losses: Losses) -> Iterator[str]:
    """A record a line."""
    for case in cases:
        act = act_of(case, losses)
        if act is not None:
            losses.kept += 1
            losses.rows += 1
            yield json_text(record(case, act)) + "\n"


def act_of(case: Case, losses: Losses) -> Act | None:
    """The incident as an event of PLOVER's; None, and a loss noted, where it is none."""
    who, when = sides(case.incident), period(case.incident)
    type, mode = _type(case)
    lost = _lost(case, type, who, when)
    if lost is not None or type is None:
        losses.note(lost or "type")
        return None
    if mode is not None and mode not in MODES.get(type, ()):
        losses.note("mode")
        mode = None
    _note_parts(case, who, when, losses)
    return Act(type, mode, _contexts(case), next(q for q, types in QUADS.items() if type in types), who, when)


def _type(case: Case) -> tuple[str | None, str | None]:
    """Type and mode in PLOVER's words."""
    kind = load().types.get(case.incident.type)
    if kind is None:
        return None, None
    if kind.name == "statement":
        term = load().modes.get(case.mode or "")
        type = term.plover if term else None
        return OWN.get((type, None), (type, STATED.get(case.mode or ""))) if type else (None, None)
    if kind.plover is None:
        return None, None
    if kind.plover_mode == "aerial" and any("drone" in w.lower() for c in case.incident.claims for w in c.weapons):
        return kind.plover, "drone"
    return OWN.get((kind.plover, kind.plover_mode), (kind.plover, kind.plover_mode))


def _lost(case: Case, type: str | None, who: Sides, when: Period) -> str | None:
    if type is None:
        return "type"
    if not case.told:
        return "ahead_only" if any(c.status in ("planned", "threatened") for c in case.incident.claims) else "untold"
    if when.first is None or when.last is None:
        return "undated"
    return "recipientless" if type in NEEDY and not who.targets else None


def _note_parts(case: Case, who: Sides, when: Period, losses: Losses) -> None:
    losses.take(case.incident)
    losses.note("culprits", len(who.doubted))
    losses.note("span", int(not when.lasting and when.first != when.last))
    losses.note("assumed", int(when.assumed))
    losses.note("campaign", int(case.incident.scope == "campaign"))
    losses.note("totals", case.totals)
    found = [t for measures in SIZES.values() for m in measures if (t := case.toll(m)) is not None]
    losses.note("ends", sum(not t.low == t.best == t.high for t in found))
    unsized = [m for measures in list(SIZES.values())[1:] for m in measures if case.toll(m) is None]
    losses.note("sizes", sum(f.measure in unsized for c in case.incident.claims for f in c.figures))


def _contexts(case: Case) -> tuple[str, ...]:
    kind = load().types[case.incident.type]
    found = ["military"] if kind.family in ("battle", "strike", "bomb") else []
    found += ["territory"] if any(c.changes for c in case.incident.claims) else []
    found += [CONTEXTS[kind.name]] if kind.name in CONTEXTS else []
    return tuple(found)


def record(case: Case, act: Act) -> dict[str, Any]:
    """The record of an event."""
    when, stamp = act.period, case.stamp
    first, last = when.first, when.last
    recorded = show_instant(case.changed)
    url = next((r.url for r in case.reports if r.url), None)
    doubted = [f"{d.name}: {MARKS[d.mark]}" for d in act.sides.doubted]
    values: dict[str, Any] = {
        "id": case.incident.id, "date": first.isoformat() if first else None,
        "enddate": last.isoformat() if last and last != first else None,
        "actor": entities(case, act, "actor"), "event": act.type, "mode": act.mode, "context": list(act.contexts),
        "recipient": entities(case, act, "recipient"), "event_loc": _location(case.incident.place), "event_text": note(case),
        "quad_code": act.quad, "size": sizes(case), "link": url,
        "text_info": [
            {"claim": c.id, "source": case.voices(c), "status": c.status, "published": c.published} for c in case.incident.claims
        ],
        "cite_info": [{"outlet": r.outlet, "published": r.published, "title": r.title, "url": r.url} for r in case.reports],
        "coder": stamp.coder, "coded_date": recorded[:10], "coded_time": recorded[11:].rstrip("Z"),
        "comment": "; ".join([*doubted, stamp.line()]), "has_event": True,
    }  # fmt: skip
    return {name: values[name] for name in FIELDS if values[name] not in (None, [], {})}


def entities(case: Case, act: Act, role: str) -> list[dict[str, str]]:
    """The actors, or the recipients, as entities; a violent act without a plain culprit has an unidentified armed force."""
    names: Sequence[str] = act.sides.targets if role == "recipient" else (*act.sides.initiators, *act.sides.allies)
    if not names and role == "actor":
        return [{"sector": "UAF" if act.type == "ASSAULT" else "UNK"}]
    return [entity(actor(n), act.type) for n in names]


def entity(who: Actor, type: str) -> dict[str, str]:
    """An actor as an entity: country code, sector, and its name."""
    out = {"code": who.country.iso3} if who.country else {}
    return {**out, "sector": sector(who, type), "entity_text": who.name}


def sector(who: Actor, type: str) -> str:
    """PLOVER's sector: a state that fights or moves troops is its military."""
    if who.kind == "state" and type in ("ASSAULT", "MOBILIZE", "RETREAT"):
        return "MIL"
    if who.label is not None and who.label in LABELS:
        return LABELS[who.label]
    return "REB" if who.kind == "band" else SECTORS[who.kind]


def sizes(case: Case) -> dict[str, int]:
    """The sizes that the policy gives: best figures, else low ones."""
    out: dict[str, int] = {}
    for name, measures in SIZES.items():
        found = [t for m in measures if (t := case.toll(m)) is not None]
        numbers = [n for t in found if (n := t.best if t.best is not None else t.low) is not None]
        if numbers:
            out[name] = round(sum(numbers))
    return out


def _location(place: Spot | None) -> dict[str, Any]:
    if place is None:
        return {}
    country = load_countries().get(place.country or "")
    values = {
        "name": place.name, "admin1": place.admin1, "country": country.iso3 if country else place.country, "lat": place.lat,
        "lon": place.lon, "geonames": place.geonames_id, "resolution": RESOLUTION.get(place.precision),
    }  # fmt: skip
    return {name: value for name, value in values.items() if value is not None}


PLOVER: Final = Format(
    "plover", "PLOVER JSON Lines", ".jsonl",
    "Type, mode and contexts, plain actors and recipients with sectors, dates, place with its resolution, sizes, the claims by id "
    "with voice and status, and the reports. The stamp stands in `coder` and `comment`.",
    RULES, lines, columns=FIELDS,
)  # fmt: skip
