"""The voices behind a claim, nearest first, from the ties that the heads read and the order of the words."""

from __future__ import annotations

from typing import Final

from dateline.records import Basis, Document, Reading, Resolved, Source

VOICED: Final[float] = 0.5  # score from which a claim without a named voice is its issuer's
RANK: Final[dict[str, int]] = {"media": 2}  # a relayer stands after whom it relays


def voices(document: Document, reading: Reading, resolved: Resolved, issuer: Source | None) -> tuple[tuple[Source, ...], ...]:
    """For each trigger its sources, nearest first; empty where the report speaks in its own voice.

    `issuer` is the institution or speaker whose own statement the report is, or None for journalism.
    """
    out: list[tuple[Source, ...]] = []
    for number, trigger in enumerate(reading.triggers):
        found: dict[str, tuple[tuple[int, int], Source]] = {}
        for link in reading.links:
            source = resolved.source[link.mention]
            if link.trigger != number or link.role != "source" or source is None or source.span is None:
                continue
            marked = Source(
                source.name, source.kind, source.span, Basis("stated", "neural.source", (source.span,), link.score), link.joint
            )
            key = source.name or source.span.read(document.text)
            rank = (RANK.get(source.kind, 0), source.span.start)
            if key not in found:
                found[key] = (rank, marked)
        chain = tuple(s for _, s in sorted(found.values(), key=lambda f: f[0]))
        if not chain and issuer is not None and trigger.voiced >= VOICED:
            chain = (issuer,)
        out.append(_joint(chain))
    return tuple(out)


def _joint(chain: tuple[Source, ...]) -> tuple[Source, ...]:
    """A lone voice speaks for itself."""
    if len(chain) == 1 and chain[0].joint:
        only = chain[0]
        return (Source(only.name, only.kind, only.span, only.basis),)
    return chain
