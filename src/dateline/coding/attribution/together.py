"""Voices that speak together: those of a list where one was read, "Kyiv and a monitoring mission said", and two under one mention."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import Final

from dateline.knowledge.actors import load_lexicon, split_words
from dateline.knowledge.sources import find_outlet, load_cues
from dateline.records import Mention, Reading, Span

FOUND: Final[float] = 0.5  # score of a mention that only the words around it tell
SENSES: Final = frozenset({"say", "report", "claim", "confirm"})
ACCORDING: Final = re.compile(r"\b(?:according to|citing|quoting)\s+(?:both\s+)?(?:an?\s+|the\s+)?$", re.IGNORECASE)
AND: Final = re.compile(r"\s+and\s+(?:an?\s+|the\s+|its\s+)?", re.IGNORECASE)


@cache
def _saying() -> re.Pattern[str]:
    """A verb of saying right after who says it."""
    verbs = "|".join(sorted(re.escape(v) for v, sense in load_cues().verbs.items() if sense in SENSES and " " not in v))
    return re.compile(rf"\s+(?:both\s+|also\s+|have\s+|had\s+){{0,2}}(?:{verbs})\b", re.IGNORECASE)


def add_speakers(text: str, reading: Reading) -> Reading:
    """The reading with a source mention for each voice of a pair of which the heads found one, or took both for one."""
    for number in [i for i, m in enumerate(reading.mentions) if m.kind == "source"]:
        reading = _split(text, reading, number)
    for number in [i for i, m in enumerate(reading.mentions) if m.kind in ("place", "actor")]:
        if _speaks(text, reading, reading.mentions[number].span):
            reading = _as_voice(reading, number)
    return reading


def _split(text: str, reading: Reading, number: int) -> Reading:
    """Two known voices under one mention apart: "UN and Human Rights Watch", but no "Bosnia and Herzegovina"."""
    span = reading.mentions[number].span
    joined = AND.search(text, span.start, span.end)
    if joined is None or _is_known(span.read(text)):
        return reading
    first, second = Span(span.start, joined.start()), Span(joined.end(), span.end)
    if not (_is_known(first.read(text)) and _is_known(second.read(text))):
        return reading
    mentions = list(reading.mentions)
    mentions[number] = replace(mentions[number], span=first)
    return _with_source(replace(reading, mentions=tuple(mentions)), second)


def _is_known(name: str) -> bool:
    forms = tuple(word.form for word in split_words(name))
    return find_outlet(name) is not None or bool(load_lexicon().look_up(forms))


def _speaks(text: str, reading: Reading, span: Span) -> bool:
    """Whether a place or an actor stands in a pair with a voice, and the pair says something: "Kyiv and a mission said"."""
    voices = [m.span for m in reading.mentions if m.kind == "source"]
    if any(v.overlap(span) for v in voices):
        return False
    for voice in voices:
        first, last = sorted((voice, span))
        if first.end < last.start and AND.fullmatch(text, first.end, last.start):
            return (
                _saying().match(text, last.end) is not None
                or ACCORDING.search(text, max(0, first.start - 40), first.start) is not None
            )
    return False


def _as_voice(reading: Reading, number: int) -> Reading:
    """The reading with a place or an actor as a voice, and as nowhere and nobody in an act of its sentence."""
    span = reading.mentions[number].span
    within = next((s.span for s in reading.sentences if s.span.holds(span)), span)
    mine = {i for i, t in enumerate(reading.triggers) if within.holds(t.span)}
    place = reading.mentions[number].kind == "place"
    links = tuple(k for k in reading.links if not (place and k.mention == number and k.trigger in mine))
    return _with_source(replace(reading, links=links), span)


def _with_source(reading: Reading, span: Span) -> Reading:
    return replace(
        reading,
        mentions=(*reading.mentions, Mention("source", span, FOUND)),
        groups=(*reading.groups, None),
        kinds=(*reading.kinds, None),
    )
