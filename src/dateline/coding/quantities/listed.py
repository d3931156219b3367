"""Things named in one list are done to alike: "seized government checkpoints, silos and the village of Jazal as well as two bridges".

The heads find the first of such a list, and take a bare plural in its midst for a place or for nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import Final

from dateline.coding.quantities.units import PEOPLE, is_plural_noun, read_unit
from dateline.coding.quantities.words import is_number_word
from dateline.knowledge.numbers import unit_table
from dateline.knowledge.ontology.acts import load_act_words
from dateline.records import Link, Mention, Reading, Span

MEASURES: Final = frozenset({"seized", "destroyed", "damaged"})  # what is done to things
LENT: Final[float] = 0.9  # of the surety of the first thing's tie
FOUND: Final[float] = 0.5  # score of a mention that only the list tells
MAX_WORDS: Final[int] = 4  # of a thing in a list: "hundreds of artillery shells" is another measure
ENDS: Final = (
    r"in|at|near|from|on|outside|inside|around|after|before|with|to|that|which|who|where|while|when|during|by|including|belonging|against|"
    r"between|along|across|was|were|is|are|be|been|has|have|had|north|south|east|west|northeast|northwest|southeast|southwest|but|or"
)  # words at which a noun phrase of a list ends
NO_NOUN: Final = re.compile(r"(?:\w+(?:ing|ed)|they|it|he|she|was|were|is|are|has|had|have|then|also|not)\b", re.IGNORECASE)
ARTICLE: Final = re.compile(r"(?:an?|one|another)\s", re.IGNORECASE)


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What joins one thing to the next, and what ends a thing's words."""
    words = "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in sorted(load_act_words().join, key=len, reverse=True))
    join = re.compile(rf"\s*,\s*(?:(?:and|{words})\s+)?|\s+(?:and|{words})\s+", re.IGNORECASE)
    end = re.compile(rf"\s*[,;:.!?()“”\"]|\s+(?:and|{words}|{ENDS})\b", re.IGNORECASE)
    return join, end


def add_listed(text: str, reading: Reading) -> Reading:
    """The reading with the things that follow a counted thing in its list, each with the same measure and no place of its own."""
    for link in [k for k in reading.links if k.role in MEASURES and reading.mentions[k.mention].kind == "quantity"]:
        for thing in _listed(text, reading, reading.mentions[link.mention].span):
            reading = _with_thing(reading, link, thing)
    return reading


def _listed(text: str, reading: Reading, first: Span) -> Iterator[Span]:
    """The things after the first of a list, up to the end of its clause."""
    join, end = _patterns()
    limit = next((s.span.end for s in reading.sentences if s.span.holds(first)), first.end)
    at = first.end
    while (joined := join.match(text, at, limit)) is not None:
        closed = end.search(text, joined.end(), limit)
        thing = Span(joined.end(), closed.start() if closed else limit)
        words = thing.read(text)
        if not words.strip() or NO_NOUN.match(words):
            return
        if _is_thing(words):
            yield thing
        at = thing.end


def _is_thing(words: str) -> bool:
    """Whether words are a thing or things that may be counted: a plural, a number or an article before it, no name, no people, no act."""
    parts = words.split()
    if not parts or len(parts) > MAX_WORDS or "of" in parts:
        return False
    head = parts[-1].lower()
    counted = is_plural_noun(head) or is_number_word(parts[0].lower()) or ARTICLE.match(words) is not None
    acts = (head.endswith("ings") and head[:-1] not in unit_table().units) or head in load_act_words().attacks
    named = not words.isupper() and any(p[0].isupper() for p in parts)
    return counted and not named and not acts and read_unit(words).unit != PEOPLE


def _with_thing(reading: Reading, first: Link, thing: Span) -> Reading:
    known = [
        i for i, m in enumerate(reading.mentions) if m.kind == "quantity" and 2 * m.span.overlap(thing) > thing.end - thing.start
    ]
    if any(k.trigger == first.trigger and k.mention in known for k in reading.links):
        return reading
    if not known:
        known = [len(reading.mentions)]
        reading = replace(
            reading,
            mentions=(*reading.mentions, Mention("quantity", thing, FOUND)),
            groups=(*reading.groups, "thing"),
            kinds=(*reading.kinds, None),
        )
    places = {i for i, m in enumerate(reading.mentions) if m.kind == "place" and thing.holds(m.span)}
    links = tuple(k for k in reading.links if not (k.trigger == first.trigger and k.role == "place" and k.mention in places))
    return replace(reading, links=(*links, Link(first.trigger, known[0], first.role, first.score * LENT)))
