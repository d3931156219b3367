"""Answers of a model made by hand, for tests of what is taken from them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from dateline.coding import proposed
from dateline.coding.quantities import find_quantities, read_numbers
from dateline.coding.segment import segment
from dateline.records import Ask, Message, Reading

RULES = proposed.Rules(find_quantities, read_numbers)
TEXT = (
    "Ministry and monitor differ on dead near Sukhnah\n\n"
    "Air strikes killed more than 300 Islamic State fighters near the town of Sukhnah on Friday, the defence ministry said.\n\n"
    "A monitor in Mali, not in Somalia, said two soldiers and two civilians had died in the strikes. The ministry denied that\n"
    "any civilian had been killed. The army left Palmyra; the army left Palmyra.\n"
)
STRIKES = "Air strikes killed more than 300 Islamic State fighters near the town of Sukhnah on Friday"


def claim(quote: str, **more: Any) -> dict[str, Any]:
    return {"quote": quote, "status": "happened", **more}


def event(type: str, *claims: Any, **more: Any) -> dict[str, Any]:
    return {"type": type, "claims": list(claims), **more}


def answer(*events: Any) -> str:
    return json.dumps({"events": list(events)})


def saying(*answers: str) -> Ask:
    """A model that gives these answers, one after the other."""
    left = list(answers)
    return lambda messages: left.pop(0)


def read(*events: Any, text: str = TEXT) -> Reading:
    """What is taken from a model's events."""
    return proposed.read(text, segment(text, ()), saying(answer(*events)), RULES)


def words(reading: Reading, kind: str, text: str = TEXT) -> list[str]:
    """The words of a kind that were taken, in the order of the text."""
    return [m.span.read(text) for m in sorted(reading.mentions, key=lambda m: m.span) if m.kind == kind]


def ties(reading: Reading, text: str = TEXT) -> list[tuple[str, str, str]]:
    """Each tie as (word for the act, role, words)."""
    return [
        (reading.triggers[x.trigger].span.read(text), x.role, reading.mentions[x.mention].span.read(text)) for x in reading.links
    ]


def roles(messages: Sequence[Message]) -> list[str]:
    return [m.role for m in messages]
