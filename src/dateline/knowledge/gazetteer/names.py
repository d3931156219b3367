"""How names are made comparable: one key for a name's spellings, and one for how it sounds."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from anyascii import anyascii

# Marks that romanisations put inside a word (ain, hamza, apostrophes) vanish; every other mark parts words.
_INNER: Final = re.compile(r"['’‘ʻʼʿʾ`´ʹ]")
_PARTS: Final = re.compile(r"[^a-z0-9]+")
_ARTICLES: Final = frozenset(
    {"al", "el", "ad", "ar", "as", "ash", "an", "at", "az", "ez", "es", "ed", "er", "esh", "ul", "us", "the"}
)
_SOUNDS: Final = (
    (re.compile(r"ou|oo|aw|au|ow"), "u"),
    (re.compile(r"ee|ie|ay|ai|ey|ei|y"), "i"),
    (re.compile(r"dj|dzh|zh"), "j"),
    (re.compile(r"gh"), "g"),
    (re.compile(r"kh"), "h"),
    (re.compile(r"q|ck"), "k"),
    (re.compile(r"dh"), "d"),
    (re.compile(r"th"), "t"),
    (re.compile(r"ph"), "f"),
    (re.compile(r"w"), "v"),
    (re.compile(r"(?<=.)[ae]h$|(?<=..)[aei]$"), "a"),
    (re.compile(r"[eo]"), "a"),
    (re.compile(r"u"), "a"),
    (re.compile(r"(.)\1+"), r"\1"),
)
_ABAD: Final = re.compile(r"\s+(abad|pur|pura|ganj|nagar|garh)\b")


@lru_cache(maxsize=16384)
def fold_name(name: str) -> str:
    """The key of a name: small ASCII letters, words parted by one space, apostrophes gone, Arabic articles dropped.

    "Ar-Raqqah" -> "raqqah", "Deir ez-Zor" -> "deir zor", "Viña del Mar" -> "vina del mar". Empty where nothing is left.
    """
    plain = _INNER.sub("", anyascii(_INNER.sub("", name))).casefold()
    words = _PARTS.sub(" ", plain).split()
    kept = [word for word in words if word not in _ARTICLES]
    return " ".join(kept or words)


@lru_cache(maxsize=16384)
def sound_name(key: str) -> str:
    """How a folded name sounds, for comparing romanisations inside one country: "dayr zawr" and "deir zor" -> one key."""
    joined = _ABAD.sub(r"\1", key)
    words = []
    for word in joined.split():
        sound = word
        for pattern, replacement in _SOUNDS:
            sound = pattern.sub(replacement, sound)
        words.append(sound)
    return " ".join(words)
