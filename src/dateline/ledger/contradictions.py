"""Claims that cannot all be true: figures, who holds a place, a denial against a claim, rival culprits. Pure: claims in, clashes out.

Rules:
    figures     figures of one scope and side by independent sources whose ranges have nothing in common; "about" and "nearly" have
                a tenth of room, "at least" and "dozens" no end. And more within some days than in all of a longer time
    denial      a source says that the act did not take place, another that it did
    culprit     sources name different parties for one act, or a party denies what it is named for; not the two sides of a battle,
                not allies, not a coalition and its member, not what a source leaves open itself
    control     the account of who holds a place that carries, against those that say otherwise of the same time
                (docs/how-to/who-holds-a-place.md has the rules of who carries)
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import inf
from typing import Final

from dateline.knowledge.numbers import CODEBOOK
from dateline.knowledge.ontology import load
from dateline.ledger.control.voices import Printed, side, speakers
from dateline.ledger.reconcile.account import ASSERTING, Account
from dateline.ledger.reconcile.case import Case, cases, material
from dateline.ledger.reconcile.culprits import Naming, namings, rivals
from dateline.ledger.reconcile.independence import source
from dateline.ledger.reconcile.making import APPROXIMATE, quoted
from dateline.ledger.reconcile.reading import least
from dateline.ledger.reconcile.sides import ALL
from dateline.records.entry import KeptClaim
from dateline.records.incident import Contradiction, Incident
from dateline.records.spell import Cited, ControlTimeline, Spell

NOTHING: Final[Mapping[str, Printed]] = {}
NAMED: Final[int] = 4  # sources that a sentence names


def contradictions(incident: Incident, printed: Mapping[str, Printed] = NOTHING) -> tuple[Contradiction, ...]:
    """The clashes of figures, denials and culprits within one incident; the order of claims does not matter."""
    culprits = [_culprit(incident, pair) for pair in rivals(namings(incident.claims, printed), incident.claims)]
    taken = {c for made in culprits for c in made.claims}
    found = [*_figures(incident, printed), *_denials(incident, printed, taken), *culprits]
    return tuple(dict.fromkeys(found))


def _figures(incident: Incident, printed: Mapping[str, Printed]) -> Iterator[Contradiction]:
    for case in cases(material([incident], printed), CODEBOOK):
        for whose in case.sides:
            mine = case.of(whose)
            clashing = [a for a in mine if any(_apart(a, b) for b in mine)]
            if clashing:
                sentence = f"{_what(case, whose)}: {quoted(clashing)} cannot all be true."
                yield Contradiction("figures", incident.id, _ids(a.claim for a in clashing), sentence)
            yield from _parts(incident, case, mine)


def _parts(incident: Incident, case: Case, mine: Sequence[Account]) -> Iterator[Contradiction]:
    """More within some days than in all of a longer time."""
    for whole in mine:
        more = [x.account for x in case.inner if x.account.side == whole.side and _range(x.account)[0] > _range(whole)[1]]
        more = [a for a in more if a.source != whole.source]
        if more:
            sentence = f"{_what(case, whole.side)}: {quoted(more)}, for days within it, is more than {whole.says}."
            yield Contradiction("figures", incident.id, _ids(a.claim for a in (whole, *more)), sentence)


def _apart(one: Account, other: Account) -> bool:
    """Whether two accounts are independent and cannot both be true."""
    if one.source == other.source:
        return False
    (low, high), (least_, most_) = _range(one), _range(other)
    return high < least_ or most_ < low


def _range(account: Account) -> tuple[float, float]:
    """The numbers that an account allows."""
    n = account.numbers
    room = APPROXIMATE if n.approximate else 0.0
    return least(n) * (1 - room), inf if n.high is None else n.high * (1 + room)


def _what(case: Case, whose: str) -> str:
    what = case.measure.replace("_", " ") + ("" if case.is_people else f" ({case.unit})")
    return f"{what}{'' if whose == ALL else f', {whose}'}, {case.scope.words}"


def _denials(incident: Incident, printed: Mapping[str, Printed], taken: Iterable[str]) -> Iterator[Contradiction]:
    done = set(taken)
    denied = sorted((c for c in incident.claims if c.status == "denied" and c.id not in done), key=lambda c: (c.known, c.id))
    sources = _sources(incident, printed) if denied else {}
    for denial in denied:
        told = [
            c
            for c in incident.claims
            if c.status in ASSERTING and _family(c) == _family(denial) and not sources[c.id] & sources[denial.id]
        ]
        if told:
            names = _names(v.name for c in told for v in speakers(c, printed))
            denier = _names(v.name for v in speakers(denial, printed))
            sentence = f"{denier} denies what {names} says: “{denial.words}” against “{told[0].words}”."
            yield Contradiction("denial", incident.id, _ids((denial, *told)), sentence)


def _family(claim: KeptClaim) -> str:
    """The kind of act, so that a denial meets only claims of what it denies."""
    known = load().types.get(claim.type)
    return known.family if known else claim.type


def _sources(incident: Incident, printed: Mapping[str, Printed]) -> dict[str, set[str]]:
    """The sources of each claim by its id."""
    parties = {p.name for c in incident.claims for p in c.parties}
    found: dict[str, set[str]] = {}
    for claim in incident.claims:
        country = claim.places[0].country if claim.places else None
        found[claim.id] = {source(claim, v, side(v, country, parties)) for v in speakers(claim, printed)}
    return found


def _culprit(incident: Incident, pair: tuple[Naming, Naming]) -> Contradiction:
    one, other = pair
    if one.denied or other.denied:
        denied, named = (one, other) if one.denied else (other, one)
        sentence = f"{named.voice.name} names {named.party}{_firm(named)}; {denied.voice.name} denies it."
    else:
        sentence = f"{one.voice.name} names {one.party}{_firm(one)}, {other.voice.name} {other.party}{_firm(other)}."
    return Contradiction("culprit", incident.id, _ids((one.claim, other.claim)), sentence)


def _firm(naming: Naming) -> str:
    return "" if naming.firm in ("stated", "denied") else f" ({naming.firm.replace('_', ' ')})"


def control_contradictions(made: ControlTimeline, owners: Mapping[str, str]) -> tuple[Contradiction, ...]:
    """The clashes over who holds a place. `owners`: the incidents to be told of, by the id of their claims."""
    found = []
    for spell in made.spells:
        clash = _rival_words(spell)
        incident = next((owners[c.claim] for c in clash if c.claim in owners), None)
        if incident is not None:
            by_party: dict[str, list[Cited]] = {}
            for c in clash:
                by_party.setdefault(f"{c.verb} {c.party}" if c.verb == "leaves" else c.party, []).append(c)
            told = "; ".join(f"{_says(party)} by {_names(c.source for c in some)}" for party, some in by_party.items())
            when = spell.begins.edtf if spell.begins else "before"
            found.append(
                Contradiction("control", incident, tuple(dict.fromkeys(c.claim for c in clash)), f"{made.name}, {when}: {told}.")
            )
    return tuple(found)


def _rival_words(spell: Spell) -> list[Cited]:
    """The claims of a spell that cannot all be true, if two sources make them: none where one side has a part and one the rest."""
    carried = [c for c in (*spell.why, *spell.support) if c.verb in ("takes", "holds") and c.extent == "whole"]
    others = [c for c in spell.dissent if c.status in ASSERTING and _against(c, spell)]
    told = [*carried, *others]
    allied = spell.state == "held"  # holders that share a place are allies there
    parties = {("" if allied and c.party in spell.holders and c.verb != "leaves" else c.party, c.verb == "leaves") for c in told}
    return told if len(parties) > 1 and len({c.origin for c in told}) > 1 and len({c.source for c in told}) > 1 else []


def _against(cited: Cited, spell: Spell) -> bool:
    if cited.verb == "leaves":
        return cited.party in spell.holders
    return cited.verb in ("takes", "holds") and cited.extent == "whole" and spell.holders != (cited.party,)


def _says(party: str) -> str:
    return f"{party.removeprefix('leaves ')} is said to have left" if party.startswith("leaves ") else f"{party} is said to hold it"


def _names(names: Iterable[str]) -> str:
    some = list(dict.fromkeys(names))
    return " and ".join(some) if len(some) <= NAMED else f"{', '.join(some[:NAMED])} and {len(some) - NAMED} more"


def _ids(claims: Iterable[KeptClaim]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(c.id for c in claims))
