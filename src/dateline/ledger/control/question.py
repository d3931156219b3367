"""The question who held a place: which claims it needs of the ledger, and the answer as people and machines read it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from math import cos, hypot, radians
from typing import Any, ClassVar, Final, NamedTuple

from sqlalchemy import Connection, exists, or_, select

from dateline.errors import DatelineError
from dateline.knowledge.sites import part_kind
from dateline.ledger import schema
from dateline.ledger.control.statement import RETREAT
from dateline.ledger.control.timeline import Place, timeline
from dateline.ledger.control.voices import Printed
from dateline.ledger.entries import fold
from dateline.ledger.log import entry_of, joined
from dateline.ledger.questions.answer import Answer, Row
from dateline.ledger.questions.asked import Asked, look_up
from dateline.ledger.questions.filters import changed
from dateline.ledger.questions.standing import seen
from dateline.ledger.view import View
from dateline.ledger.writing import MANY
from dateline.records.edtf import FIRST_DAY, LAST_DAY, show_instant
from dateline.records.entry import KeptClaim
from dateline.records.spell import Cited, ControlTimeline, Moment, SourceTimeline, Spell, covers

NEARBY: Final[float] = 30.0  # kilometres within which a place that bears another's name is a part of it
DEGREE: Final[float] = 111.2  # kilometres of a degree of latitude
WRONG: Final = "wrong"  # a judgement that takes a claim out
OVERALL: Final = "all sources"  # who tells the timeline made of everybody's claims


@dataclass(frozen=True, slots=True)
class ToldSpell:
    """A spell, whose timeline it is of (OVERALL or a source), and of which place: the place asked for or a part of it."""

    place: str
    by: str
    spell: Spell


@dataclass(frozen=True, repr=False)
class Control(Answer[ToldSpell]):
    """Who held a place: the spells by all claims, then by each source, then of its parts. `timeline` holds them as they belong."""

    timeline: ControlTimeline = field(kw_only=True)

    noun: ClassVar[str] = "spell"
    columns: ClassVar[tuple[str, ...]] = (
        "place", "by", "state", "holders", "extent", "from", "from_first", "from_last", "to", "to_first", "to_last", "told", "stake",
        "origins", "claims", "support", "dissent",
    )  # fmt: skip
    head: ClassVar[tuple[str, ...]] = ("place", "by", "from", "to", "state", "stake", "origins")

    @property
    def now(self) -> Spell:
        """The last spell by all claims: how the place stands as far as the view knows."""
        return self.timeline.now

    def at(self, day: str) -> tuple[Spell, ...]:
        """The spells by all claims that may have covered a day (EDTF)."""
        return self.timeline.at(day)

    @staticmethod
    def row(item: ToldSpell) -> Row:
        """A spell, flat; days as ISO dates (None: open)."""
        s = item.spell
        return {
            "place": item.place, "by": item.by, "state": s.state, "holders": list(s.holders), "extent": s.extent,
            **_days("from", s.begins), **_days("to", s.ends), "told": None if s.told is None else show_instant(s.told),
            "stake": s.stake, "origins": s.origins, "claims": [_cited(c) for c in s.why], "support": [_cited(c) for c in s.support],
            "dissent": [_cited(c) for c in s.dissent],
        }  # fmt: skip

    @staticmethod
    def cells(item: ToldSpell) -> tuple[str, ...]:
        """A spell in short."""
        s = item.spell
        begins, ends = (m.edtf if m else ".." for m in (s.begins, s.ends))
        return item.place, item.by, begins, ends, s.words, (s.stake or "").replace("_", " "), str(s.origins)


def _days(name: str, moment: Moment | None) -> Row:
    first, last = (moment.first, moment.last) if moment else (FIRST_DAY, LAST_DAY)
    days = {f"{name}_first": _iso(first), f"{name}_last": _iso(last)} if moment else {f"{name}_first": None, f"{name}_last": None}
    return {name: moment.edtf if moment else None, **days}


def _iso(ordinal: int) -> str | None:
    return None if ordinal in (FIRST_DAY, LAST_DAY) else Moment(ordinal, ordinal).edtf


def _cited(c: Cited) -> dict[str, Any]:
    told = {"source": c.source, "kind": c.kind, "says": f"{c.verb} {c.extent}", "party": c.party, "loser": c.loser, "part": c.part}
    more = {"status": c.status, "stake": c.stake, "when": c.when.edtf, "published": c.published, "words": c.words}
    return {"claim": c.claim, "report": c.report, **told, **more}


def control(connection: Connection, place: str, view: View) -> Control:
    """Who held the place: a name, or a key such as gn:163808. Raises DatelineError `ledger.no_place`, `ledger.which_place`."""
    found = find_place(connection, place, view.country)
    parts = named_parts(connection, found)
    bare = View(
        as_of=view.as_of, recorded_as_of=view.recorded_as_of, speaker=view.speaker, private=view.private, withdrawn=view.withdrawn
    )
    asked = look_up(connection, bare)
    told = seen(connection, asked, _telling(connection, asked, [found.key, *(p.key for p in parts)], found.key))
    wrong = judged_wrong(connection, [c.id for c in told], asked.changed_since)
    claims = [c for c in told if c.id not in wrong]
    made = timeline(claims, found, parts, printed(connection, claims), view.private)
    made = made if view.days is None else _during(made, view.days)
    return Control(tuple(_told(made)), timeline=made)


def _told(made: ControlTimeline) -> Iterator[ToldSpell]:
    yield from (ToldSpell(made.name, OVERALL, s) for s in made.spells)
    yield from (ToldSpell(made.name, t.source, s) for t in made.sources for s in t.spells)
    yield from (ToldSpell(p.name, OVERALL, s) for p in made.parts for s in p.spells)


def _during(made: ControlTimeline, days: tuple[int, int]) -> ControlTimeline:
    """The timeline cut to the spells that may reach into the days."""

    def cut(spells: Sequence[Spell]) -> tuple[Spell, ...]:
        return tuple(s for s in spells if covers(s, days))

    sources = tuple(SourceTimeline(t.source, t.kind, cut(t.spells)) for t in made.sources)
    return replace(made, spells=cut(made.spells), sources=sources, parts=tuple(_during(p, days) for p in made.parts))


def find_place(connection: Connection, words: str, country: str | None = None) -> Place:
    """The place of a key or a name; of several of one name, the one of which somebody claims control.

    Raises DatelineError `ledger.no_place`, and `ledger.which_place`, which names their keys and countries.
    """
    p = schema.places.c
    told = exists().where(schema.changes.c.place == p.key)
    query = select(p.key, p.name, p.country, p.lat, p.lon, told.label("told"))
    rows = connection.execute(query.where(p.key == words)).all() or connection.execute(query.where(p.folded == fold(words))).all()
    rows = [r for r in rows if country is None or r.country in (None, country.upper())]
    keys = {r.key for r in rows if r.told} or {r.key for r in rows}
    best = {r.key: r for r in sorted(rows, key=lambda r: (r.lat is None, r.name), reverse=True) if r.key in keys}
    if not best:
        raise DatelineError("ledger.no_place", repr(words))
    if len(best) > 1:
        choices = ", ".join(
            f"{r.key} ({r.name}, {r.country or 'country unknown'})" for r in sorted(best.values(), key=lambda r: r.key)
        )
        raise DatelineError("ledger.which_place", f"{words!r}: {choices}.")
    (row,) = best.values()
    return Place(row.key, row.name, row.country, row.lat, row.lon)


def named_parts(connection: Connection, place: Place) -> list[Place]:
    """The places whose names hold the place's own, of which somebody claims control: "Palmyra Castle" for Palmyra."""
    p, base = schema.places.c, fold(place.name)
    told = exists().where(schema.changes.c.place == p.key)
    query = select(p.key, p.name, p.country, p.lat, p.lon).where(p.folded.contains(base, autoescape=True), p.key != place.key, told)
    return parts_among((Place(*row) for row in connection.execute(query)), place)


