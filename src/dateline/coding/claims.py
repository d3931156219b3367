"""One claim a trigger: the clause, its voices, its status and the figures it gives."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from dateline.records import Basis, Claim, Document, HowMany, Reading, Resolved, Source, When

EVIDENCE: Final[dict[str, re.Pattern[str]]] = {
    "imagery": re.compile(r"\b(satellite|aerial|radar) (image|imagery|photo)", re.IGNORECASE),
    "footage": re.compile(r"\b(footage|video|filmed|photographs? (show|taken))", re.IGNORECASE),
    "document": re.compile(r"\b(documents?|records|court papers|letters?) (seen|obtained|show|reviewed)", re.IGNORECASE),
    "witness": re.compile(r"\b(eye-?witness(es)?|witnesses|survivors?) (said|told|say|saw|described|reported)", re.IGNORECASE),
}  # words that say what a source rests on (codebook section 3)


def claims(document: Document, reading: Reading, resolved: Resolved, sources: Sequence[tuple[Source, ...]]) -> tuple[Claim, ...]:
    """A claim for each trigger, in the order of the triggers; `sources` gives each one's voices."""
    figures = _figures(reading, resolved)
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
                basis=Basis("stated", "neural.trigger", (trigger.span,), trigger.score),
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


def _figures(reading: Reading, resolved: Resolved) -> list[tuple[HowMany, ...]]:
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
            basis = replace(figure.basis, score=score)
            out[trigger].append(replace(figure, measure=measure, basis=basis))
    return [_with_parts(sorted(figures, key=lambda q: q.span)) for figures in out]


def _with_parts(figures: list[HowMany]) -> tuple[HowMany, ...]:
    """Figures of one claim, where a later and smaller one of a group breaks down the one before it ("67 civilians,
    including 14 children"): children, women and men are counted inside the whole, never beside it."""
    parts = {"children", "women", "men", "journalists", "aid_workers"}
    out: list[HowMany] = []
    for figure in figures:
        whole = next((f for f in reversed(out) if f.part_of is None and f.measure == figure.measure and f.group not in parts), None)
        if figure.group in parts and whole is not None and _less(figure, whole):
            figure = replace(figure, part_of=whole.span)
        out.append(figure)
    return tuple(out)


def _less(part: HowMany, whole: HowMany) -> bool:
    small, large = part.numbers.low, whole.numbers.high if whole.numbers.high is not None else whole.numbers.low
    return small is not None and large is not None and small <= large
