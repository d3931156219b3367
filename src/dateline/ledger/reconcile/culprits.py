"""Who is said to have done it: the culprits that the sources name, those that deny it, and names that cannot both be right."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from dateline.knowledge.actors import load_actors, load_states
from dateline.knowledge.ontology import load
from dateline.ledger.control.voices import Printed, Sides, side, sides, speakers
from dateline.ledger.reconcile.independence import source
from dateline.ledger.reconcile.sides import camps
from dateline.records.entry import KeptClaim, Voice

SAID: Final = frozenset({"happened", "confirmed", "ongoing", "doubted"})  # statuses in which a culprit is named
FAMILIES: Final = frozenset({"strike", "bomb", "civilians"})  # families of acts that one side does to another
TYPES: Final = frozenset({"property_destruction", "force_against_protesters", "mob_violence"})  # and other such types


@dataclass(frozen=True, slots=True)
class Naming:
    """One source's word on who did it. `denied`: it says that this party did not. `own`: the party says so of itself."""

    claim: KeptClaim
    voice: Voice
    source: str
    party: str
    firm: str
    own: bool

    @property
    def denied(self) -> bool:
        """Whether the party is said not to have done it."""
        return self.firm == "denied"


def namings(claims: Sequence[KeptClaim], printed: Mapping[str, Printed]) -> list[Naming]:
    """The culprits by each source, its first naming of each, where somebody does it to others; in a battle both sides act."""
    known, parties = camps(claims), {p.name for c in claims for p in c.parties}
    found: list[Naming] = []
    for claim in claims:
        if not _is_harm(claim.type) or claim.status not in SAID | {"denied"}:
            continue
        country = claim.places[0].country if claim.places else None
        for voice in speakers(claim, printed):
            whose = side(voice, country, parties)
            for p in claim.parties:
                if p.role != "initiator":
                    continue
                firm = "denied" if claim.status == "denied" and whose == p.name else p.attribution
                if claim.status != "denied" or firm == "denied":
                    found.append(
                        Naming(claim, voice, source(claim, voice, whose), known.get(p.name, p.name), firm, whose == p.name)
                    )
    found.sort(key=lambda n: (n.claim.known, n.claim.id, n.party, n.voice.name))
    first: dict[tuple[str, str, bool], Naming] = {}
    for naming in found:
        first.setdefault((naming.source, naming.party, naming.denied), naming)
    return list(first.values())


def _is_harm(type: str) -> bool:
    known = load().types.get(type)
    return known is not None and (known.family in FAMILIES or type in TYPES)


def rivals(found: Sequence[Naming], claims: Iterable[KeptClaim]) -> list[tuple[Naming, Naming]]:
    """Pairs of namings by different sources that cannot both be right, the first of each pair of parties and kind of clash.

    Parties that a claim puts on one side are no rivals, nor a coalition and its member, nor what a source leaves open ("either
    A or B"). A party's denial clashes with whoever names it.
    """
    allied = sides(claims)
    named: dict[str, set[str]] = {}
    for n in found:
        named.setdefault(n.source, set()).update(() if n.denied else (n.party,))
    out: dict[tuple[object, ...], tuple[Naming, Naming]] = {}
    for number, one in enumerate(found):
        for other in found[number + 1 :]:
            if one.source != other.source and _clash(one, other, allied, named):
                key = (frozenset((one.party, other.party)), one.denied or other.denied)
                out.setdefault(key, (one, other))
    return list(out.values())


def _clash(one: Naming, other: Naming, allied: Sides, named: Mapping[str, set[str]]) -> bool:
    if one.denied or other.denied:
        return one.denied != other.denied and one.party == other.party
    apart = other.party not in named[one.source] and one.party not in named[other.source]
    return apart and not allied.together(one.party, other.party) and not _within(one.party, other.party)


def _within(one: str, other: str) -> bool:
    """Whether one is a member of the other, a coalition."""
    return one in _members().get(other, ()) or other in _members().get(one, ())


@cache
def _members() -> dict[str, frozenset[str]]:
    """The governments whose forces act in each coalition."""
    states = load_states()
    return {a.name: frozenset(states[m].government for m in a.members if m in states) for a in load_actors() if a.members}
