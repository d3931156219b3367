"""UCDP GED's format (the 49 columns of releases 20.1 to 26.1): one row a deadly event of a dyad, with its dead by side.

Rules:
    events          at least one death by the best figure, an organised actor who is plainly named, and another or civilians
    violence        1: a government is a side; 2: two groups; 3: the targets are unarmed. side_a is the government, else the first
                    by name; in type 3 the one who acts. Neither says who attacked
    deaths          by the ucdp policy: those of side_a and its allies, of side_b, of civilians, and of nobody's known side
    open ends       UCDP has numbers only: where the highest figure is open ("more than 300"), high is the number printed
    dates           date_prec 1 a day, 2 up to six, 3 a week, 4 up to a month, 5 longer, or a day that nobody tells; a campaign
                    within a year is one row of event_clarity 2
    numbers         UCDP's own ids of conflicts, dyads and actors are UCDP's to give, and empty; country_id and gwnoa are Gleditsch
                    and Ward's. `id` is made from `relid`, which is the incident's id. The stamp stands in `code_status`
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Final

from dateline.export.case import Case
from dateline.export.cells import comma_line, degrees, listed, number
from dateline.export.days import MONTH, WEEK, YEAR, Period, period
from dateline.export.format import Format
from dateline.export.loss import Losses, Rule
from dateline.export.notes import located
from dateline.export.sides import actor, sides
from dateline.knowledge.countries import country_of_government, load_countries
from dateline.records.entry import Spot
from dateline.records.incident import Reckoning

COLUMNS: Final = (
    "id", "relid", "year", "active_year", "code_status", "type_of_violence", "conflict_dset_id", "conflict_new_id", "conflict_name",
    "dyad_dset_id", "dyad_new_id", "dyad_name", "side_a_dset_id", "side_a_new_id", "side_a", "side_b_dset_id", "side_b_new_id",
    "side_b", "number_of_sources", "source_article", "source_office", "source_date", "source_headline", "source_original",
    "where_prec", "where_coordinates", "where_description", "adm_1", "adm_2", "latitude", "longitude", "geom_wkt", "priogrid_gid",
    "country", "country_id", "region", "event_clarity", "date_prec", "date_start", "date_end", "deaths_a", "deaths_b",
    "deaths_civilians", "deaths_unknown", "best", "high", "low", "gwnoa", "gwnob",
)  # fmt: skip
RULES: Final[Mapping[str, Rule]] = {
    "untold": Rule("UCDP holds what took place, and nobody says that it did", "denied, doubted, planned or threatened incident"),
    "deathless": Rule("UCDP needs at least one death", "incident without a figure of the dead"),
    "longer": Rule("UCDP holds single events", "incident whose only figure is a total of a longer time"),
    "possible": Rule("UCDP needs at least one death by the best figure", "incident that may have killed nobody"),
    "sideless": Rule("UCDP needs an organised actor against another or civilians, plainly named", "deadly incident"),
    "undated": Rule("UCDP's longest event is a year", "deadly incident of an open, longer or unknown time"),
    "unplaced": Rule("UCDP needs a place", "deadly incident without one"),
    "assumed": Rule("No account tells the day", "date", "taken from the report and graded 5"),
    "coordinates": Rule("No gazetteer at hand has them", "place", "written without coordinates"),
    "culprits": Rule("UCDP has no way to say suspected, rival or denied", "culprit"),
    "others": Rule("UCDP has two sides", "figure of the dead of another side", "counted as deaths_unknown",
                   "figures of the dead of other sides"),
    "open": Rule("UCDP's high is a number", "open upper end", "written as the highest number printed"),
    "ends": Rule("UCDP's deaths by side are best figures", "low and high end of a side", "dropped", "low and high ends of sides"),
    "unsplit": Rule("No account tells whose they are", "figure of all the dead", "written as deaths_unknown"),
    "totals": Rule("A total of a longer time belongs to no single event", "total of people", "dropped"),
    "harmed": Rule("UCDP counts deaths only", "figure of other people"),
    "things": Rule("UCDP counts deaths only", "figure of things"),
    "words": Rule("UCDP has numbers without their words", "figure in words (“more than 300”)", "kept as numbers"),
    "control": Rule("UCDP has no control of places", "control change"),
    "denials": Rule("UCDP has one row an event and no field for it", "denial"),
    "doubts": Rule("UCDP has no field for hearsay", "doubted claim"),
    "said": Rule("UCDP has no time of speaking", "time of speaking"),
    "evidence": Rule("UCDP has no field for evidence", "mark of evidence"),
    "weapons": Rule("UCDP has no field for weapons", "weapon"),
    "places": Rule("UCDP has one place a row", "further place"),
    "numbers": Rule("UCDP's own numbers are UCDP's to give", "row", "written without ids of conflict, dyad and actors, and active_year"),
}  # fmt: skip
STATE_BASED, NON_STATE, ONE_SIDED = 1, 2, 3
ORGANISED: Final = frozenset({"state", "coalition", "group", "band"})  # kinds of actor that can be a side
UNARMED: Final = frozenset({"civilians", "crowd", "ngo", "media", "unknown"})  # kinds of target that are civilians to UCDP
ID: Final[int] = 13  # hex digits of `id`: every such number is exact in any program
CELL: Final[float] = 0.5  # degrees of a cell of PRIO-GRID; cells are counted from the south-west, row by row, from 1
CIVILIANS: Final = "Civilians"


@dataclass(frozen=True, slots=True)
class Dyad:
    """Two sides: UCDP's type of violence, their names, and every name that stands on each."""

    violence: int
    a: str
    b: str
    with_a: frozenset[str]
    with_b: frozenset[str]


