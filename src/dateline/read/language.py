"""Which language a report is in."""

from __future__ import annotations

import re
from typing import Final

ENGLISH: Final = frozenset(
    "the of and to in a that for was on is by were said with as at from has had it have who been after".split()  # noqa: SIM905
)
ENOUGH: Final[float] = 0.12  # share of these words from which a text is English without asking the identifier
FEWEST: Final[int] = 6  # words: a shorter text tells no language
SURE: Final[int] = 25  # words: below this, one of the words above is enough to doubt the identifier
READ: Final[int] = 4_000  # characters looked at
_WORD: Final = re.compile(r"[^\W\d_]+")
_NAMES: Final = {
    "english": "en",
    "eng": "en",
    "arabic": "ar",
    "ara": "ar",
    "spanish": "es",
    "spa": "es",
    "french": "fr",
    "fra": "fr",
    "fre": "fr",
}


def language_of(text: str) -> str | None:
    """ISO 639-1 code of the language, or None where the text is too short to tell.

    Function words settle English at once; anything else goes to py3langid, which loads on first need.
    """
    words = [w.lower() for w in _WORD.findall(text[:READ])]
    if len(words) < FEWEST:
        return None
    common = sum(w in ENGLISH for w in words)
    if common >= ENOUGH * len(words):
        return "en"
    import py3langid

    code = str(py3langid.classify(text[:READ].lower())[0])
    return None if code != "en" and common and len(words) < SURE else code


def short_code(language: str | None) -> str | None:
    """A language that came with a report as its ISO 639-1 code: "en-GB" and "English" are "en"."""
    if not language:
        return None
    word = re.split(r"[-_]", language.strip().lower())[0]
    return _NAMES.get(word, word)
