"""A figure's words read again by a policy's own table of number words, and what a policy takes from the numbers."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from dateline.knowledge.numbers import number_table
from dateline.records.entry import Figure
from dateline.records.howmany import Numbers

LONGEST: Final[int] = 5  # words of a phrase in the tables of number words
_WORD: Final = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")


def read(figure: Figure, method: str) -> Numbers:
    """The figure's numbers with its vague words ("dozens") read by the method's table (knowledge/numbers/numbers.yaml).

    Only numbers that the codebook's table gave are read anew: what was printed in digits, or corrected by a person, stands.
    """
    numbers = figure.numbers
    for old, new in _vague(figure.words, method):
        if old in (numbers.low, numbers.best, numbers.high):
            low, best, high = (new if n == old else n for n in (numbers.low, numbers.best, numbers.high))
            return Numbers(low, best, high, numbers.comparator, numbers.approximate)
    return numbers


@lru_cache(maxsize=1 << 14)
def _vague(words: str, method: str) -> tuple[tuple[float, float], ...]:
    """What each vague phrase in the words means by the codebook's table and by the method's, where they differ."""
    ours, theirs = number_table().vague, number_table(method).vague
    forms, found, at = [m[0].lower() for m in _WORD.finditer(words)], [], 0
    while at < len(forms):
        phrases = (" ".join(forms[at : at + n]) for n in range(min(LONGEST, len(forms) - at), 0, -1))
        phrase = next((p for p in phrases if p in ours), None)
        if phrase is not None and theirs[phrase] != ours[phrase]:
            found.append((float(ours[phrase]), float(theirs[phrase])))
        at += len(phrase.split()) if phrase else 1
    return tuple(found)


def least(numbers: Numbers) -> float:
    """The fewest that the words allow: 20 of "20 to 30", 0 of "up to 40"."""
    return numbers.low if numbers.low is not None else numbers.best or 0.0


def stated(numbers: Numbers) -> float | None:
    """The number that the words give: 300 of "more than 300", the lower end of a range; None of "up to 40"."""
    return numbers.best if numbers.best is not None else numbers.low or None


def most(numbers: Numbers) -> float:
    """The highest number that is printed: 30 of "20 to 30", 300 of "more than 300", whose end is open."""
    ends = [n for n in (numbers.high, numbers.best, numbers.low) if n is not None]
    return ends[0] if ends else 0.0


def is_open(numbers: Numbers) -> bool:
    """Whether the words allow any higher number ("at least 34")."""
    return numbers.high is None


def shown(number: float | None) -> str:
    """A number as people write it: "5,000", "2.5"; "?" for one that is not known."""
    if number is None:
        return "?"
    return f"{number:,.0f}" if number == int(number) else f"{number:,}"
