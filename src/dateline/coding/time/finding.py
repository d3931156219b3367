"""Time expressions of a report, by rule, in any letter case."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from dateline.coding.time.grammar import HINTS, Rule, rules
from dateline.records import Sentence, Span

# A sentence without any of these holds no time; the check saves most of the cost.
_HINT: Final = re.compile(
    r"\d|day|night|week|month|year|hour|minute|second|decade|centur|quarter|morning|noon|evening|dawn|dusk|sunrise|sunset|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|"
    r"nov|dec|spring|summer|autumn|fall|winter|today|yester|tomorrow|now|recent|current|present|soon|future|past|time|after|former|previous|late|daily|annual|ties|"
    r"christmas|easter|thanks|halloween|nowruz|while|moment",
    re.IGNORECASE,
)
_CLOCKS: Final = frozenset({"clock", "part"})
_DAYS: Final = frozenset({"date", "weekday", "today", "iso", "deictic", "overnight"})
_GAP: Final = re.compile(
    r"\s*,?\s*(?:on\s|of\s|in\sthe\s|the\s|at\s|est,?\s|shortly\s(?:after|before)\s|late\s|early\s)*\(?$", re.IGNORECASE
)
_BETWEEN: Final = re.compile(r"(?:between|from)\s$", re.IGNORECASE)
_AND: Final = re.compile(r"\s(?:and|to|until|till)\s$", re.IGNORECASE)
_LEAD: Final = re.compile(r"(?:over|during|in|within|for|throughout|at|around|about|before|after|since|by|until)\s+", re.IGNORECASE)
_LEADS_IN: Final = re.compile(
    r"(?:^|\W)((?:over|during|in|within|for|throughout|at|around|about|before|after|since|by|until|between|from)\s+)$",
    re.IGNORECASE,
)
_LED: Final = frozenset({"stretch", "hours", "part", "overnight", "straight", "then", "span"})
_ENDS: Final = frozenset({"date", "month", "iso", "year"})


@dataclass(frozen=True, slots=True)
class Found:
    """An expression with the rule and the match that found it; `joined`: made of two expressions side by side."""

    span: Span
    rule: str
    match: re.Match[str]
    joined: tuple[Found, ...] = ()


@cache
def _strict() -> tuple[Rule, ...]:
    return tuple(rule for rule in rules() if not rule.loose)


@cache
def _loose() -> tuple[Rule, ...]:
    return tuple(rule for rule in rules() if rule.loose)


def _matches(text: str, span: Span, among: Sequence[Rule]) -> list[Found]:
    """The longest matches that do not overlap, in order."""
    hinted = {None, *(kind for kind, hint in HINTS.items() if hint.search(text, span.start, span.end))}
    found = [
        Found(Span(m.start(), m.end()), rule.name, m)
        for rule in among
        if rule.needs in hinted
        for m in rule.pattern.finditer(text, span.start, span.end)
        if m.end() > m.start()
    ]
    found.sort(key=lambda f: (f.span.start - f.span.end, f.span.start))
    kept: list[Found] = []
    for candidate in found:
        if not any(candidate.span.overlap(other.span) for other in kept):
            kept.append(candidate)
    return sorted(kept, key=lambda f: f.span)


def _trim(text: str, found: Found) -> Found:
    """The same without the white space and the preposition that lead in to it ("over the past month")."""
    words = found.span.read(text)
    start = found.span.start + len(words) - len(words.lstrip())
    lead = _LEAD.match(text, start, found.span.end) if found.rule in _LED else None
    start = lead.end() if lead is not None else start
    return Found(Span(start, found.span.end - (len(words) - len(words.rstrip()))), found.rule, found.match, found.joined)


def _joins(text: str, left: Found, right: Found) -> bool:
    """Whether two neighbours are one expression: "10 p.m. Wednesday", "Sunday at dawn", "between June and July"."""
    gap = text[left.span.end : right.span.start]
    if len(gap) < 12 and _GAP.match(gap):
        return (left.rule in _CLOCKS and right.rule in _DAYS) or (left.rule in _DAYS and right.rule == "clock" and not left.joined)
    before = text[max(0, left.span.start - 8) : left.span.start]
    return left.rule in _ENDS and right.rule in _ENDS and _AND.match(gap) is not None and _BETWEEN.search(before) is not None


def _join(text: str, found: Sequence[Found]) -> list[Found]:
    out: list[Found] = []
    for item in found:
        if out and _joins(text, out[-1], item):
            left = out.pop()
            rule = "span" if left.rule in _ENDS and item.rule in _ENDS else item.rule if item.rule in _DAYS else left.rule
            main = item if item.rule in _DAYS else left
            out.append(Found(Span(left.span.start, item.span.end), rule, main.match, (left, item)))
        else:
            out.append(item)
    return out


def scan(text: str, span: Span) -> list[Found]:
    """The expressions of one sentence, with the rules that found them."""
    if _HINT.search(text, span.start, span.end) is None:
        return []
    return _join(text, [_trim(text, f) for f in _matches(text, span, _strict())])


def recognise(text: str, span: Span) -> Found | None:
    """The time that the words of a span hold: the longest by the strict rules, else by the loose ones; None where there is none."""
    lead = _LEADS_IN.search(text[max(0, span.start - 12) : span.start])
    wide = Span(span.start - len(lead[1]), span.end) if lead is not None else span
    found = _join(text, [_trim(text, f) for f in _matches(text, wide, _strict())]) or _matches(text, span, _loose())
    real = [f for f in found if f.rule not in {"duration", "set", "lately", "soon", "then", "clock", "part"}] or found
    return max(real, key=lambda f: f.span.end - f.span.start, default=None)


def find_times(text: str, sentences: Sequence[Sentence]) -> tuple[Span, ...]:
    """Spans of the time expressions in the sentences, in order, not overlapping: dates, times, durations and sets."""
    return tuple(found.span for sentence in sentences for found in scan(text, sentence.span))
