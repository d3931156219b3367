"""What the sides of an act say of its type, by the codebook's definitions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from dateline.knowledge import actors
from dateline.knowledge.nouns import load_nouns
from dateline.knowledge.ontology.acts import load_act_words
from dateline.records import Basis, Event, Link, Reading, Resolved, Source, Where, Who

GOVERNMENT: Final = "government_regains_territory"
NON_STATE: Final = "non_state_actor_overtakes_territory"
SPELLED: Final = "actors.words"  # the coder of a name that is the mention's own words
WEAPONS: Final = "disrupted_weapons_use"
GOVERNMENT_KINDS: Final = frozenset(
    {"state_body", "coalition", "igo"}
)  # "forces of a state and of a coalition of states" (codebook)


def settle_types(reading: Reading, resolved: Resolved) -> Reading:
    """The reading with the taker's side deciding who took territory: a state (or its coalition) regains, a group overtakes.

    Case: "Daesh retook the city, but Assad forces recaptured it": two acts that one word names. Codebook section 2.
    """
    triggers = list(reading.triggers)
    for number, trigger in enumerate(triggers):
        if trigger.type not in (GOVERNMENT, NON_STATE) and not _takes_ground(reading, resolved, number):
            continue
        takers = [
            (link.score, who.name)
            for link in reading.links
            if link.trigger == number and link.role == "initiator" and (who := resolved.who[link.mention]) is not None and who.name
        ]
        kind = _side(max(takers)[1]) if takers else None
        if kind is not None:
            triggers[number] = replace(trigger, type=kind)
    return replace(reading, triggers=tuple(triggers))


def _takes_ground(reading: Reading, resolved: Resolved, number: int) -> bool:
    """Whether what a trigger tells as weapons seized is ground, all of it: "seized police checkpoints and three villages"."""
    if reading.triggers[number].type != WEAPONS:
        return False
    taken = [resolved.howmany[k.mention] for k in reading.links if k.trigger == number and k.role == "seized"]
    return bool(taken) and all(q is not None and q.unit.split()[-1] in load_act_words().ground for q in taken)


def settled_type(type: str, links: Sequence[Link], resolved: Resolved) -> str:
    """The type of a gain of territory by the side that its ties most surely say made it; any other type as it is."""
    if type not in (GOVERNMENT, NON_STATE):
        return type
    sides: dict[str, float] = {}
    for link in links:
        who = resolved.who[link.mention] if link.role == "initiator" else None
        kind = _side(who.name) if who is not None and who.name else None
        if kind is not None:
            sides[kind] = sides.get(kind, 0.0) + link.score
    return max(sides, key=lambda kind: sides[kind], default=type)


def taker(type: str, initiators: Sequence[Who]) -> str | None:
    """Who holds a place after an act of a type: the first that is of the type's side, else the first that has a name."""
    names = [who.name for who in initiators if who.name]
    return next((n for n in names if _side(n) == type), names[0] if names else None)


def _side(name: str) -> str | None:
    """The type of territory gain that an actor makes; None where the tables do not know its kind."""
    if name.startswith("Government of"):
        return GOVERNMENT
    kind = actors.kind_of_name(name)
    if kind is None:
        return None
    return GOVERNMENT if kind in GOVERNMENT_KINDS else NON_STATE


def no_places(whos: Sequence[Who], places: Sequence[Where]) -> tuple[Who, ...]:
    """Actors without those that are a town of the act and nothing else: "air strikes on Aleppo" hit nobody called Aleppo. A building, which
    no gazetteer knows, may be what was hit."""
    names = {p.name for p in places if p.geonames_id is not None}
    return tuple(w for w in whos if not (w.basis.coder == SPELLED and w.name in names))


def sides_only(targets: Sequence[Who], places: Sequence[Where]) -> tuple[Who, ...]:
    """Targets without places and, where a side is named, without things that are nobody's in particular: "positions, convoys"."""
    whos = no_places(targets, places)
    sides = tuple(w for w in whos if not (w.basis.coder == SPELLED and _is_thing(w.name or "")))
    return sides or whos


def _is_thing(name: str) -> bool:
    return all(word in load_nouns().property for word in name.lower().split())


def give_speakers(events: Sequence[Event], issuer: Source | None, voice: str | None) -> tuple[Event, ...]:
    """Events with the issuer as the initiator of each statement that has no subject of its own ("I am appalled by …").

    `voice` is the actor that the issuer speaks for ("Government of the United Kingdom"); None for journalism.
    """
    if issuer is None or voice is None:
        return tuple(events)
    basis = Basis("inferred", "events.issuer", (issuer.span,) if issuer.span else ())
    speaker = Who(voice, issuer.span, basis)
    return tuple(replace(e, initiators=(speaker,)) if e.type == "statement" and not e.initiators else e for e in events)
