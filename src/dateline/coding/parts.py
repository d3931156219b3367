"""Which figures of a clause break down a larger one before them: parts are counted inside the whole, never beside it (codebook section 4).

Three rules, each with its case in tests/coding/test_parts.py:

    group       "67 civilians, 14 children": children, women, men, journalists and aid workers are people of the figure before
    named       "three cadres, including a woman", "two rebels, identified as A and B": words that open a list of the same people
    apposition  "A commander, Rajesh Kumar, was killed", "Ilaiah alias Samba": a name beside words for the same person
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from dateline.records import HowMany

PARTS: Final = frozenset({"children", "women", "men", "journalists", "aid_workers"})
OPENS: Final = re.compile(
    r"\b(?:including|includ(?:es?|ed)|among (?:them|those|the (?:dead|killed|injured|wounded))|(?:have been |has been |was |were )?identified as|"
    r"namely|viz|compris(?:ing|es?)|of (?:them|whom|these)|alias|a\.?k\.?a)\b|@",
    re.IGNORECASE,
)
STOPS: Final = re.compile(
    r"[;:!?]|(?<=[a-z)]{2})\.(?=\s)|\bwhile\b|\bbesides\b|\bapart from\b|\bin addition to\b|\bexcluding\b", re.IGNORECASE
)
LISTED: Final = re.compile(r"(?:\s*\(\d+\))?[\s,‘'\"’”]*(?:and|&|,)?[\s,‘'\"’“]*(?:also\s)?")
CLOSED: Final = re.compile(r"\s*[,;)]\s*(?:and|&|as well as)\b", re.IGNORECASE)
BESIDE: Final = re.compile(
    r"[\s,(‘'\"’“]*(?:(?:was )?(?:identified|named|known) as|alias|@|a\.?k\.?a\.?)?[\s,(‘'\"’“]*", re.IGNORECASE
)
REACH: Final[int] = 160  # characters between a whole and the list that breaks it down
NAME: Final = re.compile(r"(?:[A-Z][\w.’'-]*|al|de|bin|ibn|alias|and)(?:\s+(?:[A-Z][\w.’'-]*|al|de|bin|ibn|alias|and))*")


def with_parts(text: str, figures: Iterable[HowMany]) -> tuple[HowMany, ...]:
    """The figures of one claim in the order of the text, each that breaks down another with `part_of` that other's span."""
    out: list[HowMany] = []
    for figure in sorted(figures, key=lambda q: q.span):
        found = None if figure.part_of else _whole(text, figure, [f for f in out if f.measure == figure.measure])
        out.append(figure if found is None else replace(figure, part_of=found.span))
    return tuple(out)


def _whole(text: str, figure: HowMany, before: list[HowMany]) -> HowMany | None:
    """The figure that this one breaks down, among those of its measure before it."""
    plain = next((f for f in reversed(before) if f.part_of is None and f.group not in PARTS), None)
    if figure.group in PARTS and plain is not None and _fits(figure, plain):
        return plain
    whole = next((f for f in reversed(before) if f.part_of is None), None)
    if whole is None or whole.unit != figure.unit or whole.unit != "people" or not _fits(figure, whole):
        return None
    parts = [f for f in before if f.part_of == whole.span]
    if parts:
        between = text[parts[-1].span.end : figure.span.start]
        left = _most(whole) - sum(f.numbers.low or 0 for f in parts)
        open_ = CLOSED.match(between) is None or _is_name(text, figure)
        listed = LISTED.fullmatch(between) is not None and open_ and left >= (figure.numbers.low or 0)
        return whole if listed or (BESIDE.fullmatch(between) and OPENS.search(between)) else None
    return whole if _opens(text, whole, figure) or _is_same(text, whole, figure) else None


def _opens(text: str, whole: HowMany, figure: HowMany) -> bool:
    """Whether words between a figure and a smaller one open a list of the same people."""
    between = text[whole.span.end : figure.span.start]
    if whole.numbers.high == 1 and re.search(r"\band\b", between):
        return False  # "a person, identified as Badan Singh, and his son": the second is another
    opened = OPENS.search(between) is not None or (OPENS.search(whole.span.read(text)) and LISTED.fullmatch(between))
    return len(between) <= REACH and bool(opened) and STOPS.search(between) is None


def _is_same(text: str, whole: HowMany, figure: HowMany) -> bool:
    """Whether a name stands beside words, not another name, for the person or the first of the persons that it names."""
    between = text[whole.span.end : figure.span.start]
    named = _is_name(text, figure) and not _is_name(text, whole)
    return named and figure.numbers.best == 1 and "," in between and BESIDE.fullmatch(between) is not None


def _is_name(text: str, figure: HowMany) -> bool:
    """Whether a figure is a person by name alone."""
    return NAME.fullmatch(figure.span.read(text)) is not None


def _fits(part: HowMany, whole: HowMany) -> bool:
    """Whether a figure is no larger than the one that it would break down."""
    small = part.numbers.low
    return small is not None and (whole.numbers.high is not None or whole.numbers.low is not None) and small <= _most(whole)


def _most(whole: HowMany) -> float:
    n = whole.numbers
    return n.high if n.high is not None else n.low or 0.0
