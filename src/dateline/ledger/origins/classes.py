"""Things that belong together, from pairs of them."""

from __future__ import annotations

from collections.abc import Iterable


def classes(pairs: Iterable[tuple[str, str]]) -> list[set[str]]:
    """The sets of things that the pairs tie together, directly or by others; a thing paired with itself is a set of its own."""
    parent: dict[str, str] = {}

    def top(one: str) -> str:
        parent.setdefault(one, one)
        while parent[one] != one:
            parent[one] = parent[parent[one]]
            one = parent[one]
        return one

    for one, other in pairs:
        parent[top(one)] = top(other)
    found: dict[str, set[str]] = {}
    for one in parent:
        found.setdefault(top(one), set()).add(one)
    return list(found.values())
