"""The words of a phrase, ready to be counted: lower case, with offsets, radio slips mended, number compounds taken apart."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Final

from dateline.knowledge.numbers import number_table

_TOKEN: Final = re.compile(
    r"(?:(?:us)?[$£€]|rs\.?\s?(?=\d))?\w+(?:[.,'’/‑-]\w+)*[%+]?|[^\w\s]",
    re.IGNORECASE,
)
_SLIP: Final = re.compile(r"(?=[lLoOI]*\d)[\dlLoOI]*[lLoOI][\dlLoOI]*$")  # "0LL5": letters of a radio printer read as digits
_SLIPS: Final = str.maketrans("lLoOI", "11001")
_DIGITS: Final = re.compile(r"\d+(?:[.,]\d+)*$")
_DASHES: Final = str.maketrans("–—‑’", "---'")
_JOINED: Final = frozenset({"odd", "plus", "strong", "to", "and", "a", "or"})  # words that a hyphen ties to a number


@dataclass(frozen=True, slots=True)
class Word:
    """One word or mark in lower case, and where it stands in the phrase (characters)."""

    text: str
    start: int
    end: int

    @property
    def is_mark(self) -> bool:
        """Whether it is punctuation."""
        return not (self.text[0].isalnum() or self.text[0] in "$£€")


@cache
def _number_words() -> frozenset[str]:
    table = number_table()
    return frozenset([*table.cardinals, *table.scales, *table.multiples])


def is_number_word(word: str) -> bool:
    """Whether the word is digits or a number word ("31", "six", "dozen", "half")."""
    return _DIGITS.match(word) is not None or word in _number_words()


def _parts(word: Word) -> list[Word]:
    """A hyphened number ("twenty-five", "20-30", "20-odd") as its parts; any other word as it is."""
    pieces = word.text.split("-")
    if len(pieces) == 1 or not is_number_word(pieces[0]) or not all(is_number_word(p) or p in _JOINED for p in pieces[1:]):
        return [word]
    out, at = [], word.start
    for number, piece in enumerate(pieces):
        if number and not _compound(pieces[number - 1], piece):
            out.append(Word("-", at - 1, at))
        out.append(Word(piece, at, at + len(piece)))
        at += len(piece) + 1
    return out


def _compound(left: str, right: str) -> bool:
    """Whether the hyphen only spells one number ("twenty-five", "half-dozen"), and is no range ("five-six")."""
    table = number_table()
    if right in _JOINED or left in _JOINED or left in table.multiples or right in table.scales:
        return True
    return 20 <= table.cardinals.get(left, 0) < 100 and 0 < table.cardinals.get(right, 0) < 10


def split_words(phrase: str) -> list[Word]:
    """The words and marks of a phrase in order; offsets are characters of the phrase."""
    out: list[Word] = []
    for match in _TOKEN.finditer(phrase):
        raw = match[0]
        text = raw.translate(_SLIPS) if _SLIP.match(raw) else raw.lower().translate(_DASHES)
        out.extend(_parts(Word(text, match.start(), match.end())))
    return out
