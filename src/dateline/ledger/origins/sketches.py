"""Sketches of texts: hashed word shingles, and the few of them by which near-duplicates and partial reprints find each other.

A text's keys are the MinHashes of its stretches: of every run of STRETCH shingles the smallest (winnowing: Schleimer, Wilkerson
and Aiken, 2003). A whole text that was edited lightly shares most of them; so do two that have only some paragraphs in common,
which a single MinHash of the whole text would miss.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from typing import Any, Final
from unicodedata import combining

import numpy as np
from numpy.typing import NDArray

from dateline.ledger.entries import fold

Hashes = NDArray[np.uint64]


class _Signs(dict[int, str]):
    """What stands for a character where a text is cut into words: itself, a blank, or the mark of a stop."""

    def __missing__(self, code: int) -> str:
        sign = chr(code)
        self[code] = sign if sign.isalnum() or combining(sign) else _STOP if sign in '.!?:\n"“«' else " "
        return self[code]


WORDS: Final[int] = 4  # words of a shingle
STRETCH: Final[int] = 24  # shingles of the longest stretch that gives a key: about 40 words of a news story
SHORTEST: Final[int] = 4  # shingles of the shortest stretch
STRETCHES: Final[int] = 5  # how often a stretch goes into a short text, at least: fewer keys would miss an edited copy
TOO_SHORT: Final[int] = 6  # shingles below which a text is too short to tell whose it is
SPARSE: Final[float] = 0.1  # share of shingles with a name or number below which a text is taken to have no capitals
BODY: Final = "body"  # the kind of section that is compared: headlines, captions and credits are each paper's own
_STOP: Final = "\x00"  # stands for a sign after which a capital says nothing
_KIND, _NUMBER, _CAPITAL, _BREAK = (np.uint64(n) for n in (3, 1, 2, 3))  # the last two bits of a coded word
_FACTORS: Final = np.array([0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0xD6E8FEB86659FD93], dtype=np.uint64)
_SIGNS: Final = _Signs()
_NONE: Final[Hashes] = np.array([], dtype=np.uint64)


@dataclass(frozen=True, slots=True, eq=False)
class Sketch:
    """A text as hashed shingles in their order. `named`: which hold a name or a number; `numbers`: the numbers' hashes."""

    shingles: Hashes
    named: NDArray[np.bool_]
    numbers: frozenset[int]

    def bands(self) -> list[int]:
        """The text's keys, signed 64-bit; none for one that is too short.

        Only shingles with a name or a number count, so that two attacks told in the same stock phrases do not meet. Where a
        text has no capitals (another script, a transcript), all count.
        """
        if len(self.shingles) < TOO_SHORT:
            return []
        chosen = self.shingles
        if np.count_nonzero(self.named) >= SPARSE * len(self.named):
            chosen = self.shingles[self.named]
        size = min(STRETCH, max(SHORTEST, len(chosen) // STRETCHES), len(chosen))
        count, step = len(chosen) - size + 1, chosen.itemsize
        stretches = np.ndarray((count, size), np.uint64, chosen, 0, (step, step))  # every stretch, none of them copied
        found: list[int] = np.unique(stretches.min(axis=1)).view(np.int64).tolist()
        return found


def sketch(text: str) -> Sketch:
    """The sketch of a text. A word is a name where it is written with a capital within a sentence."""
    parts = text.translate(_SIGNS).replace(_STOP, f" {_STOP} ").split()
    coded = np.fromiter(map(_coded, parts), dtype=np.uint64, count=len(parts))
    kinds = coded & _KIND
    words = kinds != _BREAK
    named = (kinds == _NUMBER) | ((kinds == _CAPITAL) & np.append(False, words[:-1]))[: len(parts)]
    numbers = frozenset(coded[kinds == _NUMBER].tolist())
    hashes, named = (coded & ~_KIND)[words], named[words]
    count = len(hashes) - WORDS + 1
    if count < 1:
        return Sketch(_NONE, np.array([], dtype=np.bool_), numbers)
    mixed, held = np.zeros(count, dtype=np.uint64), np.zeros(count, dtype=np.bool_)
    for n in range(WORDS):
        mixed += hashes[n : n + count] * _FACTORS[n]
        held |= named[n : n + count]
    mixed ^= mixed >> np.uint64(29)
    mixed *= _FACTORS[1]
    mixed ^= mixed >> np.uint64(32)
    return Sketch(mixed, held, numbers)


def story(document: Mapping[str, Any]) -> str:
    """The story of a report's payload: its body sections, or the whole text where it was not divided."""
    text: str = document["text"]
    parts = [text[start:end] for kind, start, end in document["sections"] if kind == BODY]
    return "\n".join(parts) if parts else text


@lru_cache(maxsize=1 << 16)
def _coded(word: str) -> int:
    """The hash of a folded word, with its kind in the last two bits."""
    if word == _STOP:
        return int(_BREAK)
    kind = _NUMBER if word[0].isdigit() else _CAPITAL if word[0].isupper() else 0
    return hash_of(fold(word)) & ~int(_KIND) | int(kind)


def hash_of(*parts: str) -> int:
    """An unsigned 64-bit hash of words, the same on every machine."""
    return int.from_bytes(blake2b("\x1f".join(parts).encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little")


def signed(hash: int) -> int:
    """An unsigned 64-bit hash as the signed number that databases hold."""
    return hash - (1 << 64) if hash >= 1 << 63 else hash
