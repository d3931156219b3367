"""The voices behind a claim, nearest first, from the ties that the heads read and the order of the words."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from dateline.records import Basis, Document, Link, Reading, Resolved, Source, Span

VOICED: Final[float] = 0.3  # score from which a claim without a named voice is its issuer's
SPEAKS_FOR: Final = re.compile(r",? (?:[\w'’-]+ ){0,4}?(?:of|from|at|for|with)(?: the)? ", re.IGNORECASE)
TOGETHER: Final = re.compile(r",? and (?:an? |the )?", re.IGNORECASE)
IN_ONE_BREATH: Final = re.compile(r"(?P<comma>,)?\s+(?P<last>and\s+)?(?:(?:an?|the|its|both)\s+)*", re.IGNORECASE)
LENT: Final[float] = 0.9  # of the surety of the voice that it speaks with
RANK: Final[dict[str, int]] = {"media": 2}  # a relayer stands after whom it relays


def voices(document: Document, reading: Reading, resolved: Resolved, issuer: Source | None) -> tuple[tuple[Source, ...], ...]:
    """For each trigger its sources, nearest first; empty where the report speaks in its own voice.

    `issuer` is the institution or speaker whose own statement the report is, or None for journalism.
    """
    out: list[tuple[Source, ...]] = []
    bodies = _bodies(document.text, [s for s in resolved.source if s is not None])
    lists = _lists(document.text, reading)
    for number, trigger in enumerate(reading.triggers):
        found: dict[str, tuple[tuple[int, int], Source]] = {}
        for link in _with_listed([k for k in reading.links if k.trigger == number and k.role == "source"], lists):
            source = resolved.source[link.mention]
            if source is None or source.span is None:
                continue
            basis = reading.basis("source", (source.span,), link.score)
            marked = Source(source.name, source.kind, source.span, basis, link.joint)
            key = source.name or source.span.read(document.text)
            rank = (RANK.get(source.kind, 0), source.span.start)
            if key not in found:
                found[key] = (rank, marked)
        chain = tuple(s for _, s in sorted(found.values(), key=lambda f: f[0]))
        chain = _with_body(_together(document.text, chain), bodies)
        if not chain and issuer is not None and trigger.voiced >= VOICED:
            chain = (issuer,)
        out.append(_joint(chain))
    return tuple(out)


def _lists(text: str, reading: Reading) -> list[tuple[int, ...]]:
    """The voices that one list names, by their mentions: "Moscow and a monitor said", "medics, residents and an official said"."""
    voices = sorted((i for i, m in enumerate(reading.mentions) if m.kind == "source"), key=lambda i: reading.mentions[i].span)
    out: list[tuple[int, ...]] = []
    open_list: list[int] = voices[:1]
    for before, after in itertools.pairwise(voices):
        one, other = reading.mentions[before].span, reading.mentions[after].span
        between = IN_ONE_BREATH.fullmatch(text, one.end, other.start) if one.end < other.start else None
        last = between is not None and between["last"] is not None and (len(open_list) > 1 or not between["comma"])
        goes_on = between is not None and between["comma"] is not None and between["last"] is None
        if last:
            out.append((*open_list, after))
        open_list = [*open_list, after] if goes_on else [after]
    return out


def _with_listed(links: Sequence[Link], lists: Sequence[tuple[int, ...]]) -> list[Link]:
    """A claim's ties to voices with the others of their lists: who speaks with a voice says what it says."""
    out = {link.mention: link for link in links}
    for link in links:
        for voices in (v for v in lists if link.mention in v):
            for mention in voices:
                out.setdefault(mention, replace(link, mention=mention, score=link.score * LENT))
                out[mention] = replace(out[mention], joint=True)
    return list(out.values())


def _bodies(text: str, sources: Sequence[Source]) -> dict[str, Source]:
    """The body that each person speaks for, where the report says so once: "Rami Abdel Rahman of the Observatory"."""
    out: dict[str, Source] = {}
    placed = sorted((s for s in sources if s.span is not None and s.name), key=lambda s: s.span or Span(0, 0))
    for person, body in itertools.pairwise(placed):
        if person.span and body.span and person.name and SPEAKS_FOR.fullmatch(text[person.span.end : body.span.start]):
            out.setdefault(person.name, body)
    return out


def _with_body(chain: tuple[Source, ...], bodies: dict[str, Source]) -> tuple[Source, ...]:
    """The chain with the body that its first voice speaks for, right after it, where the claim does not name it again."""
    body = bodies.get(chain[0].name or "") if chain else None
    if body is None or any(s.name == body.name for s in chain):
        return chain
    basis = Basis("inferred", "attribution.body", (body.span,) if body.span else ())
    return (chain[0], Source(body.name, body.kind, body.span, basis), *chain[1:])


def _together(text: str, chain: tuple[Source, ...]) -> tuple[Source, ...]:
    """The chain with voices that one "and" joins marked as joint: "Moscow and a monitor said"."""
    placed = sorted((s for s in chain if s.span is not None), key=lambda s: s.span or Span(0, 0))
    joined = {
        s.name
        for a, b in itertools.pairwise(placed)
        if a.span and b.span and TOGETHER.fullmatch(text[a.span.end : b.span.start])
        for s in (a, b)
    }
    return tuple(replace(s, joint=s.joint or s.name in joined) for s in chain)


def _joint(chain: tuple[Source, ...]) -> tuple[Source, ...]:
    """A lone voice speaks for itself."""
    if len(chain) == 1 and chain[0].joint:
        only = chain[0]
        return (Source(only.name, only.kind, only.span, only.basis),)
    return chain
