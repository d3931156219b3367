"""Who holds a place, told as a state: by rule, since few words tell it and the codebook does not score it yet."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from typing import Final, TypeVar

from dateline.records import Basis, Claim, Document, Extent, Holding, Mention, Reading, Resolved, Sentence, Span, When, Where, Who

_Resolved = TypeVar("_Resolved", Where, Who)
HOLDER_FIRST: Final = re.compile(
    r"\b(?:controls?|holds?|still holds?|remains? in control of|(?:is|are|was|were) (?:still |currently |now )?"
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
_FORCES: Final = (
    r"army|troops|forces|rebels|militants|fighters|opposition|government|regime|militia(?:s|men)?|guerrillas|insurgents|jihadists|"
    r"group|police|separatists|coalition|movement|they"
)  # nouns for who holds a place
_PHRASE: Final = rf"(?P<who>(?!(?:where|which|that|the|and) )(?:(?!the |a |an |where |that )[\w'’-]+ ){{0,3}}?(?:{_FORCES})|(?-i:[A-Z])[\w'’-]+(?: (?-i:[A-Z])[\w'’-]+){{0,3}})"
BEFORE: Final = re.compile(rf"(?:^|\bthe |\ban? |[,;—-] |\bwhere )\s*(?:the )?{_PHRASE}\s*(?:,[^,]*,\s*)?$", re.IGNORECASE)
AFTER: Final = re.compile(rf"^\s*(?:the |an? )?{_PHRASE}", re.IGNORECASE)
PHRASE: Final[int] = 60  # characters in which the holder's noun phrase stands beside the cue
LARGEST: Final[int] = 5  # precision of a region: nobody "holds" a country in one sentence
REACH: Final[int] = 160  # characters between the words that tell it and its place or holder


def holders(document: Document, sentences: Sequence[Sentence]) -> tuple[Mention, ...]:
    """The noun phrases right before or after the words that tell a holding: actors that no act may have brought up."""
    out = []
    for sentence in sentences:
        found = _cue(document.text, sentence)
        if found is None:
            continue
        cue, place_first = found
        stretch = (
            Span(cue.end, min(sentence.span.end, cue.end + PHRASE))
            if place_first
            else Span(max(sentence.span.start, cue.start - PHRASE), cue.start)
        )
        pattern = AFTER if place_first else BEFORE
        match = pattern.search(stretch.read(document.text))
        if match is not None:
            out.append(Mention("actor", Span(stretch.start + match.start("who"), stretch.start + match.end("who")), 0.5))
    return tuple(out)


def find(document: Document, reading: Reading, resolved: Resolved) -> tuple[Holding, ...]:
    """The holdings that a report tells, in the order of the text, each with the sentence as its claim."""
    out = []
    for sentence in reading.sentences:
        found = _cue(document.text, sentence)
        if found is None or any(t.extent is not None and sentence.span.holds(t.span) for t in reading.triggers):
            continue  # a sentence that tells how the place changed hands is an event
        held = _holding(document, reading, resolved, sentence, found)
        out += [held] if held else []
    return tuple(out)


def _cue(text: str, sentence: Sentence) -> tuple[Span, bool] | None:
    """The words that tell a holding, and whether the place stands before them."""
    words = sentence.span.read(text)
    for pattern, place_first in ((HOLDER_FIRST, False), (PLACE_FIRST, True)):
        match = pattern.search(words)
        if match is not None:
            return Span(sentence.span.start + match.start(), sentence.span.start + match.end()), place_first
    return None


def _holding(
    document: Document, reading: Reading, resolved: Resolved, sentence: Sentence, found: tuple[Span, bool]
) -> Holding | None:
    cue, place_first = found
    places = [w for m, w in zip(reading.mentions, resolved.where, strict=True) if w is not None and _inside(m, sentence)]
    actors = [
        w
        for m, w in zip(reading.mentions, resolved.who, strict=True)
        if m.kind == "actor" and w is not None and _inside(m, sentence)
    ]
    place = _nearest(places, cue, before=place_first) or _nearest(places, cue, before=True)  # "Aleppo, where rebels are holed up"
    holder = _nearest(actors, cue, before=not place_first)
    if place is None or holder is None or place.precision > LARGEST:
        return None
    extent: Extent = "part" if PART.search(sentence.span.read(document.text)) else "whole"
    claim = Claim(
        id=hashlib.sha256(f"{document.id}\x1fholding\x1f{sentence.span.start}".encode()).hexdigest()[:16],
        quote=sentence.span,
        trigger=cue,
        sources=(),
        status="ongoing",
        quantities=(),
        basis=Basis("stated", "holdings.words", (cue,)),
    )
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
