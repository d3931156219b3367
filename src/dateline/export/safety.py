"""What may go out: nobody's private name, no exact place of people in danger, nothing under embargo, nothing that nobody reviewed.

Formats take `Case`s, and only `cleared` makes them. The order matters: claims that may not go out are taken away before figures
are reckoned, so that no figure rests on them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final, TypeVar

from dateline.export.case import Case
from dateline.export.loss import Losses, Rule, asserts
from dateline.export.stamps import MACHINE, PERSON, Stamp, claim_stamp, joint_stamp
from dateline.knowledge.actors import split_words
from dateline.knowledge.sites import site_kind
from dateline.records.control import ControlChange
from dateline.records.entry import Figure, KeptClaim, KeptReport, Party, Review, Spot, Voice
from dateline.records.incident import Incident, Reckoning, Support

COARSE: Final[float] = 0.1  # degrees (about 11 km) to which coordinates of sensitive sites are rounded, as on the site page
NEAR: Final[int] = 2  # precision that a coarsened place has at best: within about 25 km
SHORTEST: Final[int] = 4  # letters of the shortest part of a private name that keeps an address from going out
RULES: Final[Mapping[str, Rule]] = {
    "holdings": Rule("A state of control belongs to no act (dateline control shows it)", "claim", "left out"),
    "unreviewed": Rule("Nobody has reviewed them (--unreviewed takes them in)", "claim", "left out"),
    "unsure": Rule("Their score is lower than asked, and nobody has reviewed them (--min-score)", "claim", "left out"),
    "embargoed": Rule("They are under embargo, or published later than now", "claim", "left out"),
    "wrong": Rule("A person judged them not to be what the report says", "claim", "left out"),
    "names": Rule("Private persons are not named (--private names them)", "name", "withheld"),
    "sites": Rule("Exact places may endanger people there", "sensitive place", "coarsened to 0.1 degrees"),
}  # what safety takes out of every format  # fmt: skip
Value = TypeVar("Value")
Withhold = Callable[[str, Collection[str]], str]


@dataclass(frozen=True, slots=True)
class Rules:
    """What may go out. `now`: the instant of the export (microseconds since 1970, UTC).

    `unreviewed`: what no person has reviewed may, too. `private`: names of private persons and exact sensitive places may.
    `least`: what no person has reviewed must have this score at least, if a machine coded it; None: any.
    `embargoes`: by the id of a claim, an event or a report, the instant until which it may not go out.
    """

    now: int
    unreviewed: bool = False
    private: bool = False
    embargoes: Mapping[str, int] = field(default_factory=dict)
    least: float | None = None


@dataclass(frozen=True, slots=True)
class Desk:
    """What an export asks of whoever holds the record.

    `reckon`: the figures of an incident under one policy; `withhold`: words without the private names given; `reports`: reports
    by their ids, with every name in them that is private; `reviews`: what people recorded of claims, by the ids of these;
    `models`: the version of the models that a coder runs, by its name.
    """

    reckon: Callable[[Incident], Sequence[Reckoning]]
    withhold: Withhold
    reports: Callable[[Sequence[str]], Mapping[str, KeptReport]]
    reviews: Callable[[Sequence[str]], Mapping[str, Review]]
    models: Mapping[str, str] = field(default_factory=dict)


def cleared(incidents: Iterable[Incident], desk: Desk, rules: Rules, losses: Losses) -> Iterator[Case]:
    """The incidents as they may go out, in their order; what is left out or covered is noted in the losses."""
    for incident in incidents:
        case = _case(incident, desk, rules, losses)
        if case is not None:
            yield case


def _case(incident: Incident, desk: Desk, rules: Rules, losses: Losses) -> Case | None:
    reviews = desk.reviews([c.id for c in incident.claims])
    stamps = {c.id: claim_stamp(c, reviews.get(c.id), desk.models) for c in incident.claims}
    kept = incident.claims
    for why, keeps in (
        ("embargoed", lambda c: not is_embargoed(c, rules)),
        ("wrong", lambda c: c.id not in reviews or reviews[c.id].verdict != "wrong"),
        ("unreviewed", lambda c: rules.unreviewed or incident.reviewed or stamps[c.id].reviewed),
        ("unsure", lambda c: is_sure(c, rules.least) or incident.reviewed or stamps[c.id].reviewed),
    ):
        left = tuple(filter(keeps, kept))
        losses.note(why, len(kept) - len(left))
        kept = left
    if not kept:
        return None
    rest = incident if len(kept) == len(incident.claims) else _without(incident, kept)
    reports = desk.reports(rest.reports)
    told = tuple(reports[r] for r in rest.reports if r in reports)
    own = {c.id: stamps[c.id] for c in rest.claims}
    case = Case(rest, tuple(desk.reckon(rest)), told, _stamp(rest, own), own)
    return _covered(case, desk.withhold, rules, losses)


def is_embargoed(claim: KeptClaim, rules: Rules) -> bool:
    """Whether a claim is under embargo, or in a report that is published later than now."""
    ids = (claim.id, claim.event, claim.report)
    return claim.known > rules.now or any(rules.embargoes.get(id, rules.now) > rules.now for id in ids)


def is_sure(claim: KeptClaim, least: float | None) -> bool:
    """Whether a claim has the score asked for, or was coded by no machine."""
    return least is None or not claim.author.startswith(MACHINE) or (claim.score is not None and claim.score >= least)


def _stamp(incident: Incident, stamps: Mapping[str, Stamp]) -> Stamp:
    """The stamp of an incident: reviewed if a person reviewed it or every one of its claims."""
    judges = (link.by.removeprefix(PERSON) for link in incident.links if link.by.startswith(PERSON))
    own = [stamps[c.id] for c in incident.claims]
    return joint_stamp(own, judges, incident.reviewed or all(s.reviewed for s in own))


def _without(incident: Incident, kept: tuple[KeptClaim, ...]) -> Incident:
    """The incident as the claims that are left tell it: what most of them say."""
    told = [c for c in kept if asserts(c)] or list(kept)
    names = {role: [p.name for c in told for p in c.parties if p.role == role] for role in ("initiator", "target")}
    events = {c.event for c in kept}
    gone = set(incident.events) - events
    return replace(
        incident,
        events=tuple(e for e in incident.events if e in events),
        claims=kept,
        type=_commonest(c.type for c in told) or incident.type,
        scope=_commonest(c.scope for c in told) or incident.scope,
        days=_commonest(c.days for c in told if c.days is not None),
        place=_commonest(c.places[0] for c in told if c.places),
        initiators=tuple(dict.fromkeys(names["initiator"])),
        targets=tuple(dict.fromkeys(names["target"])),
        links=tuple(link for link in incident.links if not {link.left, link.right} & gone),
    )


def _commonest(values: Iterable[Value]) -> Value | None:
    found = Counter(values)
    return max(found, key=lambda v: (found[v], str(v))) if found else None


def _covered(case: Case, withhold: Withhold, rules: Rules, losses: Losses) -> Case:
    """The case without private names and exact sensitive places."""
    if rules.private:
        return case
    spots = {s for s in (case.incident.place, *(s for c in case.incident.claims for s in c.places)) if s is not None}
    losses.note("sites", len({s.key for s in spots if is_sensitive(s)}))
    names = frozenset(n for c in case.incident.claims for n in c.private) | frozenset(n for r in case.reports for n in r.private)
    losses.note("names", len({n for c in case.incident.claims for n in c.private}))
    return Cover(names, withhold).case(case)


def is_sensitive(spot: Spot) -> bool:
    """Whether a place is one where people shelter or are treated, or that aid is given out from."""
    return any((kind := site_kind(words)) is not None and kind.sensitive for words in (spot.name, spot.words) if words)


class Cover:
    """Takes private names out of every text of a case, and makes sensitive places coarse."""

    def __init__(self, names: Collection[str], withhold: Withhold) -> None:
        self.names, self.withhold = names, withhold

    def case(self, case: Case) -> Case:
        """The whole case."""
        return replace(
            case,
            incident=self.incident(case.incident),
            reckonings=tuple(map(self.reckoning, case.reckonings)),
            reports=tuple(map(self.report, case.reports)),
        )

    def text(self, words: str) -> str:
        """Words without the names."""
        return self.withhold(words, self.names) if self.names else words

    def some(self, words: str | None) -> str | None:
        """The same for words that may be none."""
        return None if words is None else self.text(words)

    def texts(self, many: Iterable[str]) -> tuple[str, ...]:
        """The same for several, each once."""
        return tuple(dict.fromkeys(map(self.text, many)))

    def incident(self, i: Incident) -> Incident:
        """An incident."""
        links = (replace(k, reasons=tuple(replace(r, sentence=self.text(r.sentence)) for r in k.reasons)) for k in i.links)
        return replace(
            i, claims=tuple(map(self.claim, i.claims)), place=None if i.place is None else self.spot(i.place),
            initiators=self.texts(i.initiators), targets=self.texts(i.targets), links=tuple(links),
        )  # fmt: skip

    def claim(self, c: KeptClaim) -> KeptClaim:
        """A claim, without the list of private names."""
        return replace(
            c, words=self.text(c.words), parties=tuple(map(self.party, c.parties)), voices=tuple(map(self.voice, c.voices)),
            figures=tuple(map(self.figure, c.figures)), places=tuple(map(self.spot, c.places)),
            changes=tuple(map(self.change, c.changes)), weapons=self.texts(c.weapons), private=(),
        )  # fmt: skip

    def party(self, p: Party) -> Party:
        """A side."""
        return replace(p, name=self.text(p.name), words=self.some(p.words))

    def voice(self, v: Voice) -> Voice:
        """A voice."""
        return replace(v, name=self.text(v.name), words=self.some(v.words))

    def figure(self, f: Figure) -> Figure:
        """A figure."""
        return replace(f, group=self.some(f.group), unit=self.text(f.unit), words=self.text(f.words), part_of=self.some(f.part_of))

    def change(self, c: ControlChange) -> ControlChange:
        """A change of control."""
        return replace(c, place=self.text(c.place), loser=self.some(c.loser), holder=self.some(c.holder))

    def spot(self, s: Spot) -> Spot:
        """A place; a sensitive one only to COARSE degrees, and without the number by which a gazetteer would give its place."""
        told = replace(s, name=self.text(s.name), words=self.some(s.words), admin1=self.some(s.admin1))
        if not is_sensitive(s):
            return told if told.name == s.name else replace(told, key=f"name:{told.name}|{s.country or ''}")
        lat, lon = (None if v is None else round(round(v / COARSE) * COARSE, 3) for v in (s.lat, s.lon))
        precision = max(NEAR, s.precision)
        return replace(told, key=f"near:{told.name}|{s.country or ''}", lat=lat, lon=lon, geonames_id=None, precision=precision)

    def reckoning(self, r: Reckoning) -> Reckoning:
        """A figure with its reasons."""
        return replace(
            r, side=self.text(r.side), unit=self.text(r.unit), reason=self.text(r.reason), notes=tuple(map(self.text, r.notes)),
            supporting=tuple(map(self.support, r.supporting)), dissenting=tuple(map(self.support, r.dissenting)),
            left_out=tuple(map(self.support, r.left_out)),
        )  # fmt: skip

    def support(self, s: Support) -> Support:
        """A claim behind a figure."""
        return replace(s, words=self.text(s.words), voice=self.text(s.voice))

    def report(self, r: KeptReport) -> KeptReport:
        """A report, without its text; an address or a file name that spells a private name out is left out."""
        return replace(
            r, name="" if self._spells(r.name) else r.name, title=self.some(r.title), text="", outlet=self.some(r.outlet),
            agencies=self.texts(r.agencies), url=None if self._spells(r.url) else r.url,
            archive=None if self._spells(r.archive) else r.archive, private=(),
        )  # fmt: skip

    def _spells(self, address: str | None) -> bool:
        """Whether an address holds a part of a private name, as "…/ahmed-khaled-the-nurse" does."""
        if not address or not self.names:
            return False
        parts = {w.form for n in self.names for w in split_words(n) if len(w.form) >= SHORTEST}
        whole = "".join(w.form for w in split_words(address))
        joined = {"".join(w.form for w in split_words(n)) for n in self.names}
        return any(w.form in parts for w in split_words(address)) or any(j and j in whole for j in joined)
