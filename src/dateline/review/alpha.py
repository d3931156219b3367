"""Krippendorff's alpha: how far coders agree beyond what chance would give.

1 - Do/De: the disagreement observed over that expected if values fell to units at random. 1 is agreement throughout, 0 what chance
gives, below 0 less. Any number of coders; values that are missing are left out; a unit counts where two coders or more valued it.
Source: K. Krippendorff, "Content Analysis", 4th ed. (2019), chapter 12; "Computing Krippendorff's Alpha-Reliability" (2011), whose
example is a test of this module.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from typing import Final, Literal, TypeVar, cast

Value = TypeVar("Value", bound=Hashable)
Scale = Literal["nominal", "interval", "ratio"]


def alpha(units: Sequence[Sequence[Hashable | None]], scale: Scale = "nominal") -> float | None:
    """The alpha of units: each the values that its coders gave, None where one gave none.

    None where it is not defined: nothing was valued twice, or all values are one, so that no disagreement is to be expected.
    On the scales "interval" and "ratio" values are numbers; on "ratio" they are not below 0.
    """
    apart = DISTANCES[scale]
    told = [[v for v in unit if v is not None] for unit in units]
    told = [values for values in told if len(values) > 1]
    total = sum(map(len, told))
    if total < 2:
        return None
    observed = sum(_spread(values, apart) / (len(values) - 1) for values in told) / total
    expected = _spread([v for values in told for v in values], apart) / (total * (total - 1))
    return None if expected == 0 else 1 - observed / expected


def _spread(values: Sequence[Hashable], apart: Callable[[Hashable, Hashable], float]) -> float:
    """The distances of all ordered pairs of values, added up; equal values are taken together."""
    counts = list(Counter(values).items())
    return sum(n * m * apart(a, b) for a, n in counts for b, m in counts if a != b)


def _nominal(a: Hashable, b: Hashable) -> float:
    return float(a != b)


def _interval(a: Hashable, b: Hashable) -> float:
    return (cast(float, a) - cast(float, b)) ** 2


def _ratio(a: Hashable, b: Hashable) -> float:
    one, other = cast(float, a), cast(float, b)
    return ((one - other) / (one + other)) ** 2 if one + other else 0.0


DISTANCES: Final[dict[Scale, Callable[[Hashable, Hashable], float]]] = {"nominal": _nominal, "interval": _interval, "ratio": _ratio}
