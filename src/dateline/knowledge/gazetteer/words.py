"""The words that stand with place names, as `words.yaml` lists them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from dateline.knowledge.tables import read_yaml


@dataclass(frozen=True, slots=True)
class PlaceWords:
    """`kinds` maps a word to the kind of place it announces; `near` finds a relation at the end of the words before a name;
    `states` maps an abbreviation without its stops to a state of the United States."""

    kinds: Mapping[str, str]
    kept: frozenset[str]
    facilities: frozenset[str]
    directions: frozenset[str]
    near: tuple[tuple[str, ...], ...]
    filler: frozenset[str]
    states: Mapping[str, str]
    not_places: frozenset[str]
    near_before: re.Pattern[str]


@cache
def load_words() -> PlaceWords:
    """The tables of `words.yaml`. Errors: knowledge.invalid."""
    table = read_yaml("gazetteer", "words.yaml")
    directions = "|".join(sorted(map(re.escape, table["directions"]), key=len, reverse=True))
    near = "|".join(sorted(map(re.escape, table["near"]), key=len, reverse=True))
    kinds = {word: kind for kind, words in table["kinds"].items() for word in words}
    heads = "|".join(sorted(kinds, key=len, reverse=True))
    pattern = (
        rf"(?:\b(?:{near})|\b(?:{directions})\s+of|\b(?:km|kilometers?|kilometres?|miles?|metres?|meters?|hours?)\b[\w\s]{{0,24}}?\b(?:of|from))"
        rf"\s+(?:(?:the|a|an|central|city|town)\s+)*(?:(?:[\w-]+\s+)?(?:{heads})\s+of\s+)?(?:the\s+)?$"
    )
    return PlaceWords(
        kinds=kinds,
        kept=frozenset(table["kept"]),
        facilities=frozenset(table["facilities"]),
        directions=frozenset(table["directions"]),
        near=tuple(sorted((tuple(n.split()) for n in table["near"]), key=len, reverse=True)),
        filler=frozenset(table["filler"]),
        states=table["states"],
        not_places=frozenset(word.casefold() for word in table["not_places"]),
        near_before=re.compile(pattern, re.IGNORECASE),
    )
