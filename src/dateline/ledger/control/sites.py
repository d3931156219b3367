"""What is claimed, denied and confirmed of damage to heritage places, hospitals, schools, water works. Pure: claims in, sites out.

Rules:
    site          a place whose name says its kind ("Tetrapylon of Palmyra"), or an unnamed thing of a kind that is counted or named
                  as the target ("a hospital", at the act's first place); words for kinds stand in knowledge/sites/kinds.yaml
    harm          destruction, looting and damage are harm by their type; strikes, shelling, bombs and fights only where a figure
                  or the words tell of harm
    confirmed     a claim is confirmed by one whose status says so, or by imagery or footage of a monitor or an
                  intergovernmental body, once somebody else has claimed the harm
    whole event   who confirms, denies or doubts what a report tells of several sites speaks of all of them
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from dateline.knowledge.sites import SiteKind, harm_of, load_kinds, site_kind
from dateline.ledger.control.statement import ASSERTING
from dateline.ledger.control.voices import Printed, speakers
from dateline.ledger.entries import fold
from dateline.ledger.privacy import withhold
from dateline.records.entry import KeptClaim, Spot
from dateline.records.spell import Damage, Harm, Site, SiteState, Word

DESTRUCTION: Final = "property_destruction"
HARMFUL: Final = frozenset(
    (
        DESTRUCTION, "air_strike", "shelling", "remote_explosive", "suicide_bombing", "grenade", "chemical_weapon", "armed_clash",
        "attack", "violent_demonstration", "mob_violence",
    )
)  # types of act that may harm a site  # fmt: skip
MEASURES: Final[dict[str, Harm]] = {"destroyed": "destroyed", "damaged": "damaged", "struck": "damaged", "seized": "looted"}
SEEN: Final = frozenset({"imagery", "footage"})  # evidence that shows the site itself
WATCHING: Final = frozenset({"monitor", "igo"})  # kinds of voice whose look at it confirms
TOWN: Final[int] = 2  # precision up to which a place names where a site lies
COARSE: Final[float] = 0.1  # degrees (about 11 km) to which coordinates of sensitive sites are rounded
SMALL: Final = frozenset({"of", "the", "in", "at", "s", "and", "a", "an"})  # words that do not tell one site from another
TIES: Final = (" of ", ", ")  # what stands before the place in a site's name: "Tetrapylon of Palmyra", "Theatre, Palmyra"
GRADES: Final[tuple[Harm, ...]] = ("destroyed", "looted", "damaged", "harmed")


Lies = tuple[str | None, str | None]


@dataclass(frozen=True, slots=True)
class Found:
    """A site as one claim names it. `core`: its own words without those of the place that it lies at; `near`: that place.

    `country` is that place's, unless the gazetteer knows the site itself; `firm` False: the gazetteer knows neither.
    """

    kind: SiteKind
    name: str
    key: str
    core: tuple[str, ...]
    near: str | None
    country: str | None
    spot: Spot | None
    firm: bool = True

    @property
    def identity(self) -> tuple[str, tuple[str, ...]]:
        """What makes two one site, where it lies aside."""
        return self.kind.kind, self.core

    @property
    def lies(self) -> Lies:
        """Where it lies: the country and the folded name of the place that it lies at."""
        return self.country, None if self.near is None else fold(self.near)


def sites(claims: Iterable[KeptClaim], printed: Mapping[str, Printed], private: bool = False) -> list[Site]:
    """The sites that the claims tell harm of, by kind and name; the order of the claims does not matter.

    `private`: exact coordinates of sensitive sites and names of private persons stand in the answer.
    """
    told = sorted((c for c in claims if c.type in HARMFUL), key=lambda c: (c.known, c.id))
    towns: dict[str, list[Spot]] = {}
    for claim in told:
        towns.setdefault(claim.event, []).extend(_towns(claim))
    named = {c.id: tuple(_found(c, [*_towns(c), *towns[c.event]])) for c in told}
    of_event: dict[str, dict[Found, None]] = {}
    for claim in told:
        of_event.setdefault(claim.event, {}).update(dict.fromkeys(f for f in named[claim.id] if f.core))
    for claim in told:
        named[claim.id] = _by_name(named[claim.id], tuple(of_event[claim.event]))
        of_event[claim.event].update(dict.fromkeys(named[claim.id]))
    groups: dict[tuple[object, Lies], list[tuple[Found, KeptClaim]]] = {}
    lies = _lies({f for some in named.values() for f in some})
    for claim in told:
        about = named[claim.id] if claim.status in ASSERTING - {"confirmed"} else tuple(of_event[claim.event])
        for found in about:
            groups.setdefault((found.identity, lies[found]), []).append((found, claim))
    made = [_site(some, key[1][0], printed, private) for key, some in groups.items()]
    order = [kind.kind for kind in load_kinds()]
    return sorted(made, key=lambda s: (order.index(s.kind), s.country or "", fold(s.near or ""), fold(s.name), s.place))


def _by_name(found: Sequence[Found], event: Sequence[Found]) -> tuple[Found, ...]:
    """The sites of a claim; for an unnamed one those of its kind that other claims of its event name."""
    out: dict[Found, None] = {}
    for f in found:
        names = [e for e in event if e.kind == f.kind and e.core]
        out.update(dict.fromkeys([f] if f.core or not names else names))
    return tuple(out)


def _lies(found: Collection[Found]) -> dict[Found, Lies]:
    """Where each site lies; one that is named without its place or country lies where its namesakes do, if that is one place.

    The case: a statement from Paris on the Tetrapylon, which a coder that knows no such place took to be in France.
    """
    whole: dict[object, set[Lies]] = {}
    for firm in (True, False):
        known = set(whole)
        for f in found:
            if f.firm is firm and None not in f.lies and f.identity not in known:
                whole.setdefault(f.identity, set()).add(f.lies)
    out = {}
    for f in found:
        country, near = f.country if f.firm else None, f.lies[1]
        fitting = [w for w in whole.get(f.identity, ()) if country in (None, w[0]) and near in (None, w[1])]
        out[f] = fitting[0] if len(fitting) == 1 else f.lies
    return out


def _towns(claim: KeptClaim) -> list[Spot]:
    """The places of a claim that a site may lie at."""
    return [s for s in claim.places if s.precision <= TOWN and site_kind(s.name) is None]


def _found(claim: KeptClaim, towns: Sequence[Spot]) -> Iterator[Found]:
    """The sites that a claim of harm names; `towns` are the places of the claim and then of its event that they may lie at."""
    if claim.type != DESTRUCTION and _harm(claim) == "harmed":
        return
    kinds: set[str] = set()
    for spot in claim.places:
        kind = site_kind(spot.name)
        if kind is not None and (spot.precision == 1 or claim.type == DESTRUCTION):
            kinds.add(kind.kind)
            yield _named(kind, spot, towns)
    nouns = [f.unit for f in claim.figures if f.measure in MEASURES]
    nouns += [p.words or p.name for p in claim.parties if p.role == "target"]
    if claim.type == DESTRUCTION and not kinds and harm_of(claim.words):
        nouns.append(claim.words)
    place = next(iter([*towns, *claim.places]), None)
    for noun in nouns:
        kind = site_kind(noun)
        if kind is not None and kind.kind not in kinds:
            kinds.add(kind.kind)
            name, country = (place.name, place.country) if place else (None, None)
            yield Found(kind, f"{kind.kind} (unnamed)", place.key if place else "", (), name, country, place)


def _named(kind: SiteKind, spot: Spot, towns: Sequence[Spot]) -> Found:
    """A site by its name; it lies at the town that its name holds, else at the first of its country, else at what its name ends in."""
    words = fold(spot.name)
    holding = [t for t in towns if f" {fold(t.name)} " in f" {words} "]
    near = next(iter([*holding, *(t for t in towns if t.country in (None, spot.country))]), None)
    at = near.name if near else next((spot.name.rsplit(tie, 1)[1] for tie in TIES if tie in spot.name), None)
    drop = {*SMALL, *fold(at or "").split()}
    core = tuple(w for w in words.split() if w not in drop) or tuple(words.split())
    country = near.country if near and spot.geonames_id is None else spot.country
    return Found(kind, spot.name, spot.key, core, at, country, spot, firm=any(s.geonames_id is not None for s in (spot, near) if s))


def _harm(claim: KeptClaim) -> Harm:
    """What was done, by the figures' measures, else by the words."""
    measured = {
        MEASURES[f.measure] for f in claim.figures if f.measure in MEASURES and (site_kind(f.unit) or claim.type == DESTRUCTION)
    }
    if measured:
        return min(measured, key=GRADES.index)
    told = harm_of(claim.words)
    return next((g for g in GRADES if g == told), "harmed")


