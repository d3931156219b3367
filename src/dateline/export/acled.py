"""ACLED's format (acledR 1.0.1: 31 columns): one row an event, with one conservative number of fatalities. None of ACLED's data is used.

Rules:
    events          what took place by somebody's word, at one place, within a month; campaigns and mere plans are none
    sides           initiators are actor1 and targets actor2, which says nothing of direction; protesters and rioters come first
    unnamed         a violent act whose culprit may not be named plainly has an unidentified armed group (air strikes: military
                    forces), and the note says who is suspected by whom
    dates           the first day; precision 1 for a day, 2 for up to a week, 3 for up to a month or a day that nobody tells
    places          geo_precision 1 exact, 2 near or the district, 3 the province or a region
    inter           the kind of actor: a state's forces abroad, coalitions and intergovernmental bodies are 8; named armed groups are
                    2, since the tables of actors do not tell rebels from militias
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from dateline.export.case import Case
from dateline.export.cells import comma_line, degrees, listed, number
from dateline.export.days import MONTH, WEEK, Period, period
from dateline.export.format import Format
from dateline.export.loss import Losses, Rule
from dateline.export.notes import note
from dateline.export.sides import Actor, actor, sides
from dateline.knowledge.countries import Country, load_countries
from dateline.knowledge.ontology import EventType, load
from dateline.records.entry import Spot

COLUMNS: Final = (
    "event_id_cnty", "event_date", "year", "time_precision", "disorder_type", "event_type", "sub_event_type", "actor1",
    "assoc_actor_1", "inter1", "actor2", "assoc_actor_2", "inter2", "interaction", "civilian_targeting", "iso", "region", "country",
    "admin1", "admin2", "admin3", "location", "latitude", "longitude", "geo_precision", "source", "source_scale", "notes",
    "fatalities", "tags", "timestamp",
)  # fmt: skip
RULES: Final[Mapping[str, Rule]] = {
    "type": Rule("ACLED has no sub-event type for statements, sanctions and aid", "incident"),
    "untold": Rule("ACLED holds what took place, and nobody says that it did", "denied, doubted, planned or threatened incident"),
    "campaign": Rule("ACLED holds single events", "campaign"),
    "undated": Rule("ACLED's coarsest date is a month", "incident of an open, longer or unknown time"),
    "unplaced": Rule("ACLED's coarsest place is a province or region", "incident known to a country only, or to no place"),
    "lasting": Rule("ACLED has one day a row", "act that lasted several days", "written at its first day"),
    "assumed": Rule("No account tells the day", "date", "taken from the report and graded 3"),
    "coordinates": Rule("No gazetteer at hand has them", "place", "written without coordinates"),
    "culprits": Rule("ACLED has no way to say suspected, rival or denied", "culprit", "kept in the notes only"),
    "rebels": Rule("The tables do not tell rebels from militias", "armed group", "given inter 2"),
    "inter": Rule("The tables do not know what they are", "actor", "written without an inter code"),
    "columns": Rule("No table at hand has them", "row", "written without admin2, admin3 and source_scale"),
    "region": Rule("No source at hand tells ACLED's region of some countries", "row", "written without a region"),
    "ends": Rule("ACLED has one number of fatalities", "low and high end", "dropped"),
    "totals": Rule("A total of a longer time belongs to no single event", "total of people", "dropped"),
    "harmed": Rule("ACLED counts deaths only", "figure of other people", "kept in the notes only"),
    "things": Rule("ACLED counts deaths only", "figure of things", "kept in the notes only"),
    "groups": Rule("ACLED does not part fatalities by group", "figure of a group", "kept in the notes only", "figures of groups"),
    "control": Rule("ACLED tells a change of hands by three sub-event types, without who held what", "control change",
                    "kept in the notes only"),
    "denials": Rule("ACLED has one row an event and no field for it", "denial", "kept in the notes only"),
    "said": Rule("ACLED has no time of speaking", "time of speaking"),
    "evidence": Rule("ACLED has no field for evidence", "mark of evidence"),
    "weapons": Rule("ACLED has no field for weapons", "weapon", "dropped"),
    "places": Rule("ACLED has one place a row", "further place", "dropped"),
}  # fmt: skip
ONE: Final[int] = 16  # hex digits of an incident's id in event_id_cnty
PRECISIONS: Final[Mapping[int, int]] = {1: 1, 2: 2, 3: 2, 4: 3, 5: 3}  # geo_precision, by the codebook's precision
POLITICAL: Final = frozenset({"Battles", "Explosions/Remote violence", "Violence against civilians"})
CROWD_FIRST: Final[Mapping[str, tuple[str, int]]] = {
    "peaceful_protest": ("Protesters", 6), "violent_demonstration": ("Rioters", 5), "mob_violence": ("Rioters", 5),
}  # types in which a crowd acts: what ACLED calls it, and its inter code  # fmt: skip
CROWD_HURT: Final = frozenset({"protest_with_intervention", "force_against_protesters"})  # types in which others face a crowd
REBELS: Final = frozenset({"rebels", "guerrillas", "jihadists", "separatists", "Maoists", "opposition"})  # bands with inter 2
CODES: Final[Mapping[str, int]] = {
    "state": 1, "coalition": 8, "igo": 8, "group": 2, "band": 3, "civilians": 7, "ngo": 7, "media": 7, "political": 3,
}  # inter codes by kind of actor  # fmt: skip
CIVILIANS, MILITIA, OTHER = 7, 3, 8


def lines(cases: Iterable[Case], losses: Losses) -> Iterator[str]:
    """The file, a line at a time."""
    yield comma_line(COLUMNS)
    for case in cases:
        row = _row(case, losses)
        if row is not None:
            losses.kept += 1
            losses.rows += 1
            yield comma_line([row[name] for name in COLUMNS])


def _row(case: Case, losses: Losses) -> dict[str, str] | None:
    incident, when, place = case.incident, period(case.incident), case.incident.place
    kind = load().types.get(incident.type)
    lost = _lost(case, kind, when, place)
    if lost is not None or kind is None or when.first is None or place is None:
        losses.note(lost or "type")
        return None
    _note_parts(case, when, place, losses)
    country = load_countries().get(place.country or "")
    losses.note("region", int(country is None or country.region is None))
    dead = case.toll("killed")
    if dead is not None and not dead.low == dead.best == dead.high:
        losses.note("ends")
    return {
        "event_id_cnty": f"{country.iso3 if country else ''}{incident.id[:ONE]}",
        "event_date": when.first.isoformat(), "year": str(when.first.year), "time_precision": str(_grade(when)),
        "disorder_type": _disorder(kind), "event_type": kind.acled_event or "", "sub_event_type": kind.acled_sub_event or "",
        **_actors(case, kind, country, losses),
        "iso": str(country.number or "") if country else "", "region": (country.region or "") if country else "",
        "country": country.name if country else "", "admin1": place.admin1 or "", "admin2": "", "admin3": "",
        "location": place.name, "latitude": degrees(place.lat), "longitude": degrees(place.lon),
        "geo_precision": str(PRECISIONS[place.precision]),
        "source": listed(tuple(dict.fromkeys(case.voices(c) for c in incident.claims))), "source_scale": "",
        "notes": note(case), "fatalities": number(dead.best or dead.low or 0 if dead else 0),
        "tags": case.stamp.line(), "timestamp": str(case.changed // 1_000_000),
    }  # fmt: skip


def _lost(case: Case, kind: EventType | None, when: Period, place: Spot | None) -> str | None:
    """Why an incident is no event of ACLED's; None where it is one."""
    if kind is None or kind.acled_event is None:
        return "type"
    if not case.told:
        return "untold"
    if case.incident.scope == "campaign":
        return "campaign"
    if when.length is None or when.length > MONTH:
        return "undated"
    return "unplaced" if place is None or place.precision not in PRECISIONS else None


