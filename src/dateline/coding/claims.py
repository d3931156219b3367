"""One claim a trigger: the clause, its voices, its status and the figures it gives."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from dateline.coding.parts import with_parts
from dateline.records import Claim, Document, HowMany, Reading, Resolved, Source, When

EVIDENCE: Final[dict[str, re.Pattern[str]]] = {
    "imagery": re.compile(r"\b(satellite|aerial|radar) (image|imagery|photo)", re.IGNORECASE),
    "footage": re.compile(r"\b(footage|video|filmed|photographs? (show|taken))", re.IGNORECASE),
    "document": re.compile(r"\b(documents?|records|court papers|letters?) (seen|obtained|show|reviewed)", re.IGNORECASE),
    "witness": re.compile(r"\b(eye-?witness(es)?|witnesses|survivors?) (said|told|say|saw|described|reported)", re.IGNORECASE),
}  # words that say what a source rests on (codebook section 3)


def claims(document: Document, reading: Reading, resolved: Resolved, sources: Sequence[tuple[Source, ...]]) -> tuple[Claim, ...]:
    """A claim for each trigger, in the order of the triggers; `sources` gives each one's voices."""
    figures = _figures(document.text, reading, resolved)
    out = []
    for number, trigger in enumerate(reading.triggers):
        quote = trigger.quote
        words = quote.read(document.text)
        out.append(
            Claim(
                id=_digest(document.id, str(quote.start), str(quote.end), trigger.type),
                quote=quote,
                trigger=trigger.span,
                sources=sources[number],
                status=trigger.status,
                quantities=figures[number],
                basis=reading.basis("trigger", (trigger.span,), trigger.score),
                said=_said(reading, resolved, number),
                evidence=next((name for name, pattern in EVIDENCE.items() if pattern.search(words)), None),
            )
        )
    return tuple(out)


def _digest(*parts: str) -> str:
    return hashlib.sha256("\x1f".join(parts).encode("utf-8")).hexdigest()[:16]


def _said(reading: Reading, resolved: Resolved, number: int) -> When | None:
    for link in reading.links:
        if link.trigger == number and link.role == "said":
            return resolved.when[link.mention]
    return None


def _figures(text: str, reading: Reading, resolved: Resolved) -> list[tuple[HowMany, ...]]:
    """Each trigger's figures in the order of the text; a figure is given to the trigger that it is tied to best."""
    best: dict[int, tuple[float, int, str]] = {}
    for link in reading.links:
        if resolved.howmany[link.mention] is None:
            continue
        if link.mention not in best or link.score > best[link.mention][0]:
            best[link.mention] = (link.score, link.trigger, link.role)
    out: list[list[HowMany]] = [[] for _ in reading.triggers]
    for mention, (score, trigger, measure) in best.items():
        figure = resolved.howmany[mention]
        if figure is not None:
            basis = replace(figure.basis, score=reading.score(score))
            out[trigger].append(replace(figure, measure=measure, basis=basis))
    return [with_parts(text, figures) for figures in out]
