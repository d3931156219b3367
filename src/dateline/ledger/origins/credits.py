"""Whose words a report prints: the agency that it credits, and the speakers of its claims."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any, Final

from dateline.knowledge.sources import Outlet, find_outlet
from dateline.ledger.entries import fold
from dateline.records.entry import KeptClaim, Voice

PICTURES: Final = frozenset({"caption", "credit"})  # sections whose agency took a picture, and did not write the story
NOBODY: Final = frozenset({"witness", "unknown"})  # kinds of voice that name nobody in particular
SPEAKING: Final = frozenset({"government", "military"})  # kinds of institution that speak for a side
JOINT: Final = " & "
VIA: Final = " < "


def relayed(document: Mapping[str, Any]) -> tuple[str, ...]:
    """The news agencies that a report's payload credits with its story, as they are named; an agency of a picture only is not."""
    agencies: Sequence[str] = document["agencies"]
    if not agencies or "agencies" in document["given"]:
        return tuple(agencies)
    text: str = document["text"]
    beside = "\n".join(text[start:end] for kind, start, end in document["sections"] if kind in PICTURES)
    story = "\n".join(text[start:end] for kind, start, end in document["sections"] if kind not in PICTURES)
    return tuple(a for a in agencies if not _stands(a, beside) or _stands(a, story))


@lru_cache(maxsize=1 << 14)
def _outlet(name: str | None) -> Outlet | None:
    return find_outlet(name)


def _stands(agency: str, words: str) -> bool:
    known = _outlet(agency)
    names = (agency, *(known.aliases if known else ()))
    folded = f" {fold(words)} "
    return any(f" {fold(name)} " in folded for name in names)


def own_voice(outlet: str | None, agencies: Sequence[str]) -> str | None:
    """Who speaks where a report names nobody: an institution on its own page, else the one agency credited, else the outlet."""
    known = _outlet(outlet)
    if known is not None and (known.issuer or known.agency or known.speaks_for):
        return known.name
    return agencies[0] if len(agencies) == 1 else outlet


def is_agency(outlet: str | None, agencies: Sequence[str]) -> bool:
    """Whether a report is the agency's own: its outlet is an agency, or the one that it credits."""
    known = _outlet(outlet)
    return (known is not None and known.agency) or (outlet is not None and fold(outlet) in {fold(a) for a in agencies})


def speakers(claim: KeptClaim, own: str | None) -> frozenset[str]:
    """Keys of who says what a claim says; two claims with one in common have one speaker. Empty where nobody is named.

    Of a chain of voices those that are named count ("Rami Abdel Rahman" and his "Observatory" are one speaker); an agency that
    was told counts where nobody else is named. Voices that speak jointly are one speaker of their own. `own`: who speaks in the
    report's own voice.
    """
    if not claim.voices:
        return frozenset((fold(own),)) if own else frozenset()
    if any(v.joint for v in claim.voices):
        return (
            frozenset((JOINT.join(sorted({fold(v.name) for v in claim.voices})),))
            if all(map(_named, claim.voices))
            else frozenset()
        )
    named = [v for v in claim.voices if _named(v)]
    first = [v for v in named if not _relays(v)]
    if first:
        return frozenset(key for v in first for key in _keys(v.name))
    unnamed = [v for v in claim.voices if not _named(v)]
    if unnamed and named:  # "a military source told AFP": one source of one agency
        return frozenset((fold(unnamed[0].name) + VIA + fold(named[0].name),))
    return frozenset(key for v in named for key in _keys(v.name))


def _named(voice: Voice) -> bool:
    """Whether a voice is somebody in particular: a known institution, or a name with a capital ("residents (Syria)" is nobody)."""
    return voice.kind not in NOBODY and _is_name(voice.name)


@lru_cache(maxsize=1 << 14)
def _is_name(name: str) -> bool:
    return name[:1].isupper() or _outlet(name) is not None or name.startswith("state ")


@lru_cache(maxsize=1 << 14)
def _keys(name: str) -> tuple[str, ...]:
    """A name folded; of a ministry or an army also the side that it speaks for."""
    known = _outlet(name)
    side = known.speaks_for if known is not None and known.kind in SPEAKING else None
    return (fold(name),) if side is None else (fold(name), fold(side))


def _relays(voice: Voice) -> bool:
    known = _outlet(voice.name)
    return voice.kind == "media" or (known is not None and known.agency)