def _note_parts(case: Case, when: Period, place: Spot, losses: Losses) -> None:
    losses.take(case.incident)
    losses.note("columns")
    losses.note("totals", case.totals)
    losses.note("lasting", int(when.lasting and when.first != when.last))
    losses.note("assumed", int(when.assumed))
    losses.note("coordinates", int(place.lat is None))


def _grade(when: Period) -> int:
    """ACLED's time_precision."""
    if when.assumed:
        return 3
    return 1 if when.length == 1 else 2 if (when.length or MONTH) <= WEEK else 3


def _disorder(kind: EventType) -> str:
    """ACLED's disorder_type; force against protesters is both."""
    if kind.name == "force_against_protesters":
        return "Political violence; Demonstrations"
    if kind.acled_event in POLITICAL or kind.name == "mob_violence":
        return "Political violence"
    return "Strategic developments" if kind.acled_event == "Strategic developments" else "Demonstrations"


Side = tuple[str, str, int | None]  # the actor, those beside it in one cell, its inter code


def _actors(case: Case, kind: EventType, where: Country | None, losses: Losses) -> dict[str, str]:
    """The two sides with their codes."""
    who = sides(case.incident)
    losses.note("culprits", len(who.doubted))
    coders = _Coder(kind, where, losses)
    one = coders.side(who.initiators, who.allies, "initiator")
    two = coders.side(who.targets, (), "target")
    if kind.name in CROWD_HURT:
        one, two = two, one
    if not one[0] and two[0]:
        one, two = two, ("", "", None)
    hurt = CIVILIANS in (one[2], two[2]) and (kind.acled_event in POLITICAL or kind.name == "mob_violence")
    return {
        "actor1": one[0], "assoc_actor_1": one[1], "inter1": str(one[2] or ""), "actor2": two[0], "assoc_actor_2": two[1],
        "inter2": str(two[2] or ""), "interaction": _interaction(one[2], two[2]),
        "civilian_targeting": "Civilian targeting" if hurt or kind.name == "force_against_protesters" else "",
    }  # fmt: skip


