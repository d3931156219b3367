"""Who does what a participle tells: its subject is the main clause's ("Forces walk through Palmyra after seizing it from Daesh")."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from dateline.records import Link, Mention, Reading, Resolved, Span

BARE: Final = re.compile(r"\w+ing", re.IGNORECASE)
LED: Final = re.compile(
    r"\b(?:after|before|while|by|since|upon|without)\s+(?:\w+ly\s+)?$", re.IGNORECASE
)  # what leads in such a clause
OWNER: Final = re.compile(r"\b(?P<owner>their|its)\s+(?:[\w-]+\s+){0,2}$", re.IGNORECASE)
OWNER_REACH: Final[int] = 32  # characters before a word in which its owner stands
OWNED: Final = frozenset({"armed_clash", "air_strike", "shelling", "attack", "siege"})  # acts that may be called somebody's
OWNING: Final[float] = 0.7  # score of such a tie
LENT: Final[float] = 0.9  # of the surety of the main clause's subject: a participle shares it nearly always


def lend_subjects(text: str, reading: Reading, resolved: Resolved) -> Reading:
    """The reading with the main clause's subject as initiator of each act that a led-in participle tells without one of its own.

    Case: "after seizing it from Daesh militants": who seized stands at the head of the sentence.
    """
    more: list[Link] = []
    for number, trigger in enumerate(reading.triggers):
        if not BARE.fullmatch(trigger.span.read(text)) or not LED.search(text, max(0, trigger.span.start - 24), trigger.span.start):
            continue
        own = [link for link in reading.links if link.trigger == number]
        if any(link.role == "initiator" and resolved.who[link.mention] is not None for link in own):
            continue
        taken = {resolved.who[link.mention] for link in own if link.role == "target"}
        lent = _subject(reading, resolved, trigger.span)
        if lent is not None and resolved.who[lent.mention] not in taken:
            more.append(replace(lent, trigger=number, score=lent.score * LENT))
    return replace(reading, links=reading.links + tuple(more)) if more else reading


def name_owners(text: str, reading: Reading) -> Reading:
    """The reading with the owner of a fight, or of the weapons that are used, as its initiator where none is read: "killing jihadists and
    halting their offensive", "its warplanes carried out more than 60 strikes"."""
    ties: dict[int, list[Link]] = {}
    for link in reading.links:
        ties.setdefault(link.trigger, []).append(link)
    for number, trigger in enumerate(reading.triggers):
        own = ties.get(number, [])
        if trigger.type not in OWNED or any(k.role == "initiator" for k in own):
            continue
        weapons = [reading.mentions[k.mention].span for k in own if k.role == "weapon"]
        owner = next(filter(None, (_owner(text, span) for span in (trigger.span, *weapons))), None)
        if owner is None:
            continue
        span = Span(*owner.span("owner"))
        known = [i for i, m in enumerate(reading.mentions) if m.kind == "actor" and m.span.overlap(span)]
        if known:  # "its warplanes" is read as an actor that has no part in the act, and as what was used
            free = [
                i
                for i in known
                if not any(k.mention == i for k in own) and any(reading.mentions[i].span.overlap(w) for w in weapons)
            ]
            if free and span.end < trigger.span.start:
                reading = replace(reading, links=(*reading.links, Link(number, free[0], "initiator", OWNING)))
            continue
        reading = replace(
            reading,
            mentions=(*reading.mentions, Mention("actor", span, OWNING)),
            groups=(*reading.groups, None),
            kinds=(*reading.kinds, None),
            links=(*reading.links, Link(number, len(reading.mentions), "initiator", OWNING)),
        )
    return reading


def _owner(text: str, span: Span) -> re.Match[str] | None:
    """The word before a stretch that says whose it is."""
    return OWNER.search(text, max(0, span.start - OWNER_REACH), span.start)


def _subject(reading: Reading, resolved: Resolved, at: Span) -> Link | None:
    """The surest initiator of the nearest act before in the same sentence; None where there is none."""
    sentence = next((s.span for s in reading.sentences if s.span.holds(at)), None)
    before = [
        link
        for link in reading.links
        if link.role == "initiator"
        and resolved.who[link.mention] is not None
        and sentence is not None
        and sentence.holds(reading.triggers[link.trigger].span)
        and reading.triggers[link.trigger].span.start < at.start
    ]
    return max(before, key=lambda link: (reading.triggers[link.trigger].span.start, link.score), default=None)