def _site(some: Sequence[tuple[Found, KeptClaim]], country: str | None, printed: Mapping[str, Printed], private: bool) -> Site:
    names = Counter(f.name for f, _ in some)
    name = min(names, key=lambda n: (-names[n], -len(n), n))
    located = sorted(
        {f.spot for f, _ in some if f.spot}, key=lambda s: (s.country != country, s.lat is None, s.geonames_id is None, s.key)
    )
    first, spot = some[0][0], located[0] if located else None
    nears = sorted({f.near for f, _ in some if f.near})
    damage = _damage([c for _, c in some], printed, private)
    kind, coarse = first.kind, first.kind.sensitive and not private
    site = Site(
        name=name, kind=kind.kind, place=spot.key if spot else first.key, near=nears[0] if nears else None,
        country=country, lat=spot.lat if spot else None, lon=spot.lon if spot else None,
        sensitive=kind.sensitive, coarse=coarse, state=_state(damage), damage=damage,
    )  # fmt: skip
    return _coarsened(site) if coarse else site


def _coarsened(site: Site) -> Site:
    """The site with coordinates only to COARSE degrees, and without the key that a gazetteer would give its place by."""
    lat, lon = (None if v is None else round(round(v / COARSE) * COARSE, 3) for v in (site.lat, site.lon))
    return replace(site, lat=lat, lon=lon, place=f"near:{fold(site.near or '')}|{site.country or ''}")


