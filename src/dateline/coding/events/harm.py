"""Harm told by a noun: "caused extensive damage to", "suffered damage": an act of its own, done by the verb's subject."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Final

from dateline.coding.events.repelled import SURE
from dateline.knowledge.ontology.acts import load_act_words
from dateline.records import Link, Naming, Reading, Sentence, Span

DESTRUCTION: Final = "property_destruction"
BETWEEN: Final = r"(?:(?!(?:and|or|but|who|that|which|to|on|in|at|by)\b)[\w’'-]+\s+){0,3}?"  # "extensive", "a great deal of"
SUBJECT: Final = re.compile(
    r"\s+(?:(?:had|have|has|also|then|reportedly|allegedly|deliberately|later|earlier)\s+){0,2}", re.IGNORECASE
)
ON: Final = r"(?=\s+(?:to|on|upon|at|in|among)\b)"


@dataclass(frozen=True, slots=True)
class Harm:
    """Harm told by a noun, and the verb of doing before it; None where the thing itself is the subject."""

    noun: Span
    verb: Span | None


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    words = load_act_words()
    noun = rf"(?P<noun>{'|'.join(words.harm)})\b"
    done = re.compile(rf"\b(?P<verb>{'|'.join(words.do)})\s+{BETWEEN}{noun}{ON}", re.IGNORECASE)
    suffered = re.compile(rf"\b(?:{'|'.join(words.suffer)})\s+{BETWEEN}{noun}", re.IGNORECASE)
    return done, suffered


def find_harm(text: str, sentences: Sequence[Sentence]) -> tuple[Harm, ...]:
    """The nouns of harm whose verb says that it was done or suffered, in order of the sentences."""
    return tuple(h for s in sentences for h in _in_sentence(text, s.span))


def _in_sentence(text: str, within: Span) -> Iterator[Harm]:
    done, suffered = _patterns()
    for match in done.finditer(text, within.start, within.end):
        yield Harm(Span(*match.span("noun")), Span(*match.span("verb")))
    for match in suffered.finditer(text, within.start, within.end):
        yield Harm(Span(*match.span("noun")), None)


def name_harm(text: str, sentences: Sequence[Sentence]) -> tuple[Naming, ...]:
    """The nouns of harm, as words that name destruction whatever else is near."""
    return tuple(Naming(h.noun, frozenset({DESTRUCTION})) for h in find_harm(text, sentences))


def settle_harm(text: str, reading: Reading) -> Reading:
    """The reading with the subject of a verb of doing as who did the harm: "where they caused extensive damage to its sites"."""
    links = list(reading.links)
    for found in find_harm(text, reading.sentences):
        for act, trigger in enumerate(reading.triggers):
            if trigger.span.overlap(found.noun) and found.verb is not None and trigger.type == DESTRUCTION:
                links = _with_subject(text, reading, links, act, found.verb)
    return replace(reading, links=tuple(links))


def _with_subject(text: str, reading: Reading, links: list[Link], act: int, verb: Span) -> list[Link]:
    """The ties with the actor right before the verb as the act's initiator, and as nothing else in it."""
    for number, mention in enumerate(reading.mentions):
        if mention.kind == "actor" and mention.span.end < verb.start and SUBJECT.fullmatch(text, mention.span.end, verb.start):
            others = [k for k in links if not (k.trigger == act and k.mention == number)]
            mine = [k for k in links if k.trigger == act and k.mention == number]
            return [*others, Link(act, number, "initiator", max([SURE, *(k.score for k in mine)]))]
    return links