@dataclass(frozen=True, slots=True)
class Deaths:
    """The dead by side (best figures), and the best, high and low of all."""

    a: float
    b: float
    civilians: float
    unknown: float
    best: float
    high: float
    low: float


def lines(cases: Iterable[Case], losses: Losses) -> Iterator[str]:
    """The file, a line at a time."""
    yield comma_line(COLUMNS)
    for case in cases:
        row = _row(case, losses)
        if row is not None:
            losses.kept += 1
            losses.rows += 1
            yield comma_line([row.get(name, "") for name in COLUMNS])


def _row(case: Case, losses: Losses) -> dict[str, str] | None:
    pair, when, place, dead = dyad(case), period(case.incident), case.incident.place, case.toll("killed")
    lost = _lost(case, dead, pair, when)
    if lost is not None or pair is None or dead is None or place is None or when.first is None or when.last is None:
        losses.note(lost or "unplaced")
        return None
    count = deaths(case, pair, losses)
    _note_parts(case, when, place, losses)
    return {
        "id": str(whole_id(case.incident.id)), "relid": case.incident.id, "year": str(when.first.year),
        "code_status": case.stamp.line(), "type_of_violence": str(pair.violence), "dyad_name": f"{pair.a} - {pair.b}",
        "side_a": pair.a, "side_b": pair.b, **_sources(case), **_where(place),
        "event_clarity": "2" if case.incident.scope == "campaign" else "1", "date_prec": str(_grade(when)),
        "date_start": when.first.isoformat(), "date_end": when.last.isoformat(),
        "deaths_a": number(count.a), "deaths_b": number(count.b), "deaths_civilians": number(count.civilians),
        "deaths_unknown": number(count.unknown), "best": number(count.best), "high": number(count.high), "low": number(count.low),
        "gwnoa": _gw(pair.a), "gwnob": _gw(pair.b),
    }  # fmt: skip


def whole_id(id: str) -> int:
    """A number for an incident, made from its id: the same in every export."""
    return int(sha256(id.encode()).hexdigest()[:ID], 16)


def _lost(case: Case, dead: Reckoning | None, pair: Dyad | None, when: Period) -> str | None:
    """Why an incident is no event of UCDP's; None where it is one."""
    if not case.told:
        return "untold"
    if not case.tolls("killed"):
        return "longer" if any(r.measure == "killed" and r.unit == "people" for r in case.reckonings) else "deathless"
    if dead is None or not dead.best:
        return "possible"
    if pair is None:
        return "sideless"
    if when.length is None or when.length > YEAR:
        return "undated"
    return None


def _note_parts(case: Case, when: Period, place: Spot, losses: Losses) -> None:
    losses.take(case.incident)
    losses.note("totals", case.totals)
    losses.note("culprits", len(sides(case.incident).doubted))
    losses.note("assumed", int(when.assumed))
    losses.note("coordinates", int(place.lat is None))
    losses.note("numbers")


def dyad(case: Case) -> Dyad | None:
    """The sides as UCDP sees them; None where one is missing, not organised, or not plainly named."""
    who = sides(case.incident)
    acting = [n for n in who.initiators if actor(n).kind in ORGANISED]
    armed = [n for n in who.targets if actor(n).kind in ORGANISED and n not in acting]
    unarmed = [n for n in who.targets if actor(n).kind in UNARMED]
    if not acting or not (armed or unarmed):
        return None
    with_acting = frozenset((*acting, *who.allies))
    if not armed:
        return Dyad(ONE_SIDED, _first(acting), CIVILIANS, with_acting, frozenset(unarmed))
    one, other = (_first(acting), with_acting), (_first(armed), frozenset(armed))
    states = [_is_state(name) for name, _ in (one, other)]
    if (states[1] and not states[0]) or (states[0] == states[1] and other[0] < one[0]):
        one, other = other, one
    return Dyad(STATE_BASED if any(states) else NON_STATE, one[0], other[0], one[1], other[1])


