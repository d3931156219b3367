"""Acts of which the trigger alone is not sure, and a figure is: "Russian warplanes killed five people in Idlib on Monday"."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from dateline.records import Reading

LIKELY: Final[float] = 0.45  # score of a trigger from which a figure of harm can bear it out
BORNE_OUT: Final[float] = 0.9  # score of the tie to such a figure
HARM: Final = frozenset(
    {"killed", "injured", "killed_or_injured", "abducted", "captured", "detained", "displaced", "destroyed", "strikes"}
)


def settle_likely(reading: Reading, least: float) -> Reading:
    """The reading without the triggers under `least` that no figure of harm bears out; the others keep their ties."""
    sure = {link.trigger for link in reading.links if link.role in HARM and link.score >= BORNE_OUT}
    kept = [i for i, t in enumerate(reading.triggers) if t.score >= least or i in sure]
    if len(kept) == len(reading.triggers):
        return reading
    new = {old: number for number, old in enumerate(kept)}
    return replace(
        reading,
        triggers=tuple(reading.triggers[i] for i in kept),
        links=tuple(replace(link, trigger=new[link.trigger]) for link in reading.links if link.trigger in new),
        same=tuple((new[a], new[b], score) for a, b, score in reading.same if a in new and b in new),
    )