def parts_among(named: Iterable[Place], place: Place) -> list[Place]:
    """Those of some places whose names hold the place's own, each once under the first of its names.

    Those of another country, farther than NEARBY, or larger by their name ("Homs Governorate") are none.
    """
    found, base = dict[str, Place](), fold(place.name)
    for part in sorted((p for p in named if p.key != place.key), key=lambda p: (p.name, p.key)):
        words = f" {fold(part.name)} "
        if f" {base} " in words and words.strip() != base and part_kind(part.name, place.name) != "larger" and _near(part, place):
            found.setdefault(part.key, part)
    return list(found.values())


def _near(part: Place, place: Place) -> bool:
    if part.country and place.country and part.country != place.country:
        return False
    if part.lat is None or part.lon is None or place.lat is None or place.lon is None:
        return True
    east = (part.lon - place.lon) * cos(radians(place.lat))
    return hypot(part.lat - place.lat, east) * DEGREE <= NEARBY


def _telling(connection: Connection, asked: Asked, keys: Sequence[str], place: str) -> list[str]:
    """The ids of claims that may tell who held the places, by the indexes; those corrected since are tested as they stood."""
    changes, claims = schema.changes.c, schema.claims.c
    view, ids = asked.view, set[str]()
    for first in range(0, len(keys), MANY):
        query = select(changes.claim).where(changes.place.in_(keys[first : first + MANY]))
        if view.published_until is not None:
            query = query.where(changes.known <= view.published_until)
        if view.recorded_until is not None:
            query = query.where(changes.recorded <= view.recorded_until)
        if not view.withdrawn:
            over = changes.ended.is_(None)
            query = query.where(over if view.recorded_until is None else or_(over, changes.ended > view.recorded_until))
        ids.update(connection.scalars(query))
    ids.update(connection.scalars(select(claims.id).where(claims.place == place, claims.type == RETREAT)))
    if asked.changed_since is not None:
        ids.update(connection.scalars(select(claims.id).where(changed(asked))))
    return sorted(ids)