def _first(names: Sequence[str]) -> str:
    """The name of a side: a government's before others'."""
    return next((n for n in names if _is_state(n)), names[0])


def _is_state(name: str) -> bool:
    return actor(name).kind in ("state", "coalition")


def deaths(case: Case, pair: Dyad, losses: Losses) -> Deaths:
    """The dead of the incident by side; what belongs to neither is unknown."""
    found = case.tolls("killed")
    whole = case.toll("killed")
    a = b = civilians = unknown = 0.0
    for side, r in found.items():
        best = r.best or 0.0
        losses.note("ends", int(side != "all" and not r.low == r.best == r.high))
        if side == "all":
            continue
        if side == "civilians":
            civilians += best
        elif side in pair.with_a:
            a += best
        elif side in pair.with_b:
            b += best
        else:
            unknown += best
            losses.note("others", int(side != "unknown"))
    best = (whole.best if whole else None) or 0.0
    if set(found) == {"all"}:
        unknown = best
        losses.note("unsplit")
    unknown += max(0.0, best - a - b - civilians - unknown)
    losses.note("open", int(whole is not None and _is_open(case, whole)))
    if pair.violence == ONE_SIDED:
        b, civilians = 0.0, civilians + b
    low, high = (None if whole is None else getattr(whole, end) for end in ("low", "high"))
    return Deaths(a, b, civilians, unknown, best, max(best, high or 0.0), best if low is None else min(best, low))


def _is_open(case: Case, whole: Reckoning) -> bool:
    """Whether a figure behind the highest is open above ("at least 34")."""
    if whole.high is None:
        return True
    return any(s.high is None and (s.best or s.low or 0.0) >= whole.high for s in (*whole.supporting, *whole.dissenting))


def _grade(when: Period) -> int:
    """UCDP's date_prec."""
    length = when.length or YEAR
    if when.assumed or length > MONTH:
        return 5
    return 1 if length == 1 else 2 if length < WEEK else 3 if length == WEEK else 4


def _where(place: Spot) -> dict[str, str]:
    country = load_countries().get(place.country or "")
    located_at = place.lat is not None and place.lon is not None
    return {
        "where_prec": str(place.precision), "where_coordinates": place.name, "where_description": located(place),
        "adm_1": place.admin1 or "", "latitude": degrees(place.lat), "longitude": degrees(place.lon),
        "geom_wkt": f"POINT ({degrees(place.lon)} {degrees(place.lat)})" if located_at else "",
        "priogrid_gid": str(grid(place.lat, place.lon)) if place.lat is not None and place.lon is not None else "",
        "country": country.name if country else "", "country_id": str(country.gw or "") if country else "",
        "region": (country.ucdp_region or "") if country else "",
    }  # fmt: skip


def grid(lat: float, lon: float) -> int:
    """The number of the PRIO-GRID cell that a point lies in (degrees, WGS 84)."""
    columns, rows = int(360 / CELL), int(180 / CELL)
    row, column = min(rows - 1, int((lat + 90) / CELL)), min(columns - 1, int((lon + 180) / CELL))
    return row * columns + column + 1


def _sources(case: Case) -> dict[str, str]:
    """The reports that tell of it, the offices they come from, and the voices that the information comes from."""
    reports = case.reports
    offices = [r.outlet or listed(r.agencies) or r.name for r in reports]
    articles = [f'"{office},{r.published or ""},{r.title or ""}"' for office, r in zip(offices, reports, strict=True)]
    voices = dict.fromkeys(case.voices(c) for c in case.incident.claims)
    return {
        "number_of_sources": str(len(case.incident.origins)), "source_article": ";".join(articles), "source_office": listed(offices),
        "source_date": listed([r.published or "" for r in reports]), "source_headline": listed([r.title or "" for r in reports]),
        "source_original": listed(tuple(voices)),
    }  # fmt: skip


def _gw(name: str) -> str:
    """Gleditsch and Ward's number of a government."""
    country = country_of_government().get(name)
    return str(country.gw or "") if country else ""


UCDP: Final = Format(
    "ucdp", "UCDP GED CSV", ".csv",
    "Deadly events of a dyad: sides, type of violence, days and place with their precision, PRIO-GRID cell, the dead by side with "
    "low, best and high, the reports, and the voices behind them. The stamp stands in `code_status`.",
    RULES, lines, columns=COLUMNS, policies=("ucdp",), bound=True,
)  # fmt: skip
