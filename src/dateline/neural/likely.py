"""Acts of which the trigger alone is not sure, and something else is: a figure ("Russian warplanes killed five people in Idlib on
Monday"), or the meaning of the word ("troops thwarted all attacks", "they caused extensive damage")."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from dateline.records import Naming, Reading, Trigger

LIKELY: Final[float] = 0.45  # score of a trigger from which a figure of harm can bear it out
BORNE_OUT: Final[float] = 0.9  # score of the tie to such a figure
NAMED: Final[float] = 0.1  # score of a trigger from which its own word can, where the heads read it as what the word names
HARM: Final = frozenset(
    {"killed", "injured", "killed_or_injured", "abducted", "captured", "detained", "displaced", "destroyed", "strikes"}
)
HARMING: Final = frozenset(
    ["air_strike", "shelling", "remote_explosive", "suicide_bombing", "grenade", "chemical_weapon", "armed_clash"]
)  # acts that do damage: its noun beside one of them names no act of its own ("the bombs caused minor damage")


def settle_likely(reading: Reading, least: float, named: Sequence[Naming] = ()) -> Reading:
    """The reading without the triggers under `least` that nothing bears out: no figure of harm, and not their own word.

    `named`: words that name an act by their meaning. The others keep their ties.
    """
    sure = {link.trigger for link in reading.links if link.role in HARM and link.score >= BORNE_OUT}
    kept = [
        i
        for i, t in enumerate(reading.triggers)
        if t.score >= least or (t.score >= LIKELY and i in sure) or (_is_named(t, named) and not _is_part(reading, t, least))
    ]
    if len(kept) == len(reading.triggers):
        return reading
    new = {old: number for number, old in enumerate(kept)}
    return replace(
        reading,
        triggers=tuple(reading.triggers[i] for i in kept),
        links=tuple(replace(link, trigger=new[link.trigger]) for link in reading.links if link.trigger in new),
        same=tuple((new[a], new[b], score) for a, b, score in reading.same if a in new and b in new),
    )


def _is_named(trigger: Trigger, named: Sequence[Naming]) -> bool:
    return trigger.score >= NAMED and any(n.span.overlap(trigger.span) and trigger.type in n.types for n in named)


def _is_part(reading: Reading, trigger: Trigger, least: float) -> bool:
    """Whether a trigger tells the harm of a strike, a bomb or a fight that its sentence tells already."""
    if trigger.type != "property_destruction":
        return False
    within = next((s.span for s in reading.sentences if s.span.holds(trigger.span)), trigger.quote)
    return any(t.score >= least and t.type in HARMING and within.holds(t.span) for t in reading.triggers)
