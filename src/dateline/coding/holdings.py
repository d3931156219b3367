"""Who holds a place, told as a state: by rule, since few words tell it and the codebook does not score it yet."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from typing import Final, TypeVar

from dateline.records import Basis, Claim, Document, Extent, Holding, Mention, Reading, Resolved, Sentence, Span, When, Where, Who

_Resolved = TypeVar("_Resolved", Where, Who)
HOLDER_FIRST: Final = re.compile(
    r"\b(?:controls?|controlled by then|holds?|still holds?|remains? in control of|(?:is|are|was|were) (?:still |currently |now )?"
    r"(?:holed up|entrenched|dug in) in|maintains? control (?:of|over)|retains? (?:control of)?)\b",
    re.IGNORECASE,
)  # "the militia controls the port", "the opposition is holed up in a fraction of the city"
PLACE_FIRST: Final = re.compile(
    r"\b(?:held|controlled|ruled|occupied) by\b|\bin the hands of\b|\bunder (?:the )?(?:full |partial )?control of\b|-(?:held|controlled)\b",
    re.IGNORECASE,
)  # "the port, held by the militia since June"
PART: Final = re.compile(
    r"\b(?:fraction|part|parts|half|most|much|pockets?|districts?|neighbou?rhoods?|outskirts|per ?cent|%)\b", re.IGNORECASE
)
REACH: Final[int] = 120  # characters between the words that tell it and its place or holder


def find(document: Document, reading: Reading, resolved: Resolved) -> tuple[Holding, ...]:
    """The holdings that a report tells, in the order of the text, each with the sentence as its claim."""
    out = []
    for sentence in reading.sentences:
        if any(t.extent is not None and sentence.span.holds(t.span) for t in reading.triggers):
            continue  # the sentence tells how the place changed hands: that is an event
        words = sentence.span.read(document.text)
        for pattern, place_first in ((HOLDER_FIRST, False), (PLACE_FIRST, True)):
            match = pattern.search(words)
            if match is not None:
                cue = Span(sentence.span.start + match.start(), sentence.span.start + match.end())
                held = _holding(document, reading, resolved, sentence, cue, place_first)
                out += [held] if held else []
                break
    return tuple(out)


def _holding(
    document: Document, reading: Reading, resolved: Resolved, sentence: Sentence, cue: Span, place_first: bool
) -> Holding | None:
    places = [w for m, w in zip(reading.mentions, resolved.where, strict=True) if w is not None and _inside(m, sentence)]
    actors = [
        w
        for m, w in zip(reading.mentions, resolved.who, strict=True)
        if m.kind == "actor" and w is not None and _inside(m, sentence)
    ]
    place = _nearest(places, cue, before=place_first)
    holder = _nearest(actors, cue, before=not place_first)
    if place is None or holder is None or place.precision > 5:
        return None
    words = sentence.span.read(document.text)
    extent: Extent = "part" if PART.search(words) else "whole"
    claim = Claim(
        id=hashlib.sha256(f"{document.id}\x1fholding\x1f{sentence.span.start}".encode()).hexdigest()[:16],
        quote=sentence.span, trigger=cue, sources=(), status="ongoing", quantities=(),
        basis=Basis("stated", "holdings.words", (cue,)),
    )  # fmt: skip
    day = document.published[:10] if document.published else None
    when = When(day, "unknown", None, Basis("defaulted", "holdings.report_date"))
    return Holding(place, holder, extent, when, (claim,))


def _inside(mention: Mention, sentence: Sentence) -> bool:
    return sentence.span.holds(mention.span)


def _nearest(values: Sequence[_Resolved], cue: Span, before: bool) -> _Resolved | None:
    """The value nearest to the cue on its side, within reach."""
    found = []
    for value in values:
        if value.span is None:
            continue
        gap = cue.start - value.span.end if before else value.span.start - cue.end
        if -2 <= gap <= REACH:
            found.append((gap, value))
    return min(found, key=lambda f: f[0])[1] if found else None
