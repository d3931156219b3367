"""Claims about one town in a few words, for tables that an area expert can read.

A line reads: published | source | what | when | status. Published and when are EDTF; no `when`: the claim says nothing of when.
What: "IS takes", "Army takes from IS", "IS takes part", "IS takes castle", "IS leaves", "IS holds", "IS holds part", "IS nears".
The town is Palmyra; its castle lies inside it, its silos outside. Sources in capitals are known: see KINDS. Nobody: the report's
own voice.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from dateline.ledger.control.timeline import Place, timeline
from dateline.ledger.entries import known_from, spot
from dateline.records import ControlChange
from dateline.records.edtf import day_span
from dateline.records.entry import KeptClaim, Party, Voice
from dateline.records.spell import ControlTimeline, Spell

PARTIES: Final = {
    "IS": "Islamic State",
    "Army": "Government of Syria",
    "SDF": "Syrian Democratic Forces",
    "Russia": "Government of Russia",
}
KINDS: Final = {
    "Observatory": ("Syrian Observatory for Human Rights", "monitor"),
    "Amaq": ("Amaq", "belligerent"),
    "SANA": ("SANA", "belligerent"),
    "Governor": ("Talal Barazi", "official"),
    "Moscow": ("Ministry of Defence of Russia", "belligerent"),
    "UN": ("United Nations", "igo"),
    "Activists": ("activists (Syria)", "witness"),
    "Resident": ("Abu Ahmad", "witness"),
}
TOWN: Final = {"name": "Palmyra", "geonames_id": 163808, "country": "SY", "precision": 1}
PARTS: Final = {
    "castle": {"name": "Palmyra Castle", "country": "SY", "precision": 1},
    "silos": {"name": "Palmyra silos", "country": "SY", "precision": 1},
}
TOWN_PLACE: Final = Place("gn:163808", "Palmyra", "SY")
PART_PLACES: Final = [Place(spot(p).key, spot(p).name, "SY") for p in PARTS.values()]


def claim(line: str, number: int = 0) -> KeptClaim:
    """The claim that a line tells; claims of one published date and source stand in one report."""
    published, source, what, when, status = (*(x.strip() for x in line.split("|")), "", "")[:5]
    change, place, type = _change(what)
    name, kind = KINDS.get(source, (source, "media"))
    report = f"{published} {source}"
    return KeptClaim(
        id=f"{report} {what} {when} {status} {number}", report=report, event=f"{report} {what}", type=type, mode=None, scope="event",
        status=status or "happened", words=f"{source}: {what}", parties=(Party("initiator", change.holder or change.loser or ""),),
        voices=() if source == "Nobody" else (Voice(name, kind),), figures=(), places=(spot(place),), changes=(change,),
        when=when or published[:10], when_precision=_precision(when), days=day_span(when or published[:10]), published=published,
        known=known_from(published, 0), recorded=number, seq=number, author="machine:test",
    )  # fmt: skip


def _precision(when: str) -> str:
    return "range" if "/" in when else {0: "unknown", 4: "year", 7: "month"}.get(len(when), "day")


def _change(what: str) -> tuple[ControlChange, dict[str, object], str]:
    who, verb, *more = what.split()
    party = PARTIES.get(who, who)
    place: dict[str, object] = dict(next((PARTS[w] for w in more if w in PARTS), TOWN))
    loser = PARTIES.get(more[more.index("from") + 1], more[more.index("from") + 1]) if "from" in more else None
    extent = "part" if "part" in more else "approach" if verb == "nears" else "whole"
    name = str(place["name"])
    if verb == "leaves":
        return ControlChange(name, party, None, extent), place, "withdrawal"
    type = "holding" if verb == "holds" else "non_state_actor_overtakes_territory"
    return ControlChange(name, loser, party, extent), place, type


def told(lines: Iterable[str], as_of: str | None = None) -> ControlTimeline:
    """The timeline of Palmyra by the lines, as known at `as_of`."""
    until = known_from(as_of, 0) if as_of else None
    claims = [claim(line, number) for number, line in enumerate(x for x in map(str.strip, lines) if x)]
    seen = [c for c in claims if until is None or c.known <= until]
    return timeline(seen, TOWN_PLACE, PART_PLACES)


def plain(spells: Iterable[Spell]) -> list[str]:
    """The spells as "2016-03-27 Army", "2016-12-10 Army + IS?" (contested), "2016-12-10 IS part", "- unknown"."""
    short = {name: word for word, name in PARTIES.items()}
    out = []
    for spell in spells:
        names = " + ".join(short.get(n, n) for n in spell.holders)
        mark = "?" if spell.state == "contested" else ""
        extent = " part" if spell.state == "held" and spell.extent == "part" else ""
        out.append(f"{spell.begins.edtf if spell.begins else '-'} {names or 'unknown'}{mark}{extent}")
    return out
