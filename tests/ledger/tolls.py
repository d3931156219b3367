"""Claims with figures in a few words, for tables that an area expert can read.

A line reads: published | source | figures | when | more. Published and when are EDTF; no `when`: the claim says nothing of when.
Figures, parted by ";": "killed Syria: at least 34 soldiers", whose dead before the colon (SIDES; "civilians", "people" where no side
is told, "disputed", "children", a thing's unit as "vehicle"), the words as printed after it, and "< words" of the larger figure
that it breaks down. More: words as "status=denied", "by=Russia", "on=civilians", "with=Syria" (an ally), "type=air_strike",
"scope=campaign", "origin=o1", "report=r1", "incident=i2", "place=Aleppo", "evidence=imagery", "said=2016-12-08".
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from typing import Final, TypeVar

from dateline.coding.quantities import read_numbers
from dateline.ledger.entries import known_from, spot
from dateline.ledger.reconcile import reconcile
from dateline.records.edtf import day_span
from dateline.records.entry import Figure, KeptClaim, Party, Spot, Voice
from dateline.records.incident import Incident, Reckoning

Value = TypeVar("Value", bound=Hashable)
SIDES: Final = {
    "Syria": "Government of Syria", "IS": "Islamic State", "Russia": "Government of Russia", "SDF": "Syrian Democratic Forces",
    "militias": "militias (Syria)",
}  # fmt: skip
VOICES: Final = {
    "Observatory": ("Syrian Observatory for Human Rights", "monitor"),
    "Network": ("Syrian Network for Human Rights", "monitor"),
    "UN": ("United Nations", "igo"),
    "Moscow": ("Ministry of Defence of Russia", "belligerent"),
    "Army": ("Syrian Army", "belligerent"),
    "SANA": ("SANA", "belligerent"),
    "Amaq": ("Amaq", "belligerent"),
    "IS": ("Islamic State", "belligerent"),
    "Governor": ("Talal Barazi", "official"),
    "Doctor": ("a doctor", "witness"),
    "Reuters": ("Reuters", "media"),
}
GROUPS: Final = {"people": None, "unknown": "unknown", "disputed": "civilian_status_disputed"}
PLAIN: Final = frozenset({"civilians", "children", "women", "men"})


def claim(line: str, number: int = 0) -> KeptClaim:
    """The claim that a line tells; claims of one published date and source stand in one report unless it says otherwise."""
    published, source, figures, when, more = (*(x.strip() for x in line.split("|")), "", "")[:5]
    told = dict(word.split("=", 1) for word in more.split())
    name, kind = VOICES.get(source, (source, "media"))
    report = told.get("report", f"{published} {source}")
    parties = tuple(
        Party(role, SIDES.get(p, p), None, told.get("firm", "stated"))  # type: ignore[arg-type]
        for role, mark in (("initiator", "by"), ("target", "on"), ("ally", "with"))
        for p in filter(None, told.get(mark, "").split("+"))
    )
    place = spot({"name": told.get("place", "Palmyra"), "country": "SY", "precision": 1})
    return KeptClaim(
        id=told.get("id", f"{report} {figures} {when} {number}"), report=report, event=told.get("incident", "i1"),
        type=told.get("type", "armed_clash"), mode=None, scope=told.get("scope", "event"), status=told.get("status", "happened"),
        words=f"{source}: {figures}", parties=parties, voices=() if source == "Nobody" else (Voice(name, kind),),
        figures=tuple(_figure(f.strip()) for f in figures.split(";") if f.strip()), places=(place,), changes=(),
        when=when or published[:10], when_precision=_precision(when), days=day_span(when or published[:10]), published=published,
        known=known_from(published, 0), recorded=number, seq=number, author="machine:test", said=told.get("said"),
        origin=told.get("origin"), evidence=told.get("evidence"),
    )  # fmt: skip


def _precision(when: str) -> str:
    return "range" if "/" in when else {0: "unknown", 4: "year", 7: "month"}.get(len(when), "day")


def _figure(words: str) -> Figure:
    what, _, printed = words.partition(":")
    measure, whose = what.split()
    printed, _, whole = (x.strip() for x in printed.partition("<"))
    people = whose in SIDES or whose in GROUPS or whose in PLAIN
    group = f"combatants:{SIDES[whose]}" if whose in SIDES else GROUPS.get(whose, whose) if people else None
    return Figure(measure, "people" if people else whose, group, read_numbers(printed), printed, whole or None)


def told(lines: Iterable[str]) -> list[Incident]:
    """The incidents of the lines: one, unless a line says "incident="."""
    claims = [claim(line, number) for number, line in enumerate(x for x in map(str.strip, lines) if x)]
    return gathered(claims)


def gathered(claims: Sequence[KeptClaim]) -> list[Incident]:
    """The incidents of claims, by their event."""
    return [incident_of([c for c in claims if c.event == e], e) for e in dict.fromkeys(c.event for c in claims)]


def figures(lines: str, policy: str, side: str | None = None) -> list[str]:
    """The figures of the lines under a policy: "killed Syria 34 34 34 @2016-12-08", the days of a total in brackets."""
    return [plain(r) for r in reconcile(told(lines.splitlines()), policy, side=side)]


def plain(r: Reckoning) -> str:
    """A figure in one line, for a table."""
    short = {name: word for word, name in SIDES.items()}
    low, best, high = ("-" if n is None else f"{n:g}" for n in (r.low, r.best, r.high))
    return f"{r.measure} {short.get(r.side, r.side)} {low} {best} {high}{' ' + r.grade if r.grade else ''}"


def incident_of(claims: Iterable[KeptClaim], id: str | None = None) -> Incident:
    """The incident that these claims (at least one) tell of; `id`: that of the event of the earliest, unless given."""
    some = tuple(sorted(claims, key=lambda c: (c.known, c.id)))
    days = [c.days for c in some if c.days is not None and c.when_precision != "unknown"] or [c.days for c in some if c.days]
    names = {role: _by_count(p.name for c in some for p in c.parties if p.role == role) for role in ("initiator", "target")}
    return Incident(
        id=id or some[0].event,
        events=tuple(dict.fromkeys(c.event for c in some)),
        claims=some,
        type=_by_count(c.type for c in some)[0],
        scope=_by_count(c.scope for c in some)[0],
        days=_by_count(days)[0] if days else None,
        place=_place(some),
        initiators=tuple(names["initiator"]),
        targets=tuple(names["target"]),
    )


def _by_count(values: Iterable[Value]) -> list[Value]:
    """The values, each once: the most frequent first, then in the order of their words."""
    counts = Counter(values)
    return sorted(counts, key=lambda v: (-counts[v], str(v)))


def _place(claims: Sequence[KeptClaim]) -> Spot | None:
    """The place that most claims put first, as exactly as the least exact of them has it."""
    first = [c.places[0] for c in claims if c.places]
    if not first:
        return None
    key = _by_count(s.key for s in first)[0]
    return max((s for s in first if s.key == key), key=lambda s: (s.precision, str(s)))
