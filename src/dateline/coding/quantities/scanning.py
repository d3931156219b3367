"""Number expressions among words: digits, number words, vague counts, comparators."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from dateline.coding.quantities.words import Word
from dateline.knowledge.numbers import NumberTable, number_table

_DIGITS: Final = re.compile(r"(?P<sign>(?:us)?[$£€]|rs\.?\s?)?(?P<digits>\d+(?:[.,]\d+)*)(?P<suffix>k|bn|mn|m)?(?P<tail>[%+])?$")
_GROUPED_COMMAS: Final = re.compile(r"\d{1,3}(?:,\d{2,3})*,\d{3}(?:\.\d+)?$")  # 20,000 and the lakh's 2,00,000
_GROUPED_DOTS: Final = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?$")
_ARTICLES: Final = frozenset({"a", "an"})
LONGEST_PHRASE: Final[int] = 5  # words of a phrase in the tables of number words


@dataclass(frozen=True, slots=True)
class Scanned:
    """A value, and the position after its last word."""

    value: float
    end: int


def read_digits(word: str) -> float | None:
    """The value of digits with commas, dots, a currency sign or a suffix ("20,000", "£1.1bn", "300+"), else None."""
    match = _DIGITS.match(word)
    if match is None:
        return None
    digits = match["digits"]
    if _GROUPED_COMMAS.match(digits):
        value = float(digits.replace(",", ""))
    elif _GROUPED_DOTS.match(digits):
        value = float(digits.replace(".", "").replace(",", "."))
    elif digits.count(".") + digits.count(",") > 1:
        return None  # a date or a version
    else:
        value = float(digits.replace(",", "."))
    suffix = match["suffix"]
    if suffix and (match["sign"] or len(suffix) == 2 or suffix == "k"):
        return value * number_table().suffixes[suffix]
    return None if suffix else value


@cache
def _openers() -> frozenset[str]:
    """The first words of all phrases in the table of number words."""
    table = number_table()
    return frozenset(p.split()[0] for p in (*table.vague, *table.exact, *table.before, *table.after, *table.none))


def phrase_at(words: Sequence[Word], at: int, phrases: Mapping[str, object]) -> tuple[str, int] | None:
    """The longest phrase of the table that starts at a position, and the position after it."""
    if words[at].text not in _openers():
        return None
    for length in range(min(LONGEST_PHRASE, len(words) - at), 0, -1):
        phrase = " ".join(w.text for w in words[at : at + length])
        if phrase in phrases:
            return phrase, at + length
    return None


def _scale(word: str, table: NumberTable) -> float | None:
    return table.scales.get(word) or table.scales.get(word.removesuffix("s"))


def _half(words: Sequence[Word], at: int, table: NumberTable) -> Scanned | None:
    """ "half a dozen", "half-dozen", "a quarter of a million"."""
    start = at + 1 if words[at].text in _ARTICLES else at
    if start >= len(words) or words[start].text not in table.multiples:
        return None
    end = start + 1
    while end < len(words) and words[end].text in {"a", "of", "-"}:
        end += 1
    scale = table.scales.get(words[end].text) if end < len(words) else None
    return Scanned(table.multiples[words[start].text] * scale, end + 1) if scale else None


def _several_hundred(words: Sequence[Word], at: int, table: NumberTable) -> Scanned | None:
    """ "several hundred", "a few dozen", "a couple of thousand"."""
    found = phrase_at(words, at, table.vague) or phrase_at(words, at, table.exact)
    if found is None or found[1] >= len(words):
        return None
    scale = table.scales.get(words[found[1]].text)
    value = table.vague.get(found[0]) or table.exact.get(found[0])
    return Scanned(value * scale, found[1] + 1) if scale and value else None


def _and_half(words: Sequence[Word], at: int) -> bool:
    return [w.text for w in words[at : at + 3]] == ["and", "a", "half"]


class _Sum:
    """Adds number words up: `total` holds finished thousands and above, `current` what is still below a scale word."""

    def __init__(self) -> None:
        self.total = 0.0
        self.current: float | None = None

    def add(self, value: float) -> bool:
        """Takes a cardinal that may follow; False: it starts another number."""
        if self.current is None:
            self.current = value
        elif (self.current % 100 == 0 and value < 100) or (self.current % 100 >= 20 and self.current % 10 == 0 and 0 < value < 10):
            self.current += value
        else:
            return False
        return True

    def multiply(self, scale: float) -> None:
        if scale < 1000:
            self.current = (self.current or 1) * scale
        else:
            self.total += (self.current or 1) * scale
            self.current = None


def _plain(words: Sequence[Word], at: int, table: NumberTable) -> Scanned | None:
    """Digits or number words, with their scales ("31", "1.5 million", "one hundred and twenty", "a thousand")."""
    start, result, spelled = at, _Sum(), False
    if words[at].text in _ARTICLES and at + 1 < len(words) and words[at + 1].text in table.scales:
        at += 1
    while at < len(words):
        word = words[at].text
        digits = read_digits(word) if result.current is None and result.total == 0 else None
        cardinal = table.cardinals.get(word) if spelled or at == start else None
        scale = _scale(word, table) if at > start or word in table.scales else None
        if digits is not None:
            result.current = digits
        elif cardinal is not None and word != "zero":
            if not result.add(cardinal):
                break
            spelled = True
        elif scale:
            result.multiply(scale)
            spelled = True
        elif _and_half(words, at):
            result.current = (result.current or 0) + 0.5 if result.current is not None else 0.5 * result.total
            at += 2
        elif not (word == "and" and spelled and at + 1 < len(words) and words[at + 1].text in table.cardinals and _round(result)):
            break
        at += 1
    if at == start or (result.current is None and result.total == 0):
        return None
    return Scanned(result.total + (result.current or 0), at)


def _round(result: _Sum) -> bool:
    """Whether "and" may go on: after hundreds and thousands only ("one hundred and six", not "two and six")."""
    return result.total > 0 if result.current is None else result.current % 100 == 0


def number_at(words: Sequence[Word], at: int, table: NumberTable) -> Scanned | None:
    """The number that starts at a position, or None. A bare article is no number here, "a dozen" is."""
    if at >= len(words):
        return None
    return _half(words, at, table) or _several_hundred(words, at, table) or _plain(words, at, table)
