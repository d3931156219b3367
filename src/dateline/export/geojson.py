"""GeoJSON (RFC 7946): one feature an incident, a point or no geometry, with its figures and its claims as properties."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from dateline.export.case import Case
from dateline.export.cells import json_text
from dateline.export.format import Format
from dateline.export.incidents import claim_row, incident_row
from dateline.export.loss import Losses, Rule
from dateline.records.incident import Reckoning
from dateline.records.shape import Row

RULES: Final[Mapping[str, Rule]] = {
    "unplaced": Rule("No gazetteer at hand has their place", "incident", "written without a geometry"),
    "inexact": Rule("A point looks exact", "place known to a district or less", "written as a point (place_precision tells)"),
    "points": Rule("A feature has one point here", "further place", "kept by name"),
    "links": Rule("A feature does not tell how its reports were linked", "link"),
}  # fmt: skip
FIGURE: Final = ("measure", "unit", "group", "low", "best", "high", "comparator", "approximate", "figure_words", "part_of")
OF_INCIDENT: Final = frozenset({"incident", "latitude", "longitude"})  # what the feature itself holds
LEVEL: Final[int] = 3  # precision from which on a point stands for a district or more


def lines(cases: Iterable[Case], losses: Losses) -> Iterator[str]:
    """The file, a feature at a time."""
    yield '{"type":"FeatureCollection","features":['
    for number, case in enumerate(cases):
        place = case.incident.place
        losses.take(case.incident)
        losses.note("unplaced", int(place is None or place.lat is None))
        losses.note("inexact", int(place is not None and place.lat is not None and place.precision >= LEVEL))
        losses.note("points", sum(max(0, len(c.places) - 1) for c in case.incident.claims))
        losses.kept += 1
        losses.rows += 1
        yield ("," if number else "") + "\n" + json_text(feature(case))
    yield "\n]}\n"


def feature(case: Case) -> Row:
    """An incident as a feature."""
    row, place = incident_row(case), case.incident.place
    placed = place is not None and place.lat is not None and place.lon is not None
    return {
        "type": "Feature", "id": row["incident"],
        "geometry": {"type": "Point", "coordinates": [place.lon, place.lat]} if placed and place else None,
        "properties": {
            **{name: value for name, value in row.items() if name not in OF_INCIDENT and name not in ("figures", "claims")},
            "figures": [reckoning(r) for r in case.reckonings], "claims": claims(case),
        },
    }  # fmt: skip


def reckoning(r: Reckoning) -> Row:
    """A figure with its reason and the claims for and against it."""
    return {
        "policy": r.policy, "measure": r.measure, "unit": r.unit, "side": r.side, "low": r.low, "best": r.best, "high": r.high,
        "scope": r.scope, "grade": r.grade, "reason": r.reason, "supporting": [s.claim for s in r.supporting],
        "dissenting": [s.claim for s in r.dissenting],
    }  # fmt: skip


def claims(case: Case) -> list[Row]:
    """The claims with their figures, as in the export of claims."""
    out = []
    for claim in case.incident.claims:
        row = claim_row(case, claim, None)
        figures: list[dict[str, Any]] = []
        for f in claim.figures:
            whole = claim_row(case, claim, f)
            figures.append({name: whole[name] for name in FIGURE})
        out.append({**{name: v for name, v in row.items() if name not in (*FIGURE, "incident")}, "figures": figures})
    return out


GEOJSON: Final = Format(
    "geojson", "GeoJSON", ".geojson",
    "One feature an incident with everything of the export of incidents, each figure with its reason and the claims for and against "
    "it, and every claim with voices, status, sides, figures and words.",
    RULES, lines,
)  # fmt: skip
