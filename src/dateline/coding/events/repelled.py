"""Attacks that fail: who made one is its initiator, and who beat it back its target ("troops repelled an attack by rebels").

The heads read the repeller, the subject of the sentence, as the attacker. Codebook section 2: "a repelled attack is one `armed_clash`
whose initiator is the attacker". The words are in `knowledge/ontology/acts.yaml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Final

from dateline.knowledge.ontology.acts import load_act_words
from dateline.records import Link, Naming, Reading, Sentence, Span

CLASH: Final = "armed_clash"
RETYPED: Final = frozenset(
    {CLASH, "disrupted_weapons_use", "government_regains_territory", "non_state_actor_overtakes_territory", "attack", "other"}
)  # as what a repelled attack is read; a strike or a bomb that was repelled is none
SURE: Final[float] = 0.75  # least score of a tie that the grammar gives
REACH: Final[int] = 48  # characters in which the noun phrase of a side stands
BY: Final = re.compile(r"\s+(?:by|from|of)\s+(?:(?:the|a|an|some|several|suspected|about|\d+)\s+)*", re.IGNORECASE)
ADJECTIVES: Final = re.compile(r"(?:['’]s?)?\s+(?:[\w-]+\s+){0,2}", re.IGNORECASE)
BETWEEN: Final = (
    r"(?:(?!(?:and|or|but|who|that|which|after|before|when|while|in|at|on|near|from|with|during|to|as|when)\b)[^\s.;:!?]+\s+){0,7}?"
)
LONG_SUBJECT: Final = r"(?:[^\s.;:!?]+\s+){0,14}?"  # words between "attack" and "was repelled"
ATTEMPT: Final = r"attempts?(?=\s+(?:by|to)\b)"  # "an attempt by rebels to storm the garrison"
BE: Final = r"(?:was|were|been|being|is|are|be|got)\s+(?:\w+ly\s+)?"


@dataclass(frozen=True, slots=True)
class Repelled:
    """A failed attack: its verb, the noun of the attack, and where its two sides stand in the sentence; None: not named."""

    verb: Span
    attack: Span
    attackers: Span
    defenders: Span | None


@cache
def _pattern(verbs: tuple[str, ...]) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """The active and the passive sentence of some verbs."""
    words = load_act_words()
    verb = rf"(?P<verb>\b(?:{_any(verbs)})\b)"
    attack = rf"(?<!\w)(?P<attack>(?:{_any(words.attacks)}|{ATTEMPT}))(?![\w-])"
    active = re.compile(rf"{verb}\s+(?P<gap>{BETWEEN}){attack}", re.IGNORECASE)
    passive = re.compile(rf"{attack}\s+{LONG_SUBJECT}{BE}{verb}", re.IGNORECASE)
    return active, passive


def _any(words: Sequence[str]) -> str:
    return "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in sorted(words, key=len, reverse=True))


def find_repelled(text: str, sentences: Sequence[Sentence]) -> tuple[Repelled, ...]:
    """The failed attacks that the words of a report tell, in order."""
    out: list[Repelled] = []
    for sentence in sentences:
        out += _in_sentence(text, sentence.span)
    return tuple(out)


def _in_sentence(text: str, within: Span) -> Iterator[Repelled]:
    words = load_act_words()
    for verbs, doubtful in ((words.repel, False), (words.foil, True)):
        active, passive = _pattern(verbs)
        for match in active.finditer(text, within.start, within.end):
            found = _active(text, match, within)
            if _fought(text, found) and (not doubtful or _by_fighters(text, found, within)):
                yield found
        for match in passive.finditer(text, within.start, within.end):
            found = _passive(text, match, within)
            if _fought(text, found) and (not doubtful or _by_fighters(text, found, within)):
                yield found


def _active(text: str, match: re.Match[str], within: Span) -> Repelled:
    attack = Span(*match.span("attack"))
    passive = re.search(rf"{BE}$", text[max(within.start, match.start("verb") - 20) : match.start("verb")], re.IGNORECASE)
    defenders = None if passive else Span(within.start, match.start("verb"))
    return Repelled(Span(*match.span("verb")), attack, Span(match.end("verb"), _named_by(text, attack.end, within.end)), defenders)


def _passive(text: str, match: re.Match[str], within: Span) -> Repelled:
    attack = Span(*match.span("attack"))
    verb = Span(*match.span("verb"))
    by = re.compile(r"\s+by\s+", re.IGNORECASE).match(text, verb.end, within.end)
    defenders = Span(by.end(), min(within.end, by.end() + REACH)) if by else None
    return Repelled(verb, attack, Span(max(within.start, attack.start - REACH), _named_by(text, attack.end, verb.start)), defenders)


def _named_by(text: str, at: int, end: int) -> int:
    """Where the words end that may name the attackers after the noun: "an attack by rebels of the north"."""
    by = BY.match(text, at, end)
    return min(end, by.end() + REACH) if by else at


def _fought(text: str, found: Repelled) -> bool:
    """Whether men fought: no "drone attack", no "suicide attack"."""
    before = re.search(r"([\w-]+)\s+$", text[max(0, found.attack.start - 24) : found.attack.start])
    return before is None or before[1].lower() not in load_act_words().unfought


def _by_fighters(text: str, found: Repelled, within: Span) -> bool:
    """Whether soldiers or fighters foiled it, and no word of the sentence tells of a plot."""
    words = load_act_words()
    side = found.defenders.read(text) if found.defenders else ""
    return _has(side, words.fighters) and not _has(within.read(text), words.plots)


def _has(text: str, words: Sequence[str]) -> bool:
    return not frozenset(words).isdisjoint(re.findall(r"[\w-]+", text.lower()))


def name_repelled(text: str, sentences: Sequence[Sentence]) -> tuple[Naming, ...]:
    """The verbs of failed attacks, as words that name a clash whatever else is near."""
    return tuple(Naming(found.verb, RETYPED) for found in find_repelled(text, sentences))


def settle_repelled(text: str, reading: Reading) -> Reading:
    """The reading with each failed attack as one clash, from those who made it on those who beat it back."""
    for found in find_repelled(text, reading.sentences):
        acts = [i for i, t in enumerate(reading.triggers) if t.span.overlap(found.verb) or t.span.overlap(found.attack)]
        if acts and all(reading.triggers[i].type in RETYPED for i in acts):
            reading = _settled(text, reading, found, acts)
    return reading


def _settled(text: str, reading: Reading, found: Repelled, acts: Sequence[int]) -> Reading:
    triggers = tuple(replace(t, type=CLASH, extent=None) if i in acts else t for i, t in enumerate(reading.triggers))
    sides = {
        i: side for i, m in enumerate(reading.mentions) if m.kind == "actor" and (side := _side(text, found, reading, acts, i))
    }
    links = [
        link
        for link in reading.links
        if not (link.trigger in acts and link.mention in sides and link.role in ("initiator", "target", "ally"))
    ]
    for mention, side in sides.items():
        links += [Link(act, mention, side, max([SURE, *_scores(reading, act, mention)])) for act in acts]
    apart = tuple(p for p in reading.same if not (p[0] in acts and p[1] in acts))
    one = tuple((a, b, 1.0) for a in acts for b in acts if a < b)
    return replace(reading, triggers=triggers, links=tuple(links), same=apart + one)


def _side(text: str, found: Repelled, reading: Reading, acts: Sequence[int], mention: int) -> str | None:
    """The role of a mention in a failed attack by where it stands; None: it has no part in it, as far as the grammar tells."""
    span = reading.mentions[mention].span
    if found.attackers.start <= span.start < found.attackers.end and _names_attackers(text, found, span):
        return "initiator"
    if found.defenders is not None and found.defenders.holds(span):
        tied = any(k.mention == mention and k.trigger in acts and k.role in ("initiator", "target") for k in reading.links)
        return "target" if tied else None
    return None


def _names_attackers(text: str, found: Repelled, span: Span) -> bool:
    """Whether words stand where an attack's maker is named: "rebel assault", "the rebels' push", "attack by rebels", "assailants"."""
    if span.overlap(found.attack):
        return True
    if span.end <= found.attack.start:
        return ADJECTIVES.fullmatch(text, span.end, found.attack.start) is not None
    by = BY.match(text, found.attack.end)
    return by is not None and by.end() >= span.start >= found.attack.end


def _scores(reading: Reading, act: int, mention: int) -> Iterator[float]:
    return (k.score for k in reading.links if k.trigger == act and k.mention == mention and k.role in ("initiator", "target"))
