"""Times that the encoder read past: an act without a time of its own has the one that the time rules find in its clause."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace
from typing import Final

from dateline.coding.time import find_times
from dateline.records import Link, Mention, Reading, Span

SCORE: Final[float] = 0.5  # of such a mention, and of its tie


def add_times(text: str, reading: Reading) -> Reading:
    """The reading with those mentions and ties. Case: "had recaptured it in March", where "in March" was no mention.

    Where a clause has several, or one that is a mention already (tied to another act, or the time of saying), nothing is added.
    """
    timed = {link.trigger for link in reading.links if link.role == "when"}
    known = sorted(m.span for m in reading.mentions if m.kind == "time")
    times: dict[int, list[Span]] = {}  # of each sentence, the times that are no mention
    links, lent = list(reading.links), dict[Span, int]()
    for number, trigger in enumerate(reading.triggers):
        if number in timed or any(trigger.quote.holds(k) for k in _near(known, trigger.quote)):
            continue
        at = reading.sentence_of(trigger)
        if at not in times:
            found = find_times(text, reading.sentences[at : at + 1])
            times[at] = [span for span in found if not any(k.overlap(span) for k in _near(known, reading.sentences[at].span))]
        inside = [span for span in times[at] if trigger.quote.holds(span)]
        if len(inside) == 1:
            mention = lent.setdefault(inside[0], len(reading.mentions) + len(lent))
            links.append(Link(number, mention, "when", SCORE))
    mentions = (*reading.mentions, *(Mention("time", span, SCORE) for span in lent))
    none = (None,) * len(lent)
    return replace(reading, mentions=mentions, links=tuple(links), groups=reading.groups + none, kinds=reading.kinds + none)


def _near(known: list[Span], within: Span) -> list[Span]:
    """Those of some spans in order that begin in a stretch."""
    return known[bisect_left(known, within.start, key=_start) : bisect_left(known, within.end, key=_start)]


def _start(span: Span) -> int:
    return span.start
