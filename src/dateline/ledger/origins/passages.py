"""What two texts have in common: how much of each stands in the other, runs of the same words, the same quotations."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz

from dateline.ledger.entries import fold
from dateline.ledger.origins.sketches import WORDS, Hashes, Sketch, hash_of, signed

COPIED: Final[float] = 0.5  # share of a text's shingles from which it is a copy of the text that holds them
SLIGHT: Final[float] = 0.4  # share of the shorter text below which neither is looked at further
NAMED: Final[float] = 0.4  # the same of its shingles with names and numbers: two attacks in stock phrases differ in these
NUMBERS: Final[float] = 0.5  # share of its numbers that must stand in the other: bulletins of one template differ in these
FEW: Final[int] = 3  # numbers below which NUMBERS says nothing
RUN: Final[int] = 12  # words of the shortest run that counts as reprinted
REPRINTED: Final[int] = 40  # words in such runs from which a text reprints part of another, about a paragraph
PART: Final[float] = 0.15  # share of either text that these runs must make up
QUOTED: Final[int] = 8  # words of a quotation from which it is taken for the speaker's own words
SPREAD: Final[int] = 4  # windows of QUOTED words of which the smallest hash is a key
ALIKE: Final[float] = 80.0  # likeness (0 to 100) of the words of two claims from which they are one passage
SHORT: Final[int] = 3  # words below which claims must be equal to be one passage
_QUOTATION: Final = re.compile(r"[\"“”«„]([^\"“”«»„]{20,2000})[\"”“»]")
_DIGITS: Final = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike two texts are. `left`, `right`: the share of each one's shingles that stand in the other.

    `left_of_right`, `right_of_left`: whether the first can be a copy of the second, and the other way round. `words`: words in
    runs that both print. `part`: whether these are enough for a partial reprint.
    """

    left: float
    right: float
    left_of_right: bool
    right_of_left: bool
    words: int
    part: bool

    @property
    def linked(self) -> bool:
        """Whether the texts have anything to do with each other."""
        return self.left_of_right or self.right_of_left or self.part


def compare(left: Sketch, right: Sketch) -> Likeness | None:
    """How alike two texts are; the same both ways round, with left and right changed. None: nothing to speak of."""
    short, long = sorted((left, right), key=lambda s: (len(s.shingles), s.shingles.tobytes()))
    hits = _held(short.shingles, long.shingles)
    words = _in_runs(hits, short.named)
    if words < REPRINTED and _share(hits) < SLIGHT:
        return None
    back = _held(long.shingles, short.shingles)
    words = min(words, _in_runs(back, long.named))
    part = words >= REPRINTED and words >= PART * min(len(hits), len(back))
    copied, copying = _is_copy(short, long, hits), _is_copy(long, short, back)
    if short is left:
        return Likeness(_share(hits), _share(back), copied, copying, words, part)
    return Likeness(_share(back), _share(hits), copying, copied, words, part)


def _held(one: Hashes, other: Hashes) -> NDArray[np.bool_]:
    """Which of the shingles stand in the other text."""
    if not len(other):
        return np.zeros(len(one), dtype=np.bool_)
    sorted_ = np.sort(other)
    found: NDArray[np.bool_] = sorted_[np.minimum(sorted_.searchsorted(one), len(sorted_) - 1)] == one
    return found


def _share(hits: NDArray[np.bool_]) -> float:
    return float(hits.mean()) if len(hits) else 0.0


def _is_copy(one: Sketch, other: Sketch, hits: NDArray[np.bool_]) -> bool:
    """Whether enough of a text stands in the other, names and numbers too."""
    if _share(hits) < COPIED or (one.named.any() and hits[one.named].mean() < NAMED):
        return False
    return len(one.numbers) < FEW or len(one.numbers & other.numbers) >= NUMBERS * len(one.numbers)


def _in_runs(hits: NDArray[np.bool_], named: NDArray[np.bool_]) -> int:
    """Words in runs of RUN or more whose shingles all stand in the other text; one without a name or a number is a stock phrase."""
    padded = np.zeros(len(hits) + 2, dtype=np.bool_)
    padded[1:-1] = hits
    edges = np.flatnonzero(padded[1:] != padded[:-1]).tolist()
    nameless = not named.any()
    runs = ((begin, end) for begin, end in zip(edges[::2], edges[1::2], strict=True) if end - begin > RUN - WORDS)
    return sum(end - begin + WORDS - 1 for begin, end in runs if nameless or named[begin:end].any())


def quotations(words: str) -> Iterator[list[str]]:
    """What stands within quotation marks, as folded words; only quotations of QUOTED words or more."""
    for quoted in _QUOTATION.findall(words):
        terms = fold(quoted).split()
        if len(terms) >= QUOTED:
            yield terms


def quotation_keys(words: str) -> set[int]:
    """Keys of the quotations in some words: two that have QUOTED + SPREAD - 1 words in a row in common share one."""
    found = set()
    for terms in quotations(words):
        hashes = [hash_of("quoted", *terms[n : n + QUOTED]) for n in range(len(terms) - QUOTED + 1)]
        found |= {signed(min(hashes[n : n + SPREAD])) for n in range(max(1, len(hashes) - SPREAD + 1))}
    return found


def same_quotation(left: str, right: str) -> bool:
    """Whether both quote the same QUOTED words in a row."""
    return bool(_windows(left) & _windows(right))


def _windows(words: str) -> set[tuple[str, ...]]:
    return {tuple(terms[n : n + QUOTED]) for terms in quotations(words) for n in range(len(terms) - QUOTED + 1)}


def same_passage(left: str, right: str) -> bool:
    """Whether two claims' words are one passage of a text: the same, edited lightly, or one a part of the other.

    Only for claims of one report, or of reports that are known to reprint each other.
    """
    one, other = sorted((_folded(left), _folded(right)), key=lambda words: (len(words), words))
    if one == other:
        return True
    if one.count(" ") < SHORT - 1 or not _covers(_DIGITS.findall(one), _DIGITS.findall(other)):
        return False
    return fuzz.partial_ratio(one, other) >= ALIKE


_folded = lru_cache(maxsize=1 << 12)(fold)  # a claim's words are held against those of many others


def _covers(few: Collection[str], many: Collection[str]) -> bool:
    return set(few) <= set(many)