def _damage(claims: Sequence[KeptClaim], printed: Mapping[str, Printed], private: bool) -> tuple[Damage, ...]:
    """The claims of harm to one site, oldest first, each source once a claim."""
    made: dict[Damage, None] = {}
    asserted: list[tuple[int, str]] = [
        (c.known, fold(v.name)) for c in claims if c.status in ASSERTING for v in speakers(c, printed)
    ]
    for claim in claims:
        for voice in speakers(claim, printed):
            others = any(known <= claim.known and source != fold(voice.name) for known, source in asserted)
            shown = () if private else claim.private
            made[Damage(
                claim=claim.id, report=claim.report, word=_word(claim, voice.kind, others), harm=_harm(claim),
                source=withhold(voice.name, shown), kind=voice.kind, evidence=claim.evidence, status=claim.status,
                when=claim.when, said=claim.said, published=claim.published, known=claim.known,
                words=withhold(claim.words, shown),
                by=tuple(dict.fromkeys(withhold(p.name, shown) for p in claim.parties if p.role == "initiator")),
            )] = None  # fmt: skip
    return tuple(made)


def _word(claim: KeptClaim, kind: str, others: bool) -> Word:
    if claim.status == "confirmed":
        return "confirmed"
    if claim.status in ASSERTING:
        return "confirmed" if claim.evidence in SEEN and kind in WATCHING and others else "claimed"
    return "denied" if claim.status == "denied" else "doubted" if claim.status == "doubted" else "feared"


def _state(damage: Iterable[Damage]) -> SiteState:
    """What it comes to: confirmed by somebody, else disputed, claimed or denied; rumoured where it is only doubted or feared."""
    words = {d.word for d in damage}
    if "confirmed" in words:
        return "confirmed"
    if "claimed" in words:
        return "disputed" if "denied" in words else "claimed"
    return "denied" if "denied" in words else "rumoured"
