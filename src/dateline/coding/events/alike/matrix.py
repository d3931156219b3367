"""Matrices of pairs: the row is the earlier trigger, the column the later one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dateline.records import Reading

Matrix = NDArray[Any]
Features = dict[str, Matrix]  # by name, each [triggers, triggers]


def pair(values: Sequence[Any], how: Callable[[Matrix, Matrix], Matrix]) -> Matrix:
    """`how` of each earlier (column vector) and later (row vector) value."""
    v = np.asarray(values)
    return how(v[:, None], v[None])


def same(values: Sequence[Any]) -> Matrix:
    """Whether both have one value."""
    return pair(values, np.equal)


def either(values: Sequence[bool]) -> Matrix:
    """Whether one of them has it, or both."""
    return pair(values, np.logical_or)


def both(values: Sequence[bool]) -> Matrix:
    """Whether both have it."""
    return pair(values, np.logical_and)


def earlier(values: Sequence[Any]) -> Matrix:
    """The earlier one's value."""
    return pair(values, lambda a, b: np.broadcast_to(a, (len(values),) * 2))


def later(values: Sequence[Any]) -> Matrix:
    """The later one's value."""
    return pair(values, lambda a, b: np.broadcast_to(b, (len(values),) * 2))


def held(sets: Sequence[set[str]], known: dict[str, int]) -> Matrix:
    """[sets, names]: 1 where a set holds a name."""
    out = np.zeros((len(sets), max(1, len(known))), np.float32)
    for row, names in enumerate(sets):
        out[row, [known[name] for name in names]] = 1
    return out


def sentences(reading: Reading) -> list[int]:
    """The number of each trigger's sentence."""
    return [reading.sentence_of(t) for t in reading.triggers]
