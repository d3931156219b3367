"""Names that look like places and are somebody's: groups called like a town, and leaders whose first name is one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from dateline.knowledge.actors import load_lexicon, split_words
from dateline.records import Span

PERSON_FORMS: Final = frozenset({"leader"})  # a leader's surname alone may be a town too


def find_somebody(text: str, cased: bool) -> tuple[Span, ...]:
    """Where the text names a group or a leader by a name of the tables. Cases: "taken Palmyra from Daesh", "President Vladimir
    Putin": there are towns called Daesh and Vladimir."""
    words = split_words(text)
    out = []
    for hit in load_lexicon().find(words, cased):
        if all(e.kind != "state" or e.form in PERSON_FORMS for e in hit.entries):
            out.append(Span(words[hit.first].start, words[hit.last - 1].end))
    return tuple(out)


def is_somebody(span: Span, named: Sequence[Span]) -> bool:
    """Whether a span lies within the name of somebody."""
    return any(n.holds(span) for n in named)