def judged_wrong(connection: Connection, ids: Sequence[str], at: int | None) -> set[str]:
    """The claims whose last judgement by a person, as the ledger stood at an instant (None: now), is that they are wrong."""
    table, last = schema.amendments.c, dict[str, str]()
    for n in range(0, len(ids), MANY):
        query = select(table.seq, table.ended).where(table.subject.in_(ids[n : n + MANY]), table.kind == "judgement")
        query = query if at is None else query.where(table.recorded <= at)
        standing = [r.seq for r in connection.execute(query) if r.ended is None or (at is not None and r.ended > at)]
        log = joined().where(schema.entries.c.seq.in_(standing)).order_by(schema.entries.c.seq)
        for entry in map(entry_of, connection.execute(log).mappings() if standing else ()):
            if entry.payload is not None:
                last[entry.subject] = entry.payload["verdict"]
    return {id for id, verdict in last.items() if verdict == WRONG}


class ReportRow(NamedTuple):
    """What is known of a report: the name it came with, who published it, the original of its story, when it counts as published."""

    id: str
    name: str
    outlet: str | None
    origin: str | None
    known: int


def report_rows(connection: Connection, ids: Iterable[str]) -> list[ReportRow]:
    """The reports of these ids."""
    table, some = schema.reports.c, sorted(set(ids))
    query = select(table.id, table.name, table.outlet, table.origin, table.known)
    rows = (r for n in range(0, len(some), MANY) for r in connection.execute(query.where(table.id.in_(some[n : n + MANY]))))
    return [ReportRow(*row) for row in rows]


def printed(connection: Connection, claims: Iterable[KeptClaim]) -> dict[str, Printed]:
    """What is known of the claims' reports, by id. Reports of one origin speak with the voice of the first of them."""
    return as_printed(report_rows(connection, (c.report for c in claims)))


def as_printed(rows: Collection[ReportRow]) -> dict[str, Printed]:
    """The same from the rows of those reports."""
    first: dict[str, str | None] = {}
    for row in sorted(rows, key=lambda r: (r.known, r.id)):
        first.setdefault(row.origin or row.id, row.outlet)
    return {r.id: Printed(first[r.origin or r.id], r.name) for r in rows}


__all__ = [
    "OVERALL", "Control", "ReportRow", "ToldSpell", "as_printed", "control", "find_place", "judged_wrong", "named_parts",
    "parts_among", "printed", "report_rows",
]  # fmt: skip