def _interaction(one: int | None, two: int | None) -> str:
    """The two codes, the lower first; one side alone is followed by 0."""
    found = sorted(code for code in (one, two) if code)
    return "" if not found else f"{found[0]}{found[1] if len(found) > 1 else 0}"


class _Coder:
    """Names and codes the sides of one row as ACLED does."""

    def __init__(self, kind: EventType, where: Country | None, losses: Losses) -> None:
        self.kind, self.where, self.losses = kind, where, losses
        self.tail = f" ({where.name})" if where else ""

    def side(self, names: Sequence[str], beside: Sequence[str], role: str) -> Side:
        """One side of the row."""
        crowd = self._crowd(role)
        if crowd is not None:
            others = [self.name(n) for n in (*names, *beside) if actor(n).kind != "crowd"]
            return f"{crowd[0]}{self.tail}", listed(others), crowd[1]
        if not names:
            return self._nobody(role)
        who = self._who(names[0], role)
        code = self.code(who)
        if code is None:
            self.losses.note("inter")
        return self.name(names[0]), listed(tuple(dict.fromkeys(map(self.name, (*names[1:], *beside))))), code

    def _crowd(self, role: str) -> tuple[str, int] | None:
        """A crowd's name and code, where this side is one by the type."""
        if role == "target":
            return ("Protesters", 6) if self.kind.name in CROWD_HURT else None
        return CROWD_FIRST.get(self.kind.name)

    def _nobody(self, role: str) -> Side:
        """Rule "unnamed"; those killed by an attack on people without arms are civilians."""
        if role == "target":
            return (f"Civilians{self.tail}", "", CIVILIANS) if self.kind.family == "civilians" else ("", "", None)
        if self.kind.acled_event not in POLITICAL:
            return "", "", None
        if self.kind.name == "air_strike":
            return "Unidentified Military Forces", "", OTHER
        return f"Unidentified Armed Group{self.tail}", "", MILITIA

    def _who(self, name: str, role: str) -> Actor:
        """The actor; a victim whom the tables do not know is a civilian in acts against people without arms."""
        who = actor(name)
        if role == "target" and who.kind == "unknown" and self.kind.family == "civilians":
            return Actor(name, "civilians", "civilians", self.where)
        return who

    def name(self, name: str) -> str:
        """The name of an actor in ACLED's manner: forces of a state in fights, crowds with a capital."""
        who = actor(name)
        if who.kind == "state" and who.country is not None and who.label is None and self._is_military():
            return f"Military Forces of {who.country.name}"
        return name[0].upper() + name[1:] if name.endswith(")") else name

    def _is_military(self) -> bool:
        return self.kind.acled_event in POLITICAL or self.kind.family == "battle"

    def code(self, who: Actor) -> int | None:
        """The inter code; None for an actor whose kind is not known."""
        if who.kind == "state":
            return 1 if who.country is None or self.where is None or who.country.iso == self.where.iso else OTHER
        if who.kind == "crowd":
            return 5 if who.label == "rioters" else 6
        if who.kind == "group":
            self.losses.note("rebels")
        return 2 if who.kind == "band" and who.label in REBELS else CODES.get(who.kind)


ACLED: Final = Format(
    "acled", "ACLED CSV", ".csv",
    "The kind of event, sides, day with its precision, place with its precision, sources, one number of fatalities, and who says "
    "what in a note. The stamp stands in `tags`.",
    RULES, lines, columns=COLUMNS, policies=("acled",), bound=True,
)  # fmt: skip
