"""The measures of the table: shares, F1 by counts, weighted F1, CEAF-REE, and bootstrap intervals over documents."""

from __future__ import annotations

import random
import re
import string
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from typing import Final, TypeVar

T = TypeVar("T")
DRAWS: Final[int] = 300  # bootstrap samples
CUT: Final[int] = 7  # how many of them lie outside on either side: the eighth value bounds the middle 95 in 100


def share(right: float, of: float) -> float:
    """A share; 0 where there is nothing to share."""
    return right / of if of else 0.0


def f1(right: float, found: float, gold: float) -> float:
    """The harmonic mean of precision (right of found) and recall (right of gold); 0 where nothing is right."""
    return share(2 * right, found + gold)


def weighted_f1(pairs: Sequence[tuple[str, str]]) -> float:
    """The F1 of each label, weighted by how often it is the right one; `pairs` are (right label, given label)."""
    gold, given = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    right = Counter(a for a, b in pairs if a == b)
    return share(sum(n * f1(right[k], given[k], n) for k, n in gold.items()), len(pairs))


def interval(samples: Sequence[T], figure: Callable[[Sequence[T]], float]) -> tuple[float, float]:
    """The middle 95 in 100 of a figure over samples drawn with replacement, seed fixed."""
    dice = random.Random(0)
    values = sorted(figure(dice.choices(samples, k=len(samples))) for _ in range(DRAWS)) if samples else [0.0] * DRAWS
    return values[CUT], values[-CUT - 1]


def total(samples: Iterable[Counter[str]]) -> Counter[str]:
    """The counts of several documents added up."""
    out: Counter[str] = Counter()
    for sample in samples:
        out.update(sample)
    return out


def f1_of(system: str) -> Callable[[Sequence[Counter[str]]], float]:
    """The F1 of a system over counts of documents: keys "SYSTEM right", "SYSTEM found" and "gold"."""

    def figure(samples: Sequence[Counter[str]]) -> float:
        counts = total(samples)
        return f1(counts[f"{system} right"], counts[f"{system} found"], counts["gold"])

    return figure


def pairs(left: Sequence[Collection[int]]) -> int:
    """The size of the largest one-to-one match; each of `left` lists what it may be matched with."""
    mate: dict[int, int] = {}

    def place(n: int, seen: set[int]) -> bool:
        for m in left[n]:
            if m not in seen:
                seen.add(m)
                if m not in mate or place(mate[m], seen):
                    mate[m] = n
                    return True
        return False

    return sum(place(n, set()) for n in range(len(left)))


def bare(words: str) -> str:
    """A filler as GRIT compares it: small letters, without punctuation and articles, single spaces."""
    plain = "".join(c for c in words.lower() if c not in string.punctuation)
    return " ".join(re.sub(r"\b(a|an|the)\b", " ", plain).split())


def ceaf_ree(found: Sequence[Collection[str]], gold: Sequence[Collection[str]]) -> int:
    """CEAF-REE of one role in one document: the number of found entities in the best one-to-one alignment with those of the key.

    An entity is the set of its mentions' words. A found entity is right (similarity 1, else 0) where each of its mentions is among
    those of the entity of the key. Precision is the sum by the entities found, recall by those of the key; both sums run over all
    documents and roles. Du and others 2021 (GRIT): https://arxiv.org/abs/2008.09249.
    """
    key = [{bare(m) for m in entity} for entity in gold]
    mine = [{bare(m) for m in entity} for entity in found]
    return pairs([[n for n, entity in enumerate(key) if entity >= mentions] for mentions in mine if mentions])
