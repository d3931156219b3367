"""FollowTheMoney entities (schemata of followthemoney 4), one JSON object a line.

    Event            an incident: days, place, plain initiators as organizer, targets and allies as involved
    PublicBody       a government; Organization: any other known body; Person: a leader of the tables; LegalEntity: anybody else named
    Article          a report
    Documentation    a claim: ties its report to the event, with who says so (role), its status, its words, and the report as proof
    UnknownLink      a culprit who may not be named plainly, with how it is named as its role
    Address          the place, with its coordinates

Crowds and civilians are no entities. The stamp of an event or a claim stands in `description`; articles and actors have that of
the event that first named them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from hashlib import sha1
from typing import Any, Final

from dateline.export.case import Case
from dateline.export.cells import json_text
from dateline.export.days import period
from dateline.export.format import Format
from dateline.export.incidents import reckoned
from dateline.export.loss import Losses, Rule
from dateline.export.notes import MARKS, act, change, located, note
from dateline.export.sides import Sides, actor, sides
from dateline.knowledge.actors import load_leaders
from dateline.knowledge.countries import load_countries
from dateline.records.entry import Figure, KeptClaim, KeptReport, Spot

Entity = dict[str, Any]
RULES: Final[Mapping[str, Rule]] = {
    "undated": Rule("FollowTheMoney has no intervals without both ends", "incident of an open time", "written with the end that is known"),
    "span": Rule("FollowTheMoney cannot say that an act took place once within a span", "date", "written as a start and an end"),
    "precision": Rule("FollowTheMoney has no precision of places", "place known to a district or less", "written as an address"),
    "crowds": Rule("FollowTheMoney has no entity for people without a name", "side", "kept in the summary only"),
    "figures": Rule("FollowTheMoney has no figures", "figure", "kept as words"),
    "control": Rule("FollowTheMoney has no control of places", "control change", "kept as words"),
    "evidence": Rule("FollowTheMoney has no field for evidence", "mark of evidence", "kept as words"),
    "weapons": Rule("FollowTheMoney has no field for weapons", "weapon"),
    "places": Rule("An event has one place here", "further place"),
    "reasons": Rule("FollowTheMoney has no figures", "reason of a figure", "dropped", "reasons of figures"),
    "links": Rule("An event does not tell how its reports were linked", "link"),
}  # fmt: skip
NAMELESS: Final = frozenset({"civilians", "crowd", "band"})  # kinds of actor that are no entities
LEVEL: Final[int] = 3  # precision from which on a place is a district or more


def lines(cases: Iterable[Case], losses: Losses) -> Iterator[str]:
    """The entities, each once, a line each."""
    seen: set[str] = set()
    for case in cases:
        losses.kept += 1
        for made in entities(case, losses):
            if made["id"] not in seen:
                seen.add(made["id"])
                losses.rows += 1
                yield json_text(made) + "\n"


def entities(case: Case, losses: Losses) -> Iterator[Entity]:
    """The entities of an incident: those that others point at come first."""
    who, when, place = sides(case.incident), period(case.incident), case.incident.place
    losses.take(case.incident)
    losses.note("undated", int((when.first is None) != (when.last is None)))
    losses.note("span", int(not when.lasting and when.first != when.last and None not in (when.first, when.last)))
    losses.note("precision", int(place is not None and place.precision >= LEVEL))
    names = (*who.initiators, *who.targets, *who.allies)
    losses.note("crowds", sum(actor(n).kind in NAMELESS for n in names))
    losses.note("reasons", len(case.reckonings))
    for name in (*names, *(d.name for d in who.doubted)):
        if actor(name).kind not in NAMELESS:
            yield _actor(name, case)
    yield from (_article(r, case) for r in case.reports)
    if place is not None:
        yield _address(place, case)
    yield _event(case, who)
    yield from (_claim(c, case) for c in case.incident.claims)
    for d in who.doubted:
        if actor(d.name).kind not in NAMELESS:
            subject, object = _actor_id(d.name), case.incident.id
            values = {"subject": subject, "object": object, "role": MARKS[d.mark], "description": case.stamp.line()}
            yield _entity(_id("link", subject, object), "UnknownLink", values)


def _id(*parts: str) -> str:
    return "dateline-" + sha1("\x1f".join(parts).encode()).hexdigest()


def _entity(id: str, schema: str, values: Mapping[str, str | Sequence[str | None] | None]) -> Entity:
    """An entity; every property is a list of texts, and one without any is left out."""
    listed = {k: [v] if isinstance(v, str) or v is None else v for k, v in values.items()}
    return {"id": id, "schema": schema, "properties": {k: kept for k, v in listed.items() if (kept := [x for x in v if x])}}


def _actor_id(name: str) -> str:
    return _id("actor", name)


@cache
def _leaders() -> frozenset[str]:
    return frozenset(leader.name for leader in load_leaders())


def _actor(name: str, case: Case) -> Entity:
    who = actor(name)
    schema = "PublicBody" if who.kind == "state" else "Organization" if who.kind != "unknown" else "LegalEntity"
    schema = "Person" if name in _leaders() else schema
    country = who.country.iso.lower() if who.country else None
    return _entity(_actor_id(name), schema, {"name": name, "country": country, "description": case.stamp.line()})


def _article(report: KeptReport, case: Case) -> Entity:
    values = {
        "fileName": report.name or report.id, "title": report.title or report.name or report.id, "name": report.title or report.id,
        "publisher": report.outlet, "publishedAt": report.published, "sourceUrl": report.url, "language": _language(report.language),
        "description": case.stamp.line(),
    }  # fmt: skip
    return _entity(_id("report", report.id), "Article", values)


def _language(code: str | None) -> str | None:
    """ISO 639-3 of the languages that reports are coded in."""
    return {"en": "eng"}.get(code or "")


def _address(place: Spot, case: Case) -> Entity:
    country = load_countries().get(place.country or "")
    full = ", ".join(dict.fromkeys(x for x in (place.name, place.admin1, country.name if country else None) if x))
    values = {
        "full": full, "name": full, "remarks": located(place), "city": place.name if place.precision < LEVEL else None, "state": place.admin1,
        "country": (place.country or "").lower(), "latitude": _text(place.lat), "longitude": _text(place.lon),
        "description": case.stamp.line(),
    }  # fmt: skip
    return _entity(_address_id(place), "Address", values)


def _address_id(place: Spot) -> str:
    return _id("place", place.key, place.name, str(place.precision), _text(place.lat), _text(place.lon))


def _text(value: float | None) -> str:
    return "" if value is None else f"{value:.5f}"


def _event(case: Case, who: Sides) -> Entity:
    i, when, place = case.incident, period(case.incident), case.incident.place
    named = " ".join(x for x in (act(i.type), located(place) if place else "") if x)
    whole = "/" not in (when.edtf or "/") and "T" not in (when.edtf or "") and (when.edtf or "")[-1:] not in "~?%"
    values: dict[str, str | Sequence[str | None] | None] = {
        "name": f"{named}, {when.edtf or 'undated'}{'' if case.told else ' (not said to have taken place)'}", "summary": note(case), "recordId": i.id,
        "date": when.edtf if whole else None,
        "startDate": when.first.isoformat() if when.first and not whole else None,
        "endDate": when.last.isoformat() if when.last and not whole else None,
        "location": place.name if place else None, "addressEntity": _address_id(place) if place else None,
        "country": (place.country or "").lower() if place else None, "keywords": [i.type, i.scope],
        "organizer": [_actor_id(n) for n in who.initiators if actor(n).kind not in NAMELESS],
        "involved": [_actor_id(n) for n in (*who.targets, *who.allies) if actor(n).kind not in NAMELESS],
        "proof": [_id("report", r.id) for r in case.reports], "notes": [reckoned(r) for r in case.reckonings],
        "description": case.stamp.line(), "publisher": list(dict.fromkeys(r.outlet for r in case.reports)),
    }  # fmt: skip
    return _entity(i.id, "Event", values)


def _claim(c: KeptClaim, case: Case) -> Entity:
    told = [f"{f.measure.replace('_', ' ')}: {_numbers(f)} “{f.words}”{f' ({f.group})' if f.group else ''}" for f in c.figures]
    told += [change(x) for x in c.changes] + ([f"evidence: {c.evidence}"] if c.evidence else [])
    values: dict[str, str | Sequence[str | None] | None] = {
        "document": _id("report", c.report), "entity": case.incident.id, "role": f"according to {case.voices(c)}", "status": c.status,
        "summary": c.words, "date": _day(c.said or c.published), "recordId": c.id, "proof": _id("report", c.report),
        "description": [*told, case.stamps[c.id].line()],
    }  # fmt: skip
    return _entity(_id("claim", c.id), "Documentation", values)


def _numbers(f: Figure) -> str:
    low, high = ("?" if n is None else f"{n:g}" for n in (f.numbers.low, f.numbers.high))
    return low if low == high else f"{low} to {high}"


def _day(edtf: str | None) -> str | None:
    """A date that FollowTheMoney reads: an EDTF value that is a point, without marks of doubt and zones."""
    return None if edtf is None or "/" in edtf else edtf.rstrip("~?%")[:10]


FTM: Final = Format(
    "ftm", "FollowTheMoney JSON Lines", ".ftm.json",
    "Events with days, place and plain sides; a Documentation for each claim with voice, status, words and proof; culprits who are "
    "not plain as links that say how they are named; reports as Articles.",
    RULES, lines,
)  # fmt: skip
