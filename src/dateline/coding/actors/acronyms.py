"""Acronyms that a report defines for itself: "Trade Union Co-ordination Committee (TUCC)"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from dateline.knowledge.actors import fold, split_words

_BRACKETED: Final = re.compile(r"\(([^\W\d_]{2,8})\)")
_SMALL: Final = frozenset({"of", "the", "and", "for", "in", "de", "del", "la", "y", "du", "des", "al"})
REACH: Final[int] = 12  # words before the bracket in which the long form stands


def find_acronyms(text: str) -> Mapping[str, str]:
    """The report's own acronyms, folded, with their long forms as the text spells them."""
    found: dict[str, str] = {}
    for match in _BRACKETED.finditer(text):
        long_form = _long_form(text[: match.start()], fold(match[1]))
        if long_form is not None:
            found.setdefault(fold(match[1]), long_form)
    return found


def _long_form(before: str, letters: str) -> str | None:
    """The words right before a bracket whose initials spell the letters, small words aside."""
    words = split_words(before[-200:])[-REACH:]
    offset = max(0, len(before) - 200)
    for start in range(len(words) - 1, -1, -1):
        large = [word for word in words[start:] if word.form not in _SMALL]
        initials = "".join(word.form[0] for word in large)
        joined = "".join(word.form[0] for word in large if before[offset + word.start - 1 : offset + word.start] != "-")
        if letters in (initials, joined) and words[start].form not in _SMALL:
            return before[offset + words[start].start :].strip()
        if len(initials) > len(letters) + 2:
            break
    return None
