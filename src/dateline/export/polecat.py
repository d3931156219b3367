"""POLECAT's format: tab-separated, 40 columns, one row an event of PLOVER's types. UTF-8, and no cell holds a tab or a line break.

Several actors, sectors or contexts of a cell are parted by "; ". The stamp stands in `Version`. What POLECAT makes from its own
tables (intensity, titles, Wikipedia pages, GeoNames feature types) is empty.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from dateline.export.case import Case
from dateline.export.cells import degrees, listed, tab_line
from dateline.export.format import Format
from dateline.export.loss import Losses, Rule
from dateline.export.plover import RULES as PLOVER_RULES
from dateline.export.plover import Act, act_of, sector
from dateline.export.sides import actor
from dateline.knowledge.countries import load_countries
from dateline.records.entry import Spot

COLUMNS: Final = (
    "Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts", "Actor Name", "Actor Country",
    "Actor COW", "Primary Actor Sector", "Actor Sectors", "Actor Title", "Actor Name Raw", "Wikipedia Actor ID", "Recipient Name",
    "Recipient Country", "Recipient COW", "Primary Recipient Sector", "Recipient Sectors", "Recipient Title", "Recipient Name Raw",
    "Wikipedia Recipient ID", "Placename", "City", "District", "Province", "Country", "Latitude", "Longitude", "GeoNames ID",
    "Raw Placename", "Feature Type", "Source", "Publication Date", "Story People", "Story Organizations", "Story Locations", "Language",
    "Version",
)  # fmt: skip
CARRIED: Final = ("places",)  # what PLOVER's record loses and this one keeps
RULES: Final[Mapping[str, Rule]] = {
    **{
        k: Rule(r.why.replace("PLOVER", "POLECAT"), r.noun, "dropped" if r.fate.startswith("kept in") else r.fate, r.many)
        for k, r in PLOVER_RULES.items()
        if k not in (*CARRIED, "span", "sizes", "counted", "ends", "totals")
    },
    "figures": Rule("POLECAT has no figures", "figure"),
    "claims": Rule("POLECAT has one row an event and no field for who says so", "claim", "folded into it"),
    "denials": Rule("POLECAT has no field for a denial", "denial"),
    "enddate": Rule("POLECAT has one day a row", "span of days", "written as its first day"),
    "own": Rule("POLECAT makes them from its own tables", "row", "written without intensity, titles and Wikipedia pages"),
}  # fmt: skip


def lines(cases: Iterable[Case], losses: Losses) -> Iterator[str]:
    """The file, a line at a time."""
    yield tab_line(COLUMNS)
    for case in cases:
        act = act_of(case, _Quiet(losses))
        if act is not None:
            losses.kept += 1
            losses.rows += 1
            losses.note("own")
            losses.note("enddate", int(act.period.first != act.period.last))
            row = {**_act(case, act), **_side("Actor", (*act.sides.initiators, *act.sides.allies), act.type)}
            row |= {**_side("Recipient", act.sides.targets, act.type), **_where(case.incident.place), **_story(case)}
            yield tab_line([row.get(name, "") for name in COLUMNS])


class _Quiet(Losses):
    """Passes on the losses that this format has too."""

    def __init__(self, losses: Losses) -> None:
        super().__init__(losses.rules)
        self.to = losses

    def note(self, what: str, count: int = 1) -> None:
        """Counts it where there is a rule for it."""
        if what in self.rules:
            self.to.note(what, count)


def _act(case: Case, act: Act) -> dict[str, str]:
    return {
        "Event ID": case.incident.id, "Event Date": act.period.first.isoformat() if act.period.first else "", "Event Type": act.type,
        "Event Mode": act.mode or "", "Quad Code": str(act.quad), "Contexts": listed(act.contexts), "Version": case.stamp.line(),
    }  # fmt: skip


def _side(role: str, names: Sequence[str], type: str) -> dict[str, str]:
    """The cells of one side."""
    if not names:
        return {f"Primary {role} Sector": "UAF" if type == "ASSAULT" else ""} if role == "Actor" else {}
    who = [actor(n) for n in names]
    sectors = tuple(dict.fromkeys(sector(a, type) for a in who))
    return {
        f"{role} Name": listed(names), f"{role} Country": listed(tuple(dict.fromkeys(a.country.iso3 for a in who if a.country))),
        f"{role} COW": listed(tuple(dict.fromkeys(str(a.country.cow) for a in who if a.country and a.country.cow))),
        f"Primary {role} Sector": sectors[0], f"{role} Sectors": listed(sectors), f"{role} Name Raw": listed(names),
    }  # fmt: skip


def _where(place: Spot | None) -> dict[str, str]:
    if place is None:
        return {}
    country = load_countries().get(place.country or "")
    return {
        "Placename": place.name, "City": place.name if place.precision <= 2 else "",
        "District": place.name if place.precision == 3 else "", "Province": place.admin1 or "",
        "Country": country.iso3 if country else place.country or "", "Latitude": degrees(place.lat), "Longitude": degrees(place.lon),
        "GeoNames ID": str(place.geonames_id or ""), "Raw Placename": place.words or "",
    }  # fmt: skip


def _story(case: Case) -> dict[str, str]:
    """The reports, and the places and bodies that the claims name. People are left to the record: no list of names is made."""
    spots = dict.fromkeys(s.name for c in case.incident.claims for s in c.places)
    bodies = dict.fromkeys(
        p.name for c in case.incident.claims for p in c.parties if actor(p.name).kind not in ("unknown", "civilians")
    )
    return {
        "Source": listed([r.outlet or r.name for r in case.reports]), "Publication Date": listed([r.published or "" for r in case.reports]),
        "Story Organizations": listed(tuple(bodies)), "Story Locations": listed(tuple(spots)),
        "Language": listed(tuple(dict.fromkeys(r.language or "" for r in case.reports))),
    }  # fmt: skip


POLECAT: Final = Format(
    "polecat", "POLECAT TSV", ".tsv",
    "Type, mode and contexts, plain actors and recipients with sectors and COW numbers, first day, place, the reports, and the "
    "places and bodies named. The stamp stands in `Version`.",
    RULES, lines, columns=COLUMNS,
)  # fmt: skip
