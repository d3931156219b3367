"""A further voice for who says so: an act without one, whose word lies in what somebody is said to say.

Less sure sayings, acts of words, and cues that judge rather than tell ("condemned the attack", "asked if") cost more than they gave.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import Final

from dateline.coding.attribution.together import SENSES
from dateline.knowledge.sources import load_cues
from dateline.records import Link, Mention, Reading, Saying, Source, Span

SURE: Final[float] = 0.8  # score of a saying from which it lends its voice to an act
WORDS: Final = frozenset({"statement", "sanction", "agreement", "aid"})  # acts that are said rather than told of


def lend_voices(text: str, reading: Reading, issuer: Source | None = None) -> Reading:
    """The reading with a tie from each act without a source to the nearest saying that tells it; a new mention where it needs one.

    Where the report is somebody's own statement (`issuer`), such an act is that one's, and nothing is lent.
    """
    if issuer is not None:
        return reading
    sayings = [s for s in reading.sayings if s.score >= SURE and _telling().search(s.cue.read(text))]
    voiced = {k.trigger for k in reading.links if k.role == "source"}
    for number, trigger in enumerate(reading.triggers):
        saying = None if number in voiced or trigger.type in WORDS else _teller(sayings, trigger.span)
        if saying is not None and saying.source is not None:
            reading = _tied(reading, number, saying.source, saying.score)
    return reading


@cache
def _telling() -> re.Pattern[str]:
    """Words that tell something as so."""
    verbs = "|".join(sorted(re.escape(v) for v, sense in load_cues().verbs.items() if sense in SENSES and " " not in v))
    return re.compile(rf"\b(?:{verbs}|told|according)\b", re.IGNORECASE)


def _teller(sayings: Sequence[Saying], span: Span) -> Saying | None:
    """The saying with the shortest content around an act's word; one that the word itself makes tells nothing of it."""
    around = [
        s
        for s in sayings
        if s.source and s.content and s.content.holds(span) and not (s.cue.overlap(span) or s.source.overlap(span))
    ]
    return min(around, key=lambda s: s.content.end - s.content.start if s.content else 0, default=None)


def _tied(reading: Reading, trigger: int, voice: Span, score: float) -> Reading:
    known = [i for i, m in enumerate(reading.mentions) if m.kind == "source" and m.span.overlap(voice)]
    number = known[0] if known else len(reading.mentions)
    if not known:
        reading = replace(
            reading,
            mentions=(*reading.mentions, Mention("source", voice, score)),
            groups=(*reading.groups, None),
            kinds=(*reading.kinds, None),
        )
    return replace(reading, links=(*reading.links, Link(trigger, number, "source", score)))
