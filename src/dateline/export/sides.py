"""Who acts and who is acted on, as a row may say it plainly; and what kind of actor a name is.

Rules:
    plain       a side is named plainly if an account that says the act took place states it, or the side owns to it itself; of an
                act that is only planned or threatened, if an account of the plan does
    suspected   a side that is only suspected, one of several possible, or named in hearsay is never a plain actor
    rivals      where as many independent origins name another culprit and not this one, neither is a plain actor
    denied      a side that is only said not to have done it is none
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final, Literal

from dateline.export.loss import AHEAD, asserts
from dateline.knowledge.actors import kind_of_name, load_states, split_words
from dateline.knowledge.countries import Country, country_of_government, load_countries
from dateline.knowledge.nouns import load_nouns
from dateline.records.entry import KeptClaim
from dateline.records.incident import Incident

Kind = Literal["state", "coalition", "group", "band", "crowd", "civilians", "igo", "ngo", "media", "political", "unknown"]
FIRM: Final = frozenset({"stated", "self_claimed"})  # how firmly a side must be tied to the act to be named plainly
KINDS: Final[Mapping[str, Kind]] = {
    "armed_group": "group", "coalition": "coalition", "igo": "igo", "monitor": "ngo", "ngo": "ngo", "media": "media",
    "political": "political", "state_body": "state",
}  # of the actor tables  # fmt: skip
CROWDS: Final = frozenset({"protesters", "rioters"})  # labels of the unarmed that other schemes tell from civilians
_TAIL: Final = re.compile(r"\s*\(([^()]+)\)\Z")  # the country of an unnamed group: "civilians (Syria)"


@dataclass(frozen=True, slots=True)
class Doubted:
    """A culprit that may not be named plainly: how it is named (suspected, alternative, denied, rival, hearsay)."""

    name: str
    mark: str


@dataclass(frozen=True, slots=True)
class Sides:
    """The sides of an incident that may be named plainly, and the culprits that may not."""

    initiators: tuple[str, ...]
    targets: tuple[str, ...]
    allies: tuple[str, ...]
    doubted: tuple[Doubted, ...]


@dataclass(frozen=True, slots=True)
class Actor:
    """A name and what it is: its kind, the label of an unnamed group ("civilians", "rebels"), its country where that is told."""

    name: str
    kind: Kind
    label: str | None = None
    country: Country | None = None


def sides(incident: Incident) -> Sides:
    """The sides of an incident by the rules above."""
    told = [c for c in incident.claims if asserts(c)] or [c for c in incident.claims if c.status in AHEAD]
    names = dict.fromkeys([*incident.initiators, *(n for c in incident.claims for n in _named(c, "initiator"))])
    meant = [n for n in _by_order(incident.targets, told, "target") if _origins(n, told, "target") > _origins(n, told, "initiator")]
    plain = tuple(n for n in names if _is_plain(n, told) and n not in meant)
    marks = {n: _mark(n, incident.claims) for n in names if n not in plain and n not in meant}
    targets = tuple(n for n in _by_order(incident.targets, told, "target") if n not in plain)
    allies = tuple(n for n in _by_order((), told, "ally") if n not in plain and n not in targets)
    return Sides(plain, targets, allies, tuple(Doubted(n, mark) for n, mark in marks.items()))


def _named(claim: KeptClaim, role: str, firm: bool = False) -> list[str]:
    return [p.name for p in claim.parties if p.role == role and (not firm or p.attribution in FIRM)]


def _by_order(first: Iterable[str], told: Iterable[KeptClaim], role: str) -> tuple[str, ...]:
    """The names firmly in a role, those of the incident first."""
    found = dict.fromkeys(n for c in told for n in _named(c, role, firm=True))
    return tuple(dict.fromkeys([*(n for n in first if n in found), *found]))


def _origins(name: str, told: Iterable[KeptClaim], role: str) -> int:
    """How many independent origins put a name firmly in a role."""
    return len({c.origin or c.report for c in told if name in _named(c, role, firm=True)})


def _is_plain(name: str, told: Iterable[KeptClaim]) -> bool:
    """Rules "plain" and "rivals"."""
    mine: set[str] = set()
    others: set[str] = set()
    for claim in told:
        firm, origin = _named(claim, "initiator", firm=True), claim.origin or claim.report
        if name in firm:
            mine.add(origin)
        elif firm and name not in _named(claim, "ally"):
            others.add(origin)
    return len(mine) > len(others - mine)


def _mark(name: str, claims: Iterable[KeptClaim]) -> str:
    """How a culprit that is not plain is named: rival where somebody states it firmly, else the first mark that a claim gives it."""
    found = [(p.attribution, asserts(c)) for c in claims for p in c.parties if p.role == "initiator" and p.name == name]
    if any(mark in FIRM and told for mark, told in found):
        return "rival"
    return next((mark for mark, _ in found if mark not in FIRM), "hearsay")


@cache
def actor(name: str) -> Actor:
    """What a canonical name is, by the tables of states, actors and nouns."""
    country = country_of_government().get(name)
    if country is not None:
        return Actor(name, "state", None, country)
    known = kind_of_name(name)
    if known is not None:
        return Actor(name, KINDS.get(known, "unknown"))
    tail = _TAIL.search(name)
    own = load_countries().get(_by_name().get(tail[1], "")) if tail else None
    label = _TAIL.sub("", name)
    noun = load_nouns().agents.get(tuple(w.form for w in split_words(label)))
    if noun is None or noun.label is None:
        return Actor(name, "state" if noun is not None and noun.kind in ("forces", "organ") and own else "unknown", None, own)
    if noun.kind == "unarmed":
        return Actor(name, "crowd" if noun.label in CROWDS else "civilians", noun.label, own)
    return Actor(name, "band" if noun.kind == "armed" else "unknown", noun.label, own)


@cache
def _by_name() -> Mapping[str, str]:
    return {state.name: state.iso for state in load_states().values()}
