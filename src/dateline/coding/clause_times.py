"""Times that the encoder read past: an act without a time of its own has the one that the time rules find in its clause."""

from __future__ import annotations

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
    known = [m.span for m in reading.mentions if m.kind == "time"]
    bare = [(i, t.quote) for i, t in enumerate(reading.triggers) if i not in timed and not any(t.quote.holds(k) for k in known)]
    asked = [s for s in reading.sentences if any(s.span.overlap(quote) for _, quote in bare)]
    found = [span for span in find_times(text, asked) if not any(k.overlap(span) for k in known)]
    links, lent = list(reading.links), dict[Span, int]()
    for number, quote in bare:
        inside = [span for span in found if quote.holds(span)]
        if len(inside) == 1:
            mention = lent.setdefault(inside[0], len(reading.mentions) + len(lent))
            links.append(Link(number, mention, "when", SCORE))
    mentions = (*reading.mentions, *(Mention("time", span, SCORE) for span in lent))
    none = (None,) * len(lent)
    return replace(reading, mentions=mentions, links=tuple(links), groups=reading.groups + none, kinds=reading.kinds + none)
