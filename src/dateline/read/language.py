"""Which language a report is in."""

from __future__ import annotations

import re
from typing import Final

ENGLISH: Final = frozenset(["the", "of", "and", "to", "in", "a", "that", "for", "was", "on", "is", "by", "were", "said", "with", "as", "at", "from", "has", "had", "it", "have", "who", "been", "after"])
ENOUGH: Final[float] = 0.12  # share of these words from which a text is English without asking the identifier
FEWEST: Final[int] = 6  # words: a shorter text tells no language
_WORD: Final = re.compile(r"[^\W\d_]+")


def language_of(text: str) -> str | None:
    """ISO 639-1 code of the language, or None where the text is too short to tell.

    Function words settle English at once; anything else goes to py3langid, which loads on first need.
    """
    words = [w.lower() for w in _WORD.findall(text[:4000])]
    if len(words) < FEWEST:
        return None
    if sum(w in ENGLISH for w in words) >= ENOUGH * len(words):
        return "en"
    import py3langid

    code, _ = py3langid.classify(text[:4000].lower())
    return str(code)
