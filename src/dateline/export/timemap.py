"""TimeMap's JSON: one object with `events`, `sources` and `associations`, the three parts that TimeMap loads.

Dates are ISO and times empty: set DATE_FMT to YYYY-MM-DD. The category of an event is its ACLED type, else Dateline's; its
associations are its sides. TimeMap has one day and one point an event.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from dateline.export.case import Case
from dateline.export.cells import degrees, json_text
from dateline.export.days import period
from dateline.export.format import Format
from dateline.export.loss import Losses, Rule
from dateline.export.notes import note
from dateline.export.sides import sides
from dateline.knowledge.ontology import load

RULES: Final[Mapping[str, Rule]] = {
    "untold": Rule("TimeMap shows what took place, and nobody says that it did", "denied, doubted, planned or threatened incident"),
    "undated": Rule("TimeMap needs a day", "incident of an open or unknown time"),
    "unplaced": Rule("TimeMap needs a point", "incident without coordinates"),
    "span": Rule("TimeMap has one day an event", "span of days", "written as its first day"),
    "assumed": Rule("TimeMap has no precision of dates", "date that no account tells", "written as the report's"),
    "inexact": Rule("A point looks exact", "place known to a district or less", "written as a point"),
    "culprits": Rule("TimeMap has no way to say suspected, rival or denied", "culprit", "kept in the description only"),
    "claims": Rule("TimeMap has one account an event", "claim", "folded into the description"),
    "figures": Rule("TimeMap has no figures", "figure", "kept in the description only"),
    "control": Rule("TimeMap has no control of places", "control change", "kept in the description only"),
    "said": Rule("TimeMap has no time of speaking", "time of speaking"),
    "evidence": Rule("TimeMap has no field for evidence", "mark of evidence"),
    "weapons": Rule("TimeMap has no field for weapons", "weapon"),
    "places": Rule("TimeMap has one place an event", "further place"),
    "links": Rule("TimeMap does not tell how reports were linked", "link"),
}  # fmt: skip
LEVEL: Final[int] = 3  # precision from which on a point stands for a district or more


def lines(cases: Iterable[Case], losses: Losses) -> Iterator[str]:
    """The file: the events one by one, then the sources and the associations that they use."""
    sources: dict[str, dict[str, Any]] = {}
    associations: dict[str, None] = {}
    yield '{"events":['
    first = True
    for case in cases:
        event = _event(case, losses)
        if event is None:
            continue
        losses.kept += 1
        losses.rows += 1
        associations.update(dict.fromkeys(event["associations"]))
        sources.update({r.id: _source(case, r.id) for r in case.reports})
        yield ("" if first else ",") + "\n" + json_text(event)
        first = False
    named = [{"id": name, "title": name, "desc": "", "mode": "FILTER", "filter_paths": ["Sides", name]} for name in associations]
    yield f'\n],\n"sources":{json_text(sources)},\n"associations":{json_text(named)}}}\n'


def _event(case: Case, losses: Losses) -> dict[str, Any] | None:
    """An incident as an event; None, and a loss noted, where TimeMap cannot show it."""
    when, place, who = period(case.incident), case.incident.place, sides(case.incident)
    if not case.told:
        losses.note("untold")
        return None
    if when.first is None or when.last is None:
        losses.note("undated")
        return None
    if place is None or place.lat is None or place.lon is None:
        losses.note("unplaced")
        return None
    losses.take(case.incident)
    losses.note("span", int(when.first != when.last))
    losses.note("assumed", int(when.assumed))
    losses.note("inexact", int(place.precision >= LEVEL))
    losses.note("culprits", len(who.doubted))
    kind = load().types.get(case.incident.type)
    return {
        "id": case.incident.id, "description": note(case), "date": when.first.isoformat(), "time": "", "location": place.name,
        "latitude": degrees(place.lat), "longitude": degrees(place.lon),
        "category": (kind.acled_event if kind else None) or case.incident.type.replace("_", " "),
        "type": case.incident.type, "associations": list(dict.fromkeys((*who.initiators, *who.targets, *who.allies))),
        "sources": [r.id for r in case.reports], **case.stamp.row(),
    }  # fmt: skip


def _source(case: Case, id: str) -> dict[str, Any]:
    report = next(r for r in case.reports if r.id == id)
    return {
        "id": id, "title": report.title or report.outlet or "", "type": "Article", "paths": [], "thumbnail": "",
        "affil_s": [report.outlet] if report.outlet else [], "url": report.url or "", "desc": report.published or "",
    }  # fmt: skip


TIMEMAP: Final = Format(
    "timemap", "TimeMap JSON", ".json",
    "Day, point, category, sides as associations, reports as sources, and who says what in the description.",
    RULES, lines,
)  # fmt: skip
