"""Words of a text, folded so that case, accents and apostrophes do not matter."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

_WORD: Final = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Word:
    """One run of letters and digits: its folded form, its spelling, its characters [start, end) in the text, and its case there."""

    form: str
    text: str
    start: int
    end: int
    upper: bool
    title: bool


def fold(text: str) -> str:
    """Lower case without accents; letters that have no accent-free form stay."""
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKD", text.replace("ı", "i"))
    return "".join(c for c in plain if not unicodedata.combining(c)).lower()


def split_words(text: str) -> list[Word]:
    """The words of a text in order. "U.S." is two words, "Syria's" two, "al-Nusra" two: names are split the same way."""
    return [Word(fold(m[0]), m[0], m.start(), m.end(), m[0].isupper(), m[0][0].isupper()) for m in _WORD.finditer(text)]
